"""The dates of .bib files, EDTF (ISO 8601-2) and BibTeX's year and month -> CSL dates.

Source: the biblatex manual, "Date and Time Specifications"; CSL-JSON schema 1.0.2, date-variable.
"""

from __future__ import annotations

import re
from typing import Any

from ponarscite.interchange.latex import from_latex
from ponarscite.record.date import MONTHS, parse_date
from ponarscite.record.text import clean

Span = dict[str, Any] | str
"""A CSL date, or a date in words."""

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?)(?:T[\d:.+-]*Z?)?)?)?(?P<doubt>[~?%]?)")
_NUMBER = re.compile(r"[0-9]{1,2}")


def span_of(text: str) -> Span:
    """ "2014-05-20", "2014-05/2014-06", "1999~" or "2014-21" (spring) as a CSL date; other texts as dates in words."""
    ends = [_DATE.fullmatch(end.strip()) for end in text.strip().split("/")]
    if not 1 <= len(ends) <= 2 or None in ends:
        return _words(text)
    found = [end for end in ends if end]
    parts = [[int(end[part]) for part in ("year", "month", "day") if end[part]] for end in found]
    circa = {"circa": True} if any(end["doubt"] for end in found) else {}
    return {"date-parts": parts} | circa


def issued_of(year: str, month: str = "", day: str = "") -> Span:
    """The date of BibTeX's `year` and `month` (a macro, a number, a name, "jul~15") and JabRef's `day`."""
    plain_year = clean(from_latex(year))
    plain_month = clean(from_latex(month))
    number = MONTHS.get(plain_month.lower().rstrip("."), int(plain_month) if _NUMBER.fullmatch(plain_month) else 0)
    if 0 < number < 13 and re.fullmatch(r"\d{4}", plain_year):
        return span_of(f"{plain_year}-{number:02}" + (f"-{day.strip():0>2}" if _NUMBER.fullmatch(day.strip()) else ""))
    for text in (f"{plain_month} {day.strip()}, {plain_year}", f"{plain_month} {plain_year}"):
        if plain_month and (date := parse_date(text)).parts:
            return {"date-parts": [list(date.parts)]}
    if plain_month:
        return f"{plain_month} {plain_year}"
    return span_of(plain_year)


def _words(text: str) -> Span:
    words = clean(from_latex(text))
    date = parse_date(words)
    return {"date-parts": [list(date.parts)]} if date.parts else {"literal": words} if words else ""
