"""JSON files of bibliography items, in CSL-JSON or in Zotero's own JSON -> references.

A file may be an array of items, one item, {"items": [...]}, or one item a line. Zotero's API hands out each item in an
envelope, and a file may mix the two kinds, so both formats are read here.
Source: CSL-JSON schema 1.0.2 (csl-data.json); Zotero web API v3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ponarscite.interchange.json import BrokenJSON, values_of
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.zotero_item import csl_item_of, is_zotero_item, unread_of
from ponarscite.record.item import TYPES, with_others

_TELLING = frozenset(("id", "citation-key", "author", "editor", "issued", "number", "container-title", "URL", "DOI"))


def references_of(text: str) -> Iterator[Reference]:
    """The items of a JSON file, in order. Raises nothing: what is not JSON, behind an item, is a fault."""
    count = 0
    for value in values_of(text):
        if isinstance(value, BrokenJSON) and count:
            fault = f"what follows item {count} is no JSON"
            yield Reference(place=f"item {count}", where=f"line {value.line}", faults=(fault,))
        elif item := _item_of(value):
            count += 1
            unread = unread_of(value) if is_zotero_item(value) else ()
            yield Reference(place=f"item {count}", item=item, unread=unread)


def _item_of(value: object) -> Mapping[str, Any] | None:
    """The CSL item of a JSON value; None for another value, and for an attachment or a note of Zotero."""
    if is_zotero_item(value):
        return csl_item_of(value)
    return with_others(value) if is_csl_item(value) else None


def is_csl_item(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a CSL item: it has a CSL type, or a title and another variable that items have."""
    if not isinstance(value, dict) or not isinstance(value.get("title", ""), str | int | float) or "itemType" in value:
        return False
    item_type = value.get("type")
    return (isinstance(item_type, str) and item_type in TYPES) or ("title" in value and not _TELLING.isdisjoint(value))
