"""Person: the name in a piece that is labelled as one. Its label and its form decide, never a list of words alone."""

from __future__ import annotations

import re
from typing import Final

from ponarscite.record.institution import is_organization
from ponarscite.record.name import CAPITAL_PARTICLES, PARTICLES, SUFFIXES, Name, parse_name, split_given
from ponarscite.record.script import is_east_asian
from ponarscite.record.text import clean

MOST_WORDS: Final = 7
"""Words of a person's name."""

_EDGE = " ,;:&*_/·"
_INITIAL = r"(?:[^\W\d_]|[A-Z][a-z]|Д[жз]|Ю|Я|Х)"
_INITIALS = re.compile(
    rf"{_INITIAL}\.(?:[ -]?[–-]?{_INITIAL}\.){{0,4}}|[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ](?:[ -]?[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]){{0,3}}"
)
_STOPPED = re.compile(r"(?<=[^\W\d_]{3})\.$")
_LEAD = re.compile(r"^(?:with|and|by|par|von|und|et|и|при участии|совместно с|под ред\.?) (?=\S)", re.IGNORECASE)
_ENCLOSED = re.compile(r"^([^\W\d_][^(),]{1,40}) \(([^()\d]{1,40})\)$")
"""Given names in brackets behind the family name, as French lists have them: "Blondiaux (Loïc)"."""
_BEFORE_INITIALS = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{2,}(?:-[^\W\d_]+)? [A-Z]{1,2}")
"""A family name before initials, which look like those of a country: "Martinez US"."""
_MIXED = re.compile(r"(?:[^\W\d_]\.){2,} [^\W\d_]{2}")
"""Initials without blanks, and a word behind them that is no name: "M.I. TeX"."""
_MAC = re.compile(r"\bMc([a-z])")
_LETTERS = re.compile(r"[^\W\d_ ]+(?:[ -][^\W\d_ ]+)*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-.’'ʼ`‘´‐–·])*")
_NO_NAME: Final = frozenset(
    "the an as with see in from for on and or by at to of eds ed editor editors trans translated cited quoted also "
    "ibid idem no vol pp accessed retrieved available others al и в на под см см. ред с".split()
)
_TITLES: Final = frozenset("dr prof professor mr mrs ms phd".split())
_NOBILIARY: Final = ("d'", "d’", "al-", "el-", "o'", "ad-", "an-", "ar-", "as-", "at-", "az-", "ibn", "bin", "y", "e")
_CAPITAL_PARTICLES: Final = CAPITAL_PARTICLES | {"Dos", "Das", "Da", "Dal", "Los", "Las", "Ben", "Abu", "Bin", "Vander"}
"""Words that begin a family name of several words, where initials or one given name stand before them."""


def person(text: str) -> Name:
    """The person that a text names, which is known to be a name.

    "Frye, Timothy", "Frye T", "Onuch O.", "Ставицкий В. В.", "J. Van den Bosch", "JUNISBAI, Azamat". One word is a
    family name. A family name in capitals before given names in small letters gets small letters, too.

    Returns:
        Name() for a text without letters.
    """
    text = _LEAD.sub("", _STOPPED.sub("", clean(text).strip(_EDGE)))
    if not any(map(str.isalpha, text)):
        return Name()
    if is_east_asian(text):
        return parse_name(text)
    text = _ENCLOSED.sub(r"\1, \2", text)
    head, comma, tail = text.partition(",")
    if comma and tail.strip() and not _is_suffix(tail.strip()):
        return _inverted(head.strip(), tail.strip())
    words = text.replace(",", " ").split()
    suffix = words.pop() if len(words) > 1 and _is_suffix(words[-1]) else ""
    return _ordered(words, suffix)


def institution(text: str) -> Name:
    """The institution that a text names, which is known to be one."""
    text = clean(text).strip(_EDGE)
    return Name(literal=text if text.count(".") > 1 else _STOPPED.sub("", text))


def is_person(name: Name) -> bool:
    """Whether a name has the form of a person's: few words with capitals, of which one has at least two letters."""
    if name.literal:
        return is_east_asian(name.literal)
    words = f"{name.given} {name.non_dropping_particle} {name.family}".split()
    return (
        0 < len(words) <= MOST_WORDS
        and all(map(_is_name_word, words))
        and words[0].casefold() not in _NO_NAME
        and not (" " in name.family and name.family.partition(" ")[0].casefold() in _NO_NAME)  # "As de Prueba, Esempio"
        and _TITLES.isdisjoint(word.casefold().rstrip(".") for word in words)
        and sum(map(str.isalpha, name.family)) > 1
        and not (name.family.isupper() and "." in name.family)  # "U.S."
        and not name.family.endswith(("’s", "'s"))
        and _is_given(name.given)
    )


def is_body(name: Name) -> bool:
    """Whether a literal has the form of an institution's name: few words, the first with a capital, no sentence."""
    text = name.literal
    return bool(
        text
        and len(text.split()) <= 14
        and (text[0].isupper() or text[0].isdigit())
        and not re.search(r"[“”„«\"?!:;]|\. [^\W\d_]{4}|\d{4}", text)
        and text.count("(") == text.count(")")
    )


def is_doubled(text: str) -> bool:
    """Whether a text that is labelled as a person has a word or a form that only institutions have."""
    return "," not in text and not _BEFORE_INITIALS.fullmatch(text) and is_organization(text)


def _is_suffix(word: str) -> bool:
    return word.casefold().rstrip(".") in SUFFIXES


def _is_name_word(word: str) -> bool:
    known = word in PARTICLES or word.casefold().startswith(_NOBILIARY)
    return bool(_WORD.fullmatch(word)) and (word[0].isupper() or known) and not re.search(r"\.\.|[^\W\d_]{4}\.$", word)


def _is_given(given: str) -> bool:
    """Whether given names are a few words, and no list of them: "Henry E.", "H. E.", "Sasha"."""
    return len(given.split()) <= 5 and "," not in given and not _MIXED.match(given)


def _inverted(head: str, tail: str) -> Name:
    """The name of "Family, Given", "Family, Given, Suffix" or "Family, Suffix, Given"."""
    first, _, second = (part.strip() for part in tail.partition(","))
    given, suffix = (second, first) if second and _is_suffix(first) else (first, second)
    if suffix and not _is_suffix(suffix):
        given, suffix = f"{given}, {suffix}", ""
    words = head.split()
    if len(words) > 1 and _is_suffix(words[-1]):
        suffix = suffix or words.pop()
    start = _particles(words)
    given, behind = split_given(given)
    particle = f"{' '.join(words[:start])} {behind}".strip()
    return Name(_small(" ".join(words[start:]), given), given, particle, suffix=suffix)


def _particles(words: list[str]) -> int:
    """The number of particles before a family name."""
    start = 0
    while start < len(words) - 1 and words[start] in PARTICLES:
        start += 1
    return start


def _ordered(words: list[str], suffix: str) -> Name:
    """The name of words in reading order, or of a family name before initials."""
    if len(words) == 1:
        return Name(words[0], suffix=suffix)
    initials = len(words)
    while initials > 1 and _is_initials(words[initials - 1], len(words)) and not _is_family(words, initials - 1):
        initials -= 1
    if initials < len(words) and (not _INITIALS.fullmatch(words[0]) or len(words[0]) > 2 >= len(words[-1].strip("."))):
        start = _particles([word.lower() if word.isupper() else word for word in words[:initials]])
        family, given = " ".join(words[start:initials]), " ".join(words[initials:])
        return Name(_small(family, given), given, " ".join(words[:start]).lower(), suffix=suffix)
    start = _start_of_family(words)
    particle = start
    while particle > 1 and words[particle - 1] in PARTICLES:
        particle -= 1
    given = " ".join(words[:particle])
    return Name(_small(" ".join(words[start:]), given), given, " ".join(words[particle:start]), suffix=suffix)


def _is_initials(word: str, count: int) -> bool:
    """Whether a word is initials; of three words and more, four capitals may be a family name: "VAN DIJCK J"."""
    return bool(_INITIALS.fullmatch(word)) and (count < 3 or "." in word or len(word) < 4)


def _is_family(words: list[str], place: int) -> bool:
    """Whether the last of several words in capitals is the family name: "Timothy FRYE"."""
    return place == len(words) - 1 and len(words[place]) > 3 and words[place].isalpha()


def _start_of_family(words: list[str]) -> int:
    """The index at which the family name begins; capital particles belong to it ("Van den Bosch")."""
    start = len(words) - 1
    for n in range(1, len(words) - 1):
        if words[n] in _CAPITAL_PARTICLES and all(
            word in PARTICLES or word in _CAPITAL_PARTICLES for word in words[n : len(words) - 1]
        ):
            return n
    return start


def _small(family: str, given: str) -> str:
    """A family name in small letters, where the given names show that its capitals are the style's: "JUNISBAI"."""
    is_printed_so = family.isupper() and len(family) > 3 and (not given.isupper() or _INITIALS.fullmatch(given))
    return _MAC.sub(_after_mac, family.title()) if is_printed_so and _LETTERS.fullmatch(family) else family


def _after_mac(match: re.Match[str]) -> str:
    return f"Mc{match[1].upper()}"
