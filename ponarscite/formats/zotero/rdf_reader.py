"""Zotero RDF -> references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.zotero.properties import (
    FIELD_OF,
    GROUPS,
    IDENTIFIERS,
    IN_THE_WHOLE,
    PUBLISHERS,
    SERIES,
    SPACES,
    WHOLE,
)
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import qualified, text_of, xml_references
from ponarscite.interchange.zotero_fields import FIELDS
from ponarscite.interchange.zotero_item import KEY_LABEL, NOT_WORKS, csl_item_of
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREFIX = {space: prefix for prefix, space in SPACES.items()}


def references_of(text: str) -> Iterator[Reference]:
    """The items of a Zotero RDF document, in order. Raises nothing: a text that is not XML is a fault."""
    return xml_references(text, _references)


def _references(root: _Element) -> Iterator[Reference]:
    places = {node.get(qualified("rdf:about", SPACES)): node for node in root if isinstance(node.tag, str)}
    number = 0
    for node in root:
        kind = text_of(node.find(qualified("z:itemType", SPACES)))
        if kind and kind not in NOT_WORKS:
            number += 1
            item = csl_item_of(_data(node, kind, places))
            yield Reference(place=f"item {number}", item=item, where=f"line {node.sourceline}")


def _named(node: _Element) -> str:
    """ "dc:title" of an element; "" in a namespace that Zotero does not use, and for a comment."""
    space, _, local = str(node.tag).rpartition("}")
    prefix = _PREFIX.get(space.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else ""


def _inner(node: _Element, places: Mapping[str | None, _Element]) -> _Element:
    """The node in a property, or the one that it refers to."""
    if len(node):
        return node[0]
    return places.get(node.get(qualified("rdf:resource", SPACES)), node)


def _data(node: _Element, kind: str, places: Mapping[str | None, _Element]) -> dict[str, Any]:
    """The node as the data of a Zotero item."""
    data: dict[str, Any] = {"itemType": kind, "creators": [], "tags": []}
    known = set(FIELDS.get(kind, FIELDS["document"]).values())
    for child in node:
        _read(_named(child), child, known, data, places)
    key = data.pop("citationKey", "")
    said = [f"{KEY_LABEL}: {key}"] if key else []
    data["extra"] = "\n".join([*said, data.get("extra", "")])
    return data


def _read(
    name: str, child: _Element, known: set[str], data: dict[str, Any], places: Mapping[str | None, _Element]
) -> None:
    inner = _inner(child, places)
    if name == "dc:publisher":
        _publisher(inner, known, data)
    elif name == "dcterms:isPartOf":
        _whole(inner, known, data, places)
    elif name == "dc:identifier":
        _identifier(child, inner, data)
    elif name == "dc:subject":
        data["tags"].append({"tag": text_of(child)})
    elif inner.tag == qualified("rdf:Seq", SPACES):
        data["creators"] += _creators(name, inner)
    elif name == "z:extra":
        data["extra"] = "\n".join(map(clean, (child.text or "").split("\n")))
    elif field := _field(name, known):
        data.setdefault(field, text_of(child))


def _field(name: str, known: set[str]) -> str:
    """The field of a property of the node."""
    if name in GROUPS:
        return next((field for field in GROUPS[name] if field in known), "")
    if name in FIELD_OF:
        return FIELD_OF[name]
    prefix, _, local = name.partition(":")
    in_whole = next((field for field, place in IN_THE_WHOLE.items() if place == name and field not in WHOLE), "")
    return local if prefix == "z" and local != "itemType" else in_whole


def _publisher(inner: _Element, known: set[str], data: dict[str, Any]) -> None:
    name = text_of(inner.find(qualified("foaf:name", SPACES)))
    town = text_of(next(inner.iter(qualified("vcard:locality", SPACES)), None))
    field = next((field for field in PUBLISHERS if field in known), "publisher")
    data |= {key: text for key, text in ((field, name), ("place", town)) if text}


def _whole(inner: _Element, known: set[str], data: dict[str, Any], places: Mapping[str | None, _Element]) -> None:
    """Read the whole that the work is part of, or its series."""
    if _named(inner) == "bib:Series":
        fields = {place: field for field, place in SERIES.items()}
    else:
        fields = {place: field for field, place in IN_THE_WHOLE.items() if field not in WHOLE or field in known}
    for child in inner:
        name = _named(child)
        if name == "dcterms:isPartOf":
            _whole(_inner(child, places), known, data, places)
        elif name == "dc:identifier" and name not in fields:
            _identifier(child, child, data)
        elif name in fields:
            data.setdefault(fields[name], text_of(child))


def _identifier(child: _Element, inner: _Element, data: dict[str, Any]) -> None:
    if inner is not child:
        data["url"] = text_of(inner.find(qualified("rdf:value", SPACES)))
        return
    text = text_of(child)
    for field, lead in IDENTIFIERS.items():
        if text.startswith(lead):
            data[field] = text.removeprefix(lead)


def _creators(name: str, sequence: _Element) -> Iterator[dict[str, str]]:
    role = name.rpartition(":")[2].removesuffix("s")
    for person in sequence.iter(qualified("foaf:Person", SPACES)):
        found = {_named(part).rpartition(":")[2].casefold(): text_of(part) for part in person}
        first = found.get("givenname", "")
        yield {"creatorType": role, "lastName": found.get("surname", ""), "firstName": first}
