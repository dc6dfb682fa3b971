"""Numerals: whether a text is numeric, its pieces, and roman numerals. Knows nothing of styles.

Source: CSL 1.0.2 specification, "Choose" (is-numeric).
"""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"[^\W\d_]{0,8}\d[\w.]*?"
_JOINT = r"\s*(?:[,&]|\\?[-–—])\s*"
_NUMERIC = re.compile(rf"\s*(?:[^\W\d_]{{0,8}}\d+\w*)(?:\s*(?:[,&]|\\?[-–])\s*[^\W\d_]{{0,8}}\d+\w*)*\s*")
_SPLIT = re.compile(r"\s*(\\?[-–]|[,&])\s*")
_JOINTS = {",": ", ", "&": " & ", "-": "–", "–": "–", "\\-": "-"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_IS_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_SEVERAL = re.compile(r"[\w.]+\s*(?:[-–,&]|\band\b)\s*[\w.]+")


@lru_cache(maxsize=10_000)
def is_numeric(text: str) -> bool:
    """Whether a text is a number, or several."""
    return len(text) < 200 and _NUMERIC.fullmatch(text) is not None


def pieces(text: str) -> list[str]:
    """The numbers of a numeric text and what joins them, in order, as they are printed."""
    return [_JOINTS.get(piece, piece) for piece in _SPLIT.split(text.strip())]


def is_several(text: str) -> bool:
    """Whether a text names more than one number or page."""
    if len(text) > 400 or not _SEVERAL.search(text):
        return False
    found = [piece for piece in re.split(r"\s*(?:[-–,&]|\band\b)\s*", text) if piece]
    return len(found) > 1 and all(_counts(piece) for piece in found)


def _counts(piece: str) -> bool:
    return any(char.isdigit() for char in piece) or _IS_ROMAN.fullmatch(piece) is not None


def roman(number: int) -> str:
    """A number from 1 to 4999 in small roman numerals, others in digits."""
    if not 0 < number < 5000:
        return str(number)
    written = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        written += numeral * count
    return written
