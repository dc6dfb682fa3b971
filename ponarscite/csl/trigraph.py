"""Trigraph: the label of an item in styles that cite by labels: "RoNo78".

Four letters in all of up to four family names, and two digits of the year. Source: CSL 1.0.2 specification, appendix
IV ("citation-label"); the shape is that of citeproc-js.
"""

from __future__ import annotations

import re

from ponarscite.csl.item import NAMES, Item
from ponarscite.csl.person import Person

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""How many names there are -> how many letters each gives."""
_FIRST = ("author", "editor", "translator")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]*>")


def label(item: Item) -> str:
    """The label of an item: its own, or one made of its names or its title and of its year."""
    return item.texts.get("citation-label") or f"{_words(item)}{_year(item)}"


def _words(item: Item) -> str:
    variables = (*_FIRST, *sorted(NAMES.difference(_FIRST)))
    persons = next((item.names[variable] for variable in variables if variable in item.names), ())
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
