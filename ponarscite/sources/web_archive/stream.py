"""Streams of the records of a WARC file: its bytes, or those of its gzip members.

A record of a compressed WARC file is a gzip member of its own (ISO 28500, annex D), so a fault costs its member alone.
Files that were compressed as a whole have one member with all records.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from ponarscite.network.body import GZIP

if TYPE_CHECKING:
    from ponarscite.sources.web_archive.region import Opened

PIECE = 16_384
"""Bytes read at a time. A member that ends within a piece leaves a copy of its rest, so pieces are small."""

LARGE = 1_048_576
"""Most bytes read at a time where many are passed over. What is near is found in a small piece: a file may have a
million broken records."""

_PACKAGE = b"PK\x03\x04"
_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_START = re.compile(rb"\nWARC/\d\.\d{1,2}\r?\n")
_OVERLAP = 16
"""Bytes of a piece that are looked at again with the next one, since the start of a record may lie across both."""

DAMAGES = (zlib.error, OSError, EOFError)


class Readable(Protocol):
    """Bytes read forward."""

    def read(self, most: int) -> bytes:
        """Up to *most* bytes; b"" at the end. Raises one of DAMAGES."""


class Stream(Readable, Protocol):
    """Bytes read forward, of which the last can be given back."""

    def back(self, piece: bytes) -> None:
        """Give back the bytes that were read last."""


class Plain:
    """The bytes of a file that is not compressed, from *place* on."""

    def __init__(self, file: Opened, place: int) -> None:
        file.seek(place)
        self._file, self._place = file, place

    def read(self, most: int) -> bytes:
        """Up to *most* bytes; b"" at the end. Raises OSError."""
        piece = self._file.read(most)
        self._place += len(piece)
        return piece

    def back(self, piece: bytes) -> None:
        """Give back the bytes that were read last."""
        self._place -= len(piece)
        self._file.seek(self._place)


class Member:
    """One gzip member, decompressed.

    Args:
        place: offset of the member.

    `inner` counts the bytes that were read of it.
    """

    def __init__(self, file: Opened, place: int) -> None:
        self._file, self._place = file, place
        self.restart()

    def restart(self, inner: int = 0) -> None:
        """Go to the byte *inner* of the member, from its start. Raises one of DAMAGES."""
        self._taken = self._place
        self._engine = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._waiting = self._given_back = b""
        self.inner = 0
        self._file.seek(self._place)
        skip(self, inner)

    def back(self, piece: bytes) -> None:
        """Give back the bytes that were read last."""
        self._given_back = piece + self._given_back
        self.inner -= len(piece)

    @property
    def end(self) -> int:
        """Offset of the next member, after all of this one was read."""
        return self._taken - len(self._engine.unused_data)

    def read(self, most: int) -> bytes:
        """Up to *most* bytes; b"" at the end. Raises EOFError where the file ends before the member."""
        piece = self._given_back[:most] if self._given_back else self._inflated(most)
        self._given_back = self._given_back[most:]
        self.inner += len(piece)
        return piece

    def _inflated(self, most: int) -> bytes:
        while not self._engine.eof:
            if not self._waiting:
                self._waiting = self._file.read(PIECE)
                self._taken += len(self._waiting)
                if not self._waiting:
                    raise EOFError
            content = self._engine.decompress(self._waiting, most)
            self._waiting = self._engine.unconsumed_tail
            if content:
                return content
        return b""


def skip(stream: Readable, count: int) -> int:
    """Pass over up to *count* bytes; the number of those that were there."""
    left = count
    while left and (piece := stream.read(min(left, LARGE))):
        left -= len(piece)
    return count - left


def pieces(stream: Readable, count: int) -> Iterator[bytes]:
    """The next *count* bytes, as they come."""
    while count and (piece := stream.read(min(count, LARGE))):
        count -= len(piece)
        yield piece


def find_start(stream: Readable, place: int) -> int:
    """The place of the next line that starts a record, -1 for none. Raises one of DAMAGES.

    Args:
        place: that of the next byte of the stream.
    """
    kept, size = b"", PIECE
    while piece := stream.read(size):
        size = min(2 * size, LARGE)
        window = kept + piece
        if found := _START.search(window):
            return place - len(kept) + found.start() + 1
        place += len(piece)
        kept = window[-_OVERLAP:]
    return -1


def last_start(content: bytes) -> int:
    """The place of the last line that starts a record behind the first one; the length of the content for none."""
    found = content.rfind(b"\nWARC/")
    return found + 1 if found >= 0 else len(content)


def find_member(file: Opened, place: int) -> int:
    """The place of the next gzip member that starts with a record, -1 for none."""
    file.seek(place)
    kept, size = b"", PIECE
    while piece := file.read(size):
        size = min(2 * size, LARGE)
        window = kept + piece
        at = window.find(_MEMBER)
        while at >= 0:
            found = place - len(kept) + at
            if _holds_record(file, found):
                return found
            at = window.find(_MEMBER, at + 1)
        place += len(piece)
        file.seek(place)
        kept = window[-len(_MEMBER) + 1 :]
    return -1


def _holds_record(file: Opened, place: int) -> bool:
    file.seek(place)
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(512), 5) == _RECORD
    except zlib.error:
        return False


def is_compressed(file: Opened) -> bool:
    """Whether the records are gzip members; where the beginning is damaged, the first whole record tells."""
    file.seek(0)
    start = file.read(len(_RECORD))
    if start[: len(GZIP)] == GZIP or holds_members(file):
        return True
    return (
        start != _RECORD and (member := find_member(file, 0)) >= 0 and not 0 <= find_start(Plain(file, 0), 0) < member
    )


def holds_members(file: Opened) -> bool:
    """Whether a file is a package without its list: its gzip members lie anywhere in it."""
    file.seek(0)
    return file.read(len(_PACKAGE)) == _PACKAGE
