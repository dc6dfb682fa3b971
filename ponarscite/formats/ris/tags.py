"""RIS as data: which type a CSL type is, and which tag carries which CSL variable there.

Both directions read these tables. Source: the RIS specification of 2011 (Reference Manager), and what Zotero, bibutils,
Citation.js and rispy read.
"""

from __future__ import annotations

TYPES = (
    dict.fromkeys(("article", "post", "webpage"), "ELEC")
    | dict.fromkeys(("article-journal", "review", "review-book"), "JOUR")
    | dict.fromkeys(("book", "classic", "collection"), "BOOK")
    | dict.fromkeys(("entry", "event", "document", "interview", "performance", "standard", "speech"), "GEN")
    | dict.fromkeys(("figure", "graphic"), "FIGURE")
    | dict.fromkeys(("legislation", "regulation", "treaty"), "STAT")
    | {"article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL", "broadcast": "SOUND", "chapter": "CHAP"}
    | {"dataset": "DATA", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "hearing": "HEAR"}
    | {"legal_case": "CASE", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC"}
    | {
        "pamphlet": "PAMP",
        "paper-conference": "CPAPER",
        "patent": "PAT",
        "periodical": "SER",
        "personal_communication": "PCOMM",
    }
    | {"post-weblog": "BLOG", "report": "RPRT", "software": "COMP", "song": "SOUND", "thesis": "THES"}
)
"""CSL type -> RIS type."""

TAGS = {
    "TI": "title",
    "AU": "author",
    "A2": "editor",
    "A4": "translator",
    "PY": "issued",
    "DA": "issued",
    "M3": "genre",
    "T2": "container-title",
    "T3": "collection-title",
    "SN": "ISBN",
    "M1": "number",
    "VL": "volume",
    "IS": "issue",
    "SP": "page",
    "EP": "page",
    "ET": "edition",
    "PB": "publisher",
    "CY": "publisher-place",
    "DO": "DOI",
    "UR": "URL",
    "Y2": "accessed",
    "LA": "language",
    "KW": "keyword",
    "AB": "abstract",
    "N1": "note",
    "ST": "title-short",
    "J2": "container-title-short",
    "CN": "call-number",
}
"""Tag -> CSL variable, in the order written."""

_PERIODICAL = TAGS | {"SN": "ISSN"}
TAGS_OF = {
    **dict.fromkeys(("JOUR", "MGZN", "NEWS", "SER"), _PERIODICAL),
    "RPRT": {tag: variable for tag, variable in TAGS.items() if tag not in ("M1", "T3")}
    | {"SN": "number", "T2": "collection-title"},
}
"""RIS type -> its tags where they differ: a report's number stands where other works have their ISBN."""


def carried(ris_type: str) -> frozenset[str]:
    """The CSL variables that a reference of this type carries.

    Not carried: which particle is the dropping one, commas inside a name, whether a name of one part is a family name
    or a literal; a page that is no range stays whole in SP.
    """
    return frozenset(TAGS_OF.get(ris_type, TAGS).values())


READ_TYPES = (
    {ris_type: csl_type for csl_type, ris_type in reversed(TYPES.items())}
    | {"ELEC": "webpage", "GEN": "document", "FIGURE": "figure", "STAT": "legislation", "SOUND": "broadcast"}
    | dict.fromkeys(("EJOUR", "JFULL", "ABST", "INPR"), "article-journal")
    | {"EBOOK": "book", "EDBOOK": "book", "CONF": "book", "ECHAP": "chapter", "WEB": "webpage", "GOVDOC": "report"}
    | {"VIDEO": "motion_picture", "MULTI": "motion_picture", "ART": "graphic", "SLIDE": "graphic", "UNPB": "manuscript"}
    | {"AGGR": "dataset", "DBASE": "dataset", "ICOMM": "personal_communication", "STAND": "standard", "RPRT": "report"}
)
"""RIS type -> CSL type."""

ALIASES = {
    "T1": "title",
    "CT": "title",
    "BT": "container-title",
    "A1": "author",
    "A3": "collection-editor",
    "ED": "editor",
    "Y1": "issued",
    "JF": "container-title",
    "JO": "container-title",
    "JA": "container-title-short",
    "J1": "container-title-short",
    "BN": "ISBN",
    "T3": "collection-title",
    "N2": "abstract",
    "PP": "publisher-place",
    "L2": "URL",
    "LK": "URL",
    "NV": "number-of-volumes",
    "OP": "original-title",
    "SE": "section",
    "AN": "call-number",
    "DB": "archive",
    "DP": "source",
}
"""Tag -> CSL variable, where other tools write what our tags above carry, or more."""


def variables_of(ris_type: str) -> dict[str, str]:
    """Tag -> CSL variable for reading a reference of this type; what we write goes before what others do."""
    own = TAGS_OF.get(ris_type, TAGS)
    others = (("M1", "number"), *ALIASES.items())
    return own | {tag: variable for tag, variable in others if tag not in own}
