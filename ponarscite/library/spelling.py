"""Spellings of words for the search: without accents and apostrophes, and Cyrillic words in Latin letters too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ponarscite.record.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʹ′`´][^\W_]+)*")


def searched(text: str) -> str:
    """The text to index: the folded text, then the other spellings of its words."""
    if not text:
        return ""
    folded = fold(text)
    if text.isascii() and "'" not in text and "`" not in text:
        return folded
    others = {spelling for word in words(text) for spelling in spellings(word)}.difference(folded.split())
    return " ".join((folded, *sorted(others)))


def words(text: str) -> list[str]:
    """The words of a text, unchanged; "O’Loughlin" is one word."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def spellings(word: str) -> Iterable[str]:
    """The folded word, then its other spellings: without apostrophes, and in Latin letters ("й" as "y" and as "i")."""
    folded = fold(word)
    found = [folded, folded.replace("'", "")]
    if not word.isascii():
        from ponarscite.record.key import ascii_word  # rarely needed, and it imports much

        found += (ascii_word(word), ascii_word(folded))
    return tuple(dict.fromkeys(filter(None, found)))
