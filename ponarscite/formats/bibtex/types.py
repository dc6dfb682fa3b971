"""Entry types of BibTeX and BibLaTeX, and the CSL types that they stand for; reader and writer share these tables.

Source: the biblatex manual, "Entry Types", and biber's data model (default); "BibTeXing" (btxdoc), section 3.1; the
entry types of other tools (JabRef, Zotero, Mendeley).
"""

from __future__ import annotations

from collections.abc import Mapping

_MISC = (
    "bill broadcast collection document event figure graphic hearing interview legal_case legislation map "
    "motion_picture musical_score performance periodical personal_communication regulation song standard treaty"
).split()
"""CSL types without a sufficient entry type: biber allows no author and no title in `audio`, `legislation`, ..."""

_ARTICLES = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
_ENTRIES = ("entry", "entry-dictionary", "entry-encyclopedia")
_BOTH = {
    **dict.fromkeys(_MISC, "misc"),
    **dict.fromkeys(_ARTICLES, "article"),
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
}

BIBLATEX_TYPES: Mapping[str, str] = {
    **_BOTH,
    **dict.fromkeys(_ENTRIES, "inreference"),
    "article": "online",
    "dataset": "dataset",
    "patent": "patent",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "software": "software",
    "speech": "unpublished",
    "thesis": "thesis",
    "webpage": "online",
}
"""CSL type -> entry type of BibLaTeX, for all CSL types."""

BIBTEX_TYPES: Mapping[str, str] = {
    **_BOTH,
    **dict.fromkeys(_ENTRIES, "incollection"),
    **dict.fromkeys(("article", "dataset", "patent", "post", "post-weblog", "software", "speech", "webpage"), "misc"),
    "report": "techreport",
    "thesis": "phdthesis",
}
"""CSL type -> entry type of BibTeX, for all CSL types."""

SUBTYPES = {
    "article": "preprint",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "bill": "bill",
    "broadcast": "broadcast",
    "classic": "classic",
    "collection": "collection",
    "document": "document",
    "entry": "entry",
    "entry-dictionary": "dictionary",
    "event": "event",
    "figure": "figure",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "legislation",
    "map": "map",
    "motion_picture": "movie",
    "musical_score": "score",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "post",
    "regulation": "regulation",
    "review": "review",
    "review-book": "bookreview",
    "song": "song",
    "speech": "speech",
    "standard": "standard",
    "treaty": "treaty",
    "webpage": "webpage",
}
"""CSL type <-> `entrysubtype` of BibLaTeX, one to one; written where the entry does not tell the CSL type otherwise."""

READ_TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "broadcast",
    "bachelorsthesis": "thesis",
    "bathesis": "thesis",
    "blog": "post-weblog",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "codefragment": "software",
    "collection": "book",
    "commentary": "book",
    "conference": "paper-conference",
    "conferencepaper": "paper-conference",
    "dataset": "dataset",
    "diplomathesis": "thesis",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "map": "map",
    "mastersthesis": "thesis",
    "masterthesis": "thesis",
    "mathesis": "thesis",
    "monograph": "book",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "podcast": "broadcast",
    "preprint": "article",
    "presentation": "speech",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "softwaremodule": "software",
    "softwareversion": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "talk": "speech",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "webpage": "webpage",
    "workingpaper": "report",
    "www": "webpage",
}
"""Entry type -> CSL type; see `csl_type_of` for `misc` and unknown ones."""

READ_SUBTYPES = {subtype: csl_type for csl_type, subtype in SUBTYPES.items()}
"""`entrysubtype` -> CSL type, before the entry type."""

NO_REFERENCES = frozenset(("xdata", "set"))
"""Entry types that are no references, but serve other entries."""

BOOKS = frozenset(
    "book collection commentary manual monograph mvbook mvcollection mvproceedings mvreference proceedings "
    "reference".split()
)
"""Entry types of whole books, which may be volumes of a work with a main title."""

PARTS = frozenset(
    "bookinbook conference conferencepaper inbook incollection inproceedings inreference suppbook "
    "suppcollection".split()
)
"""Entry types of parts of books, whose `booktitle` is the title of the book."""

THESES: Mapping[str, str] = {
    "bachelorsthesis": "bathesis",
    "bathesis": "bathesis",
    "masterthesis": "mathesis",
    "mastersthesis": "mathesis",
    "mathesis": "mathesis",
    "phdthesis": "phdthesis",
}
"""Entry type that tells the kind of a thesis -> biblatex's key for it."""

SAME_FIELDS = {
    "bachelorsthesis": "thesis",
    "bathesis": "thesis",
    "bookinbook": "incollection",
    "collection": "book",
    "commentary": "book",
    "conference": "inproceedings",
    "conferencepaper": "inproceedings",
    "diplomathesis": "thesis",
    "electronic": "online",
    "inbook": "incollection",
    "manual": "book",
    "masterthesis": "thesis",
    "mathesis": "thesis",
    "monograph": "book",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "inproceedings",
    "mvreference": "book",
    "newspaper": "article",
    "preprint": "online",
    "proceedings": "inproceedings",
    "reference": "book",
    "review": "article",
    "suppbook": "incollection",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "workingpaper": "report",
    "www": "online",
}
"""Entry type that is only read -> entry type with the same fields."""


READ_GENRES = {"conference": "event", "podcast": "broadcast"}
"""Value of the field `type` in lower case -> CSL type of a `misc` with it."""


def csl_type_of(entry_type: str, *, genre: str, has_address: bool) -> str:
    """The CSL type of an entry without `entrysubtype`.

    Entries of the type `misc`, or of an unknown type, are told apart by their genre; without one, those with an address
    are web pages, and the others documents.
    """
    plain = "webpage" if has_address else "document"
    return READ_TYPES.get(entry_type) or READ_GENRES.get(genre.casefold(), plain)
