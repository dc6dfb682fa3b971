"""Removal of control, bidi and noncharacters from text."""

from __future__ import annotations

import re

_LAST = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
"""The noncharacters at the ends of the planes beyond the first."""

_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    f"{_LAST}]"
)


_BREAKS = re.compile(r"[\t\n\r\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """Remove control, bidi and noncharacters; replace each run of tabs and line breaks by one space.

    `record/text.py` has a `clean` of its own with a different set of characters, on purpose: this package imports
    nothing of ponarscite but its errors, and prints the text of an item as it is, not in the normal form of a record.
    """
    if text.isascii() and text.isprintable():
        return text
    return _BREAKS.sub(" ", _HARMFUL.sub("", text))
