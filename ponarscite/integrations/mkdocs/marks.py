"""Marks: single characters and digits that stand for texts until all pages are rendered (pure).

They are characters of a private use plane, neither letters nor signs: Markdown leaves them alone, and ids of headings
leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal["text", "author", "page list", "site list"]
"""Kinds of marks: the text of a cluster, the author before its note, a bibliography."""

_ZERO: Final = 0x10F7C0
_END: Final = chr(_ZERO + 10)
_BEGINNINGS: Final[dict[Kind, str]] = {
    "text": chr(_ZERO + 11),
    "author": chr(_ZERO + 12),
    "page list": chr(_ZERO + 13),
    "site list": chr(_ZERO + 14),
}
_KINDS: Final = {beginning: kind for kind, beginning in _BEGINNINGS.items()}
_DIGITS: Final = "".join(chr(_ZERO + digit) for digit in range(10))
_READ: Final = str.maketrans(_DIGITS, "0123456789")
_WRITTEN: Final = str.maketrans("0123456789", _DIGITS)
_MARK: Final = rf"([{''.join(_BEGINNINGS.values())}])([{_DIGITS}]{{1,12}}){_END}"
_PATTERN: Final = re.compile(rf"<p>\s*{_MARK}\s*</p>|([ \t\n]?){_MARK}(\.?)")


def mark(kind: Kind, number: int) -> str:
    """The mark of a text."""
    return f"{_BEGINNINGS[kind]}{str(number).translate(_WRITTEN)}{_END}"


def replaced(page: str, write: Callable[[Kind, int, str, str], str]) -> str:
    """A page with texts in place of its marks.

    Args:
        write: (kind, number, blank before it, full stop behind it) -> text for all of them. A list that is a paragraph
            of its own takes the place of the paragraph.
    """

    def one(match: re.Match[str]) -> str:
        whole, number, before, kind, digits, after = match.groups()
        if not whole:
            return write(_KINDS[kind], int(digits.translate(_READ)), before, after)
        text = write(_KINDS[whole], int(number.translate(_READ)), "", "")
        return text if _KINDS[whole].endswith("list") else f"<p>{text}</p>"

    return _PATTERN.sub(one, page)


def has_mark(text: str) -> bool:
    """Whether a text has a mark."""
    return any(beginning in text for beginning in _KINDS)
