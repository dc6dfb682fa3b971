"""Spellings of names: decides when two spellings are probably one person's.

Different given names mean two people, however similar (Sergey, Sergei). A family name may be spelled in two ways: with
or without accents, in two romanizations, or with one mistyped letter.
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
"""(pattern, sign): spellings of a sound in systems of romanization, longer ones first, and one sign for all of them."""

_ENDING = re.compile("(?:a[yij]a|a|[yij]{1,2})$")
"""Endings of adjectival family names, and of those that differ for women."""

LONG = 6
"""Letters that a family name must have for one different letter to count as a typing error."""


def printed(name: Name) -> tuple[str, str]:
    """Return (name in reading order, family name) with uniform apostrophes; equal for equal spellings.

    ("", "") for an institution and for a name of one word.
    """
    if not name.family or not name.given:
        return "", ""
    return str(name).translate(_TYPOGRAPHY), name.sort.translate(_TYPOGRAPHY)


def places(name: Name) -> Iterator[tuple[str, ...]]:
    """Yield index keys; two spellings of one name share at least one of them."""
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
    """Whether two names that are printed differently are probably one person's."""
    if is_cyrillic(name) != is_cyrillic(other):
        return False
    family, others = fold(name.sort), fold(other.sort)
    if sorted(fold(str(name)).split()) == sorted(fold(str(other)).split()):
        return True
    if family == others:
        return _is_fuller(_given(name), _given(other))
    return _given(name) == _given(other) and not _is_gendered(family, others)


def is_initialled(name: Name) -> bool:
    """Whether the first given name is only an initial, which may be several people's."""
    return len(_given(name)[0]) == 1


def skeleton(text: str) -> str:
    """Reduce a family name to its sounds, equal for all romanizations: "Scherback", "Shcherbak"."""
    word = re.sub("[^a-z]", "", to_ascii(fold(text)).lower())
    for pattern, sound in _ROMANIZED:
        word = pattern.sub(sound, word)
    return word


def is_cyrillic(name: Name) -> bool:
    """Whether a name is written in Cyrillic; the two scripts are never compared."""
    return bool(re.search("[\u0400-\u052f]", str(name)))


def _given(name: Name) -> tuple[str, ...]:
    return tuple(fold(name.given).replace(".", " ").split()) or ("",)


def _is_fuller(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one list of given names continues the other, initials included: "Alexander N." and "Alexander"."""
    return all(a == b or (1 in (len(a), len(b)) and a[:1] == b[:1]) for a, b in zip(given, other, strict=False))


def _is_gendered(family: str, other: str) -> bool:
    """Whether the names are the forms of a man and a woman: Ivanov and Ivanova, Belsky and Belskaya."""
    return _ENDING.sub("", family) == _ENDING.sub("", other) and family.endswith("a") != other.endswith("a")
