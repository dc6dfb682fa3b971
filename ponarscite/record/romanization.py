"""Romanization: any text in ASCII, letter by letter. Citation keys depend on the table, so it must not change."""

from __future__ import annotations

import unicodedata

from ponarscite.record.text import composed

_CYRILLIC = """
    а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
    ъ - ы y ь - э e ю yu я ya
    ґ g є ie і i ї i ў u ђ dj ѓ g ѕ dz ј j љ lj њ nj ћ c ќ k џ dzh ѐ e ѝ i
    ә a ғ gh қ q ң ng ө o ұ u ү u һ h җ j ҙ z ҡ q ҫ s ҳ h ҷ j ӣ i ӯ u ӑ a ӗ e ҥ ng ӧ o ӱ u ӹ y ӝ dzh ӟ j ӥ i ӵ tsh ӊ nh
    ѣ e ѳ f ѵ i ѫ o ѧ e ӏ -
"""
_LATIN = """
    ß ss æ ae œ oe ø o đ d ð d þ th ł l ħ h ŋ ng ŧ t ı i ĸ q ə e ɛ e ɔ o ƒ f ǝ e ʼ - ʻ - ʹ - ʺ - ʿ - ʾ -
"""


def _table(rows: str) -> dict[str, str]:
    """Letter -> its romanization ("" for "-"), for small letters and capitals."""
    words = rows.split()
    pairs = [(letter, "" if roman == "-" else roman) for letter, roman in zip(words[::2], words[1::2], strict=True)]
    capitals = [(letter.upper(), roman.capitalize()) for letter, roman in pairs if len(letter.upper()) == 1]
    return dict((*capitals, *pairs))


TABLE = _table(_CYRILLIC + _LATIN)
"""Letter -> ASCII. Cyrillic letters of the languages of the former Soviet Union and of Church Slavonic, near BGN/PCGN
without its context rules; Latin letters that do not decompose into a letter and a diacritic."""


def to_ascii(text: str) -> str:
    """The text in ASCII: "Şener Aktürk" -> "Sener Akturk", "Щедрин" -> "Shchedrin".

    A letter of TABLE is replaced by its entry, another letter with diacritics by the letter alone, and a letter of
    other scripts (Georgian, Armenian, Chinese) by what `anyascii` has for it.
    """
    if text.isascii():
        return text
    return "".join(c if c.isascii() else _letter(c) for c in composed(text))


def _letter(letter: str) -> str:
    if letter in TABLE:
        return TABLE[letter]
    plain = (c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    spelled = "".join(TABLE.get(c, c) for c in plain)
    return spelled if spelled.isascii() else _foreign(letter)


def _foreign(letter: str) -> str:
    from anyascii import anyascii

    return anyascii(letter)
