"""RIS as data: the RIS type of each CSL type, and the CSL variable of each tag; reader and writer share these tables.

Source: the RIS specification of 2011 (Reference Manager), and what Zotero, bibutils, Citation.js and rispy read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

OWN_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "SOUND",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""CSL type <-> RIS type, one to one."""

NEAREST = {
    "article": "webpage",
    "collection": "book",
    "entry": "document",
    "event": "document",
    "interview": "document",
    "performance": "document",
    "post": "webpage",
    "review": "article-journal",
    "review-book": "article-journal",
    "song": "broadcast",
    "treaty": "legislation",
}
"""CSL type without an RIS type of its own -> the CSL type that it is written as, and read back as."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> RIS type, for all CSL types."""

OTHER_TYPES = {
    "ABST": "article-journal",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "CHART": "figure",
    "CONF": "paper-conference",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "article-journal",
    "MULTI": "motion_picture",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""RIS type that is only read -> CSL type."""

READ_TYPES = {ris_type: csl_type for csl_type, ris_type in OWN_TYPES.items()} | OTHER_TYPES
"""RIS type -> CSL type."""

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


def _changed(changes: Mapping[str, str], base: Mapping[str, str] = TAGS) -> dict[str, str]:
    """The tags with these changes; a variable that they move has no other tag."""
    moved = set(changes.values())
    return {tag: changes.get(tag, v) for tag, v in base.items() if tag in changes or v not in moved} | dict(changes)


_PERIODICAL = TAGS | {"SN": "ISSN"}
_BOOK = {
    "ED": "editor",
    "A2": "collection-editor",
    "T2": "collection-title",
    "M1": "collection-number",
    "NV": "number-of-volumes",
    "SP": "number-of-pages",
}
_LAW = {"T2": "container-title", "M1": "number", "SE": "section", "ET": "chapter-number"}
TAGS_OF: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("JOUR", "MGZN", "SER"), _PERIODICAL),
    "NEWS": _PERIODICAL | {"SE": "section"},
    **dict.fromkeys(("BOOK", "CLSWK", "EBOOK", "EDBOOK"), _changed(_BOOK)),
    "CHAP": _changed({"A3": "collection-editor", "M1": "collection-number", "NV": "number-of-volumes"}),
    "THES": _changed({"SP": "number-of-pages"}),
    "SLIDE": _changed({"ED": "editor", "T2": "event-title", "CY": "event-place"}),
    "SOUND": _changed({"ED": "editor"}),
    "CASE": _changed({"A2": "container-title", "PB": "authority", "SV": "number"}),
    "STAT": _changed(_LAW),
    "BILL": _changed(_LAW | {"T3": "authority"}),
    "HEAR": _changed(_LAW | {"T2": "section", "T3": "authority", "NV": "number-of-volumes"}),
    "PAT": _changed({"A2": "authority", "SN": "number", "C3": "jurisdiction"}),
    **dict.fromkeys(("COMP", "DATA"), _changed({"ET": "version"})),
    "MANSCPT": _changed({"DB": "archive", "AN": "archive_location"}),
    "MAP": _changed({"C1": "scale"}),
    "MPCT": _changed({"AU": "director"}),
    "PCOMM": _changed({"A2": "recipient"}),
    "RPRT": {tag: variable for tag, variable in TAGS.items() if tag not in ("M1", "T3")}
    | {"SN": "number", "T2": "collection-title"},
}
"""RIS type -> its tags, where they differ: the number of a report is in the tag that other works use for their ISBN.

The editors of a book are in ED: A2 is its series' editor in the specification, its editor in older tools.
"""

PAPERS = ("CPAPER", "CONF")
_OF_A_CONFERENCE = _changed({"T2": "event-title", "C3": "container-title"})
"""The tags of a paper of a conference whose proceedings have a title of their own, too; otherwise T2 has that title."""

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
    "C7": "number",
    "NV": "number-of-volumes",
    "OP": "original-title",
    "SE": "section",
    "AN": "call-number",
    "DB": "archive",
    "DP": "source",
}
"""Tag that is only read -> CSL variable: other tools write these instead of the tags above, or besides."""


_READ_OF: Mapping[str, Mapping[str, str]] = {
    "SLIDE": {"A2": "author"},
    "SOUND": {"A2": "author"},
    "CASE": {"T2": "container-title"},
    "BOOK": {"A3": "editor"},
    "EDBOOK": {"A3": "editor"},
    "CPAPER": {"C1": "publisher-place"},
    "CONF": {"C1": "publisher-place"},
}
"""RIS type -> tags that are only read, where they differ."""


def is_counted(ris_type: str) -> bool:
    """Whether SP, without EP, is the number of pages of such a reference."""
    return TAGS_OF.get(ris_type, TAGS).get("SP") == "number-of-pages"


def tags_of(ris_type: str, written: Collection[str]) -> Mapping[str, str]:
    """Tag -> CSL variable, for writing these variables of a reference.

    A film without a director has its author in AU. A book has the number of its pages in SP, or else a range of pages;
    without authors and editors it has no A2, which would be read as its editors.
    """
    if ris_type in PAPERS and {"event-title", "container-title"} <= set(written):
        return _OF_A_CONFERENCE
    own = TAGS_OF.get(ris_type, TAGS)
    if own.get("A2") == "collection-editor" and not {"author", "editor"} & set(written):
        own = {tag: variable for tag, variable in own.items() if tag != "A2"}
    if is_counted(ris_type) and "number-of-pages" not in written:
        return {**own, "SP": "page"}
    return TAGS if own.get("AU") == "director" and "director" not in written else own


DOI_TAGS = ("M3", "L3", "N1")
"""Tags that have a DOI in the files of some publishers."""


def carried(ris_type: str) -> frozenset[str]:
    """The CSL variables that a reference of this type carries.

    Not carried: which particle of a name is the dropping one; commas inside a name; whether a name of one part is a
    family name or a literal. A page that is not a range stays whole in SP.
    """
    return frozenset(TAGS_OF.get(ris_type, TAGS).values())


_MAKERS = frozenset(("AU", "A1", "A3", "ED"))
"""Tags of the authors and editors of a book."""


def variables_of(ris_type: str, found: Collection[str] = ()) -> dict[str, str]:
    """Tag -> CSL variable, for reading a reference of this type; the tags that are written come first.

    Args:
        found: the tags that the reference has.
    """
    own = dict(_OF_A_CONFERENCE if ris_type in PAPERS and "C3" in found else TAGS_OF.get(ris_type, TAGS))
    if "EP" in found:
        own["SP"] = "page"
    if own.get("A2") == "collection-editor" and not _MAKERS & set(found):
        own["A2"] = "editor"  # older tools have the editors of a book there
    own |= _READ_OF.get(ris_type, {})
    others = (("M1", "number"), *ALIASES.items())
    return own | {tag: variable for tag, variable in others if tag not in own}
