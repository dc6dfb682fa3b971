"""Splices: other bytes at some places of a part; what is put at one place keeps its order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ponarscite.errors import SourceError


class Splice(NamedTuple):
    """The bytes from `start` to `end` afterwards."""

    start: int
    end: int
    text: bytes


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with all splices. Raises SourceError for places that overlap."""
    kept: list[bytes] = []
    done = 0
    for start, end, text in sorted(splices, key=lambda one: one[:2]):
        if start < done:
            raise SourceError("two citations overlap", hint="put a word between them")
        kept += (content[done:start], text)
        done = end
    return b"".join((*kept, content[done:]))
