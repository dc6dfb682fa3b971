"""Zotero RDF as data: the class of each item type and the property of each field; reader and writer share these tables.

Source: Zotero's translators "Zotero RDF" and "RDF".
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "case": ("bib:Document", "bib:CourtReporter"),
    "statute": ("bib:Legislation", ""),
    "bill": ("bib:Legislation", ""),
    "hearing": ("bib:Report", ""),
    "patent": ("bib:Patent", ""),
}
"""Item type <-> class of the node, and of the whole that it is part of, "" for none."""

OTHER = ("rdf:Description", "")

IN_THE_WHOLE = {
    "publicationTitle": "dc:title",
    "journalAbbreviation": "dcterms:alternative",
    "volume": "prism:volume",
    "issue": "prism:number",
}
"""Field -> property of the whole; a specialised field is named by the one that it specialises."""

WHOLE = "publicationTitle"
"""Field with the title of the whole."""

NUMBERED_WHOLE = ("case",)
"""Item types whose own number is a property of the whole."""

IDENTIFIERS = {"ISSN": "ISSN ", "ISBN": "ISBN ", "DOI": "DOI "}
"""Field -> prefix of its value in `dc:identifier`."""

SERIES = {"series": "dc:title", "seriesTitle": "dcterms:alternative", "seriesNumber": "dc:identifier"}

SECTION = "dcterms:isPartOf/bib:Part/dc:title"
SECTIONED = ("newspaperArticle", "statute", "bill")
"""Item types whose section is a part of its own: a `bib:Part`, which in a newspaper is itself a part of the whole."""

CONFERENCE = "bib:presentedAt/bib:Conference/dc:title"
"""Path of the name of the conference of a paper."""

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
    "number": "prism:number",
    "volume": "prism:volume",
    "type": "z:type",
}
"""Field -> property of the node; a specialised field is named by the one that it specialises. A field that is not here
is a property of its own name in Zotero's namespace."""

NAMED = ("archiveID", "identifier", "genre", "type", "organization")
"""Specialised fields that are written by their own names all the same, since older versions know no other for them."""

READ = {
    **{name: field for field, name in OWN.items() if name != "dcterms:medium"},
    "dcterms:medium": "medium",
    "dc:type": "type",
    "dcterms:alternative": "journalAbbreviation",
    "z:displayTitle": "",
}
"""Property of the node -> field; the last is made of other fields."""

EITHER = {"edition": "versionNumber", "issue": "number", "number": "issue", "series": "seriesTitle"}
"""Field -> field of the item types that do not have it."""

BIBLIO_ROLES = ("author", "editor", "contributor")
"""Creator types with a property of their own in the bibliographic namespace."""
