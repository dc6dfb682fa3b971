"""Duplicates: pairs of records that may be one work, for the user to merge or to call distinct."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.record_row import stored_record
from ponarscite.library.row_seal import sound
from ponarscite.reconcile.evidence import doi_name, evidence_of
from ponarscite.reconcile.partition import Candidate, differences
from ponarscite.record.item import date_of, names_of, text_of
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import fold

THRESHOLD = 90
"""0 to 100: the least similarity of two titles of a pair, by rapidfuzz's token_sort_ratio of their letters."""

MOST_DESCRIBED = 20
"""Works of one record whose differences are named."""

SAME_TITLE = "the same title and authors"
"""The reason of a pair in which something else speaks against a merge."""

LARGEST_BLOCK = 400
"""Records. Of more that share an author, word, address or PDF, no two are compared for that reason (avoids O(n²))."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one work.

    Args:
        first, second: their keys, that of the older record first.
        reason: "the same DOI", "the same address", "the same PDF", "the same title and authors, another edition" or
            "titles 95 % alike".
        likeness: similarity of their titles, 0 to 100.
    """

    first: str
    second: str
    reason: str
    likeness: int


@dataclass(frozen=True, slots=True)
class Melted:
    """A record whose descriptions are several works.

    Args:
        key: of the record.
        works: each work in words: its key in its sources, its title and date.
        differences: the fields in which they differ: CSL variables, "year" or "given name".
    """

    key: str
    works: tuple[str, ...]
    differences: tuple[str, ...]


def melted_of(key: str, parts: Sequence[Record]) -> Melted:
    """Describe a record by the records that its descriptions make."""
    candidates = [Candidate(one.identity, evidence_of(one)) for one in parts]
    fields = dict.fromkeys(
        field for a, b in combinations(candidates[:MOST_DESCRIBED], 2) for field in differences(a, b)
    )
    return Melted(key, tuple(map(_in_words, parts)), tuple(fields))


def _in_words(record: Record) -> str:
    known = ", ".join(filter(None, (record.title, str(record.issued))))
    return f"{record.id}: {known}" if record.id else known


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: str
    series: str
    number: str
    title: str
    address: str
    pdf: str
    doi: str
    authors: tuple[Name, ...]
    year: int | None
    makers: tuple[str, ...]


def pairs(database: Database) -> list[Pair]:
    """Every pair of records that may be one work, except those that the user calls distinct.

    The two share a DOI, an address or a PDF; or kind, title and authors, with something else that speaks against a
    merge; or their titles have at least THRESHOLD in common, their authors share a person (or one has no authors), and
    their years differ by at most 1 (or one has none). Two numbers of one series are never a pair.

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
    alike = {one for ids, pair in found.items() if pair.reason == SAME_TITLE for one in ids}
    candidates = {one: _candidate(database, one) for one in alike}
    for (one_id, other_id), pair in found.items():
        if pair.reason == SAME_TITLE and (fields := differences(candidates[one_id], candidates[other_id])):
            found[one_id, other_id] = replace(pair, reason=f"{SAME_TITLE}, another {', '.join(fields)}")
    return sorted(found.values(), key=lambda pair: (-pair.likeness, pair.first, pair.second))


def _candidate(database: Database, record_id: int) -> Candidate:
    """The identity and the evidence of a record."""
    stored = database.rows("SELECT key, item, identity, checksum FROM record WHERE id = ?", (record_id,))
    with database.translated():
        record = stored_record(*stored[0])
    return Candidate(record.identity, evidence_of(record))


def _row(row_id: int, key: str, series: str, serial: str, title: str, address: str, pdf: str, item: str) -> _Row:
    value: dict[str, Any] = json.loads(item)
    authors, issued = names_of(value.get("author")), date_of(value.get("issued"))
    makers = (value.get("type", ""), *(sorted(fold(name.sort) for name in authors) or _places(value)))
    doi = doi_name(text_of(value.get("DOI")))
    return _Row(row_id, key, series, serial, title, address, pdf, doi, authors, issued.year_named, makers)


def _places(value: dict[str, Any]) -> tuple[str, ...]:
    """Where a work without authors appeared; many have the same title, so without a place none are paired for it."""
    return tuple(filter(None, (fold(text_of(value.get("container-title"))),)))


def _distinct(database: Database) -> set[tuple[int, int]]:
    """The ids of the pairs that the user calls distinct, the smaller id first."""
    sql = (
        "SELECT one.record, other.record FROM apart JOIN ledger AS one ON one.key = first "
        "JOIN ledger AS other ON other.key = second WHERE one.record IS NOT NULL AND other.record IS NOT NULL "
        f"AND {sound('apart')} AND {sound('ledger', 'one')} AND {sound('ledger', 'other')}"
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
    blocks |= {("DOI", row.doi)} if row.doi else set()
    return blocks | ({("pdf", row.pdf)} if row.pdf else set())


def _is_ruled_out(one: _Row, other: _Row) -> bool:
    """Whether the two are different numbers of one series."""
    return bool(
        one.series and one.series == other.series and one.number and other.number and one.number != other.number
    )


def _compared(one: _Row, other: _Row) -> Pair | None:
    from rapidfuzz.fuzz import token_sort_ratio

    likeness = round(token_sort_ratio(one.title, other.title)) if one.title and other.title else 0
    if one.doi and one.doi == other.doi:
        return Pair(one.key, other.key, "the same DOI", likeness)
    if one.address and one.address == other.address:
        return Pair(one.key, other.key, "the same address", likeness)
    if one.pdf and one.pdf == other.pdf:
        return Pair(one.key, other.key, "the same PDF", likeness)
    if one.title and one.title == other.title and one.makers == other.makers and len(one.makers) > 1:
        return Pair(one.key, other.key, SAME_TITLE, likeness)
    if likeness < THRESHOLD or not _same_people(one, other) or not _same_time(one, other):
        return None
    return Pair(one.key, other.key, f"titles {likeness} % alike", likeness)


def _same_people(one: _Row, other: _Row) -> bool:
    if not one.authors or not other.authors:
        return True
    return any(name.is_same(twin) for name in one.authors for twin in other.authors)


def _same_time(one: _Row, other: _Row) -> bool:
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1
