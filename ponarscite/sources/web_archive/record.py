"""Records of a WARC file, one after the other, each with its place; broken ones are named, and the rest is read.

Source: ISO 28500:2017 (WARC 1.1), 4 (records) and 5 (named fields).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ponarscite.sources.web_archive.region import Opened
from ponarscite.sources.web_archive.stream import (
    DAMAGES,
    Member,
    Plain,
    Stream,
    find_member,
    find_start,
    holds_members,
    is_compressed,
    last_start,
    pieces,
    skip,
)

T = TypeVar("T")

LONGEST_HEAD = 65_536
"""Bytes of the head of a record, and of the head of the HTTP message in it."""

MOST_RESTARTS = 100
"""Broken records of one gzip member after which the member is read again: each costs its whole length."""

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n")
HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"[0-9]{1,18}")
_BLANK = b"\r\n"
_GAP = 12
"""Bytes behind a block that are looked at: two line ends by the standard, and what some programs write beside."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a record.

    Args:
        offset: of the record, or of its gzip member, in the WARC file.
        inner: bytes of the decompressed member before it.
    """

    offset: int
    inner: int = 0

    def __str__(self) -> str:
        return f"{self.offset}+{self.inner}" if self.inner else str(self.offset)


@dataclass(frozen=True, slots=True)
class Head:
    """The named fields of a record.

    Args:
        fields: name in lower case -> value; the first of equal names counts.
        length: bytes of the block.
        size: bytes of the head itself.
    """

    fields: Mapping[str, str]
    length: int
    size: int

    def get(self, name: str) -> str:
        """The value of a field, "" for none."""
        return self.fields.get(name, "")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A record that was read, and what was made of it."""

    place: Place
    value: T


@dataclass(frozen=True, slots=True)
class Broken:
    """A record, or a stretch of a file, that cannot be read, and why."""

    place: Place
    fault: str


class BrokenError(Exception):
    """A record is broken.

    Args:
        fault: how.
        passed: bytes from its start in which no other record starts, at least 1.
    """

    def __init__(self, fault: str, passed: int = 1) -> None:
        super().__init__(fault)
        self.fault, self.passed = fault, max(1, passed)


class Block:
    """A stream with the head of a record taken off: the block of the record."""

    def __init__(self, stream: Stream, kept: bytes, length: int) -> None:
        self._stream, self._kept, self.left = stream, kept, length

    def read(self, most: int) -> bytes:
        """Up to *most* bytes of the block; b"" at its end, or where the stream ends before it."""
        most = min(most, self.left)
        piece = self._kept[:most] if self._kept else self._stream.read(most)
        self._kept = self._kept[most:] if self._kept else b""
        self.left -= len(piece)
        return piece

    def pieces(self) -> Iterator[bytes]:
        """The rest of the block, as it comes."""
        return pieces(self, self.left)

    def close(self) -> None:
        """Give what was read beyond, or not taken, back to the stream."""
        self._stream.back(self._kept)
        self._kept = b""

    def behind(self) -> bytes:
        """The bytes behind the block that were read, at least _GAP where there are as many."""
        while len(self._kept) < _GAP and (piece := self._stream.read(_GAP - len(self._kept))):
            self._kept += piece
        return self._kept


def open_record(stream: Stream) -> tuple[Head, Block]:
    """The head of the record that starts here, and its block.

    Raises:
        BrokenError, and one of DAMAGES.
    """
    head, kept = _take_head(stream)
    return head, Block(stream, kept, head.length)


def _take_head(stream: Stream) -> tuple[Head, bytes]:
    """The head of a record, and the bytes that were read behind it."""
    kept, searched = b"", 0
    while not (end := HEAD_END.search(kept, searched)):
        if len(kept) > LONGEST_HEAD:
            raise BrokenError(f"its head has more than {LONGEST_HEAD:,} bytes", last_start(kept))
        if not (piece := stream.read(4_096)):
            raise BrokenError("it ends within its head" if kept else NO_RECORD, last_start(kept))
        searched = max(0, len(kept) - len(_BLANK) * 2)
        kept += piece
        if not _is_start(kept):
            raise BrokenError(NO_RECORD)
    fields = fields_of(kept[: end.start()])
    if not _VERSION.match(kept):
        raise BrokenError(NO_RECORD)
    if not _LENGTH.fullmatch(length := fields.get("content-length", "")):
        raise BrokenError(f"its Content-Length is {length[:40]!r}" if length else "it has no Content-Length")
    return Head(fields, int(length), end.end()), kept[end.end() :]


NO_RECORD = "no record starts here"


def _is_start(kept: bytes) -> bool:
    return kept[:5] == b"WARC/"[: len(kept)]


def fields_of(head: bytes) -> dict[str, str]:
    """The fields of a head, without its first line: name in lower case -> value; the first of equal names counts."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        if line[:1] in (" ", "\t") and name:
            fields[name] = f"{fields[name]} {line.strip()}" if len(fields[name]) < LONGEST_HEAD else fields[name]
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    return fields


def read_records(file: Opened, look: Callable[[Head, Block], T]) -> Iterator[Read[T] | Broken]:
    """Each record of a WARC file with what *look* makes of it, in order, in linear time.

    Args:
        look: gets the head and the block of a record, of which it reads what it needs. Its value is dropped where the
            record turns out to be broken.
    Raises:
        Nothing.
    """
    return _of_members(file, look) if is_compressed(file) else _of_plain(file, look)


def _of_plain(file: Opened, look: Callable[[Head, Block], T]) -> Iterator[Read[T] | Broken]:
    place = 0
    while place < file.size:
        start = Place(place)
        body = place
        try:
            head, block = open_record(Plain(file, place))
            body = place + head.size
            if body + head.length > file.size:
                raise BrokenError(f"its Content-Length is {head.length:,}, and {file.size - body:,} bytes follow")
            value = look(head, block)
            file.seek(body + head.length)
            place = body + head.length + _gap(file.read(_GAP))
        except (BrokenError, *DAMAGES) as error:
            yield Broken(start, _fault(error))
            place = _next_start(file, max(body, place + _passed(error)))
            if place < 0:
                return
        else:
            yield Read(start, value)


def _passed(error: Exception) -> int:
    return error.passed if isinstance(error, BrokenError) else 1


def _next_start(file: Opened, place: int) -> int:
    """The place of the next record from *place* on, -1 for none."""
    before = max(0, place - 1)  # of the line end before it
    try:
        return find_start(Plain(file, before), before)
    except DAMAGES:
        return -1


def _gap(behind: bytes) -> int:
    """Bytes between a block and what follows it.

    Raises BrokenError where that is neither two line ends, nor the next record, nor the end.
    """
    rest = behind.lstrip(_BLANK)
    if rest and not _is_start(rest) and not behind.startswith(_BLANK * 2):
        raise BrokenError("its Content-Length is wrong")
    return len(behind) - len(rest)


def _of_members(file: Opened, look: Callable[[Head, Block], T]) -> Iterator[Read[T] | Broken]:
    is_package = holds_members(file)
    place = find_member(file, 0) if is_package else 0
    while 0 <= place < file.size:
        member = Member(file, place)
        try:
            yield from _of_member(place, member, look)
            while member.read(1_048_576):
                pass
            place = find_member(file, member.end) if is_package else member.end
        except DAMAGES as error:
            yield Broken(Place(place), _fault(error))
            place = find_member(file, place + 1)


def _of_member(place: int, member: Member, look: Callable[[Head, Block], T]) -> Iterator[Read[T] | Broken]:
    """The records in one gzip member, almost always one. Raises one of DAMAGES."""
    inner = body = restarts = 0
    while True:
        start = Place(place, inner)
        try:
            head, block = open_record(member)
            body = inner + head.size
            value = look(head, block)
            if (missing := skip_block(block)) > 0:
                raise BrokenError(f"its Content-Length is {head.length:,}, and {head.length - missing:,} bytes follow")
            behind = block.behind()
            inner = body + head.length + _gap(behind[:_GAP])
        except BrokenError as error:
            if not member.inner and not inner:
                return  # an empty member
            yield Broken(start, error.fault)
            restarts += 1
            if (inner := _restart(member, max(body, inner + error.passed))) < 0:
                return
            if restarts > MOST_RESTARTS:
                yield Broken(Place(place, inner), f"the rest of its gzip member, after {MOST_RESTARTS} broken records")
                return
        else:
            yield Read(start, value)
            if not (rest := behind[inner - body - head.length :]):
                return
            member.back(rest)


def skip_block(block: Block) -> int:
    """Pass over the rest of a block; the number of bytes that it lacks."""
    skip(block, block.left)
    return block.left


def _restart(member: Member, inner: int) -> int:
    """Read a gzip member anew, up to the next record from *inner* on; the place of that, -1 for none."""
    before = max(0, inner - 1)  # of the line end before it
    member.restart(before)
    if (found := find_start(member, before)) >= 0:
        member.restart(found)
    return found


def _fault(error: BaseException) -> str:
    """Why a record is broken, for people."""
    if isinstance(error, BrokenError):
        return error.fault
    if isinstance(error, EOFError):
        return "it is cut off: its compressed data are incomplete"
    return "it is damaged: it cannot be decompressed"
