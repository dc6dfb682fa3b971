"""MODS as data: genres of the CSL types, paths of the CSL variables; reader and writer share these tables.

Source: the MODS user guidelines (loc.gov/standards/mods/userguide) and MARC's relators; a number is in `part/detail`,
where bibutils reads it. No MODS element has the type of a work: as in Zotero's own MODS, Zotero's item type is a
`genre` of the authority "local". A CSL type without an item type follows as a second `genre`, of the authority "csl".
"""

from __future__ import annotations

SPACE = "http://www.loc.gov/mods/v3"
VERSION = "3.7"

LOCAL = "local"
CSL = "csl"

OWN_TYPES = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "podcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "event": "presentation",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type <-> item type of Zotero, one to one."""

NEAREST = {
    "classic": "book",
    "collection": "book",
    "entry": "document",
    "figure": "graphic",
    "musical_score": "document",
    "pamphlet": "document",
    "performance": "document",
    "periodical": "document",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "speech": "event",
    "treaty": "legislation",
}
"""CSL type that needs a `genre` of its own -> the CSL type whose item type it is written with."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> item type, for all CSL types."""

READ_TYPES = {kind: csl_type for csl_type, kind in OWN_TYPES.items()} | {"technical report": "report"}
"""Item type of Zotero, or a genre of MARC -> CSL type."""

ROLES = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "composer": "cmp",
    "director": "drt",
    "performer": "prf",
}
"""CSL variable <-> MARC relator."""

ROLE_WORDS = {code: variable for variable, code in ROLES.items()} | {"creator": "author", "editor": "editor"}
"""MARC relator as a code or a word -> CSL variable; a name without one is an author."""

PATHS = {
    "genre": "genre",
    "originInfo/place/placeTerm": "publisher-place",
    "originInfo/publisher": "publisher",
    "originInfo/dateIssued": "issued",
    "originInfo/edition": "edition",
    "language/languageTerm": "language",
    "abstract": "abstract",
    "note": "note",
}
"""Path -> CSL variable, for texts that are written once."""

PARTS = {"volume": "volume", "issue": "issue", "number": "number", "section": "section"}
"""CSL variable -> type of the `part/detail` that has it."""

IDENTIFIERS = {"ISBN": "isbn", "ISSN": "issn", "DOI": "doi"}
"""CSL variable -> type of the `identifier`."""
