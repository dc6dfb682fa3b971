"""The value of a date variable, read from any form that CSL-JSON allows.

Source: CSL-JSON schema 1.0.2, "date-variable"; Extended Date/Time Format (EDTF), levels 0 and 1, which the CSL
specification refers to; "raw" dates as citeproc-js reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Parts = tuple[int, int, int]
"""Year (0: unknown), month (1 to 12; 13 to 24: a season, in cycles of four; 0: unknown), day (0: unknown)."""

_EARLIEST = 50_000
"""Added to each year, so that the digits of years before Christ sort as well."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""First three letters of the English month names; `_from_words` compares no more."""
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"([-+]?\d{4,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{4}")
"""A single date with slashes, which otherwise stand between the ends of a range."""
_DAY_AND_YEAR = re.compile(r"\d{1,2},\s*\d{4}")
_WORD = re.compile(r"(?<![\w.-])-\d+|\d+|[^\W\d_]+")
"""A number, with its minus where no other part stands before it, or a word."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a range of dates.

    Args:
        start: the date, or the first of the range.
        end: the last of the range, None for a single date; (0, 0, 0) for a range without end.
        season: name of a season that is not one of the four, "" for none.
        circa: whether the date is approximate or uncertain.
        literal: the text in which no date was found, "" if there is a date.
    """

    start: Parts = (0, 0, 0)
    end: Parts | None = None
    season: str = ""
    circa: bool = False
    literal: str = ""


def parse_date(value: Any) -> DateValue | None:
    """Read the value of a date variable.

    Args:
        value: a mapping with date-parts, edtf, raw, literal or year; a text; a year; or date-parts alone.
    Returns:
        The date; None if the value holds neither a date nor words.
    Raises:
        Nothing.
    """
    if isinstance(value, Mapping):
        return _from_mapping(value)
    if isinstance(value, str | int):
        return parse_words(str(value)) if str(value).strip() else None
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
    """The date with `circa` and `season` of its mapping applied; a season number 1 to 4 becomes a month 21 to 24."""
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
    """Whether a value of CSL-JSON means true; many programs write numbers or strings there."""
    return value not in (None, False, 0, "", "0", "false")


def _number(value: Any) -> int:
    """The value as an integer of at most six digits, 0 for anything else."""
    try:
        number = int(str(value).strip())
    except ValueError:
        return 0
    return number if abs(number) < 10**6 else 0


def _from_parts(value: Any) -> DateValue | None:
    """A date from `date-parts`: one or two lists of year, month and day; None without a first year."""
    if not isinstance(value, list | tuple) or not value:
        return None
    rows = value if isinstance(value[0], list | tuple) else [value]
    dates = [_parts(row) for row in rows[:2] if isinstance(row, list | tuple)]
    if not dates or not any(date[0] for date in dates):
        return None
    end = dates[1] if len(dates) > 1 and dates[1] != dates[0] else None
    return DateValue(dates[0], end)


def _parts(row: Any) -> Parts:
    """Year, month and day of one list; a part that is no number or out of range becomes 0."""
    numbers = [_number(part) for part in list(row)[:3]]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not 0 <= month <= 24:
        month = day = 0
    return (year, month, day if 0 < day <= 31 and 0 < month < 13 else 0)


def parse_words(text: str) -> DateValue:
    """Read a date in words or in EDTF.

    Returns:
        The date, or a DateValue with `literal` alone if the text is no date.
    Raises:
        Nothing.
    """
    text = _clean(text).strip()
    circa = bool(re.search(r"[?~%]|^(?:ca?\.?|circa)\s*(?=\d)", text))
    bare = re.sub(r"[?~%]|^(?:ca?\.?|circa)\s*(?=\d)", "", text).strip()
    if _SLASHED.fullmatch(bare):
        found = _one(bare)
        return DateValue(found, circa=circa) if found else DateValue(literal=text)
    ends = re.split(r"/|\s+(?:to|[-–])\s+|–|--", bare, maxsplit=1)
    dates = [_one(end.strip()) for end in ends]
    if dates[0] is None or (len(ends) > 1 and dates[1] is None and ends[1].strip() not in ("", "..")):
        span = _span(bare)
        return DateValue(span[0], span[1], circa=circa) if span else DateValue(literal=text)
    start: Parts = dates[0]
    if len(ends) == 1:
        return DateValue(start, circa=circa)
    end = dates[1] or (0, 0, 0)
    return DateValue(start, None if end == start else end, circa=circa)


def _one(text: str) -> Parts | None:
    """One end of a range; None if it is no date."""
    match = _ISO.fullmatch(text)
    if match:
        return _parts([part or 0 for part in match.groups()])
    return _from_words(_WORD.findall(text.lower())) if len(text) <= 40 else None


def _span(text: str) -> tuple[Parts, Parts] | None:
    """A range whose ends share what the first or the last leaves out: "May-June 2014", "May 1-3, 2014"."""
    for joint in ("[-–]", "/"):
        ends = re.split(joint, text)
        if len(ends) == 2:
            return _completed(*(_loose(end) for end in ends))
    return None


def _completed(first: Parts | None, last: Parts | None) -> tuple[Parts, Parts] | None:
    """Both ends with the year, and the month of days, that one of them lacks; None if they are not equally precise."""
    if first is None or last is None or not last[0]:
        return None
    month = last[1] or (first[1] if last[2] else 0)
    end = (last[0], month, last[2])
    start = (first[0] or end[0], first[1] or (month if first[2] else 0), first[2])
    alike = [bool(part) for part in start] == [bool(part) for part in end]
    return (start, end) if alike and start != end else None


def _loose(text: str) -> Parts | None:
    """A date that may lack its year, or all but its day; None if it is no date."""
    text = text.strip()
    whole = None if _DAY_AND_YEAR.fullmatch(text) else _one(text)
    if whole or len(text) > 40:
        return whole
    words = _WORD.findall(text.lower())
    numbers = [_number(word) for word in words if word.isdigit()]
    months = [found for word in words if not word.isdigit() and (found := _month_of(word))]
    if len(numbers) + len(months) != len(words) or len(months) > 1:
        return None
    years = [number for number in numbers if number > 31]
    days = [number for number in numbers if 0 < number <= 31]
    if len(years) > 1 or len(days) > 1 or not words:
        return None
    return (max(years, default=0), max(months, default=0), max(days, default=0))


def _month_of(word: str) -> int:
    """The number of a month or season in English, 0 for another word."""
    if len(word) >= 3 and word[:3] in _MONTHS:
        return _MONTHS.index(word[:3]) + 1
    return 20 + _SEASONS[word] if word in _SEASONS else 0


def _from_words(words: list[str]) -> Parts | None:
    """Year, month and day of words such as "10 August 2009", "Aug 2009", "Spring 2009" or "8.10.2009".

    Of two numbers the first is the month, as in citeproc-js, unless it is above 12. None if the words are no date.
    """
    year = month = day = 0
    numbers: list[int] = []
    for word in words:
        if word.lstrip("-").isdigit():
            numbers.append(_number(word))
        elif not month and _month_of(word):
            month = _month_of(word)
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
    """The date as digits whose order as text is the order in time.

    Args:
        length: number of parts that count: 1 the year, 2 the month too, 3 all.
    Returns:
        Digits, "START-END" for a range; "" for a date without a year.
    """
    if not value.start[0]:
        return ""
    dates = (value.start, value.end) if value.end else (value.start,)
    return "-".join(_digits(date, length) for date in dates)


def _digits(date: Parts, length: int) -> str:
    """Fixed-width digits of a date; a season counts as month 0."""
    year, month, day = (*date[:length], 0, 0, 0)[:3]
    return f"{year + _EARLIEST:06}{month if month < 13 else 0:02}{day:02}"
