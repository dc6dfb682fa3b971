"""Packed claims: claims as a few bytes, for memory and for the library's file."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from sys import intern
from typing import TypeAlias

from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.item import to_json_text

Key: TypeAlias = tuple[str, ...]
"""What identifies a work: ("number", series, number), ("url", address) or ("title", type, title, authors...)."""

SHORT = 1_000
"""Bytes. Claims that take fewer are not compressed: it would cost more time than it saves space."""

LONGEST = 100_000_000
"""Bytes. Longer claims are not compressed, so that no few bytes of a file can fill the memory."""


def pack(claims: Iterable[Claim]) -> bytes:
    """Claims as JSON, compressed when it is long; `unpack` undoes it."""
    text = written(claims)
    return zlib.compress(text, 1) if SHORT <= len(text) <= LONGEST else text


def written(claims: Iterable[Claim]) -> bytes:
    """Claims as JSON; `unpack` undoes it.

    Rank, origin and About are written only where they differ from those of the claim before.
    """
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
    return to_json_text(rows).encode("utf-8", "surrogatepass")


def unpack(packed: bytes) -> Iterator[Claim]:
    """The packed claims, equal to the originals. Equal texts and Abouts are one object, which saves memory.

    Raises:
        zlib.error, ValueError, TypeError: the bytes are damaged.
    """
    abouts: dict[tuple[str, ...], About] = {}
    rank, origin, about = Rank.GUESSED, "", About()
    for variable, text, *rest in json.loads(packed if packed.startswith(b"[") else _decompressed(packed)):
        where = rest[0] if len(rest) == 1 else ""
        if len(rest) > 1:
            rank, origin, where, *parts = rest
            about = abouts.setdefault(tuple(parts), About(*parts))
            rank, origin = Rank(rank), intern(origin)
        yield Claim(intern(variable), intern(text), rank, origin, about, intern(where))


def _decompressed(packed: bytes) -> bytes:
    """Decompress claims. Raises zlib.error where the bytes are damaged, incomplete, or hold more than LONGEST."""
    engine = zlib.decompressobj()
    text = engine.decompress(packed, LONGEST + 1)
    if len(text) > LONGEST or not engine.eof:
        raise zlib.error("the claims are incomplete or too long")
    return text
