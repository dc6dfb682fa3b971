"""Collation: sort keys that order texts like JavaScript's localeCompare with base sensitivity.

Case, accents and punctuation do not count; digits count as numbers. A key is a string that sorts by code point: signs,
spaces, currencies, numbers, letters. Letters follow the root collation, except where `TAILORED` has the order of a
language. Source: Unicode Technical Standard 10; Common Locale Data Repository for the letters of languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_SPACE = "\x05"
_AFTER = "\uffff"
"""Appended to a letter: a letter of its own that comes after it."""
_DIGITS = "0123456789"
_PIECE = re.compile(r"[0-9]+|[^0-9]+")
_SPACES = re.compile(f"{_SPACE}+")
_KINDS = {"Sk": "\x01", "Sc": "\x07"}
_SIGNS = {sign: kind for kind, signs in {"\x02": "°©®", "\x03": "+±÷×<=>", _SPACE: " \t\n\r"}.items() for sign in signs}
_OTHER_SIGN = "\x06"
_FRACTION = "\x11"
_SAME = {"đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ґ": "г"}
"""Letter -> base letters with which it is equal."""
_LATER = """i<ı b<ƀ t<ŧ z<þ g<ǥ n<ŋ e<ə д<ђ е<є з<ѕ и<і,ї<й<ј л<љ н<њ т<ћ ч<џ г<ғ к<қ н<њ<ң о<ө у<ұ<ү х<һ а<ә"""
"""Letters of the root collation that come after a base letter, written as in `TAILORED`."""
_GEORGIAN = "\u052f\uffff"
"""Put before a Georgian letter, since Georgian sorts between Cyrillic and Armenian."""
TAILORED = {
    "cs": "c<č h<ch r<ř s<š z<ž",
    "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
    "da": "t<þ y,ü z<æ,ä<ø,ö,ő<å,aa",
    "es": "n<ñ",
    "et": "s<š<z,ź,ż<ž w<õ<ä<ö<ü",
    "fi": "y,ü z<þ<å<ä,æ<ö,ø",
    "hr": "c<č<ć d<dž<đ l<lj n<nj s<š z<ž",
    "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö,ő s<sz t<ty u<ü,ű z<zs",
    "is": "a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ,ä<ö,ø<å",
    "lt": "c<č i,y,ÿ s<š z<ž",
    "lv": "c<č g<ģ i<y k<ķ l<ļ n<ņ r<ŗ s<š z<ž",
    "nb": "t<þ y,ü z<æ,ä<ø,ö,ő<å,aa",
    "nn": "t<þ y,ü z<æ,ä<ø,ö,ő<å,aa",
    "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
    "ro": "a<ă<â i<î s<ș,ş t<ț,ţ",
    "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
    "sl": "c<č<ć d<đ s<š z<ž",
    "sv": "t<þ y,ü z<å<ä,æ<ö,ø,ő",
    "tr": "c<ç g<ğ h<ı o<ö s<ş u<ü",
    "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
}
"""Language -> letters it sorts otherwise: "z<å<ä,æ" puts å after z, and ä, which equals æ, after å."""
_FIRST = "\x12"
"""Put before a letter of a script that the language sorts before all others."""
_CYRILLIC = range(0x400, 0x530)
_OWN_SCRIPT = dict.fromkeys("be bg kk ky mk mn ru sr uk".split(), _CYRILLIC) | {
    "am": range(0x1200, 0x1380),
    "ar": range(0x600, 0x700),
    "el": range(0x370, 0x400),
    "fa": range(0x600, 0x700),
    "he": range(0x590, 0x600),
    "hy": range(0x530, 0x590),
    "ka": range(0x10A0, 0x1100),
    "ko": range(0x1100, 0x1200),
    "th": range(0xE00, 0xE80),
    "zh": range(0x3400, 0xA000),
}
"""Language -> code points of the script that it sorts first."""


_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
"""A run of signs or accents that no text has. They do not count, and take quadratic time to sort (UAX #15, 13)."""


@cache
def collator(language: str) -> Callable[[str], str]:
    """A function that makes sort keys of texts in a language ("sv-SE"); equal keys mean no difference that counts."""
    own = _rules(TAILORED.get(language[:2].lower(), ""))
    script = {code: _FIRST + chr(code) for code in _OWN_SCRIPT.get(language[:2].lower(), ())}
    letters = re.compile("|".join(sorted(map(re.escape, own), key=len, reverse=True))) if own else None

    @lru_cache(maxsize=20_000)
    def key(text: str) -> str:
        if letters is not None or not text.isascii():
            if not unicodedata.is_normalized("NFC", text):
                text = unicodedata.normalize("NFC", _MARKS.sub("", text))
            text = text.casefold()
            if letters is not None:
                text = letters.sub(lambda match: own[match[0]], text)
        pieces = _PIECE.findall(text.lower())
        base = "".join(_number(piece) if piece[0] in _DIGITS else "".join(map(_base, piece)) for piece in pieces)
        return _SPACES.sub(_SPACE, base.translate(script) + _SPACE) if base else ""

    return key


def _rules(rules: str) -> dict[str, str]:
    """Letter -> its replacement in keys, for a tailoring."""
    found: dict[str, str] = {}
    for rule in rules.split():
        steps = [step.split(",") for step in rule.split("<")]
        for depth, step in enumerate(steps):
            found |= {letter: steps[0][0] + _AFTER * depth for letter in step if letter != steps[0][0]}
    return found


def _number(digits: str) -> str:
    """A sort key for a number: a longer number is larger."""
    digits = digits.lstrip("0")
    return f"\x10{chr(0x20 + min(len(digits), 0xFFFF))}{digits}"


@lru_cache(maxsize=20_000)
def _base(char: str) -> str:
    """The key of a character, "" for punctuation and accents."""
    if (char.isascii() and char.isalnum()) or char == _AFTER:
        return char
    if char in _LETTERS:
        return _LETTERS[char]
    kind = unicodedata.category(char)
    if kind == "No":
        return _FRACTION
    plain = unicodedata.normalize("NFKD", char)
    if plain != char and (kind[0] in "LN" or plain.isalnum()):
        return "".join(map(_base, plain.casefold()))
    return _letter(char) if kind[0] in "LN" else _sign(char, kind)


def _letter(char: str) -> str:
    code = ord(char)
    if 0x30A1 <= code <= 0x30F6:
        return chr(code - 0x60)
    return _GEORGIAN + char if 0x10A0 <= code <= 0x10FF else char


def _sign(char: str, kind: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    return _KINDS.get(kind, _OTHER_SIGN if kind[0] == "S" else "")


_LETTERS = _SAME | _rules(_LATER)
