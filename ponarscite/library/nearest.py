"""Nearest keys: the keys that look most like one that no record has. Two steps into an index, however large it is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from unicodedata import normalize

from ponarscite.library.database import Database
from ponarscite.library.row_seal import sound

MOST = 3
"""Keys that are named."""

LEAST_SHARED = 3
"""Characters that a key must begin with in common."""

LOOKED_AT = 8
"""Neighbours on either side: keys of removed records are passed over, and may be many."""

LIKENESS = str.maketrans("аеорсхумктнвіјѕАЕОРСХУМКТНВІЈЅ", "aeopcxymktnbijsAEOPCXYMKTHBIJS")
"""Cyrillic letters -> the Latin ones that they look like."""

_NEIGHBOURS = (
    f"SELECT key FROM (SELECT * FROM ledger WHERE key >= ?1 ORDER BY key LIMIT {LOOKED_AT}) AS ledger"
    f" WHERE record IS NOT NULL AND {sound('ledger')}",
    f"SELECT key FROM (SELECT * FROM ledger WHERE key < ?1 ORDER BY key DESC LIMIT {LOOKED_AT}) AS ledger"
    f" WHERE record IS NOT NULL AND {sound('ledger')}",
)
"""In the order of keys, those with the longest beginning in common are neighbours."""


def nearest(database: Database, wanted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Keys that lead to records and have the longest beginning in common with a wanted one, at most MOST.

    Args:
        wanted: keys, each with the least number of characters to share. One that exists is the nearest.
    """
    ranked: dict[str, tuple[bool, int, int]] = {}
    for place, (text, least) in enumerate({latin(text): least for text, least in wanted}.items()):
        for key in _neighbours(database, text):
            shared = _shared(text.lower(), key.lower())
            is_other = shared < max(len(text), len(key))
            rank = (True, -shared, abs(len(key) - len(text))) if is_other else (False, 0, place)
            if shared >= least:
                ranked[key] = min(rank, ranked.get(key, rank))
    best = min(ranked.values(), default=None)
    found = sorted((rank, key) for key, rank in ranked.items() if best and rank[:2] == best[:2])
    return tuple(key for _, key in found[:MOST])


def latin(text: str) -> str:
    """At most 200 characters of a text, with wide, Cyrillic and other letters as the Latin ones that they look like."""
    return normalize("NFKC", text[:200].encode(errors="replace").decode()).translate(LIKENESS)


def _neighbours(database: Database, text: str) -> Iterable[str]:
    return [key for sql in _NEIGHBOURS for (key,) in database.rows(sql, (text,))]


def _shared(text: str, other: str) -> int:
    """The number of characters that two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))
