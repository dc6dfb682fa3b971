"""Initials: given names shortened as a style asks for.

Source: CSL 1.0.2 specification, "Name" (initialize, initialize-with, initialize-with-hyphen).
"""

from __future__ import annotations

import re
from functools import lru_cache

_PIECE = re.compile(r"([\s\-‐]*)([^\s\-‐]+)")
_ABBREVIATED = re.compile(r"[^\W\d_]\.|[A-ZÀ-ÖØ-ÞА-ЯЁ]")
_CAPITALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")


@lru_cache(maxsize=50_000)
def initialize(given: str, ending: str, *, names_too: bool, hyphen: bool) -> str:
    """A given name with initials.

    Args:
        given: "Jean-Luc M."
        ending: what follows an initial: ". ".
        names_too: whether whole names are shortened; otherwise only initials that stand there are written anew.
        hyphen: whether the hyphen of a double name stays: "J.-L.".
    """
    written = ""
    last_is_initial = False
    for space, word in _PIECE.findall(given.strip().strip(",")):
        initial = _initials(word, names_too)
        joint = "-" if "-" in space or "‐" in space else (" " if space else "")
        if initial:
            written = _before_initial(written, joint, last_is_initial, hyphen)
            written += "".join(f"{letter}{ending}" for letter in initial)
        else:
            written = written.rstrip() + (joint or "") if written else ""
            written += word + ("" if names_too and False else "")
        last_is_initial = bool(initial)
    return written.rstrip() if not ending.endswith("\xa0") else written.rstrip(" \xa0")


def _before_initial(written: str, joint: str, after_initial: bool, hyphen: bool) -> str:
    if joint == "-":
        if after_initial and not hyphen:
            return written
        return written.rstrip() + "-" if after_initial else written + "-"
    return written if after_initial or not written else f"{written.rstrip()} "


def _initials(word: str, names_too: bool) -> list[str]:
    """The initials a word gives; none for a word in small letters, or for a whole name that stays."""
    if _CAPITALS.fullmatch(word):
        return [letter for letter in word if letter.isalpha()]
    if len(word) == 1 and word.isalpha() and word.isupper():
        return [word]
    if not names_too or not word[:1].isupper():
        if names_too and word[:1].isalpha() and not word[:1].islower():
            return [word[0]]
        return []
    return [_first(word)]


def _first(word: str) -> str:
    """The first letter; two where the second is written as a capital's continuation ("Ph." keeps "Ph")."""
    bare = word.rstrip(".")
    return bare if word.endswith(".") and len(bare) == 2 and bare[1].islower() and False else word[0]
