"""Bytes of a text in Latin letters, one byte a letter -> the encoding, by the letters of its languages.

Each byte is some character in every one of these encodings. In the right one, the letters beyond A to Z belong to few
languages, and quotation marks stand at the edges of words; a wrong one has letters of many languages and signs within
words. Source: the letters of each language in Unicode's CLDR (exemplar characters).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

WESTERN = "cp1252"
"""Also for ISO-8859-1: https://encoding.spec.whatwg.org/#names-and-labels."""

SAMPLE = 65_536  # bytes
LEAST = 3
"""Bytes beyond ASCII that tell an encoding; with fewer, it is the Western one."""
MARGIN = 0.15
"""Share of these bytes by which another encoding has to be better than the Western one."""
LEAST_MARGIN = 1.5
"""And by at least as many of them."""
MORE = 0.12
"""What each language after the first costs, as a share of its letters beyond A to Z."""
LANGUAGES = 3
"""Languages of one text at most."""

_WEST = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "äöüß",  # German
    "áéíñóúü¿¡",  # Spanish
    "áâãàçéêíóôõú",  # Portuguese
    "àèéìòùî",  # Italian
    "åäöæøé",  # Danish, Norwegian, Swedish
    "áéíóúðþæö|ý",  # Icelandic
    "äëïéöü",  # Dutch
    "šžäöõü",  # Estonian, Finnish
)
_CENTRE = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Serbian, Slovenian
    "ăâîşţ",  # Romanian
    "äöüß",  # German
)
_TURKISH = ("çğıöşüâîû",)
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")

ENCODINGS: Mapping[str, tuple[str, ...]] = {
    WESTERN: _WEST,
    "mac-roman": _WEST,
    "cp1250": _CENTRE,
    "iso8859-2": _CENTRE,
    "cp1254": _TURKISH,
    "cp1257": _BALTIC,
}
"""Encoding -> the letters of its languages, and behind "|" rare ones. Of equally good encodings, the first is right."""

_ASCII = bytes(range(128))
_HIGH = re.compile(r"(?<=(.))([^\x00-\x7f])(?=(.))", re.DOTALL)
_OPENING, _CLOSING, _OPEN = "“‘«„‹", "”’»“‘›", "¿¡"
_WITHIN = "’·\u00ad–—…"
"""Signs that also stand between two letters."""


def guess(content: bytes) -> str:
    """The encoding whose letters and signs stand most as they do in its languages; the Western one in doubt."""
    start = max(0, len(content) - len(content.lstrip(_ASCII)) - 1)
    sample = content[start : start + SAMPLE]
    number = len(sample.translate(None, _ASCII))
    scores = {encoding: _score(sample, encoding) for encoding in ENCODINGS} if number >= LEAST else {WESTERN: 0.0}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= scores[WESTERN] + max(LEAST_MARGIN, MARGIN * number) else WESTERN


def _score(sample: bytes, encoding: str) -> float:
    """How well the letters beyond A to Z and the signs of a text suit an encoding."""
    letters: Counter[str] = Counter()
    signs = 0
    for match in _HIGH.finditer(f" {sample.decode(encoding, 'replace')} "):
        before, character, after = match.groups()
        if character.isalpha() and not (before.isalpha() or after.isalpha()):
            continue
        if character.isalpha() and not (before.islower() and character.isupper()):
            letters[character.lower()] += 1
        else:
            signs += _of_sign(before, character, after)
    return signs + _of_letters(letters, ENCODINGS[encoding], sum(letters.values()))


def _of_sign(before: str, sign: str, after: str) -> int:
    """1 for a sign where it stands in texts, -1 where it does not, 0 for one that may stand anywhere."""
    if sign.isalpha() or sign == "\ufffd" or (0x7F < ord(sign) < 0xA0):
        return -1
    is_within = before.isalpha() and after.isalpha()
    if sign in _OPENING and after.isalnum() and not before.isalnum():
        return 1
    if sign in _CLOSING and not before.isspace() and (sign == "’" or not after.isalnum()):
        return 1
    if sign in _OPENING + _CLOSING + _OPEN:
        return -1 if before.isalnum() else 0
    return -1 if is_within and sign not in _WITHIN else 0


def _of_letters(letters: Counter[str], languages: tuple[str, ...], total: int) -> float:
    """The letters of the few languages that have most of them, less the others and less the number of languages."""
    left: Mapping[str, int] = letters
    best, found = float(-total), 0.0
    for number in range(LANGUAGES):
        language = max(languages, key=lambda one: _of_language(left, one))
        found += _of_language(left, language)
        left = {letter: count for letter, count in left.items() if letter not in language}
        best = max(best, found - (total - found) - number * MORE * total)
    return best


def _of_language(letters: Mapping[str, int], language: str) -> float:
    usual, _, rare = language.partition("|")
    return sum(letters.get(letter, 0) for letter in usual) + sum(letters.get(letter, 0) for letter in rare) / 2
