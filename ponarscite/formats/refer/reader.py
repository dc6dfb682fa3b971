"""Refer (.enw), as EndNote, Zotero and library catalogues write it -> references.

Source: the EndNote manual, "Exporting Reference Types: the EndNote Import Format", and refer(1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ponarscite.interchange.endnote_types import date_of, name_of
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.tagged import Tagged, Tags, tagged_references
from ponarscite.record.text import web_address

TAGS = Tags(re.compile(r"[\ufeff]?(%[A-Z0-9!-/:-@\[-`{-~]) (.*)", re.DOTALL), "%0")


_DASHES = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\d)")

READ_TYPES = {
    "audiovisual material": "broadcast",
    "blog": "post-weblog",
    "book": "book",
    "book section": "chapter",
    "case": "legal_case",
    "computer program": "software",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "encyclopedia": "entry-encyclopedia",
    "figure": "figure",
    "film or broadcast": "motion_picture",
    "government document": "report",
    "hearing": "hearing",
    "interview": "interview",
    "journal article": "article-journal",
    "magazine article": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaper article": "article-newspaper",
    "online database": "dataset",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal communication": "personal_communication",
    "podcast": "broadcast",
    "report": "report",
    "serial": "periodical",
    "standard": "standard",
    "statute": "legislation",
    "thesis": "thesis",
    "unpublished work": "manuscript",
    "web page": "webpage",
}
"""Reference type in lower case -> CSL type."""

TEXTS = {
    "%F": "id",
    "%T": "title",
    "%!": "title-short",
    "%9": "genre",
    "%J": "container-title",
    "%B": "container-title",
    "%S": "collection-title",
    "%@": "ISBN",
    "%N": "issue",
    "%V": "volume",
    "%6": "number-of-volumes",
    "%P": "page",
    "%7": "edition",
    "%I": "publisher",
    "%C": "publisher-place",
    "%R": "DOI",
    "%U": "URL",
    "%G": "language",
    "%X": "abstract",
    "%Z": "note",
    "%O": "note",
    "%<": "annote",
    "%L": "call-number",
    "%W": "source",
    "%~": "archive",
}
"""Tag -> CSL variable."""

_TEXTS_OF = {
    "report": TEXTS | {"%@": "number", "%N": "number", "%B": "collection-title"},
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper", "periodical"), TEXTS | {"%@": "ISSN"}),
}
"""CSL type -> its tags where they differ: a report's number stands where other works have their ISBN."""

NAMES = {"%A": "author", "%E": "editor", "%Y": "collection-editor", "%?": "translator"}


def references_of(text: str) -> Iterator[Reference]:
    """The references of a Refer file, in order. Raises nothing: a line outside any reference is told as a fault."""
    return tagged_references(text, TAGS, item_of)


def item_of(reference: Tagged) -> dict[str, Any]:
    """One reference as a CSL-JSON item."""
    csl_type = READ_TYPES.get(reference.first("%0").lower(), "document")
    item: dict[str, Any] = {"type": csl_type}
    for tag, variable in _TEXTS_OF.get(csl_type, TEXTS).items():
        if text := reference.first(tag):
            item.setdefault(variable, text)
    for tag, variable in NAMES.items():
        item[variable] = [name_of(text) for text in reference.each(tag)]
    item["URL"] = next(filter(None, map(web_address, reference.each("%U"))), "")
    item["issued"] = date_of(reference.first("%D"), reference.first("%8"))
    item["accessed"] = reference.first("%[")
    item["page"] = _DASHES.sub("-", reference.first("%P"))
    item["keyword"] = [
        word for tag, lines in reference.fields if tag == "%K" for line in lines for word in _words(line)
    ]
    return {variable: value for variable, value in item.items() if value}


def _words(line: str) -> list[str]:
    return [word for word in map(str.strip, line.split(";")) if word]
