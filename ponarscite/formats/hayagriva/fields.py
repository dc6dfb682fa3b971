"""Hayagriva as data: the entry type of each CSL type, the field of each CSL variable; reader and writer share them.

An entry has a type of its own and a parent with a type: "article in newspaper". Source: docs/file-format.md of
hayagriva; the entries that it takes for a CSL type (src/csl/taxonomy.rs, `matches_entry_type`).
"""

from __future__ import annotations

OWN_TYPES = {
    "article": ("article", "repository"),
    "article-journal": ("article", "periodical"),
    "article-newspaper": ("article", "newspaper"),
    "book": ("book", "anthology"),
    "broadcast": ("audio", "audio"),
    "chapter": ("chapter", "book"),
    "collection": ("anthology", "book"),
    "document": ("misc", "misc"),
    "entry": ("entry", "book"),
    "entry-encyclopedia": ("entry", "reference"),
    "event": ("conference", "conference"),
    "figure": ("artwork", "article"),
    "graphic": ("artwork", "exhibition"),
    "legal_case": ("case", "anthology"),
    "legislation": ("legislation", "anthology"),
    "manuscript": ("manuscript", "anthology"),
    "motion_picture": ("video", "video"),
    "musical_score": ("audio", "book"),
    "paper-conference": ("article", "proceedings"),
    "patent": ("patent", "anthology"),
    "performance": ("performance", "performance"),
    "periodical": ("periodical", "periodical"),
    "post": ("post", "thread"),
    "post-weblog": ("article", "blog"),
    "report": ("report", "periodical"),
    "software": ("repository", "repository"),
    "song": ("audio", "anthology"),
    "thesis": ("thesis", "anthology"),
    "webpage": ("web", "web"),
}
"""CSL type <-> types of the entry and of its parent, one to one."""

NEAREST = {
    "article-magazine": "article-journal",
    "bill": "legislation",
    "classic": "book",
    "dataset": "software",
    "entry-dictionary": "entry-encyclopedia",
    "hearing": "legal_case",
    "interview": "document",
    "map": "graphic",
    "pamphlet": "document",
    "personal_communication": "document",
    "regulation": "legislation",
    "review": "article-journal",
    "review-book": "article-journal",
    "speech": "document",
    "standard": "document",
    "treaty": "legislation",
}
"""CSL type that Hayagriva does not know -> the CSL type that it is written as, and read back as."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> types of the entry and of its parent, for all CSL types."""

MISC = OWN_TYPES["document"]

READ_PAIRS = {pair: csl_type for csl_type, pair in OWN_TYPES.items()}
"""Types of the entry and of its parent -> CSL type."""

READ_TYPES = {
    "anthology": "collection",
    "anthos": "chapter",
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "blog": "webpage",
    "book": "book",
    "case": "legal_case",
    "chapter": "chapter",
    "conference": "event",
    "entry": "entry",
    "exhibition": "event",
    "legislation": "legislation",
    "manuscript": "manuscript",
    "newspaper": "periodical",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "post": "post",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "repository": "software",
    "scene": "motion_picture",
    "thesis": "thesis",
    "video": "motion_picture",
    "web": "webpage",
}
"""Type of an entry without a parent, or with a parent that makes no pair in READ_PAIRS -> CSL type."""

READ_IN_A_PARENT = {"audio": "broadcast"}
"""Type of an entry with a parent that makes no pair in READ_PAIRS -> CSL type, where READ_TYPES does not hold."""

PARENT_OF = {kind: OWN_TYPES[csl_type][1] for kind, csl_type in READ_TYPES.items() if OWN_TYPES[csl_type][0] == kind}
"""Type of an entry -> usual type of its parent, for entry types that a dialect asks for."""

TEXTS = {
    "abstract": "abstract",
    "genre": "genre",
    "edition": "edition",
    "archive": "archive",
    "archive_location": "archive-location",
    "call-number": "call-number",
    "event-place": "location",
    "note": "note",
}
"""CSL variable <-> field of the entry, for plain texts."""

SERIAL = {"number": "serial", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
"""CSL variable <-> field of `serial-number`."""

IN_THE_PARENT = {"container-title": "title", "volume": "volume", "issue": "issue"}
"""CSL variable <-> field of the parent, to which volume and issue belong."""

ROLES = {
    "translator": "translator",
    "compiler": "compiler",
    "composer": "composer",
    "director": "director",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "organizer": "organizer",
    "performer": "cast-member",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "script-writer": "writer",
}
"""CSL variable <-> role of an affiliated person."""

VARIABLE_OF = {"date": "issued", "page-range": "page", **{field: variable for variable, field in TEXTS.items()}}
"""Field -> CSL variable, where their names differ."""
