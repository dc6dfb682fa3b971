"""Records -> Zotero RDF, the one file format that Zotero imports without loss.

Each field of a Zotero item is written where Zotero's own export writes it. A field without such a place is a property
of its own name in Zotero's namespace, where the import accepts any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.zotero.properties import (
    BIBLIO_ROLES,
    IDENTIFIERS,
    IN_THE_WHOLE,
    OTHER,
    OWN,
    PUBLISHERS,
    SERIES,
    SPACES,
    TYPES,
    WHOLE,
)
from ponarscite.interchange.xml import add, document, place, qualified, root
from ponarscite.interchange.zotero_item import KEY_LABEL, to_zotero_item
from ponarscite.record.key import written_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions, Resources


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


def _whole(node: _Element, kind: str, item: Mapping[str, str]) -> _Element:
    """The node for the fields of the whole: one of its own, or the item itself where it has none."""
    if not (kind and any(field in item for field in (*IN_THE_WHOLE, *IDENTIFIERS))):
        return node
    return place(node, f"dcterms:isPartOf/{kind}", "")


def _fields(node: _Element, kind: str, item: Mapping[str, str]) -> None:
    whole = _whole(node, kind, item)
    for field, text in item.items():
        if field in IN_THE_WHOLE and (whole is not node or field not in WHOLE):
            add(whole, IN_THE_WHOLE[field], text)
        elif field in IDENTIFIERS:
            add(whole, "dc:identifier", IDENTIFIERS[field] + text)
        elif field == "url":
            _address(node, text)
        elif field not in (*SERIES, *PUBLISHERS, "place"):
            add(node, OWN.get(field, f"z:{field}"), text)


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
    item["citationKey" if label == KEY_LABEL else "extra"] = key if label == KEY_LABEL else first
    if rest:
        item["extra"] = rest


def _element(top: _Element, record: Record) -> _Element:
    item = to_zotero_item(record)
    _split_extra(item)
    kind, creators, tags = item.pop("itemType"), item.pop("creators"), item.pop("tags")
    name, whole = TYPES.get(kind, OTHER)
    node = add(top, name)
    node.set(qualified("rdf:about", SPACES), f"#{written_key(record, 'html')}")
    add(node, "z:itemType", kind)
    publisher = next((item[field] for field in PUBLISHERS if field in item), "")
    if publisher or item.get("place"):
        _publisher(node, publisher, item.get("place", ""))
    _creators(node, creators)
    _fields(node, whole, item)
    _series(node, item)
    for tag in tags:
        add(node, "dc:subject", tag["tag"])
    return node


def write(records: Iterable[Record], _options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one RDF document."""
    top = root("rdf:RDF", SPACES)
    yield from document(top, (_element(top, record) for record in records))
