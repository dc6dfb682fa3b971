"""Listing: the stored CSL-JSON items of records, without the cost of reading their claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import islice

from ponarscite.library.checksum import verify
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

BATCH = 200
"""Records per query: SQLite locks the file for each query, which takes longer than reading a row."""

CACHE = 500
"""SQLite page cache for one search, in kB."""


def read_once(database: Database) -> None:
    """Shrink SQLite's page cache: one search reads most pages once, and filling a large cache doubles its time."""
    database.rows(f"PRAGMA cache_size = -{CACHE}")


def items(database: Database, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The records with these ids as CSL-JSON items, equal to `to_item` of each. Raises LibraryError."""
    with database.translated(), decoding():
        for _, item in _items(database, ids):
            yield item


def page(database: Database, ids: Iterable[int], start: int, most: int) -> tuple[int, list[dict[str, Any]]]:
    """The number of all records with these ids, and some of them as items, from *start* on. Raises LibraryError.

    Args:
        ids: without a length, those of all records.
    """
    total = len(ids) if isinstance(ids, Sized) else int(database.rows("SELECT count(*) FROM record")[0][0])
    return total, list(items(database, islice(ids, start, start + most)))


def numbered(database: Database) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Series, number and item of each member of a numbered series, sorted by both. Raises LibraryError."""
    sql = "SELECT series, serial, id FROM record WHERE series <> '' AND serial IS NOT NULL ORDER BY series, serial, id"
    rows = database.rows(sql)
    places = {record_id: (series, serial) for series, serial, record_id in rows}
    with database.translated(), decoding():
        for record_id, item in _items(database, places):
            yield *places[record_id], item


def _items(database: Database, ids: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The id and the item of each record."""
    for record_id, key, text, identity, checksum in _rows(database, ids):
        verify(text, identity, checksum)
        item = {"id": key, **json.loads(text)}
        item.pop("custom", None)  # values that are no CSL variable
        yield record_id, item


def _rows(database: Database, ids: Iterable[int]) -> Iterator[Sequence[Any]]:
    """Id, key, item, identity and checksum of each record in the order of the ids; removed records are left out."""
    rest = iter(ids)
    while batch := tuple(islice(rest, BATCH)):
        sql = f"SELECT id, key, item, identity, checksum FROM record WHERE id IN ({', '.join('?' * len(batch))})"
        found = {row[0]: row for row in database.rows(sql, batch)}
        yield from (found[record_id] for record_id in batch if record_id in found)
