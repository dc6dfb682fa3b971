"""The dates of .bib files, EDTF (ISO 8601-2) and BibTeX's year and month <-> dates.

Source: the biblatex manual, "Date and Time Specifications"; CSL-JSON schema 1.0.2, date-variable; BibTeX's `month`,
which is a macro, or any text that styles print.
"""

from __future__ import annotations

import re
from typing import Any

from ponarscite.interchange.latex import from_latex, to_latex
from ponarscite.record.date import SEASONS, Date, date_in, known_date, parse_edtf
from ponarscite.record.item import stored_date
from ponarscite.record.text import clean

Span = dict[str, Any] | str
"""A CSL date, or a date as a text that `read_date` reads."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of the months, January first."""

_NUMBER = re.compile(r"[0-9]{1,2}")
_DAYS = re.compile(r"[0-9]{1,2}(?:\s?[-–]+\s?[0-9]{1,2})?")
_JOINED = re.compile(r"(?<!\\)[#\"]")
"""Signs of macros that are joined, where braces around them make them text: `{aug # "/" # sep}`, JabRef's `{#aug#}`."""
_SLASH = re.compile(r"\\slash(?![A-Za-z])\s*")


def span_of(text: str) -> Span:
    """ "2014-05-20", "2014-05/2014-06", "1999~" or "2014-21" (spring) as a date; other texts as dates in words."""
    return _stored(parse_edtf(text) or known_date(_plain(text)))


def issued_of(year: str, month: str = "", day: str = "") -> Span:
    """The date of `year` and `month` (macros, numbers or words: "jul~15", "Sep--Oct"), and of JabRef's `day`."""
    month = _JOINED.sub(" ", month)
    plain_year, plain_month, plain_day = map(_plain, (year, month, day))
    day_number = plain_day if plain_month and _DAYS.fullmatch(plain_day) else ""
    numbers = f"{plain_year}-{plain_month:0>2}-{day_number:0>2}" if _NUMBER.fullmatch(plain_month) else ""
    date = parse_edtf(numbers) if day_number else None
    return _stored(date or date_in(plain_year, f"{day_number} {plain_month}".strip()))


def _plain(text: str) -> str:
    return clean(from_latex(_SLASH.sub("/", text)))


def _stored(date: Date) -> Span:
    return stored_date(date) if date else ""


def to_year(date: Date) -> str:
    """The field `year`: "2013", "2013--2014"; "" for words, which no year is."""
    if date.vague:
        return date.edtf.rstrip("~?%")
    if date.end is None:
        return _year(date)
    start, end = _year(date), _year(date.end)
    between = "/" if "-" in f"{start}{end}" else "--"
    return start if start == end else f"{start}{between}{end}"


def _year(date: Date) -> str:
    return Date(date.year).iso


def to_month(date: Date) -> str:
    """The field `month` as it stands behind the equals sign: a macro, two of them, or words in braces.

    "" for none, and where only one of two years has a month, which no reader could give to the right one.
    """
    if date.literal and not date.season and not date.month:
        return f"{{{to_latex(clean(date.literal))}}}" if date.year is not None else ""
    ends = [date, date.end] if date.end and not date.vague else [date]
    known = [end for end in ends if end.year is not None]
    macros = [MONTHS[end.month - 1] for end in known if end.month]
    if len(macros) == len(known):
        return ' # "/" # '.join(dict.fromkeys(macros))
    seasons = [SEASONS[end.season - 1] for end in known if end.season]
    return f"{{{'/'.join(dict.fromkeys(seasons))}}}" if len(seasons) == len(known) else ""
