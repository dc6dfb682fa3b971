"""Records that may be one work: alike, but not sure enough to be merged unasked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ponarscite.library.database import Database, readable
from ponarscite.record.item import date_of, names_of
from ponarscite.record.name import Name
from ponarscite.record.text import fold

THRESHOLD = 90
"""Of 100: how alike two titles must be (rapidfuzz's token_sort_ratio of their letters) to be proposed."""

MOST_TOGETHER = 400
"""Records that are compared with each other, of one author or one rare word."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one work.

    Args:
        first, second: their keys, the older one first.
        reason: in words.
        likeness: of their titles, 0 to 100.
    """

    first: str
    second: str
    reason: str
    likeness: int


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: str
    series: str
    number: str
    title: str
    address: str
    pdf: str
    authors: tuple[Name, ...]
    year: int | None


def pairs(database: Database) -> list[Pair]:
    """Pairs that may be one work, the likeliest first; none that a user has called distinct.

    The same address or the same PDF, or titles that are at least THRESHOLD alike with an author in common (or none
    known of one) and years that differ by one at most. Different numbers of one series are never a pair.
    """
    stored = database.rows("SELECT id, key, series, number, title, address, pdf, item FROM record")
    with database.told(), readable():
        rows = [_row(*row) for row in stored]
    settled = _settled(database)
    found: dict[tuple[int, int], Pair] = {}
    for a, b in _candidates(rows):
        one, other = sorted((a, b), key=lambda row: row.id)
        if (one.id, other.id) in found or (one.id, other.id) in settled or _is_ruled_out(one, other):
            continue
        if pair := _compared(one, other):
            found[one.id, other.id] = pair
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.first, pair.second))


def _row(number: int, key: str, series: str, serial: str, title: str, address: str, pdf: str, item: str) -> _Row:
    value: dict[str, Any] = json.loads(item)
    authors, issued = names_of(value.get("author")), date_of(value.get("issued"))
    return _Row(number, key, series, serial, title, address, pdf, authors, issued.year_named)


def _settled(database: Database) -> set[tuple[int, int]]:
    sql = (
        "SELECT one.record, other.record FROM apart JOIN ledger AS one ON one.key = first "
        "JOIN ledger AS other ON other.key = second WHERE one.record IS NOT NULL AND other.record IS NOT NULL"
    )
    return {(min(pair), max(pair)) for pair in database.rows(sql)}


def _candidates(rows: Iterable[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Those that share something rare: an address, a PDF, an author, the longest words of the title."""
    blocks: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        for block in _blocks(row):
            blocks[block].append(row)
    for together in blocks.values():
        if len(together) <= MOST_TOGETHER:
            yield from combinations(together, 2)


def _blocks(row: _Row) -> set[tuple[str, str]]:
    blocks = {("author", fold(name.sort)) for name in row.authors}
    blocks |= {("word", word) for word in sorted(row.title.split(), key=lambda word: (-len(word), word))[:2]}
    blocks |= {("address", row.address)} if row.address else set()
    return blocks | ({("pdf", row.pdf)} if row.pdf else set())


def _is_ruled_out(one: _Row, other: _Row) -> bool:
    return bool(
        one.series and one.series == other.series and one.number and other.number and one.number != other.number
    )


def _compared(one: _Row, other: _Row) -> Pair | None:
    from rapidfuzz.fuzz import token_sort_ratio

    likeness = round(token_sort_ratio(one.title, other.title)) if one.title and other.title else 0
    if one.address and one.address == other.address:
        return Pair(one.key, other.key, "the same address", likeness)
    if one.pdf and one.pdf == other.pdf:
        return Pair(one.key, other.key, "the same PDF", likeness)
    if likeness < THRESHOLD or not _same_people(one, other) or not _same_time(one, other):
        return None
    return Pair(one.key, other.key, f"titles {likeness} % alike", likeness)


def _same_people(one: _Row, other: _Row) -> bool:
    if not one.authors or not other.authors:
        return True
    return any(name.is_same(twin) for name in one.authors for twin in other.authors)


def _same_time(one: _Row, other: _Row) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1
