"""The variable citation-label, for styles that cite by labels such as "RoNo78".

A label has four letters from up to four family names, and two digits of the year. Source: CSL 1.0.2 specification,
appendix IV ("citation-label"); the pattern is that of citeproc-js, which calls it trigraph.
"""

from __future__ import annotations

import re

from ponarscite.csl.item import NAMES, Item
from ponarscite.csl.person import Person, has_others

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""Number of names -> number of letters from each; one letter each for four names."""
_FIRST = ("author", "editor", "translator")
"""Name variables that are tried first."""
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")


def citation_label(item: Item) -> str:
    """The citation-label of an item if set, else letters from its names or title and two digits of its year."""
    return item.texts.get("citation-label") or f"{_words(item)}{_year(item)}"


def _words(item: Item) -> str:
    """The letters: from the first name variable that the item has, else from its title."""
    variables = (*_FIRST, *sorted(NAMES.difference(_FIRST)))
    persons = next((item.names[variable] for variable in variables if variable in item.names), ())
    persons = persons[:-1] if has_others(persons) else persons
    names = [_family(person) for person in persons[:4]] or [item.texts.get("title", "")]
    sizes = _LETTERS.get(len(names), (1, 1, 1, 1))
    return "".join(_letters(name, size) for name, size in zip(names, sizes, strict=True))


def _family(person: Person) -> str:
    return person.family or person.literal


def _letters(name: str, size: int) -> str:
    bare = _NO_LETTER.sub("", _ARTICLE.sub("", _TAG.sub("", name), count=1))
    return bare[:size].capitalize()


def _year(item: Item) -> str:
    issued = item.dates.get("issued")
    return f"{abs(issued.start[0]) % 100:02}" if issued else "00"
