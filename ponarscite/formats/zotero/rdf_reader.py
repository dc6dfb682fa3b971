"""Zotero RDF -> references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.zotero.properties import (
    CONFERENCE,
    EITHER,
    IDENTIFIERS,
    IN_THE_WHOLE,
    READ,
    SERIES,
    SPACES,
)
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import key_of, qualified, text_of, xml_references
from ponarscite.interchange.zotero_fields import BASE_FIELD, CITATION_KEY, FIELDS
from ponarscite.interchange.zotero_item import NOT_WORKS, csl_item_of, unread_of
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREFIX = {space: prefix for prefix, space in SPACES.items()}

_OF_THE_WHOLE = {name: field for field, name in IN_THE_WHOLE.items()}
_OF_THE_SERIES = {name: field for field, name in SERIES.items()}

NAMES = {"dcterms:isReferencedBy": "note", "link:link": "attachment"}
"""Property for what no record holds -> its name for people."""

DEEPEST = 4
"""Wholes in each other that are read (a section, its newspaper, a series); a circle of references ends here."""


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
            data = _data(node, kind, places)
            unread = (*unread_of(data), *(NAMES[name] for name in map(_named, node) if name in NAMES))
            where = f"line {node.sourceline}"
            yield Reference(place=f"item {number}", item=csl_item_of(data), where=where, unread=unread)


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
    """The node as the data of a Zotero item, whose fields may be named by those that they specialise."""
    data: dict[str, Any] = {"itemType": kind, "creators": [], "tags": []}
    fields = FIELDS.get(kind, FIELDS["document"]).values()
    known = {*fields, *(BASE_FIELD.get(field, field) for field in fields)}
    for child in node:
        _read(_named(child), child, known, data, places)
    return data


def _read(
    name: str, child: _Element, known: set[str], data: dict[str, Any], places: Mapping[str | None, _Element]
) -> None:
    inner = _inner(child, places)
    if name == "dc:publisher":
        _publisher(inner, data)
    elif name == "dcterms:isPartOf":
        _whole(inner, known, data, places)
    elif name == "dc:identifier":
        _identifier(child, inner, data)
    elif name == "dc:subject":
        _subject(child, data)
    elif CONFERENCE.startswith(f"{name}/"):
        data["conferenceName" if "conferenceName" in known else "meetingName"] = text_of(child)
    elif inner.tag == qualified("rdf:Seq", SPACES):
        data["creators"] += _creators(name, inner)
    elif name == "z:extra":
        data["extra"] = "\n".join(map(clean, (child.text or "").split("\n")))
    elif field := _field(name, known):
        data.setdefault(field, key_of(child) if field == CITATION_KEY else text_of(child))


def _field(name: str, known: set[str]) -> str:
    """The field of a property of the node, "" for none."""
    prefix, _, local = name.partition(":")
    field = READ.get(name, local if prefix == "z" and local != "itemType" else "")
    return _known(field, known)


def _known(field: str, known: set[str]) -> str:
    """The field, or the one that the item type has in its place."""
    return EITHER.get(field, field) if field not in known else field


def _subject(child: _Element, data: dict[str, Any]) -> None:
    """A tag, or the call number."""
    number = child.find(qualified("dcterms:LCC", SPACES))
    if number is None:
        data["tags"].append({"tag": text_of(child)})
    else:
        data.setdefault("callNumber", text_of(number))


def _publisher(inner: _Element, data: dict[str, Any]) -> None:
    name = text_of(inner.find(qualified("foaf:name", SPACES)))
    town = text_of(next(inner.iter(qualified("vcard:locality", SPACES)), None))
    data |= {key: text for key, text in (("publisher", name), ("place", town)) if text}


def _whole(
    inner: _Element, known: set[str], data: dict[str, Any], places: Mapping[str | None, _Element], depth: int = 1
) -> None:
    """Read the whole that the work is part of, its section in it, or its series."""
    kind = _named(inner)
    fields = {"bib:Series": _OF_THE_SERIES, "bib:Part": {"dc:title": "section"}}.get(kind, _OF_THE_WHOLE)
    for child in inner:
        name = _named(child)
        if name == "dcterms:isPartOf" and depth < DEEPEST:
            _whole(_inner(child, places), known, data, places, depth + 1)
        elif name == "dc:identifier" and name not in fields:
            _identifier(child, child, data)
        elif name in fields:
            data.setdefault(_known(fields[name], known), text_of(child))


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
