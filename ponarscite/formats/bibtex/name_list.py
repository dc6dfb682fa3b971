"""The names of a .bib field, with "and" between them or, wrongly, with other signs -> CSL names.

BibTeX knows "and" alone. Of a list with other signs it makes one name, in another order; here its names are told apart
where the signs leave no doubt, and otherwise the list is kept as printed. Each such list is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.formats.bibtex.person import Person, bound, is_extended, is_suffix, person_of, split_outside
from ponarscite.interchange.latex import plain_of, without_modes
from ponarscite.record.institution import is_organization
from ponarscite.record.name import is_others
from ponarscite.record.script import is_east_asian
from ponarscite.record.text import clean

LONGEST_SHOWN = 80
"""Characters of a list of names that a doubt quotes."""

OTHERS = "others"
"""What BibTeX prints as "et al."."""

_LEADING = re.compile(r"\s*(?:and(?:\s+|$))*", re.IGNORECASE)
_TRAILING = re.compile(r"\s*(?:dna(?:\s+|$))*", re.IGNORECASE)
_ET_AL = re.compile(r"(?<=[^\s,]),?[\s~]+(?:et\.?[\s~]+al\.?|u\.\s?a\.|и др\.)$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_](?:\.[ -]?|[ -]|$)){1,4}")
_INITIAL_FIRST = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}(?=[^\W\d_]{2})")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field, in order, and doubts about how they are to be read, in words."""

    persons: tuple[Person, ...] = ()
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def names_of(text: str) -> Names:
    """The names of a field. Raises nothing."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    text = _without_and(bound(without_modes(text)))
    entries = [one for one in map(_without_and, split_multiple_persons_names(text)) if one]
    is_prose = any(one.endswith(",") for one in entries) and not split_outside(entries[-1], ",")[1:]
    found = [_entry(entry, is_prose=is_prose) for entry in entries]
    persons = tuple(person for one in found for person in one.persons if person)
    doubts = (doubt for one in found for doubt in one.doubts)
    return Names(persons, (*doubts, *(_doubt(entry, "kept as one name") for entry in _mixed(entries, found))))


def _mixed(entries: list[str], found: list[Names]) -> list[str]:
    """The entries "Ana Uno, Bo Dos" of a list whose last entry is "Cy Tres": each is one name, or two."""
    if len(entries) < 2 or split_outside(entries[-1], ",")[1:] or " " not in entries[-1]:
        return []
    pairs = (
        (entry, split_outside(entry, ",")) for entry, names in zip(entries, found, strict=True) if not names.doubts
    )
    return [entry for entry, parts in pairs if len(parts) == 2 and all(map(_is_whole, parts))]


def _is_whole(text: str) -> bool:
    """Whether a text may be a whole name: two or three words with capitals, and no initials."""
    words = text.split()
    return 1 < len(words) < 4 and all(word[0].isupper() and len(word.rstrip(".")) > 1 for word in words)


def persons_of(text: str) -> list[Person]:
    """The names of a field, in order; "others" is read as a name, as pandoc reads it. Raises nothing."""
    return [dict(person) for person in names_of(text).persons]


def _without_and(text: str) -> str:
    """The text without an "and" that has no name before it, or none behind it."""
    text = text.strip()
    start, end = _LEADING.match(text), _TRAILING.match(text[::-1])
    first, last = (start.end() if start else 0), len(text) - (end.end() if end else 0)
    return text[first:last].strip() if first < last else ""


def _entry(text: str, *, is_prose: bool) -> Names:
    """What stands between two "and": one name, or a list with other signs between its names.

    Args:
        is_prose: whether the field is written as a sentence, "Ana Uno, Bo Dos, and Cy Tres".
    """
    if is_extended(text):
        return Names((person_of(text),))
    if others := _ET_AL.search(text):
        names = _entry(text[: others.start()], is_prose=is_prose)
        return Names((*names.persons, {"literal": OTHERS}), names.doubts)
    if is_others(text.lower()):
        return Names(({"literal": OTHERS},))
    sections = split_outside(text, ",")
    if listed := _with_signs(text) or _with_commas(sections, is_prose=is_prose):
        outcome = f"read as {len(listed)} names" if len(listed) > 1 else "kept as one name"
        return Names(tuple(map(person_of, listed)), (_doubt(text, outcome),))
    if len(sections) == 3 and is_suffix(sections[2]) and not is_suffix(sections[1]):
        family, given, suffix = sections
        return Names((person_of(f"{family}, {suffix}, {given}"),))
    return Names((person_of(text),))


def _doubt(text: str, outcome: str) -> str:
    shown = clean(plain_of(text))
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    return f'names without "and" between them: {shown!r} is {outcome}'


def _with_signs(text: str) -> list[str]:
    """The names between semicolons, or between "&" where both sides are names of several words; [] for no list."""
    if ";" not in text and "&" not in text:
        return []
    if len(listed := split_outside(text, ";")) > 1:
        return listed
    listed = split_outside(text, "&")
    are_persons = all(" " in one and not is_organization(clean(plain_of(one))) for one in listed)
    return listed if len(listed) > 1 and are_persons else []


def _with_commas(sections: list[str], *, is_prose: bool) -> list[str]:
    """The names of a list with commas; the whole in braces where it may be none; [] for a single name."""
    is_one = len(sections) < 2 or (len(sections) == 3 and any(map(is_suffix, sections[1:])))
    if is_one or (len(sections) == 2 and not _is_pair(sections, is_prose=is_prose)):
        return []
    inverted = list(zip(sections[::2], sections[1::2], strict=False))
    if len(sections) % 2 == 0 and all("." in given and _is_initials(given) for _, given in inverted):
        return [f"{family}, {given}" for family, given in inverted]
    if all(map(_is_vancouver, sections)):
        return [", ".join(section.rsplit(None, 1)) for section in sections]
    if all(" " in section or (is_east_asian(section) and 1 < len(section) < 5) for section in sections):
        return sections
    return [f"{{{', '.join(sections)}}}"]


def _is_pair(sections: list[str], *, is_prose: bool) -> bool:
    """Whether two sections are two names and no family name with a given name.

    "Uno A, Dos B" and "A. Uno, B. Dos" are, and in a sentence "Ana Uno, Bo Dos".
    """
    return (
        all(map(_is_vancouver, sections))
        or all(map(_INITIAL_FIRST.match, sections))
        or (is_prose and all(" " in section for section in sections))
    )


def _is_initials(text: str) -> bool:
    return _INITIALS.fullmatch(clean(plain_of(text))) is not None


def _is_vancouver(text: str) -> bool:
    """Whether a section is a family name and initials without full stops: "Uno E"."""
    words = text.split()
    last = words[-1] if len(words) > 1 else ""
    return last.isalpha() and last.isupper() and len(last) < 4 and not is_suffix(last)
