"""Given names shortened to initials.

Source: CSL 1.0.2 specification, "Name" (initialize, initialize-with) and "Hyphenation of Initialized Names".
"""

from __future__ import annotations

import re
from functools import lru_cache

from ponarscite.csl.person import is_east_asian

_INNER_PERIOD = re.compile(r"\.(?=[^\W_])")
_PIECE = re.compile(r"([\s-]*)((?:<[^<>]*>|[^\s<-]|<)+)")
_DIGRAPH = re.compile(r"([^\W\d_])([^\W\d_])[a-zà-öø-ÿа-я]")
_TAGGED = re.compile(r"((?:<[^<>]*>)*)(.*?)((?:<[^<>]*>)*)")


@lru_cache(maxsize=50_000)
def initialize(given: str, ending: str, *, names_too: bool, hyphen: bool) -> str:
    """A given name with initials; words in lower case ("de") stay as they are.

    Args:
        given: "Jean-Luc M."; it may hold the HTML-like tags of CSL.
        ending: text after each initial: ". ".
        names_too: whether full names are shortened; if False only initials already in the name get the *ending*.
        hyphen: whether the hyphen of a compound name stays: "J.-L.".
    """
    given = given.strip(" ,")
    if not given[:1].isalpha() and not given.startswith("<"):
        return given
    written = ""
    after_initial = False
    for space, word in _PIECE.findall(_INNER_PERIOD.sub(". ", given)):
        joint = "-" if hyphen and "-" in space else " "
        initial = _initial(word, ending, names_too)
        if initial:
            short = names_too or _letters(word, names_too).isalpha()
            written = _before_initial(written, joint, after_initial and short, names_too) + initial
            after_initial = short
        elif not (after_initial and names_too and joint == "-" and word[0].islower()):  # "Xue-lian" is "X."
            written = f"{written.rstrip()}{joint}{word}" if written else word
            after_initial = False
    return written.rstrip(" \xa0")


def _before_initial(written: str, joint: str, after_initial: bool, names_too: bool) -> str:
    """The text written so far with the space or hyphen that goes before the next initial."""
    if not written:
        return ""
    if after_initial:
        return f"{written.rstrip()}-" if joint == "-" and names_too else written
    return f"{written.rstrip()}{joint}"


def _initial(word: str, ending: str, names_too: bool) -> str:
    """The initial of a word with its ending, inside the word's tags; "" for a word that stays."""
    before, bare, after = _TAGGED.fullmatch(word).groups() if "<" in word else ("", word, "")  # type: ignore[union-attr]  # it always matches
    letters = _letters(bare, names_too)
    if not letters:
        return ""
    shown = ending.rstrip(" ")
    return f"{before}{letters}{shown}{after}{ending[len(shown) :]}"


def _letters(word: str, names_too: bool) -> str:
    """The letters that replace a word, "" for a word that stays; an abbreviation ("Ph.") loses its period only."""
    if not word[:1].isalpha() or word[0].islower() or is_east_asian(word[0]) or "\u02b0" <= word[0] <= "\u02ff":
        return ""  # a modifier letter as in "ʿAbd" is no initial
    if word.endswith(".") and len(word) > 1:
        return word.rstrip(".")
    if not names_too and len(word) > 1:
        return ""
    digraph = _DIGRAPH.match(word)
    return f"{word[0]}{word[1].lower()}" if digraph and word[1].isupper() else word[0]  # "TSerendorj" is "Ts"
