"""A web page in one file, as browsers save it (MHTML) -> its HTML.

Source: RFC 2557 (MHTML) and RFC 2046 (multipart), with what Chrome, Edge and Internet Explorer write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser

from ponarscite.errors import SourceError
from ponarscite.record.text import web_address

MOST_DEPTH = 3
"""Levels of multipart inside multipart that are looked into."""

LONGEST_HEADER = 8_000
"""Bytes of the header of a part that are parsed: the parser takes quadratic time for odd ones."""

PAGES = ("text/html", "application/xhtml+xml")

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page in an archive.

    Args:
        content: its bytes, decoded from their transfer encoding.
        charset: as declared, "" if undeclared.
        url: the http(s) address that it was saved from, "" if unknown.
    """

    content: bytes
    charset: str
    url: str


def page_in(content: bytes, name: str) -> SavedPage:
    """The page in an archive, in linear time.

    Args:
        name: of the document, for people.
    Raises:
        SourceError: there is none.
    """
    head = _header(content)
    for header, part in _parts(content, MOST_DEPTH):
        if header.get_content_type() in PAGES:
            places = (head["Snapshot-Content-Location"], header["Content-Location"], head["Content-Location"])
            url = next((place for place in map(_address, places) if place), "")
            payload = message_from_bytes(part).get_payload(decode=True)
            return SavedPage(payload if isinstance(payload, bytes) else b"", header.get_content_charset(""), url)
    raise SourceError(f"{name} has no web page in it", hint="save the page again, as HTML")


def _address(place: object) -> str:
    return web_address("".join(str(place or "").split()))


def _header(part: bytes) -> Message:
    return BytesHeaderParser().parsebytes(_BLANK_LINE.split(part, 1)[0][:LONGEST_HEADER])


def _parts(content: bytes, depth: int) -> Iterator[tuple[Message, bytes]]:
    """The header and the bytes of each part that is no multipart itself, in order."""
    header = _header(content)
    boundary = header.get_boundary("") if header.get_content_maintype() == "multipart" else ""
    if not boundary:
        yield header, content
    elif depth:
        for part in content.split(f"\n--{boundary}".encode("utf-8", "replace"))[1:]:
            yield from _parts(part.lstrip(b" \t\r").removeprefix(b"\n"), depth - 1)
