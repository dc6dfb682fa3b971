"""Response bodies: decompressed here, so that truncated and oversized data are noticed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from ponarscite.errors import FetchError

CODINGS = ("gzip", "x-gzip", "deflate")
GZIP = b"\x1f\x8b"
MOST_MEMBERS = 1_000  # members of one gzip body; each costs a copy of the remaining data


def unpack(pieces: Iterable[bytes], coding: str, limit: int, address: str) -> bytes:
    """Return the decompressed bytes of a body.

    Args:
        pieces: the body as it arrives.
        coding: the value of Content-Encoding, "" for none.
        limit: bytes, before and after decompression.
        address: the name of the response in messages.
    Raises:
        FetchError: the coding is unknown, the body exceeds *limit*, or the compressed data are damaged or incomplete.
    """
    coding = coding.strip().lower()
    if coding not in ("", "identity", *CODINGS):
        raise FetchError(
            f"{address} uses a compression that was not requested: {coding!r}",
            hint="open it in a browser, save the page and give the file",
        )
    inflater = Inflater() if coding in CODINGS else None
    try:
        content = b"".join(_limited(pieces, inflater, limit, address))
    except zlib.error:
        raise _incomplete(address, "is damaged: it cannot be decompressed") from None
    if inflater and not inflater.complete:
        raise _incomplete(address, "is cut off: its compressed data are incomplete")
    return content


def _limited(pieces: Iterable[bytes], inflater: Inflater | None, limit: int, address: str) -> Iterable[bytes]:
    received = size = 0
    for piece in pieces:
        received += len(piece)
        content = inflater.feed(piece, limit - size) if inflater else piece
        size += len(content)
        if max(received, size) > limit:
            raise FetchError(
                f"{address} is larger than the limit of {limit:,} bytes",
                hint="save the part that you need and give the file",
            )
        yield content


def _incomplete(address: str, fault: str) -> FetchError:
    return FetchError(f"{address} {fault}", hint="try again later, or save the page in a browser and give the file")


class Inflater:
    """Decompresses gzip (any number of members) and deflate, within a limit."""

    def __init__(self) -> None:
        self._engine: zlib._Decompress | None = None
        self._waiting = b""
        self._members = 0

    @property
    def complete(self) -> bool:
        """Whether the data reached their end; true if there were none."""
        return self._engine.eof if self._engine else not self._waiting

    def feed(self, data: bytes, room: int) -> bytes:
        """Decompress more data.

        Args:
            data: compressed bytes.
            room: bytes that may be returned. If the output exceeds it, one byte more than *room* is returned.
        Raises:
            zlib.error: the data are damaged.
        """
        content, data = b"", self._waiting + data
        while data and len(content) <= room:
            if self._engine is None or self._engine.eof:
                if len(data) < len(GZIP):
                    break
                if self._engine and not data.startswith(GZIP):
                    return content  # padding after the last member
                self._engine = self._next_member(data)
            content += self._engine.decompress(data, room + 1 - len(content))
            data = self._engine.unused_data
        self._waiting = data
        return content

    def _next_member(self, start: bytes) -> zlib._Decompress:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise zlib.error("too many members")
        if start.startswith(GZIP):
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        # RFC 9110 defines "deflate" as zlib data, but some servers send raw deflate; RFC 1950, 2.2 gives the test.
        wrapped = start[0] & 15 == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
