"""Text: a document as editors address it, by line and unit of an encoding (pure).

Source: Language Server Protocol 3.17, "Text Documents" and "Position": a line ends with "\\n", "\\r\\n" or "\\r" alone,
and its characters count in UTF-16 units unless both sides agree on another encoding.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Units: TypeAlias = Literal["utf-8", "utf-16", "utf-32"]

_END = re.compile(r"\r\n|\r|\n")
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the places at which its lines begin.

    Args:
        content: the text.
        starts: index of the first character of each line, from 0.
    """

    content: str
    starts: Sequence[int]

    @classmethod
    def of(cls, content: str) -> Text:
        """A text that is read anew."""
        return cls(content, [0, *(match.end() for match in _END.finditer(content))])

    def offset(self, line: int, character: int, units: Units) -> int:
        """The index of a position; one behind the end of its line, or of the text, is that end."""
        if line >= len(self.starts):
            return len(self.content)
        start = self.starts[max(line, 0)]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.content)
        words = self.content[start:end].rstrip("\r\n")
        return start + _characters(words, max(character, 0), units)

    def position(self, offset: int, units: Units) -> tuple[int, int]:
        """The line and the unit of an index."""
        offset = min(max(offset, 0), len(self.content))
        line = bisect_right(self.starts, offset) - 1
        return line, _length(self.content[self.starts[line] : offset], units)

    def edited(self, start: int, end: int, new: str) -> Text:
        """The text with other characters from *start* to *end*. Only the lines around them are read again."""
        start, end = max(start, 0), min(max(start, end), len(self.content))
        content = f"{self.content[:start]}{new}{self.content[end:]}"
        first = max(bisect_right(self.starts, start) - 2, 0)  # "\n" behind "\r" joins the line end before
        last = bisect_right(self.starts, end)
        moved = len(new) - (end - start)
        kept = [one + moved for one in self.starts[last:]]
        limit = kept[0] if kept else len(content) + 1
        between = [
            match.end()
            for match in _END.finditer(content, self.starts[first], min(limit, len(content)))
            if match.end() < limit
        ]
        return Text(content, [*self.starts[: first + 1], *between, *kept])

    def line_at(self, offset: int) -> tuple[int, int]:
        """The span of the line around an index, without its end."""
        line = bisect_right(self.starts, offset) - 1
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.content)
        return start, start + len(self.content[start:end].rstrip("\r\n"))

    def first_line(self, start: int, end: int) -> int:
        """The end of a span, cut off at the end of its first line."""
        following = bisect_left(self.starts, start + 1)
        stop = self.starts[following] if following < len(self.starts) else len(self.content)
        return min(end, start + len(self.content[start:stop].rstrip("\r\n")))


def _length(words: str, units: Units) -> int:
    """The units of a text."""
    if units == "utf-32" or words.isascii():
        return len(words)
    size = len(words.encode("utf-16-le" if units == "utf-16" else "utf-8", "surrogatepass"))
    return size // 2 if units == "utf-16" else size


def _characters(words: str, count: int, units: Units) -> int:
    """The characters in so many units; one that is cut in two does not count."""
    if units == "utf-32" or words.isascii():
        return min(count, len(words))
    if units == "utf-16":
        return len(_whole_16(words.encode("utf-16-le", "surrogatepass"), count).decode("utf-16-le", "surrogatepass"))
    return len(_whole_8(words.encode("utf-8", "surrogatepass"), count).decode("utf-8", "surrogatepass"))


def _whole_16(encoded: bytes, count: int) -> bytes:
    cut = 2 * count
    before, behind = (int.from_bytes(encoded[at : at + 2], "little") for at in (max(cut - 2, 0), cut))
    return encoded[: cut - 2] if 0 < cut < len(encoded) and before in _HIGH and behind in _LOW else encoded[:cut]


def _whole_8(encoded: bytes, cut: int) -> bytes:
    while 0 < cut < len(encoded) and encoded[cut] & 0xC0 == 0x80:
        cut -= 1
    return encoded[:cut]
