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
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL type <-> item type of Zotero, one to one."""

NEAREST = {
    "classic": "book",
    "collection": "book",
    "entry": "document",
    "event": "speech",
    "figure": "graphic",
    "musical_score": "document",
    "pamphlet": "document",
    "performance": "document",
    "periodical": "document",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "treaty": "legislation",
}
"""CSL type that needs a `genre` of its own -> the CSL type whose item type it is written with."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> item type, for all CSL types."""

READ_TYPES = {kind: csl_type for csl_type, kind in OWN_TYPES.items()} | {
    "radioBroadcast": "broadcast",
    "tvBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
    "conference publication": "book",
    "database": "dataset",
    "encyclopedia": "book",
    "legal case and case notes": "legal_case",
    "motion picture": "motion_picture",
    "sound": "song",
    "speech": "speech",
    "technical report": "report",
    "treaty": "treaty",
    "web site": "webpage",
    "journal article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "book chapter": "chapter",
    "theses": "thesis",
    "academic dissertation": "thesis",
    "article": "article-journal",
    "letter": "personal_communication",
    "Ph.D. thesis": "thesis",
    "Masters thesis": "thesis",
}
"""Item type of Zotero, or a genre of MARC or bibutils -> CSL type."""

PART_TYPES = {
    "academic journal": "article-journal",
    "book": "chapter",
    "collection": "chapter",
    "conference publication": "paper-conference",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "journal": "article-journal",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "periodical": "article-journal",
    "web site": "webpage",
}
"""Genre of the host -> CSL type of a work in it whose own genre names none."""

ROLES = {
    "author": "aut",
    "editor": "edt",
    "translator": "trl",
    "compiler": "com",
    "composer": "cmp",
    "contributor": "ctb",
    "curator": "cur",
    "director": "drt",
    "host": "hst",
    "illustrator": "ill",
    "interviewer": "ivr",
    "narrator": "nrt",
    "organizer": "orm",
    "performer": "prf",
    "producer": "pro",
    "recipient": "rcp",
    "script-writer": "aus",
}
"""CSL variable <-> MARC relator."""

ROLE_WORDS = {
    **{code: variable for variable, code in ROLES.items()},
    **{variable: variable for variable in ROLES},
    **dict.fromkeys("art cre ctg inv ive prg spk".split(), "author"),
    **dict.fromkeys("artist cartographer creator interviewee inventor programmer speaker".split(), "author"),
    **dict.fromkeys(("pbl", "publisher", "dgg", "degree grantor", "isb", "issuing body"), "publisher"),
    "addressee": "recipient",
}
"""MARC relator as a code or a word -> CSL variable. A name without a role is an author; one with a role that is not
here is a contributor.
"""

HOST_ROLES = {"author": "container-author"}
SERIES_ROLES = {"editor": "collection-editor", "contributor": "collection-editor"}
"""CSL variable of a name -> CSL variable of that name in the host, in the series (Zotero gives its editor another
relator, `pbd`)."""

WHOLE_ROLES = {"container-author": ("host", "aut"), "collection-editor": ("series", "edt")}
"""CSL variable -> kind of the related item that has the name, and its MARC relator."""

WHOLE_TITLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "container-title": ("host", "title", {}),
    "container-title-short": ("host", "title", {"type": "abbreviated"}),
    "collection-title": ("series", "title", {}),
    "collection-number": ("series", "partNumber", {}),
}
"""CSL variable -> kind of the related item, element of its `titleInfo`, attributes of the latter."""

FIRST_CREATORS = {
    **dict.fromkeys(("presentation", "computerProgram", "map", "patent", "artwork", "interview"), "author"),
    **dict.fromkeys(("film", "videoRecording", "radioBroadcast", "tvBroadcast"), "director"),
    "podcast": "host",
}
"""Item type of Zotero -> CSL variable of its first creator, whom Zotero writes as a contributor."""

DATES = ("originInfo/dateIssued", "originInfo/copyrightDate", "originInfo/dateCreated", "part/date")
"""Paths of the date of a work, the best first: Zotero writes the second for books, the third for most others."""

PATHS = {
    "genre": "genre",
    "originInfo/place/placeTerm": "publisher-place",
    "originInfo/publisher": "publisher",
    "originInfo/dateIssued": "issued",
    "originInfo/edition": "edition",
    "language/languageTerm": "language",
    "physicalDescription/extent": "number-of-pages",
    "classification": "call-number",
    "abstract": "abstract",
    "note": "note",
}
"""Path -> CSL variable, for texts that are written once."""

SUBJECTS = ("topic", "geographic", "temporal")
"""Kinds of a subject that are keywords."""

READ = frozenset(
    "titleInfo name typeOfResource genre originInfo language physicalDescription abstract note subject classification "
    "relatedItem identifier location part recordInfo".split()
)
"""Elements that are read, or that describe the description."""

IMPRINT = {"originInfo/publisher": "publisher", "originInfo/edition": "edition"}
"""Path -> CSL variable, for texts of the work or else of its host."""

PARTS = {"volume": "volume", "issue": "issue", "number": "number", "section": "section", "chapter-number": "chapter"}
"""CSL variable -> type of the `part/detail` that has it."""

IDENTIFIERS = {"ISBN": "isbn", "ISSN": "issn", "DOI": "doi"}
"""CSL variable -> type of the `identifier`."""
