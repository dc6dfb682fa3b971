"""HTTP messages of a WARC file -> the payload, as a browser would have got it.

Source: RFC 9110 and RFC 9112. Programs that write archives store bodies as they came, or decoded with the fields as
they came: both are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ponarscite.errors import FetchError, SourceError
from ponarscite.network.body import CODINGS, unpack
from ponarscite.sources.web_archive.record import HEAD_END, LONGEST_HEAD, Block, fields_of

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4000})?\r?\n")
_PLAIN = (b"<", b"{", b"[", b"%PDF-", b"\xef\xbb\xbf<")
"""How a page, a feed, an answer in JSON or a PDF begins that was stored decoded."""
MOST_CODINGS = 3
LONGEST_FRAME = 4_000_000
"""Bytes that the frames of chunks may take, beside the limit for a body."""


@dataclass(frozen=True, slots=True)
class Message:
    """The head of a response.

    Args:
        status: of the response; 0 for a record without HTTP.
        fields: name in lower case -> value.
        start: the bytes of the body that were read with the head.
    """

    status: int
    fields: Mapping[str, str]
    start: bytes = b""

    @property
    def codings(self) -> tuple[str, ...]:
        """The content codings, in the order in which they were applied."""
        named = self.fields.get("content-encoding", "").lower().split(",")
        return tuple(one for name in named if (one := name.strip()) not in ("", "identity", "none", "utf-8"))

    @property
    def is_chunked(self) -> bool:
        """Whether the body came in chunks."""
        return "chunked" in self.fields.get("transfer-encoding", "").lower()

    @property
    def unreadable(self) -> str:
        """The first coding that cannot be read here, "" for none."""
        if len(self.codings) > MOST_CODINGS:
            return f"{len(self.codings)} codings"
        return next((one for one in self.codings if one not in CODINGS and not (one == "br" and _has_brotli())), "")


def open_message(block: Block) -> Message | None:
    """The head of the response in a block; None for a block that has none."""
    kept = b""
    while not (end := HEAD_END.search(kept)):
        if len(kept) > LONGEST_HEAD or not (piece := block.read(4_096)):
            return None
        kept += piece
    status = _STATUS.match(kept)
    return Message(int(status[1]), fields_of(kept[: end.start()]), kept[end.end() :]) if status else None


def payload(message: Message, block: Block, limit: int, name: str) -> bytes:
    """The body, without its transfer and content codings.

    Args:
        limit: bytes, before and after decompression.
        name: of the record, for people.
    Raises:
        SourceError: the body is larger, damaged, cut off, or in a coding that cannot be read.
    """
    room = limit + (LONGEST_FRAME if message.is_chunked else 0)
    if len(message.start) + block.left > room:
        raise FetchError(f"{name} is larger than the limit of {limit:,} bytes", hint=TOO_LARGE)
    body = message.start + b"".join(block.pieces())
    if message.is_chunked:
        body = unchunked(body, name)
    for coding in reversed(message.codings):
        body = _decoded(body, coding, limit, name)
    if len(body) > limit:
        raise FetchError(f"{name} is larger than the limit of {limit:,} bytes", hint=TOO_LARGE)
    return body


TOO_LARGE = "if it is a publication, save it in a file of its own"


def unchunked(body: bytes, name: str) -> bytes:
    """The content of a body in chunks (RFC 9112, 7.1); a body that does not begin with one was stored without them.

    Raises SourceError for chunks that end too early, or have no size.
    """
    chunks: list[bytes] = []
    place = 0
    while found := _SIZE.match(body, place):
        size = int(found[1], 16)
        if not size:
            return b"".join(chunks)
        chunks.append(body[found.end() : found.end() + size])
        if len(chunks[-1]) < size:
            raise SourceError(f"{name} is cut off within a chunk", hint=LOST)
        place = found.end() + size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    if not chunks:
        return body
    raise SourceError(f"{name} is {'cut off' if place >= len(body) else 'damaged'} between its chunks", hint=LOST)


LOST = "another capture of the page may be whole"


def _decoded(body: bytes, coding: str, limit: int, name: str) -> bytes:
    """The body without one coding; as it is where it was stored decoded."""
    try:
        return _without_brotli(body, limit, name) if coding == "br" else unpack([body], coding, limit, name)
    except FetchError:
        if body.lstrip()[:8].startswith(_PLAIN):
            return body
        raise


def _has_brotli() -> bool:
    try:
        import brotli
    except ImportError:
        return False
    return hasattr(brotli.Decompressor(), "can_accept_more_data")  # 1.2, which limits its output


def _without_brotli(body: bytes, limit: int, name: str) -> bytes:
    import brotli

    engine = brotli.Decompressor()
    pieces, size, data = [], 0, body
    try:
        while not engine.is_finished():
            if not data and engine.can_accept_more_data():
                raise FetchError(f"{name} is cut off: its compressed data are incomplete", hint=LOST)
            pieces.append(engine.process(data, output_buffer_limit=limit + 1 - size))
            data, size = b"", size + len(pieces[-1])
            if size > limit:
                raise FetchError(f"{name} is larger than the limit of {limit:,} bytes", hint=TOO_LARGE)
    except brotli.error:
        raise FetchError(f"{name} is damaged: it cannot be decompressed", hint=LOST) from None
    return b"".join(pieces)
