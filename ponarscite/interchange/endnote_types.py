"""Reference types, names and dates that ENW and EndNote XML share."""

from __future__ import annotations

import re
from typing import Any

from ponarscite.record.date import SEASON_NAMES, parse_date

GENERIC = ("Generic", 13)
TYPES = (
    dict.fromkeys(("post-weblog", "post"), ("Blog", 56))
    | dict.fromkeys(("broadcast", "song", "performance", "motion_picture"), ("Audiovisual Material", 3))
    | dict.fromkeys(("webpage", "article"), ("Web Page", 12))
    | dict.fromkeys(("book", "classic", "collection"), ("Book", 6))
    | dict.fromkeys(("article-journal", "review", "review-book"), ("Journal Article", 17))
    | dict.fromkeys(("legislation", "regulation", "treaty"), ("Statute", 31))
    | dict.fromkeys(("figure", "graphic"), ("Figure", 37))
    | {"report": ("Report", 27), "chapter": ("Book Section", 5), "thesis": ("Thesis", 32)}
    | {"article-magazine": ("Magazine Article", 19), "article-newspaper": ("Newspaper Article", 23)}
    | {"paper-conference": ("Conference Paper", 47), "software": ("Computer Program", 9), "dataset": ("Dataset", 59)}
    | {"bill": ("Bill", 4), "legal_case": ("Case", 7), "hearing": ("Hearing", 18), "map": ("Map", 20)}
    | {"manuscript": ("Manuscript", 36), "patent": ("Patent", 25), "pamphlet": ("Pamphlet", 24)}
    | {"personal_communication": ("Personal Communication", 26), "standard": ("Standard", 58)}
    | {"entry-dictionary": ("Dictionary", 52), "entry-encyclopedia": ("Encyclopedia", 53), "periodical": ("Serial", 57)}
    | {"musical_score": ("Music", 61)}
)
"""CSL type -> EndNote's reference type; the first of several stands for them all when read back."""

_SEASON = re.compile(rf"\b(?:{SEASON_NAMES})\b", re.IGNORECASE)


def name_of(text: str) -> dict[str, str] | str:
    """ "Family, Given" or a name in reading order; EndNote ends an institution with a comma."""
    return {"literal": text.rstrip(", ")} if text.endswith(",") else text


def date_of(year: str, date: str) -> dict[str, Any] | str:
    """The date ("July 13", "July 2020") in its year, or the words of both."""
    whole = date if year in date else f"{date} {year}"
    for text in (whole, f"{date}, {year}", whole if _SEASON.search(whole) else year):
        if parts := parse_date(text).parts:
            return {"date-parts": [list(parts)]}
    return whole.strip()
