"""Stream: what comes from an editor, in messages of a bearable size, whatever stands in their heads.

Source: Language Server Protocol 3.17, "Base Protocol".
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

LONGEST_LINE: Final = 10_000
"""Bytes of a line of a head."""

LARGEST: Final = 200_000_000
"""Bytes of a message that is read."""

_PIECE: Final = 1_000_000
_LENGTH = re.compile(rb"\s*content-length\s*:\s*(\d{1,15})\s*", re.IGNORECASE)
_TOO_LARGE = b'{"jsonrpc": "2.0", "method": "$/tooLarge", "params": null}'


class Input:
    """Standard input, with heads as pygls knows them. A message that is too large is passed over."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def readline(self) -> bytes:
        """A line of a head, b"" at the end."""
        line = self._raw.readline(LONGEST_LINE)
        if match := _LENGTH.fullmatch(line):
            return b"Content-Length: %d\r\n" % int(match[1])
        return line

    def read(self, size: int) -> bytes:
        """The body of a message."""
        if size <= LARGEST:
            return self._raw.read(size)
        while size > 0 and (piece := self._raw.read(min(size, _PIECE))):
            size -= len(piece)
        return _TOO_LARGE
