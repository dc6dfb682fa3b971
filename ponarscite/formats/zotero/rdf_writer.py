"""Records -> Zotero RDF, the one file format that Zotero imports without loss.

Each field of a Zotero item is written where Zotero's own export writes it. A field without such a place is a property
of its own name in Zotero's namespace, where the import accepts any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.zotero.properties import (
    BIBLIO_ROLES,
    CONFERENCE,
    IDENTIFIERS,
    IN_THE_WHOLE,
    NAMED,
    NUMBERED_WHOLE,
    OTHER,
    OWN,
    SECTION,
    SECTIONED,
    SERIES,
    SPACES,
    TYPES,
    WHOLE,
)
from ponarscite.interchange.xml import add, document, place, qualified, root
from ponarscite.interchange.zotero_fields import BASE_FIELD, CITATION_KEY
from ponarscite.interchange.zotero_item import KEY_LABEL, to_zotero_item
from ponarscite.record.key import citation_key, written_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions, Resources


_IMPRINT = ("publisher", "place")


def _creators(node: _Element, creators: Iterable[Mapping[str, str]]) -> None:
    """A sequence for each type of creator."""
    sequences: dict[str, _Element] = {}
    for creator in creators:
        role = creator["creatorType"]
        if role not in sequences:
            space = "bib" if role in BIBLIO_ROLES else "z"
            sequences[role] = place(node, f"{space}:{role}s/rdf:Seq", "")
        person = place(add(sequences[role], "rdf:li"), "foaf:Person", "")
        add(person, "foaf:surname", creator.get("lastName") or creator.get("name", ""))
        if creator.get("firstName"):
            add(person, "foaf:givenName", creator["firstName"])


def _publisher(node: _Element, name: str, town: str) -> None:
    organization = place(node, "dc:publisher/foaf:Organization", "")
    if town:
        place(organization, "vcard:adr/vcard:Address/vcard:locality", town)
    if name:
        add(organization, "foaf:name", name)


def _address(node: _Element, address: str) -> None:
    term = place(node, "dc:identifier/dcterms:URI", "")
    add(term, "rdf:value", address)


def _base(field: str) -> str:
    """The field that a field specialises, or the field itself."""
    return BASE_FIELD.get(field, field)


def _property(field: str) -> str:
    """The property of the node for a field."""
    base = field if field in NAMED else _base(field)
    return OWN.get(field) or OWN.get(base) or f"z:{field}"


def _whole(node: _Element, kind: str, item: Mapping[str, str]) -> _Element:
    """The node for the fields of the whole: one of its own, or the item itself where it has none."""
    if not (kind and any(_base(field) in (*IN_THE_WHOLE, *IDENTIFIERS) for field in item)):
        return node
    return place(node, f"dcterms:isPartOf/{kind}", "")


def _section(node: _Element, kind: str, item: Mapping[str, str]) -> _Element:
    """The part for the section of the item, or the item itself where it has none."""
    if kind not in SECTIONED or "section" not in item:
        return node
    place(node, SECTION, item["section"])
    return node[-1][0]


def _fields(node: _Element, kind: str, item: Mapping[str, str]) -> None:
    section = _section(node, kind, item)
    whole = _whole(section, TYPES.get(kind, OTHER)[1], item)
    whole = node if whole is section else whole
    for field, text in item.items():
        base = _base(field)
        if base in IN_THE_WHOLE and (whole is not node or base != WHOLE):
            add(whole, IN_THE_WHOLE[base], text)
        elif field in IDENTIFIERS:
            add(whole, "dc:identifier", IDENTIFIERS[field] + text)
        elif field == "url":
            _address(node, text)
        elif field == "conferenceName":
            place(node, CONFERENCE, text)
        elif base == "number" and kind in NUMBERED_WHOLE:
            add(whole, OWN[base], text)
        elif base not in (*SERIES, "publisher", "place") and (section is node or field != "section"):
            add(node, _property(field), text)


def _series(node: _Element, item: Mapping[str, str]) -> None:
    if not any(field in item for field in SERIES):
        return
    parent = node.find(qualified("dcterms:isPartOf", SPACES))
    series = place(add(node if parent is None else parent[0], "dcterms:isPartOf"), "bib:Series", "")
    for field in SERIES:
        if field in item:
            add(series, SERIES[field], item[field])


def _split_extra(item: dict[str, Any]) -> None:
    """Move the citation key to a field of its own; a Zotero without that field puts it back into Extra."""
    first, _, rest = item.pop("extra", "").partition("\n")
    label, _, key = first.partition(": ")
    item[CITATION_KEY if label == KEY_LABEL else "extra"] = key if label == KEY_LABEL else first
    if rest:
        item["extra"] = rest


def _element(top: _Element, record: Record) -> _Element:
    item = to_zotero_item(record)
    _split_extra(item)
    kind, creators, tags = item.pop("itemType"), item.pop("creators"), item.pop("tags")
    node = add(top, TYPES.get(kind, OTHER)[0])
    node.set(qualified("rdf:about", SPACES), f"#{written_key(record, 'html')}")
    add(node, "z:itemType", kind)
    publisher, town = (next((item[field] for field in item if _base(field) == base), "") for base in _IMPRINT)
    if publisher or town:
        _publisher(node, publisher, town)
    _creators(node, creators)
    _fields(node, kind, item)
    _series(node, item)
    for child in node.iterfind(qualified(_property(CITATION_KEY), SPACES)):
        child.text = citation_key(record)
    for tag in tags:
        add(node, "dc:subject", tag["tag"])
    return node


def write(records: Iterable[Record], _options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one RDF document."""
    top = root("rdf:RDF", SPACES)
    yield from document(top, (_element(top, record) for record in records))
