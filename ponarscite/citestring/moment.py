"""Moment: the date in the pieces of a work that are labelled as one ("2017" and "October 6")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ponarscite.record.calendar_names import SEASON_OF
from ponarscite.record.date import Date, parse_date
from ponarscite.record.text import clean

EARLIEST: Final = 1450
"""No printed work has an earlier year."""
LATEST: Final = 2100

_LETTER = re.compile(r"(?<=[12]\d{3})[a-zа-я](?!\w)")
"""The letter behind a year that tells works of one year apart: "2018a"."""

_SHORT = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d\d)")
_FIRST = re.compile(r"(?P<first>[12]\d{3}) ?\[[12]\d{3}\]?")
"""The year of an edition and, in brackets, the first one's: "1976 [1970]"."""

_SEASONS = re.compile(r"(?P<one>[^\W\d_]{3,12})[/–-](?P<other>[^\W\d_]{3,12}),? (?P<year>[12]\d{3})")
_EDGE = " .,;:()[]<>*_"
_PIVOT = 50
"""Years of two digits up to this one belong to our century."""


def moment(texts: Sequence[str]) -> Date | None:
    """The date that these texts give together.

    Returns:
        A date with a year; None where a text is no date, where two contradict each other, or where the year is none
        that a work can have. Of two dates that agree, the more precise one.
    """
    parsed = [_parsed(text) for text in texts]
    dates = [date for date in parsed if date.year is not None]
    if not dates:
        return None
    best = max(dates, key=lambda date: date.precision)
    if not all(best.agrees(date) for date in dates):
        return None
    for text, date in zip(texts, parsed, strict=True):
        if date.year is None:
            whole = _parsed(f"{_tidy(text)} {best.year}")
            if len(best.parts) > 1 or best.end or whole.year is None:
                return None
            best = whole
    return best if EARLIEST <= (best.year or 0) <= LATEST else None


def _parsed(text: str) -> Date:
    tidy = _tidy(text)
    date = parse_date(tidy)
    seasons = _SEASONS.fullmatch(tidy) if date.year is None else None
    if seasons and {seasons["one"].casefold(), seasons["other"].casefold()} <= SEASON_OF.keys():
        return Date(
            int(seasons["year"]), literal=f"{seasons['one']}/{seasons['other']}"
        )  # winter begins the year before
    return date


def _tidy(text: str) -> str:
    """A date without the marks around it, the letter behind its year, and with a year of four digits."""
    tidy = _LETTER.sub("", clean(text).strip(_EDGE))
    if short := _SHORT.fullmatch(tidy):
        century = 2000 if int(short["year"]) <= _PIVOT else 1900
        return f"{short['day']}.{short['month']}.{century + int(short['year'])}"
    first = _FIRST.fullmatch(tidy)
    return first["first"] if first else tidy
