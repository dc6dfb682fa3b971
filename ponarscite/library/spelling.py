"""Spellings of words for the search: without accents and apostrophes, and Cyrillic words in Latin letters too.

Chinese, Japanese and Korean are indexed by pairs of characters, since FTS5 takes everything between two spaces for one
word: "河流研究" is "河流 流研 研究 究". The last character stands alone, so that each character begins an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from ponarscite.record.script import east_asian_runs, is_east_asian
from ponarscite.record.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʹ′`´][^\W_]+)*")


def searched(text: str) -> str:
    """The text to index: the folded text, then the other spellings of its words."""
    if not text:
        return ""
    folded = fold(text)
    if text.isascii() and "'" not in text and "`" not in text:
        return folded
    found = {spelling for word in words(text) for spelling in spellings(word)}.difference(folded.split())
    others = sorted(word for word in found if not is_east_asian(word))
    return " ".join((in_pairs(folded) if is_east_asian(folded) else folded, *others))


def in_pairs(folded: str, *, whole: bool = True) -> str:
    """The folded text with pairs of characters in place of each run of Chinese, Japanese or Korean.

    Args:
        whole: whether the text ends where the last run ends; otherwise more characters may follow, and the last one
            does not stand alone.
    """
    from unicodedata import normalize  # folding takes Korean syllables apart

    text = normalize("NFC", folded)

    def pairs(run: re.Match[str]) -> str:
        chars = run[0]
        is_end = whole or run.end() < len(text) or len(chars) == 1
        return f" {' '.join((*map(''.join, pairwise(chars)), *chars[-1:] * is_end))} "

    return " ".join(east_asian_runs().sub(pairs, text).split())


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
