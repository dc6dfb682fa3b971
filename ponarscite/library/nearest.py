"""Nearest keys: the keys that look most like one that no record has. Two steps into an index, however large it is."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import DatabaseError
from unicodedata import normalize

from ponarscite.library.database import Database
from ponarscite.library.row_seal import BROKEN, is_intact

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

MOST = 3
"""Keys that are named."""

LEAST_SHARED = 3
"""Characters that a key must begin with in common."""

LOOKED_AT = 8
"""Neighbours on either side: keys of removed records are passed over, and may be many."""

LIKENESS = str.maketrans("аеорсхумктнвіјѕАЕОРСХУМКТНВІЈЅ", "aeopcxymktnbijsAEOPCXYMKTHBIJS")
"""Cyrillic letters -> the Latin ones that they look like."""

_NEIGHBOURS = (
    f"SELECT key, record, identity, checksum FROM ledger WHERE key >= ?1 ORDER BY key LIMIT {LOOKED_AT}",
    f"SELECT key, record, identity, checksum FROM ledger WHERE key < ?1 ORDER BY key DESC LIMIT {LOOKED_AT}",
)
"""In the order of keys, those with the longest beginning in common are neighbours."""


def nearest(database: Database, wanted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Keys that lead to records and have the longest beginning in common with a wanted one, at most MOST.

    Args:
        wanted: keys, each with the least number of characters to share. One that exists is the nearest.
    """
    ranked: dict[str, tuple[bool, int, int]] = {}
    rows: dict[str, tuple[Any, ...]] = {}
    for place, (text, least) in enumerate({latin(text): least for text, least in wanted}.items()):
        low = text.lower()
        for row in _neighbours(database, text):
            key = row[0]
            shared = _shared(low, key.lower())
            is_other = shared < max(len(text), len(key))
            rank = (True, -shared, abs(len(key) - len(text))) if is_other else (False, 0, place)
            if shared >= least:
                ranked[key] = min(rank, ranked.get(key, rank))
                rows[key] = row
    best = min(ranked.values(), default=None)
    found = sorted((rank, key) for key, rank in ranked.items() if best and rank[:2] == best[:2])
    return tuple(_checked(database, rows[key]) for _, key in found[:MOST])


def latin(text: str) -> str:
    """At most 200 characters of a text, with wide, Cyrillic and other letters as the Latin ones that they look like."""
    return normalize("NFKC", text[:200].encode(errors="replace").decode()).translate(LIKENESS)


def _neighbours(database: Database, text: str) -> Iterable[tuple[Any, ...]]:
    return [row for sql in _NEIGHBOURS for row in database.rows(sql, (text,)) if row[1] is not None]


def _checked(database: Database, row: tuple[Any, ...]) -> str:
    """The key of a row of `ledger`: checking only those that are named halves the time. Raises LibraryError."""
    key, record, identity, checksum = row
    with database.translated():
        if not is_intact(checksum, key, record, identity):
            raise DatabaseError(BROKEN)
    return str(key)


def _shared(text: str, other: str) -> int:
    """The number of characters that two texts begin with in common."""
    for place, (one, two) in enumerate(zip(text, other, strict=False)):
        if one != two:
            return place
    return min(len(text), len(other))
