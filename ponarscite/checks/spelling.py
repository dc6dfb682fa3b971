"""Spellings of one person's name: when two of them are likely to be the same name, and when they are not.

Given names that differ are two people, however alike (Sergey and Sergei are); the family name may be spelled in two
ways, with or without accents, romanized differently, or mistyped by one letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ponarscite.record.name import Name
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import fold

_TYPOGRAPHY = str.maketrans(dict.fromkeys("’‘ʼʹ′`´", "'") | dict.fromkeys("‐‑", "-"))

_ROMANIZED = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|schtsch|sch", "S"),
        ("dzh|zh|dj|^j", "J"),
        ("tch|ch", "C"),
        ("kh", "h"),
        ("ck", "k"),
        ("ph", "f"),
        ("x", "ks"),
        ("w", "v"),
        ("sh", "Z"),
        ("[yij]u", "U"),
        ("[yij]a", "A"),
        ("[yij]e", "e"),
        ("[yij]o", "O"),
        ("j(?=[aeiou])", "J"),
        ("[yj]", "i"),
        ("ou", "u"),
        (r"(.)\1+", r"\1"),
        ("f$", "v"),
    )
)
"""How systems of romanization spell a sound, the longer spelling first -> one sign for it."""

_ENDING = re.compile("(?:a[yij]a|a|[yij]{1,2})$")
"""Of a family name that is an adjective, or that a woman's differs in."""

LONG = 6
"""The letters that a family name must have before one wrong letter is taken for a typing error."""


def printed(name: Name) -> tuple[str, str]:
    """What tells two spellings apart: the name in reading order and its family name; the shape of apostrophes does not.

    "" for an institution, and for a name of one word.
    """
    if not name.family or not name.given:
        return "", ""
    return str(name).translate(_TYPOGRAPHY), name.sort.translate(_TYPOGRAPHY)


def places(name: Name) -> Iterator[tuple[str, ...]]:
    """Keys, of which two spellings of one name share at least one."""
    family, given = fold(name.sort), _given(name)
    yield "words", *sorted(fold(str(name)).split())
    yield "family", family
    if len(given[0]) > 1:
        sound = skeleton(name.sort)
        yield "sound", sound, *given
        if len(family) >= LONG:
            yield from (("typed", *given, family[:i] + family[i + 1 :]) for i in range(len(family)))
            yield "typed", *given, family


def is_respelled(name: Name, other: Name) -> bool:
    """Whether two names that are printed differently are likely to be one person's."""
    if is_cyrillic(name) != is_cyrillic(other):
        return False
    family, others = fold(name.sort), fold(other.sort)
    if sorted(fold(str(name)).split()) == sorted(fold(str(other)).split()):
        return True
    if family == others:
        return _is_fuller(_given(name), _given(other))
    return _given(name) == _given(other) and not _is_gendered(family, others)


def is_initialled(name: Name) -> bool:
    """Whether the first given name is an initial alone: it may stand for several people."""
    return len(_given(name)[0]) == 1


def skeleton(text: str) -> str:
    """What remains of a family name when the systems of romanization no longer matter: "Scherback", "Shcherbak"."""
    word = re.sub("[^a-z]", "", to_ascii(fold(text)).lower())
    for pattern, sound in _ROMANIZED:
        word = pattern.sub(sound, word)
    return word


def is_cyrillic(name: Name) -> bool:
    """Whether it is written in Cyrillic: each script has a spelling of its own."""
    return bool(re.search("[\u0400-\u052f]", str(name)))


def _given(name: Name) -> tuple[str, ...]:
    return tuple(fold(name.given).replace(".", " ").split()) or ("",)


def _is_fuller(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one has all that the other has, initials standing for names: "Alexander N." and "Alexander"."""
    return all(a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]) for a, b in zip(given, other, strict=False))


def _is_gendered(family: str, other: str) -> bool:
    """Whether a man and a woman have them: Ivanov and Ivanova, Belsky and Belskaya."""
    return _ENDING.sub("", family) == _ENDING.sub("", other) and family.endswith("a") != other.endswith("a")
