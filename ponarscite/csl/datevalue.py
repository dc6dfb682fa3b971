"""DateValue: a date variable of CSL-JSON, in whatever way it is written.

Source: CSL-JSON schema 1.0.2, "date-variable"; Extended Date/Time Format (EDTF), level 0 and 1, as the CSL
specification names it; "raw" as citeproc-js reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Parts = tuple[int, int, int]
"""Year, month (0: unknown; 13 to 24: a season, four by four), day (0: unknown); year 0 is unknown."""

_EARLIEST = 50_000
"""Added to years, so that those before Christ sort as numbers too."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"([-+]?\d{4,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_WORD = re.compile(r"-?\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a range of dates.

    Args:
        start: where it begins.
        end: where it ends, None for a single date; (0, 0, 0) for a range without end.
        season: the words of a season that is no number, or "".
        circa: whether it is approximate or uncertain.
        literal: the words as they were, when no date was found in them.
    """

    start: Parts = (0, 0, 0)
    end: Parts | None = None
    season: str = ""
    circa: bool = False
    literal: str = ""


def parse_date(value: Any) -> DateValue | None:
    """A date from what CSL-JSON holds; None for what holds no date."""
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, str | int):
        return parse_words(str(value))
    return _from_parts(value) if isinstance(value, list | tuple) else None


def _from_mapping(value: Mapping[str, Any]) -> DateValue | None:
    circa = _truth(value.get("circa"))
    date = _from_parts(value.get("date-parts"))
    for key in ("edtf", "raw"):
        if date is None and value.get(key):
            date = parse_words(str(value[key]))
    if date is None and value.get("literal"):
        date = DateValue(literal=_clean(str(value["literal"])))
    if date is None and value.get("year"):
        date = _from_parts([[value.get("year"), value.get("month", 0), value.get("day", 0)]])
    season = value.get("season")
    if date is None:
        return DateValue(season=_clean(str(season))) if season else None
    return _with(date, circa or date.circa, season)


def _with(date: DateValue, circa: bool, season: Any) -> DateValue:
    start, words = date.start, ""
    if season and not start[1]:
        number = _number(season)
        if number in range(1, 5):
            start = (start[0], 20 + number, 0)
        else:
            words = _clean(str(season))
    return DateValue(start, date.end, words, circa, date.literal)


def _clean(text: str) -> str:
    from ponarscite.csl.tidy import clean

    return clean(text)


def _truth(value: Any) -> bool:
    return value not in (None, False, 0, "", "0", "false")


def _number(value: Any) -> int:
    """An integer of at most six digits, 0 for what is none."""
    try:
        number = int(str(value).strip())
    except ValueError:
        return 0
    return number if abs(number) < 10**6 else 0


def _from_parts(value: Any) -> DateValue | None:
    """Lists of year, month and day; what is no number is unknown."""
    if not isinstance(value, list | tuple) or not value:
        return None
    rows = value if isinstance(value[0], list | tuple) else [value]
    dates = [_parts(row) for row in rows[:2] if isinstance(row, list | tuple)]
    if not dates or not dates[0][0]:
        return None
    end = dates[1] if len(dates) > 1 and dates[1] != dates[0] else None
    return DateValue(dates[0], end)


def _parts(row: Any) -> Parts:
    numbers = [_number(part) for part in list(row)[:3]]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not 0 <= month <= 24:
        month = day = 0
    return (year, month, day if 0 < day <= 31 and 0 < month < 13 else 0)


def parse_words(text: str) -> DateValue:
    """A date in words or in EDTF; what is no date is kept as `literal`."""
    text = _clean(text).strip()
    circa = bool(re.search(r"[?~%]|^(?:ca?\.?|circa)\s*(?=\d)", text))
    bare = re.sub(r"[?~%]|^(?:ca?\.?|circa)\s*(?=\d)", "", text).strip()
    ends = re.split(r"/|\s+(?:to|[-–])\s+|–|--", bare, maxsplit=1)
    dates = [_one(end.strip()) for end in ends]
    if dates[0] is None or (len(ends) > 1 and dates[1] is None and ends[1].strip() not in ("", "..")):
        return DateValue(literal=text)
    start: Parts = dates[0]
    if len(ends) == 1:
        return DateValue(start, circa=circa)
    end = dates[1] or (0, 0, 0)
    return DateValue(start, None if end == start else end, circa=circa)


def _one(text: str) -> Parts | None:
    match = _ISO.fullmatch(text)
    if match:
        return _parts([part or 0 for part in match.groups()])
    return _from_words(_WORD.findall(text.lower())) if len(text) <= 40 else None


def _from_words(words: list[str]) -> Parts | None:
    """ "10 August 2009", "August 10, 2009", "Aug 2009", "Spring 2009", "8/10/2009", "2009"."""
    year = month = day = 0
    numbers: list[int] = []
    for word in words:
        if word.lstrip("-").isdigit():
            numbers.append(_number(word))
        elif word[:3] in _MONTHS and len(word) >= 3:
            month = _MONTHS.index(word[:3]) + 1
        elif word in _SEASONS:
            month = 20 + _SEASONS[word]
        else:
            return None
    years = [number for number in numbers if abs(number) > 31]
    if len(years) != 1:
        return None
    year = years[0]
    rest = [number for number in numbers if abs(number) <= 31]
    if not month and len(rest) == 2:
        month, day = rest if rest[0] <= 12 else rest[::-1]
    elif month and len(rest) == 1:
        day = rest[0]
    elif rest:
        month = rest[0] if not month and len(rest) == 1 else 0
        if not month:
            return None
    return _parts([year, month, day])


def sort_key(value: DateValue, length: int = 3) -> str:
    """The first parts of a date (1: its year; 3: all) as digits that sort, those of its end behind; "" for words."""
    if not value.start[0]:
        return ""
    dates = (value.start, value.end) if value.end else (value.start,)
    return "-".join(_digits(date, length) for date in dates)


def _digits(date: Parts, length: int) -> str:
    """Seasons are no months here."""
    year, month, day = (*date[:length], 0, 0, 0)[:3]
    return f"{year + _EARLIEST:06}{month if month < 13 else 0:02}{day:02}"
