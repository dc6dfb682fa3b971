"""The names of a .bib field -> CSL names.

Source: BibTeX's name syntax ("Tame the BeaST", section 11), with particles as biber finds them; biblatex's extended
name format (manual, section 3.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.interchange.latex import plain_of
from ponarscite.record.institution import is_organization
from ponarscite.record.name import SUFFIXES
from ponarscite.record.text import clean

Person = dict[str, str]

LONGEST_SHOWN = 80
"""Characters of a list of names that a doubt quotes."""

_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|useprefix)(?:-i)?\s*=")
_FIELD = re.compile(r"(family|given|prefix|suffix|useprefix)\s*=\s*(\{[^{}]*\}|\"[^\"]*\"|[^,]*)")
_SIGN = re.compile(r"\\.|[{},;]", re.DOTALL)
_INITIALS = re.compile(r"[^\W\d_]{1,4}|(?:[^\W\d_]\.?[ -]?){1,4}")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a field, in order, and doubts about how they are to be read, in words."""

    persons: tuple[Person, ...] = ()
    doubts: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def names_of(text: str) -> Names:
    """The names of a field. Raises nothing: a list without "and" is read, or kept as printed, with a doubt."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    entries = map(_without_edges, split_multiple_persons_names(_without_edges(text)))
    found = [_entry(entry) for entry in entries if entry]
    persons = tuple(person for one in found for person in one.persons if person)
    return Names(persons, tuple(doubt for one in found for doubt in one.doubts))


def persons_of(text: str) -> list[Person]:
    """The names of a field, in order; "others" is read as a name, as pandoc reads it. Raises nothing."""
    return list(map(dict, names_of(text).persons))


def _without_edges(text: str) -> str:
    """The text without an "and" that has no name before it, or none behind it."""
    text = text.strip()
    while (words := text.split(None, 1)) and words[0].casefold() == "and":
        text = words[1] if len(words) > 1 else ""
    while (words := text.rsplit(None, 1)) and words[-1].casefold() == "and":
        text = words[0] if len(words) > 1 else ""
    return text


def _entry(text: str) -> Names:
    """What stands between two "and": one name, or a list with other signs between its names."""
    if _EXTENDED.match(text):
        return Names((_extended(text),))
    if len(listed := _split(text, ";")) > 1:
        return Names(tuple(map(person_of, listed)), (_doubt(text, f"read as {len(listed)} names"),))
    sections = _split(text, ",")
    if len(sections) < 3 or (len(sections) == 3 and _is_suffix(sections[1])):
        return Names((person_of(text),))
    if len(sections) == 3 and _is_suffix(sections[2]):
        family, given, suffix = sections
        return Names((person_of(f"{family}, {suffix}, {given}"),))
    return _listed(text, sections)


def _listed(text: str, sections: list[str]) -> Names:
    """The names of a list with commas between them; a text that is no such list for certain is kept as printed."""
    inverted = list(zip(sections[::2], sections[1::2], strict=False))
    if len(sections) % 2 == 0 and all(_is_given(given) for _, given in inverted):
        names = [f"{family}, {given}" for family, given in inverted]
    elif all(map(_is_vancouver, sections)):
        names = [", ".join(section.rsplit(None, 1)) for section in sections]
    elif all(" " in section for section in sections):
        names = sections
    else:
        whole = _plain([text])
        return Names(({"literal": whole},), (_doubt(text, "kept as one name"),))
    return Names(tuple(map(person_of, names)), (_doubt(text, f"read as {len(names)} names"),))


def _doubt(text: str, outcome: str) -> str:
    shown = _plain([text])
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    return f'names without "and" between them: {shown!r} is {outcome}'


def _is_given(text: str) -> bool:
    """Whether a section is initials: "A. B."."""
    return "." in text and bool(_INITIALS.fullmatch(_plain([text])))


def _is_vancouver(text: str) -> bool:
    """Whether a section is a family name and initials without full stops: "Uno E"."""
    words = text.split()
    return len(words) > 1 and words[-1].isalpha() and words[-1].isupper() and len(words[-1]) < 4


def _split(text: str, sign: str) -> list[str]:
    """The texts between two signs outside of braces, without blank ones."""
    parts, start, depth = [], 0, 0
    for match in _SIGN.finditer(text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == sign and depth <= 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def person_of(text: str) -> Person:
    """One name: "von Last, Jr, First", "First von Last" or "{An Institution}"; {} for none."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    whole = clean(plain_of(text))
    if is_organization(whole) and len(_split(text, ",")) < 2:
        return {"literal": whole}
    parts = parse_single_name_into_parts(text, strict=False)
    von, last = parts.von, parts.last
    if len(_split(text, ",")) > 1:
        von, last = _particle(von + last)
    family, given, particle, suffix = (_plain(words) for words in (last, parts.first, von, parts.jr))
    if not given or not family:
        return {"literal": whole} if whole else {}
    return {"family": family, "given": given, "non-dropping-particle": particle, "suffix": suffix}


def _particle(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the words before the comma: those in lower case at the beginning are the particle, as biber has it."""
    start = 0
    while start < len(words) - 1 and _is_small(words[start]):
        start += 1
    return words[:start], words[start:]


def _is_small(word: str) -> bool:
    """Whether a word begins in lower case; one in braces has no case, but an accented letter has: "{\\'e}"."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return next((char for char in _plain([word]) if char.isalpha()), "").islower()


def _is_suffix(text: str) -> bool:
    return _plain([text]).casefold().rstrip(".") in SUFFIXES


def _extended(text: str) -> Person:
    found = {name: _plain([value.strip().strip('"')]) for name, value in _FIELD.findall(text)}
    if not found.get("family"):
        return {}
    kind = "dropping" if found.get("useprefix", "true") == "false" else "non-dropping"
    person = {"non-dropping-particle": "", f"{kind}-particle": found.get("prefix", "")}
    return person | {part: found[part] for part in ("family", "given", "suffix") if found.get(part)}


def _plain(words: list[str]) -> str:
    return clean(plain_of(" ".join(words)))
