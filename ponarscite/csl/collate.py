"""Collation: keys that order texts as citeproc-js's localeCompare does: letters without case and accents first,
punctuation ignored, numbers as numbers.

Source: Unicode Technical Standard 10, for the letters of the table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t",
})  # fmt: skip
_PIECE = re.compile(r"\d+|[^\W\d_]+|[\s\xa0]+")


@lru_cache(maxsize=20_000)
def collation_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key: compare it with those of other texts."""
    base = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(char for char in base if not unicodedata.combining(char))
    return tuple(
        (1, int(piece), "") if piece[0].isdigit() else (0, 0, "") if piece.isspace() else (2, 0, piece)
        for piece in _PIECE.findall(bare.strip())
    )
