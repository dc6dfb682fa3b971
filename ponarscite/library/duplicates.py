"""Duplicates: pairs of records that may be one work, for the user to merge or to call distinct."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.record.item import date_of, names_of
from ponarscite.record.name import Name
from ponarscite.record.text import fold

THRESHOLD = 90
"""0 to 100: the least similarity of two titles of a pair, by rapidfuzz's token_sort_ratio of their letters."""

LARGEST_BLOCK = 400
"""Records. Of more that share an author, word, address or PDF, no two are compared for that reason (avoids O(n²))."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one work.

    Args:
        first, second: their keys, that of the older record first.
        reason: "the same address", "the same PDF" or "titles 95 % alike".
        likeness: similarity of their titles, 0 to 100.
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
    """Every pair of records that may be one work, except those that the user calls distinct.

    The two share an address or a PDF, or their titles have at least THRESHOLD in common, their authors share a person
    (or one has no authors), and their years differ by at most 1 (or one has none). Two numbers of one series are never
    a pair.

    Returns:
        Pairs sorted by likeness, highest first, then by keys.
    """
    stored = database.rows("SELECT id, key, series, number, title, address, pdf, item FROM record")
    with database.translated(), decoding():
        rows = [_row(*row) for row in stored]
    distinct = _distinct(database)
    found: dict[tuple[int, int], Pair] = {}
    for a, b in _candidates(rows):
        one, other = sorted((a, b), key=lambda row: row.id)
        if (one.id, other.id) in found or (one.id, other.id) in distinct or _is_ruled_out(one, other):
            continue
        if pair := _compared(one, other):
            found[one.id, other.id] = pair
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.first, pair.second))


def _row(row_id: int, key: str, series: str, serial: str, title: str, address: str, pdf: str, item: str) -> _Row:
    value: dict[str, Any] = json.loads(item)
    authors, issued = names_of(value.get("author")), date_of(value.get("issued"))
    return _Row(row_id, key, series, serial, title, address, pdf, authors, issued.year_named)


def _distinct(database: Database) -> set[tuple[int, int]]:
    """The ids of the pairs that the user calls distinct, the smaller id first."""
    sql = (
        "SELECT one.record, other.record FROM apart JOIN ledger AS one ON one.key = first "
        "JOIN ledger AS other ON other.key = second WHERE one.record IS NOT NULL AND other.record IS NOT NULL"
    )
    return {(min(pair), max(pair)) for pair in database.rows(sql)}


def _candidates(rows: Iterable[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """Pairs that share a block; at most LARGEST_BLOCK records share one."""
    blocks: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        for block in _blocks(row):
            blocks[block].append(row)
    for together in blocks.values():
        if len(together) <= LARGEST_BLOCK:
            yield from combinations(together, 2)


def _blocks(row: _Row) -> set[tuple[str, str]]:
    """What a record must share with another to be compared: an author, one of the 2 longest words, address or PDF."""
    blocks = {("author", fold(name.sort)) for name in row.authors}
    blocks |= {("word", word) for word in sorted(row.title.split(), key=lambda word: (-len(word), word))[:2]}
    blocks |= {("address", row.address)} if row.address else set()
    return blocks | ({("pdf", row.pdf)} if row.pdf else set())


def _is_ruled_out(one: _Row, other: _Row) -> bool:
    """Whether the two are different numbers of one series."""
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
