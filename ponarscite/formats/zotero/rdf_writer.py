"""Zotero RDF: the one file format that Zotero reads without loss.

An item as `ponarscite.zotero` makes it, and for each of its fields the place where Zotero's own export has it; a field
without one stands under its own name in Zotero's name space, where the import takes any.
Source: Zotero's translators "Zotero RDF" and "RDF".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.zotero.json_writer import drops
from ponarscite.interchange.xml import add, document, place, qualified, root
from ponarscite.interchange.zotero_item import KEY_LABEL, to_zotero_item
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions

SPACES: Mapping[str | None, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "bib": "http://purl.org/net/biblio#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "link": "http://purl.org/rss/1.0/modules/link/",
}

TYPES = {
    "report": ("bib:Report", ""),
    "book": ("bib:Book", ""),
    "bookSection": ("bib:BookSection", "bib:Book"),
    "journalArticle": ("bib:Article", "bib:Journal"),
    "magazineArticle": ("bib:Article", "bib:Periodical"),
    "newspaperArticle": ("bib:Article", "bib:Newspaper"),
    "thesis": ("bib:Thesis", ""),
    "letter": ("bib:Letter", ""),
    "manuscript": ("bib:Manuscript", ""),
    "interview": ("bib:Interview", ""),
    "film": ("bib:MotionPicture", ""),
    "artwork": ("bib:Illustration", ""),
    "webpage": ("bib:Document", "z:Website"),
    "blogPost": ("bib:Document", "z:Blog"),
    "forumPost": ("bib:Document", "z:Forum"),
    "map": ("bib:Image", ""),
    "audioRecording": ("bib:Recording", ""),
    "podcast": ("bib:Recording", ""),
    "radioBroadcast": ("bib:Recording", ""),
    "presentation": ("bib:ConferenceProceedings", ""),
    "computerProgram": ("bib:Data", ""),
    "encyclopediaArticle": ("rdf:Description", "bib:Book"),
    "dictionaryEntry": ("rdf:Description", "bib:Book"),
    "conferencePaper": ("rdf:Description", "bib:Journal"),
}
"""Item type -> class of the node, and of the whole that it is part of, "" for none."""

OTHER = ("rdf:Description", "")

WHOLE = (
    "publicationTitle blogTitle websiteTitle forumTitle bookTitle dictionaryTitle encyclopediaTitle proceedingsTitle"
).split()
"""Fields for the title of the whole."""

IN_THE_WHOLE = {
    **dict.fromkeys(WHOLE, "dc:title"),
    "journalAbbreviation": "dcterms:alternative",
    "volume": "prism:volume",
    "issue": "prism:number",
}
IDENTIFIERS = {"ISSN": "ISSN ", "ISBN": "ISBN ", "DOI": "DOI "}
"""Field -> what stands before its value in `dc:identifier`."""

NUMBERS = ("reportNumber", "episodeNumber", "number")
SERIES = {"series": "dc:title", "seriesTitle": "dcterms:alternative", "seriesNumber": "dc:identifier"}
KINDS = "reportType manuscriptType mapType thesisType websiteType presentationType postType letterType".split()
PUBLISHERS = ("publisher", "institution", "university", "distributor", "label", "company", "network")

OWN = {
    "title": "dc:title",
    "date": "dc:date",
    "accessDate": "dcterms:dateSubmitted",
    "abstractNote": "dcterms:abstract",
    "pages": "bib:pages",
    "edition": "prism:edition",
    "archiveLocation": "dc:coverage",
    "artworkMedium": "dcterms:medium",
    "interviewMedium": "dcterms:medium",
    **dict.fromkeys(NUMBERS, "prism:number"),
    **dict.fromkeys(KINDS, "z:type"),
}
"""Field -> property of the node itself; a field without one is a property of its own name."""

BIBLIO_ROLES = ("author", "editor", "contributor")
"""Creator types that have a property of their own in the bibliographic name space."""


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
    """What the fields of the whole stand in: a node of its own, or the item itself where it has none."""
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
    """The citation key stands in a field of its own, which Zotero moves to Extra where it has none."""
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
    node.set(qualified("rdf:about", SPACES), f"#{citation_key(record)}")
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


def write(records: Iterable[Record], _: RenderOptions) -> Iterator[str]:
    """The records as one RDF document."""
    top = root("rdf:RDF", SPACES)
    yield from document(top, (_element(top, record) for record in records))


__all__ = ["drops", "write"]
