"""ENW, and refer files of EndNote, Zotero and library catalogues -> references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ponarscite.formats.refer.tags import variables_of
from ponarscite.interchange.endnote_types import READ_TYPES, date_of, name_of
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.tagged import Tagged, Tags, tagged_references
from ponarscite.record.item import NAMES
from ponarscite.record.text import web_address

LINES = Tags(re.compile(r"[\ufeff]?(%[A-Z0-9!-/:-@\[-`{-~]) (.*)", re.DOTALL), "%0")

_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d", re.IGNORECASE)
"""The beginning of a DOI. Zotero writes the type of a work into the tag of the DOI, %R."""

_DASHES = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=\d)")


def references_of(text: str) -> Iterator[Reference]:
    """The references of an ENW file, in order. Raises nothing: a line outside of all references is a fault."""
    return tagged_references(text, LINES, reference_of)


def reference_of(reference: Tagged) -> tuple[dict[str, Any], tuple[str, ...]]:
    """One reference as a CSL-JSON item, and the tags that the item does not hold."""
    item = item_of(reference)
    table = variables_of(item["type"])
    return item, tuple(tag for tag, _ in reference.fields if tag not in table and tag != "%0")


def item_of(reference: Tagged) -> dict[str, Any]:
    """One reference as a CSL-JSON item."""
    csl_type = READ_TYPES.get(reference.first("%0").casefold(), "document")
    item: dict[str, Any] = {"type": csl_type, "id": reference.key("%F")}
    for tag, variable in variables_of(csl_type).items():
        if variable in NAMES:
            item[variable] = [name_of(text) for text in reference.each(tag)]
        elif text := reference.first(tag):
            item.setdefault(variable, text)
    if (said := item.get("DOI", "")) and not _DOI.match(said):
        item.setdefault("genre", item.pop("DOI"))
    item["URL"] = next(filter(None, map(web_address, reference.each("%U"))), "")
    item["issued"] = date_of(reference.first("%D"), reference.first("%8"))
    item["page"] = _DASHES.sub("-", reference.first("%P"))
    item["keyword"] = [
        word for tag, lines in reference.fields if tag == "%K" for line in lines for word in _words(line)
    ]
    return from_note({variable: value for variable, value in item.items() if value})


def _words(line: str) -> list[str]:
    return [word for word in map(str.strip, line.split(";")) if word]
