"""What other tools hold as XML, YAML or Zotero's JSON: EndNote XML, MODS, Zotero RDF, Zotero's items and Hayagriva."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:  # noqa: ARG001 - as the hook is declared
    """The claims of every reference; () for other kinds of document."""
    if document.kind not in ("xml", "yaml") and not (document.kind == "json" and '"itemType"' in document.text):
        return ()
    from ponarscite.interchange.reference import reference_claims

    origin, references = _references(document)
    return reference_claims(references, origin, document.name)


def _references(document: Document) -> tuple[str, Iterator[Reference]]:
    """Who says so, and the references."""
    if document.kind == "json":
        return "Zotero's JSON", _zotero_items(document.text)
    if document.kind == "yaml":
        from ponarscite.formats.hayagriva import reader as hayagriva

        entries = hayagriva.entries_of(document.text)
        return "Hayagriva", _faulty(entries) if isinstance(entries, str) else hayagriva.references_of(entries)
    return _of_xml(document.text)


def _of_xml(text: str) -> tuple[str, Iterator[Reference]]:
    from ponarscite.formats.endnote_xml import reader as endnote_xml
    from ponarscite.formats.mods import reader as mods
    from ponarscite.formats.zotero import reader as zotero
    from ponarscite.interchange.xml import parse_xml

    root = parse_xml(text)
    if isinstance(root, str):
        return "XML", _faulty(root)
    for sign, origin, read in (
        ("mods", "MODS", mods.references_of),
        ("RDF", "Zotero RDF", zotero.references_of),
    ):
        if sign in root.tag.rpartition("}")[2]:
            return origin, read(root)
    return "EndNote XML", endnote_xml.references_of(root)


def _zotero_items(text: str) -> Iterator[Reference]:
    from ponarscite.formats.csl_json.stream import values_of
    from ponarscite.formats.zotero import reader as zotero
    from ponarscite.interchange.reference import Reference

    found = (value for value in values_of(text) if zotero.is_zotero_item(value))
    for number, value in enumerate(found, 1):
        if item := zotero.item_of(zotero.data_of(value)):
            yield Reference(place=f"item {number}", item=item)


def _faulty(problem: str) -> Iterator[Reference]:
    from ponarscite.interchange.reference import Reference

    yield Reference(place="the file", faults=(problem,))
