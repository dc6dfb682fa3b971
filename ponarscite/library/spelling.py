"""Words as they are searched for: one spelling for accents and apostrophes, and the Latin one beside the Cyrillic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ponarscite.record.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʹ′`´][^\W_]+)*")


def searched(text: str) -> str:
    """A text as it is indexed: folded, then other spellings of its words."""
    folded = fold(text)
    if text.isascii() and "'" not in text and "`" not in text:
        return folded
    others = {spelling for word in words(text) for spelling in spellings(word)}.difference(folded.split())
    return " ".join((folded, *sorted(others)))


def words(text: str) -> list[str]:
    """The words of a text as they stand there; one with an apostrophe is one word."""
    return _WORD.findall(text)


@lru_cache(maxsize=4096)
def spellings(word: str) -> Iterable[str]:
    """The folded word and its other spellings: without apostrophes, and in Latin letters ("й" as "y" and as "i")."""
    folded = fold(word)
    found = [folded, folded.replace("'", "")]
    if not word.isascii():
        from ponarscite.record.key import ascii_word  # rarely needed, and much comes with it

        found += (ascii_word(word), ascii_word(folded))
    return tuple(dict.fromkeys(filter(None, found)))
