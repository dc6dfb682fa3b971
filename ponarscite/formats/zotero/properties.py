"""Zotero RDF as data: the class of each item type and the property of each field; reader and writer share these tables.

Source: Zotero's translators "Zotero RDF" and "RDF".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
"""Item type <-> class of the node, and of the whole that it is part of, "" for none."""

OTHER = ("rdf:Description", "")

WHOLE = (
    "publicationTitle blogTitle websiteTitle forumTitle bookTitle dictionaryTitle encyclopediaTitle proceedingsTitle"
).split()
"""Fields with the title of the whole."""

IN_THE_WHOLE = {
    **dict.fromkeys(WHOLE, "dc:title"),
    "journalAbbreviation": "dcterms:alternative",
    "volume": "prism:volume",
    "issue": "prism:number",
}
IDENTIFIERS = {"ISSN": "ISSN ", "ISBN": "ISBN ", "DOI": "DOI "}
"""Field -> prefix of its value in `dc:identifier`."""

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
"""Field -> property of the node; a field that is not here is a property of its own name in Zotero's namespace."""

BIBLIO_ROLES = ("author", "editor", "contributor")
"""Creator types with a property of their own in the bibliographic namespace."""

GROUPS: Mapping[str, Iterable[str]] = {
    "prism:number": (*NUMBERS, "issue"),
    "z:type": KINDS,
    "dc:type": KINDS,
    "dcterms:medium": ("artworkMedium", "interviewMedium"),
}
"""Property -> fields that it may stand for: the field that the item type has."""

FIELD_OF = {name: field for field, name in OWN.items() if name not in GROUPS}
"""Property -> field, one to one."""
