"""JSON files of bibliography items -> references: CSL-JSON, Zotero's own JSON, and what services answer.

A file may be an array of items, one item, {"items": [...]}, or one item a line. Zotero's API hands out each item in an
envelope, and a file may mix the kinds, so all of them are read here.
Source: CSL-JSON schema 1.0.2 (csl-data.json); Zotero web API v3; the modules of the services.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ponarscite.interchange import crossref_item, datacite_item, openlibrary_item
from ponarscite.interchange.json import BrokenJSON, values_of
from ponarscite.interchange.noted import with_noted
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.zotero_item import csl_item_of, is_zotero_item, unread_of
from ponarscite.record.item import TYPES, with_others

_SERVICES = (crossref_item, datacite_item, openlibrary_item)
"""Modules of services; `works_of` finds their works in a value, and `item_of` reads one."""

_TELLING = frozenset(("id", "citation-key", "author", "editor", "issued", "number", "container-title", "URL", "DOI"))


def references_of(text: str) -> Iterator[Reference]:
    """The items of a JSON file, in order. Raises nothing: what is not JSON, behind an item, is a fault."""
    count = 0
    for line, value in values_of(text):
        if isinstance(value, BrokenJSON) and count:
            fault = f"what follows item {count} is no JSON"
            yield Reference(place=f"item {count}", where=f"line {line}", faults=(fault,))
            continue
        for item, unread in _items_of(value):
            count += 1
            yield Reference(place=f"item {count}", item=item, where=f"item {count}, line {line}", unread=unread)


def _items_of(value: object) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """The CSL items of a JSON value, with the names of what they do not hold.

    None for another value, and for an attachment or a note of Zotero; several for an answer of a service.
    """
    if is_zotero_item(value):
        yield from ((item, unread_of(value)) for item in (csl_item_of(value),) if item)
        return
    works = [service.item_of(work) for service in _SERVICES for work in service.works_of(value)]
    yield from works
    if not works and is_csl_item(value):
        yield with_noted(with_others(_with_csl_type(value))), ()


def _with_csl_type(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with a CSL type in place of one of Crossref, which some services leave in CSL-JSON."""
    kind = item.get("type")
    if not isinstance(kind, str) or kind in TYPES or kind not in crossref_item.TYPES:
        return item
    return {**item, "type": crossref_item.TYPES[kind]}


def is_csl_item(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a CSL item: it has a CSL type, or a title and another variable that items have."""
    if not isinstance(value, dict) or not isinstance(value.get("title", ""), str | int | float) or "itemType" in value:
        return False
    item_type = value.get("type")
    return (isinstance(item_type, str) and item_type in TYPES) or ("title" in value and not _TELLING.isdisjoint(value))
