"""Claims as a few bytes, and the claims again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from sys import intern

from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.item import to_json_text

Key = tuple[str, ...]


SHORT = 1_000
"""Bytes of claims that are not worth the time of compressing them."""


def pack(claims: Iterable[Claim]) -> bytes:
    """Claims as a few bytes; `unpack` undoes it. A row tells only what differs from the one before."""
    rows: list[tuple[object, ...]] = []
    last: object = None
    for c in claims:
        same = (c.rank, c.origin, c.about)
        if same == last:
            rows.append((c.variable, c.text, c.where) if c.where else (c.variable, c.text))
        else:
            about = (c.about.role, c.about.place, c.about.document)
            rows.append((c.variable, c.text, c.rank, c.origin, c.where, *about))
            last = same
    text = to_json_text(rows).encode("utf-8", "surrogatepass")
    return text if len(text) < SHORT else zlib.compress(text, 1)


def unpack(packed: bytes) -> Iterator[Claim]:
    """The claims again, each equal to what it was; what they have in common is one object."""
    abouts: dict[Key, About] = {}
    rank, origin, about = Rank.GUESSED, "", About()
    for variable, text, *rest in json.loads(packed if packed.startswith(b"[") else zlib.decompress(packed)):
        where = rest[0] if len(rest) == 1 else ""
        if len(rest) > 1:
            rank, origin, where, *said = rest
            about = abouts.setdefault(tuple(said), About(*said))
            rank, origin = Rank(rank), intern(origin)
        yield Claim(intern(variable), intern(text), rank, origin, about, intern(where))
