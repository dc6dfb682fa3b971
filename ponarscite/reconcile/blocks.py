"""Blocks: byte strings that are compressed together. Neighbours are alike, so one by one they would take more room."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator

SIZE = 64_000
"""Bytes of a block before it is compressed. A longer string has a block of its own."""


class Blocks:
    """Byte strings, found by their places from 0. Reading them in their order decompresses each block once."""

    __slots__ = ("_blocks", "_firsts", "_last", "_lengths", "_open", "_open_size")

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._firsts = array("Q")
        self._lengths = array("Q")
        self._open: list[bytes] = []
        self._open_size = 0
        self._last: tuple[int, list[bytes]] = -1, []

    def append(self, one: bytes) -> None:
        """Add a string at the next place."""
        if not self._open:
            self._firsts.append(len(self._lengths))
        self._lengths.append(len(one))
        self._open.append(one)
        self._open_size += len(one)
        if self._open_size >= SIZE:
            self._blocks.append(zlib.compress(b"".join(self._open), 1))
            self._open, self._open_size = [], 0

    def __len__(self) -> int:
        return len(self._lengths)

    def __iter__(self) -> Iterator[bytes]:
        return (self[place] for place in range(len(self)))

    def __getitem__(self, place: int) -> bytes:
        block = bisect_right(self._firsts, place) - 1
        if block < 0 or place >= len(self):
            raise IndexError(place)
        return self._opened(block)[place - self._firsts[block]]

    def _opened(self, block: int) -> list[bytes]:
        """The strings of a block."""
        if block == len(self._blocks):
            return self._open
        if self._last[0] != block:
            text, start, parts = zlib.decompress(self._blocks[block]), 0, []
            end = self._firsts[block + 1] if block + 1 < len(self._firsts) else len(self)
            for length in self._lengths[self._firsts[block] : end]:
                parts.append(text[start : start + length])
                start += length
            self._last = block, parts
        return self._last[1]
