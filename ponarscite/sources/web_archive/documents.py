"""Captures -> Documents: each distinct document of WARC files once, loaded from its place when it is parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import groupby
from operator import itemgetter

from ponarscite.document.document import Captured, Document
from ponarscite.errors import SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.record.date import parse_date
from ponarscite.sources.fetched import fail, failed
from ponarscite.sources.web_archive.capture import Capture, capture_of
from ponarscite.sources.web_archive.index import Index, index_of
from ponarscite.sources.web_archive.message import payload
from ponarscite.sources.web_archive.record import BrokenError, Place, open_record
from ponarscite.sources.web_archive.region import Region
from ponarscite.sources.web_archive.stream import DAMAGES, Member, Plain, Stream, is_compressed, skip

LARGEST_HELD = 8_000_000
"""Bytes of a record in a gzip member that holds several: such records are held until they are parsed."""


def documents_in(regions: Sequence[Region], archive: str, options: SourceOptions) -> Iterator[Document]:
    """Yield each document in WARC files, in the order of the files, then what could not be read.

    Args:
        archive: the file or the folder that the user named.
    """
    index = index_of(regions, options)
    for document in _documents(index, regions, options):
        yield replace(document, archive=archive, out_of=len(index))
    for number, broken in index.broken:
        yield _broken(_name(regions[number], broken.place), broken.fault, archive)
    yield Document(archive, bytes, archive=archive, left_out=index.left_out)


def _broken(name: str, fault: str, archive: str) -> Document:
    error = SourceError(f"{name}: {fault}", hint="the rest of the archive is read")
    return failed(name, error, archive=archive)


def _name(region: Region, place: Place) -> str:
    return f"{region.name}@{place}"


def _documents(index: Index, regions: Sequence[Region], options: SourceOptions) -> Iterator[Document]:
    for region, captures in groupby(index, key=itemgetter(0)):
        try:
            with closing(_Cursor(regions[region])) as cursor:
                for _, place, days in captures:
                    further = {day: _name(regions[at], there) for day, (at, there) in days.items()}
                    yield _document(cursor, place, further, options)
        except SourceError as error:
            yield failed(regions[region].name, error)


def _document(cursor: _Cursor, place: Place, further: Mapping[str, str], options: SourceOptions) -> Document:
    """The document at a place.

    Args:
        further: day of each further capture -> its place.
    """
    name = _name(cursor.region, place)
    try:
        capture, load = cursor.capture(place, options.max_bytes, name)
    except (BrokenError, SourceError, *DAMAGES):
        return failed(name, _changed(name))
    days = {**further, **({capture.day: name} if capture.day else {})}
    captures = tuple(Captured(parse_date(day), days[day]) for day in sorted(days, reverse=True))
    return Document(
        name,
        load,
        media_type=capture.media_type,
        charset=capture.charset,
        url=capture.url,
        accessed=captures[0].day if captures else None,
        captures=captures if len(captures) > 1 else (),
    )


def _changed(name: str) -> SourceError:
    return SourceError(f"{name} has changed while it was read", hint="read the archive again")


class _Cursor:
    """An open WARC file, in which one place after the other is looked at."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._opened = region.open()
        self._is_compressed = is_compressed(self._opened)
        self._member: Member | None = None
        self._offset = -1

    def close(self) -> None:
        """Close the file."""
        self._opened.close()

    def capture(self, place: Place, limit: int, name: str) -> tuple[Capture, Callable[[], bytes]]:
        """The capture at a place, and the function that loads its payload.

        Raises:
            BrokenError, SourceError, and one of DAMAGES: no capture is there.
        """
        head, block = open_record(self._stream(place))
        capture = _whole(capture_of(head, block), name)
        if self.region.is_direct and not place.inner:
            return capture, partial(load_payload, self.region, self._is_compressed, place.offset, limit, name)
        if head.length > LARGEST_HELD:
            problem = f"{name} has {head.length:,} bytes, in an archive that is compressed as a whole"
            return capture, partial(fail, SourceError(problem, hint="compress each record of it by itself"))
        try:
            return capture, partial(bytes, payload(capture.message, block, limit, name))
        except SourceError as error:
            return capture, partial(fail, error)
        finally:
            block.close()

    def _stream(self, place: Place) -> Stream:
        if not self._is_compressed:
            return Plain(self._opened, place.offset)
        if self._member is None or place.offset != self._offset or place.inner < self._member.inner:
            self._member, self._offset = Member(self._opened, place.offset), place.offset
        skip(self._member, place.inner - self._member.inner)
        return self._member


def load_payload(region: Region, is_compressed: bool, offset: int, limit: int, name: str) -> bytes:
    """The payload of the record at an offset. Raises SourceError."""
    try:
        with region.open() as opened:
            head, block = open_record(Member(opened, offset) if is_compressed else Plain(opened, offset))
            return payload(_whole(capture_of(head, block), name).message, block, limit, name)
    except (BrokenError, *DAMAGES) as error:
        raise _changed(name) from error


def _whole(capture: Capture | str, name: str) -> Capture:
    if isinstance(capture, str):
        raise _changed(name)
    return capture
