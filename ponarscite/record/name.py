"""Name: a person or an institution, and the parsers of names and bylines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ponarscite.record.credit import is_position, without_credit
from ponarscite.record.institution import is_institution, is_organization
from ponarscite.record.script import east_asian_runs, is_east_asian, is_family_first
from ponarscite.record.text import RAISED, clean, fold

PARTICLES = frozenset(
    "af al ap av bin da dal das de degli dei del dela dell della delle den der des di dos du el het ibn "
    "la las le les lo los of op 't te ten ter tho thoe to tot und van ver vom von y zu zum zur".split()
)
"""Words that are a non-dropping particle when they stand in lower case before a family name."""

CAPITAL_PARTICLES = frozenset("De Del Della Den Der Di Du La Le Van Von St. St Saint Ste. Ter Ten El Al".split())
"""Words that are part of the family name when they stand with a capital before it: "De Spiegeleire"."""

SUFFIXES = frozenset("jr jnr junior sr snr ii iii iv 2nd 3rd".split())
"""Suffixes of names, folded and without a dot."""

_MARKS = re.compile(rf" ?\[\d{{1,3}}\]|(?<=\w)[{RAISED}*†‡§]+|(?<=[^\W\d_])\d{{1,2}}(?=$|[\s,;])")
"""Note marks behind names: "[2]", superscript digits, symbols, digits that touch the name."""

MAX_BYLINE = 20_000
"""Characters of a byline that are read."""

_HONORIFICS = re.compile(
    r"(?:(?:by:?|authors?:|авторы?:?|dr\.?|prof\.?|professor|amb\.?|ambassador)\s+)+", re.IGNORECASE
)
_DEGREES = re.compile(r",?\s+(?:Ph\.?\s?D\.?|M\.?A\.?|J\.?D\.?|M\.?D\.?|Esq\.?)$")
_INITIALS = re.compile(r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.){0,3}|[^\W\d_]")
_FINAL_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}\.?")
"""A word of initials behind a family name: "T", "O.", "I.I.", "TM"."""
_PRONOUNCED = re.compile(r"[^AEIOUY]?[AEIOUY]+[^AEIOUY]?", re.IGNORECASE)
_MOST_FAMILY_WORDS = 4
_GLUED = re.compile(r"(.+?[^\W\d_]{2}(?<=[^\W\d_A-ZА-ЯЁ])(?<!\bMc)(?<!\bMac)(?<!\bDe))([A-ZА-ЯЁ][^\W\d_].*)")
_ASIDE = re.compile(r" ?\(([^()]{2,120})\)| [–—-] ([^,;–—]{2,120})(?=$|,|;)")
_SEMICOLON = re.compile(r"[;；]")
_SEPARATOR = re.compile(r"\s*,?\s+(?:and|with|und|и|та|і)\s+|\s*,?\s*&\s+|\s*[,，、]\s*")
_COMPOUND = frozenset(("Van", "Von"))
"""Capitals before a lower-case particle with which they make one: "Van den Berg"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person with the name parts of CSL, or an institution with `literal` alone.

    Source: CSL-JSON schema 1.0.2, name-variable.
    """

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    def __bool__(self) -> bool:
        return bool(self.family or self.literal or self.given)

    def __str__(self) -> str:
        """The name in reading order: "Sasha de Vogel"; of a Chinese, Japanese or Korean name the family name first."""
        if self.literal:
            return self.literal
        if is_family_first(self.family, self.given):
            return f"{self.family} {self.given}"
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def inverted(self) -> str:
        """The name with its family name first: "de Vogel, Sasha", "Family, Given, Suffix"; an institution unchanged."""
        if self.literal or not self.given:
            return str(self)
        given = f"{self.given} {self.dropping_particle}".strip()
        return ", ".join(filter(None, (self.sort, given, self.suffix)))

    @property
    def sort(self) -> str:
        """The family name with its non-dropping particle, or the literal."""
        return self.literal or f"{self.non_dropping_particle} {self.family}".strip()

    def is_same(self, other: Name) -> bool:
        """Whether both may be one person. Diacritics, apostrophes and missing middle names do not matter.

        The first given names must be equal, or one of them an initial or missing: Sergey is not Sergei.
        """
        if fold(self.sort) != fold(other.sort):
            return _last(self) == _last(other) and fold(str(self)) == fold(str(other))
        mine, theirs = (fold(name.given).replace(".", "").split() for name in (self, other))
        return not mine or not theirs or mine[0] == theirs[0] or _initialled(mine[0], theirs[0])


OTHERS = Name(literal="others")
"""The mark behind the names of a list that is not complete: "and others" in .bib files, "et al." in styles.

It is no name: `named` leaves it out. pandoc, too, takes the literal "others" at the end of a list for it.
"""

_NOT_NAMED = frozenset(("others", "et al", "et al.", "and others"))


def is_others(text: str) -> bool:
    """Whether a text at the end of a list of names stands for those who are not named."""
    return text.lower() in _NOT_NAMED


def has_others(names: Sequence[Name]) -> bool:
    """Whether a list of names says that it is not complete."""
    return len(names) > 1 and names[-1] == OTHERS


def named(names: Sequence[Name]) -> tuple[Name, ...]:
    """The names of a list without the mark of others."""
    return tuple(names[:-1] if has_others(names) else names)


def _last(name: Name) -> str:
    return fold(name.sort).rpartition(" ")[2]


def _initialled(a: str, b: str) -> bool:
    return a[0] == b[0] and 1 in (len(a), len(b))


def split_byline(text: str) -> tuple[str, ...]:
    """Split a byline into names: "A and B", "A, B and C", "A, B", "Family, Given; Family, Given".

    Args:
        text: a byline without markup. Words before "by" and positions ("Senior Fellow") are left out.
    Returns:
        The names as printed, in order; () for a blank text. The name of an institution is not split.
    """
    return tuple(part for part in _parts(text) if not is_position(part))


def _parts(text: str) -> tuple[str, ...]:
    """The names of a byline, and the positions behind them."""
    text = _untitled(without_credit(clean(_MARKS.sub("", text[:MAX_BYLINE])).strip(" ,;")))
    if not text:
        return ()
    if _SEMICOLON.search(text):
        return tuple(part for part in (part.strip(" ,") for part in _SEMICOLON.split(text)) if part)
    if _is_inverted(text):
        return (text,)
    names = _joined([part for part in _SEPARATOR.split(text) if part])
    if is_institution(text) and any(" " not in name for name in names) and not any(map(is_position, names)):
        return (text,)
    return tuple(_untitled(name) for name in _whole_positions(names))


def _untitled(text: str) -> str:
    """The text without the honorifics before it; honorifics alone and a position ("Professor of Law") are kept."""
    match = None if is_position(text) else _HONORIFICS.match(text)
    return text[match.end() :] if match else text


def _whole_positions(names: list[str]) -> list[str]:
    """The parts, where a single word behind a position is part of it: "Professor of Law and Politics"."""
    whole: list[str] = []
    for before, name in zip(["", *names], names, strict=False):
        if " " not in name and is_position(before):
            whole[-1] = f"{before} and {name}"
        else:
            whole.append(name)
    return whole


def _is_inverted(text: str) -> bool:
    """Whether a text is one name as "Family, Given": it has one comma, with a single word on one side."""
    family, comma, given = text.partition(", ")
    if not comma or "," in given or re.search(r"\s(?:and|und|и|&)\s", text):
        return False
    return (" " not in family or " " not in given) and not _is_suffix(given) and not is_position(given)


def _is_suffix(word: str) -> bool:
    return word.casefold().rstrip(".") in SUFFIXES


def _joined(parts: list[str]) -> list[str]:
    """The parts, where suffixes, degrees and initials ("Lee, A.") are joined to the name before them."""
    joined: list[str] = []
    for part in parts:
        if joined and (_is_suffix(part) or _DEGREES.fullmatch(f" {part}") or _INITIALS.fullmatch(part)):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def split_affiliations(text: str) -> tuple[tuple[str, str], ...]:
    """Split a byline with affiliations: "Ann Lee, Tomsk State University" or "Ann Lee (Tomsk State University)".

    After a comma, a dash or in parentheses an institution is an affiliation; after "and" it is an author.

    Returns:
        (name, affiliation) in order; the affiliation is "" where there is none.
    """
    text = _ASIDE.sub(lambda m: f", {m[1] or m[2]}" if is_institution(m[1] or m[2]) else m[0], clean(text))
    names = _parts(text)
    if len(names) == 1:
        person, _, place = (_unglued(names[0]) if is_institution(names[0]) else names[0]).partition(", ")
        return ((person, place),) if _works_at(person, place) else tuple((one, "") for one in split_byline(names[0]))
    pairs: list[tuple[str, str]] = []
    end = 0
    for name in names:
        start = max(text.find(name, end), end)
        if pairs and text[end:start].strip() == "," and _works_at(pairs[-1][0], name):
            pairs[-1] = (pairs[-1][0], ", ".join(filter(None, (pairs[-1][1], name))))
        elif not is_position(name):
            pairs.append((name, ""))
        end = start + len(name)
    return tuple(pairs)


def _unglued(text: str) -> str:
    """Insert the comma that is missing between a person and an affiliation: "Ann LeeTomsk State University"."""
    match = _GLUED.fullmatch(text)
    return f"{match[1]}, {match[2]}" if match and _works_at(match[1], match[2]) else text


def _works_at(person: str, place: str) -> bool:
    """Whether the second text is an institution or a position, and the first a person."""
    return " " in person and (is_institution(place) or is_position(place)) and not is_institution(person)


@lru_cache(maxsize=4096)
def parse_name(text: str) -> Name:
    """Parse one name, in reading order or inverted ("de Vogel, Sasha"; "Remington, Thomas F., Jr.").

    In reading order the last word is the family name, with the particles before it; of a Chinese, Japanese or Korean
    name it is the first. A name repeated in such a script ("Wei Zhang (张伟)") stands behind the given names.

    Returns:
        A Name; Name() for a blank text. A single word, an institution, and a text that ends with a comma (as EndNote
        marks institutions) are kept in `literal`.
    Raises:
        Nothing.
    """
    if is_others(text):
        return OTHERS
    text = _without_position(_DEGREES.sub("", _untitled(without_credit(clean(text)))))
    if not text:
        return Name()
    if is_organization(text) or text.endswith(","):
        return Name(literal=text.rstrip(" ,"))
    head, _, tail = text.partition(", ")
    if tail and not _is_suffix(tail):
        return _inverted(head, tail)
    return _in_script(text) or _in_reading_order(text)


def _without_position(text: str) -> str:
    """The text without a position behind its last comma: "Ann Lee, Senior Fellow"."""
    name, comma, position = text.rpartition(", ")
    return name if comma and is_position(position) else text


def _in_script(text: str) -> Name | None:
    """The name in Chinese, Japanese or Korean characters, alone or beside Latin letters; None for any other.

    Where two words in two scripts leave open which of them is the family name, the text stays a literal.
    """
    if not is_east_asian(text):
        return None
    words = text.split(" ")
    if len(words) == 2 and is_family_first(*words):
        return Name(*words)
    written = [word for word in words if east_asian_runs().fullmatch(word.strip("()（）"))]
    rest = " ".join(word for word in words if word not in written)
    name = _in_reading_order(rest) if rest and not is_east_asian(rest) else Name()
    return replace(name, given=" ".join((name.given, *written))) if name.given else Name(literal=text)


def _in_reading_order(text: str) -> Name:
    words = [word for word in re.split(r",?\s+", text) if word]
    suffix = words.pop() if len(words) > 1 and _is_suffix(words[-1]) else ""
    if initials := _final_initials(words):
        return replace(_inverted(" ".join(words[:-initials]), " ".join(words[-initials:])), suffix=suffix)
    if len(words) > 1:
        return _in_order(words, suffix)
    return Name(words[0], suffix=suffix) if suffix else Name(literal=text)


def _final_initials(words: Sequence[str]) -> int:
    """Return how many words at the end of a name are initials behind the family name, 0 for a name in reading order.

    "Frye T", "Onuch O.", "Иванов И. И.", "Frye TM" (as Vancouver and GOST print them); but "Anna LEE" and "A. B. Lee".
    """
    count = 0
    while count < len(words) and _are_initials(words[-count - 1]):
        count += 1
    family = words[: len(words) - count]
    return count if 0 < len(family) <= _MOST_FAMILY_WORDS and not any(map(_INITIALS.fullmatch, family)) else 0


def _are_initials(word: str) -> bool:
    """Whether a word is one letter, letters with full stops, or two or three capitals that nobody can pronounce."""
    if not _FINAL_INITIALS.fullmatch(word) or not word.replace(".", "").replace("-", "").isupper():
        return False
    return len(word) == 1 or "." in word or (len(word) < 4 and word.isascii() and not _PRONOUNCED.fullmatch(word))


def parse_names(text: str) -> tuple[Name, ...]:
    """Parse a byline into names, in the order printed.

    Args:
        text: one byline without markup: "Olena Example and Juan de la Prueba".
    Returns:
        One Name for each person or institution; () for a blank text.
    Raises:
        Nothing: what cannot be split is kept whole in `literal`.
    Source: CSL-JSON schema 1.0.2, name-variable.
    """
    return tuple(parse_name(part) for part in split_byline(text))


def _in_order(words: list[str], suffix: str) -> Name:
    """The name of at least two words in reading order."""
    start = len(words) - 1
    while start > 1 and words[start - 1] in CAPITAL_PARTICLES:
        start -= 1
    particle_start = start
    while particle_start > 1 and words[particle_start - 1] in PARTICLES:
        particle_start -= 1
    if 1 < particle_start < start and words[particle_start - 1] in _COMPOUND:
        start = particle_start = particle_start - 1
    family = " ".join(words[start:])
    return Name(
        family=family,
        given=" ".join(words[:particle_start]),
        non_dropping_particle=" ".join(words[particle_start:start]),
        suffix=suffix,
    )


def _inverted(head: str, tail: str) -> Name:
    """The name of "Family, Given", "Family, Given, Suffix" or, as BibTeX has it, "Family, Suffix, Given"."""
    first, _, second = tail.partition(", ")
    given, suffix = (second, first) if _is_suffix(first) else (first, second)
    words = head.split()
    start = 0
    while start < len(words) - 1 and words[start] in PARTICLES:
        start += 1
    given, behind = split_given(given)
    particle = f"{' '.join(words[:start])} {behind}".strip()
    return Name(" ".join(words[start:]), given, particle, suffix=suffix)


def split_given(given: str) -> tuple[str, str]:
    """Split a particle from the end of given names, where indexes print it ("Prueba, Juan de la").

    Returns:
        (given names, particle): "Juan de la" -> ("Juan", "de la"); the particle is "" where there is none.
    """
    words = given.split()
    end = len(words)
    while end > 1 and words[end - 1] in PARTICLES:
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def split_suffix(given: str) -> tuple[str, str]:
    """Split a suffix from the end of given names, where Zotero keeps it: "Thomas F., Jr." -> ("Thomas F.", "Jr.")."""
    first, comma, suffix = given.rpartition(",")
    return (first.strip(), suffix.strip()) if comma and first.strip() and _is_suffix(suffix.strip()) else (given, "")
