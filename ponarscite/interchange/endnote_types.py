"""Reference types, names and dates of EndNote, for its two export formats, ENW and EndNote XML.

Source: EndNote's table of reference types, with the numbers that its XML gives them.
"""

from __future__ import annotations

from typing import Any

from ponarscite.record.date import date_in
from ponarscite.record.institution import is_institution
from ponarscite.record.item import stored_date
from ponarscite.record.name import split_suffix

OWN_TYPES = {
    "article-journal": ("Journal Article", 17),
    "article-magazine": ("Magazine Article", 19),
    "article-newspaper": ("Newspaper Article", 23),
    "bill": ("Bill", 4),
    "book": ("Book", 6),
    "broadcast": ("Audiovisual Material", 3),
    "chapter": ("Book Section", 5),
    "classic": ("Classical Work", 49),
    "dataset": ("Dataset", 59),
    "document": ("Generic", 13),
    "entry-dictionary": ("Dictionary", 52),
    "entry-encyclopedia": ("Encyclopedia", 53),
    "figure": ("Figure", 37),
    "graphic": ("Artwork", 2),
    "hearing": ("Hearing", 14),
    "legal_case": ("Case", 7),
    "legislation": ("Statute", 31),
    "manuscript": ("Manuscript", 36),
    "map": ("Map", 20),
    "motion_picture": ("Film or Broadcast", 21),
    "musical_score": ("Music", 61),
    "pamphlet": ("Pamphlet", 24),
    "paper-conference": ("Conference Paper", 47),
    "patent": ("Patent", 25),
    "periodical": ("Serial", 57),
    "personal_communication": ("Personal Communication", 26),
    "post-weblog": ("Blog", 56),
    "regulation": ("Legal Rule or Regulation", 50),
    "report": ("Report", 27),
    "software": ("Computer Program", 9),
    "standard": ("Standard", 58),
    "thesis": ("Thesis", 32),
    "webpage": ("Web Page", 12),
}
"""CSL type <-> reference type, one to one: its name in ENW and XML, its number in XML."""

NEAREST = {
    "article": "webpage",
    "collection": "book",
    "entry": "document",
    "event": "document",
    "interview": "document",
    "performance": "broadcast",
    "post": "post-weblog",
    "review": "article-journal",
    "review-book": "article-journal",
    "song": "broadcast",
    "speech": "document",
    "treaty": "legislation",
}
"""CSL type without a reference type of its own -> the CSL type that it is written as, and read back as."""

TYPES = OWN_TYPES | {csl_type: OWN_TYPES[near] for csl_type, near in NEAREST.items()}
"""CSL type -> reference type, for all CSL types."""

GENERIC = OWN_TYPES["document"]

OTHER_TYPES = {
    "ancient text": "classic",
    "chart or table": "figure",
    "conference proceedings": "paper-conference",
    "discussion forum": "post",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "electronic book section": "chapter",
    "government document": "report",
    "interview": "interview",
    "online database": "dataset",
    "podcast": "broadcast",
    "unpublished work": "manuscript",
}
"""Name of a reference type that is only read, in lower case -> CSL type."""

READ_TYPES = {name.casefold(): csl_type for csl_type, (name, _) in OWN_TYPES.items()} | OTHER_TYPES
"""Name of a reference type in lower case -> CSL type."""

READ_NUMBERS = {str(number): csl_type for csl_type, (_, number) in OWN_TYPES.items()}
"""Number of a reference type in XML -> CSL type."""


def name_of(text: str) -> dict[str, str] | str:
    """ "Family, Given, Suffix" or a name in reading order; EndNote ends the name of an institution with a comma."""
    if text.endswith(","):
        return {"literal": text.rstrip(", ")}
    family, comma, rest = text.partition(", ")
    given, _, suffix = rest.partition(", ")
    if not comma or is_institution(text) or split_suffix(f"{family}, {given}")[1]:
        return text
    return {"family": family, "given": given} | ({"suffix": suffix} if suffix else {})


def date_of(year: str, date: str) -> dict[str, Any] | str:
    """A year, and the date without it or with it ("July 13", "Sep-Oct", "July 2020"), as a date; "" for none."""
    found = date_in(year, date)
    return stored_date(found) if found else ""
