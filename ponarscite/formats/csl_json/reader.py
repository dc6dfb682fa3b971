"""What other tools exported as CSL-JSON: each item is a subject of its own.

Source: CSL-JSON schema 1.0.2 (csl-data.json); also an item alone, {"items": [...]} (Zotero), an item a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl
from ponarscite.record.item import TYPES

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series

_TELLING = frozenset(("id", "citation-key", "author", "editor", "issued", "number", "container-title", "URL", "DOI"))


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:  # noqa: ARG001 - as the hook is declared
    """The claims of every CSL-JSON item; () for other kinds of document and for other JSON."""
    if document.kind != "json":
        return ()
    from ponarscite.interchange.reference import reference_claims

    return reference_claims(_references(document.text), "CSL-JSON", document.name)


def _references(text: str) -> Iterator[Reference]:
    from ponarscite.formats.csl_json.stream import BrokenJSON, values_of
    from ponarscite.interchange.reference import Reference

    count = 0
    for value in values_of(text):
        if is_item(value):
            count += 1
            yield Reference(place=f"item {count}", item=value)
        elif isinstance(value, BrokenJSON) and count:
            yield Reference(
                place=f"item {count}", where=f"line {value.line}", faults=(f"what follows item {count} is no JSON",)
            )


def is_item(value: object) -> bool:
    """Whether a JSON value is a CSL-JSON item: a CSL type, or a title with something else that items have.

    One of Zotero's own is none.
    """
    if not isinstance(value, dict) or not isinstance(value.get("title", ""), str | int | float) or "itemType" in value:
        return False
    item_type = value.get("type")
    return (isinstance(item_type, str) and item_type in TYPES) or ("title" in value and not _TELLING.isdisjoint(value))
