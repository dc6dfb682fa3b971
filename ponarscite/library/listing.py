"""Records as a search lists them: what is stored of each as CSL-JSON, without the claims behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from ponarscite.library.database import Database, readable

TYPE_CHECKING = False  # typing's own: to import it takes a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

BATCH = 200
"""Records that are read at once: SQLite locks the file for each question, which takes longer than the answer."""
KEPT = 500
"""kB of the file that SQLite keeps for one search."""


def read_once(database: Database) -> None:
    """Keep little of the file: one search meets most pages once, and memory for them takes as long as reading them."""
    database.rows(f"PRAGMA cache_size = -{KEPT}")


def items(database: Database, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The records with these ids as CSL-JSON items, as `to_item` makes them. Raises LibraryError."""
    with database.told(), readable():
        for key, text in _rows(database, numbers):
            item = {"id": key, **json.loads(text)}
            item.pop("custom", None)  # what CSL has no variable for
            yield item


def _rows(database: Database, numbers: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Key and item of each record, in the order of the ids; of one that was removed since it was found, nothing."""
    rest = iter(numbers)
    while batch := tuple(islice(rest, BATCH)):
        sql = f"SELECT id, key, item FROM record WHERE id IN ({', '.join('?' * len(batch))})"
        found = {number: (key, item) for number, key, item in database.rows(sql, batch)}
        yield from (found[number] for number in batch if number in found)
