"""Date: a date as precise as its document gives it, and the parsers of dates.

Source: EDTF (ISO 8601-2), levels 0 and 1; CSL 1.0.2, "Date"; the biblatex manual, "Date and Time Specifications".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.record.text import clean, iso

if TYPE_CHECKING:
    from ponarscite.record.date_words import End

_ENGLISH = "january february march april may june july august september october november december".split()
_RUSSIAN = (
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
)
MONTH_NAMED = tuple(name.capitalize() for name in _ENGLISH)
"""The English names of the months, January first."""

MONTHS = {
    **{name: n for n, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: n for n, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{name: n for n, names in enumerate(_RUSSIAN, 1) for name in (*names, names[0][:3])},
    "февр": 2,
    "сент": 9,
    "нояб": 11,
}
"""Month name in lower case, English or Russian, or its abbreviation -> 1 to 12."""

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""Alternatives for a regular expression that is compiled with re.IGNORECASE."""

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""In CSL's order, 1 to 4."""

SEASON_NAMES = "|".join((*SEASONS, "Fall"))
"""Alternatives for a regular expression that is compiled with re.IGNORECASE."""

CIRCA = "circa"
"""The word before an approximate date in text."""

LONGEST = 80
"""Characters of a text that may be a date."""

_YEAR = r"(?P<year>[12]\d{3})"
_MONTH = rf"(?P<name>{MONTH_NAMES})\.?"
_TIME = r"(?:[T ,].*)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\w+, ?)?{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}{_TIME}",
        rf"(?:\w+, ?)?(?P<day>\d\d?)(?:st|nd|rd|th)? {_MONTH},? {_YEAR}(?: г\.?)?{_TIME}",
        rf"{_MONTH},? {_YEAR}(?: г\.?)?",
        rf"{_YEAR}(?: г\.?)?",
        rf"{_YEAR}[-/](?P<month>\d\d?)(?:[-/](?P<day>\d\d?){_TIME})?",
        rf"(?P<month>\d\d?)[-/](?P<day>\d\d?)[-/]{_YEAR}",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}{_TIME}",
        rf"(?P<month>\d\d?)[-/.]{_YEAR}",
    )
)
_POINT = re.compile(
    r"(?a:(?P<year>-?\d{4}|-?\d{3}[Xx]|-?\d\d[Xx]{2})"
    r"(?:-(?P<month>\d\d?|XX|xx)(?:-(?P<day>\d\d?|XX|xx)(?:T[\d:.+-]*Z?)?)?)?(?P<mark>[?~%]?))"
)
_OPEN = ("", "..", "open", "unknown")
_PLAIN = re.compile(r"(?a:0\d{3}|[3-9]\d{3})")
"""A number of four digits that is more often no year."""

_EAST = re.compile(r"(\d{4}) ?[年년](?: ?(\d\d?) ?[月월](?: ?(\d\d?) ?[日号일])?)?")
_DASH = re.compile(r"(?P<from>[12]\d{3}) ?[–—-]|[–—] ?(?P<until>[12]\d{3})")
"""A range that is open at one end."""

_COPYRIGHT = re.compile(r"\[?(?:[cp©]|cop\. )([12]\d{3})[\].]{0,2}")
"""The year of a copyright, as catalogues write it."""

_MINUS = re.compile(r"-\d{1,3}")
_ALONE = re.compile(r"(?<!\d)[12]\d{3}(?!\d|s\b)")


@dataclass(frozen=True, slots=True)
class Date:
    """A date, a range of dates, or words that are no date: ``Date(literal="forthcoming")``.

    Args:
        year: 1 to 9999, or -1 to -9999 for the years before 1 (-44 is 44 BCE, as in CSL); None when unknown.
        month: 1 to 12, None when unknown.
        day: 1 to 31 and within its month, None when unknown.
        literal: the words as printed that cannot be parsed, else "". Beside a year they are the rest of the date.
        season: 1 to 4 for spring to winter, as CSL counts them; 0 for none. A date with a season has no month.
        end: the last date of a range; Date() for a range that is open there, None for a single date. A range that is
            open at its beginning has no year.
        circa: whether the date is approximate.
        uncertain: whether the source doubts the date.
        vague: how many of the last digits of the year are unknown: "199X" is the range from 1990 to 1999 with 1.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    literal: str = ""
    season: int = 0
    end: Date | None = None
    circa: bool = False
    uncertain: bool = False
    vague: int = 0

    def __bool__(self) -> bool:
        return self.year is not None or bool(self.literal) or bool(self.end)

    def __str__(self) -> str:
        """The date as `known_date` reads it back: "2022-05-20", "Spring 2014", "2018-07/2018-08", "circa 1999"."""
        if self.vague:
            return self.edtf
        if self.end is None:
            return self._text()
        return f"{replace(self, end=None)._text() or '..'}/{self.end or '..'}"

    def _text(self) -> str:
        if self.year is None:
            return self.literal
        words = [CIRCA] if self.circa else []
        words += [SEASONS[self.season - 1]] if self.season else []
        words += [self.literal] if self.literal else []
        return f"{' '.join((*words, self.iso))}{'?' if self.uncertain else ''}"

    @property
    def parts(self) -> tuple[int, ...]:
        """The date-parts of CSL-JSON: (year, month, day), (year, month), (year,) or (); of a range, its beginning."""
        if self.year is None:
            return ()
        if self.month is None:
            return (self.year,)
        return (self.year, self.month) if self.day is None else (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as precise as known: "2022-05-20", "2022-05", "2022", or "" without a year.

        Of a range, its beginning; without season and doubt. 44 BCE is "-0043".
        """
        return iso(self.parts)

    @property
    def edtf(self) -> str:
        """The date in EDTF level 1: "2014-21" (spring), "1999~", "199X", "2018-07/2018-08", "1999/.."; "" for words."""
        if self.end is None or self.vague:
            return self._point()
        return f"{self._point() or '..'}/{self.end.edtf or '..'}" if self else ""

    def _point(self) -> str:
        mark = ("", "~", "?", "%")[self.circa + 2 * self.uncertain]
        year = self.iso if not self.season else f"{self.iso}-{20 + self.season}"
        known = year[: len(year) - self.vague] + "X" * self.vague
        return f"{known}{mark}" if year else ""

    @property
    def year_named(self) -> int | None:
        """The year, also when the words name exactly one ("in press, 2014"); None for none or several."""
        years = set(_ALONE.findall(self.literal)) if self.literal and self.year is None else ()
        return int(*years) if len(years) == 1 else self.year

    @property
    def precision(self) -> tuple[int, int]:
        """How much is known, for comparison: the number of parts, then of what stands beside them."""
        return len(self.parts), bool(self.season or self.literal) + bool(self.end)

    def agrees(self, other: Date) -> bool:
        """Whether all that both have is equal: "May 2022" agrees with "20 May 2022", words with equal words."""
        if not self.parts or not other.parts:
            same = self.literal.casefold() == other.literal.casefold() and self.end == other.end
            return same and not (self.parts or other.parts)
        if self.season and other.season and self.season != other.season:
            return False
        if self.end and other.end and not self.end.agrees(other.end):
            return False
        return all(a == b for a, b in zip(self.parts, other.parts, strict=False))


@lru_cache(maxsize=2048)
def parse_date(text: str) -> Date:
    """Parse a date: in words, in EDTF, or as MM-DD-YYYY (as ponarseurasia.org prints it) or DD.MM.YYYY.

    A timestamp gives the calendar day that is written in it, without conversion to UTC. Ranges ("23–27 May 2013",
    "Jan/Feb 2013"), seasons, years before 1 and doubt ("ca. 1999", "[1999?]") are read too.

    Returns:
        A Date with the parts that the text has; the text as `literal` when it is no date; Date() for a blank text.
    Raises:
        Nothing.
    """
    text = clean(text)
    if len(text) > LONGEST:
        return Date(literal=text)
    for pattern in _PATTERNS:
        if (match := pattern.fullmatch(text)) and (date := _date(match)):
            return date
    is_number = _PLAIN.fullmatch(text) or not any(map(str.isdigit, text))
    return (None if is_number else parse_edtf(text) or _in_signs(text) or _in_words(text)) or Date(literal=text)


def _in_signs(text: str) -> Date | None:
    """The date of "2013年5月20日", "1999–", "c2011" or "-44", which is not EDTF: that has four digits and a year 0."""
    if east := _EAST.fullmatch(text):
        return checked(*[int(part) for part in east.groups() if part])
    if dash := _DASH.fullmatch(text):
        return Date(int(dash["from"]), end=Date()) if dash["from"] else Date(end=Date(int(dash["until"])))
    if copyright_year := _COPYRIGHT.fullmatch(text):
        return Date(int(copyright_year[1]))
    return checked(int(text)) if _MINUS.fullmatch(text) else None


def _in_words(text: str) -> Date | None:
    """The date in words; None where a word is not understood, or where the ends of a range do not fit."""
    from ponarscite.record.date_words import parse_words  # many words, which few dates need

    words = parse_words(text)
    date = parse_date(words.bare) if words.circa or words.uncertain else Date()
    if not date or date.literal:
        dates = [date for date in map(_spoken, words.ends) if date]
        if not dates or len(dates) < len(words.ends):
            return None
        found = joined(dates[0], dates[1].end or dates[1]) if len(dates) == 2 else dates[0]
        if found is None:
            return None
        date = found
    return replace(date, circa=words.circa, uncertain=words.uncertain)


def _spoken(end: End) -> Date | None:
    """The date of one end, None where its parts make none."""
    if not end.year or len(end.numbers) > 1 or (end.numbers and not end.month):
        return None
    if end.quarter:
        return Date(end.year, 3 * end.quarter - 2, end=Date(end.year, 3 * end.quarter))
    date = checked(end.year, end.month or None, end.numbers[0] if end.numbers else None)
    return replace(date, season=end.season) if date else None


def _date(match: re.Match[str]) -> Date | None:
    """The date of a match of _PATTERNS, None when there is no such day."""
    found = match.groupdict()
    name, month, day = found.get("name"), found.get("month"), found.get("day")
    number = MONTHS[name.casefold()] if name else int(month) if month else None
    day_number = int(day) if day else None
    if number and day_number and number > 12 >= day_number and match.start("month") == 0:
        number, day_number = day_number, number  # "20-05-2022": there is no month 20
    return checked(int(found["year"] or 0), number, day_number)


def checked(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """The date, None when there is no such day. Years are 1 to 9999, or -1 to -9999 before 1."""
    if not 0 < abs(year) < 10000 or not (month is None or 0 < month < 13):
        return None
    if day is not None and (month is None or not 0 < day <= _length(year, month)):
        return None
    return Date(year, month, day)


def _length(year: int, month: int) -> int:
    """Days of a month. Years before 1 have the leap years of the Gregorian calendar counted backwards."""
    return monthrange(year if year > 0 else year % 4 + 3997, month)[1]


def parse_edtf(text: str) -> Date | None:
    """Read a date in EDTF level 1, with years of four digits; None for any other text.

    "1999/", "1999/.." and the older "1999/open" are open ranges. "2004-XX" is 2004.
    """
    ends = [end.strip() for end in text.strip().split("/")]
    found = [Date() if len(ends) == 2 and end in _OPEN else _point(end) for end in ends[:2]]
    if len(ends) > 2 or None in found or not any(found):
        return None
    start, *rest = [one for one in found if one is not None]
    if not rest:
        return start
    return joined(start, rest[0])


def joined(start: Date, end: Date) -> Date | None:
    """The range from one date to another, or the date where both are one; None for an end in words, and for a range
    that would run backwards.
    """
    last = end.end if end.vague and end.end else end
    if any(one.literal and not one.parts for one in (start, last)):
        return None
    if start == last:
        return start
    if start.parts and last.parts and last.parts < start.parts[: len(last.parts)]:
        return None
    if start.parts == last.parts and 0 < last.season < start.season:
        return None
    return replace(start, end=last, vague=0)


def _point(text: str) -> Date | None:
    """One end of a range in EDTF."""
    match = _POINT.fullmatch(text)
    if not match:
        return None
    digits, month, day = match["year"].upper(), _number(match["month"]), _number(match["day"])
    vague = digits.count("X")
    year = _counted(int(digits.replace("X", "0")))
    season = month % 20 if month and 20 < month < 25 and not day else 0
    date = checked(year, None if season else month, day)
    if date is None or (vague and (month or day)):
        return None
    last = Date(_counted(int(digits.replace("X", "9")))) if vague else None
    mark = match["mark"]
    return replace(date, season=season, end=last, circa=mark in ("~", "%"), uncertain=mark in ("?", "%"), vague=vague)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdecimal() else None


def _counted(year: int) -> int:
    """A year of EDTF, which has a year 0 (1 BCE), as CSL counts it."""
    return year if year > 0 else year - 1


def with_year(date: Date) -> Date:
    """The date with the one year that its words name apart from them: "in press, 2014" is 2014 beside "in press"."""
    if date.year is not None or date.end or (year := date.year_named) is None:
        return date
    rest = clean(_ALONE.sub(" ", date.literal)).strip(" ,;.:/()[]–-")
    return Date(year, literal=rest)


@lru_cache(maxsize=2048)
def known_date(text: str) -> Date:
    """The date in a text that is known to be one: as `parse_date`, but of any year, and with words beside the year.

    "0000" stays words: files have it where the year is unknown.
    """
    found = (parse_edtf(text) or _of_two(text)) if len(text) <= LONGEST and text != "0000" else None
    return found or with_year(parse_date(text))


def _of_two(text: str) -> Date | None:
    """The range of two dates with a year each, as `str` writes it: "1984/circa 1990", "../Spring 2004"."""
    ends = [end.strip() for end in text.split("/")]
    if len(ends) != 2:
        return None
    found = [Date() if end == ".." else _point(end) or parse_date(end) for end in ends]
    whole = [date for date, end in zip(found, ends, strict=True) if end == ".." or (date.year and not date.literal)]
    return joined(*whole) if len(whole) == 2 and any(whole) else None


def understood(date: Date) -> Date:
    """The date that words name, which CSL prints as they are; for formats with a field for the year."""
    return known_date(date.literal) if date.literal and not date.parts and not date.end else date


def date_in(year: str, words: str) -> Date:
    """The date of a year and of what stands beside it in a field of its own: "Jan-Feb", "5", "23--27 May", "Winter".

    Args:
        year: "2013"; or any date in words, which *words* may repeat or complete.
        words: a month, a day and a month, a season, or ranges of these. Numbers are months.
    """
    whole, printed = known_date(clean(year)), clean(words).strip(" ,;")
    words = printed if ".." in printed else printed.strip(".")
    if not words or not words.strip("0"):
        return whole
    if words.lower() in (CIRCA, "ca", "c"):
        return replace(whole, circa=whole.year is not None)
    own = known_date(words)
    if not whole:
        return own if own.parts or own.end else Date(literal=printed)
    if whole.year is None or whole.end is not None or len(whole.parts) > 1 or whole.season or whole.literal:
        return _completed(whole, words, own) or replace(whole, literal=whole.literal or printed)
    if own.year == whole.year:
        return own
    if words.isdecimal():
        return (checked(whole.year, int(words)) if len(words) < 3 else None) or replace(whole, literal=printed)
    near = whole.year if 1000 <= whole.year < 3000 else 2000 + whole.year % 400  # a year that words can name
    found = parse_date(f"{words} {near}")
    if found.year is None:
        return replace(whole, literal=printed)
    dated = _moved(found, whole.year - near)
    return replace(dated, circa=whole.circa or found.circa, uncertain=whole.uncertain or found.uncertain)


def _moved(date: Date, years: int) -> Date:
    """The date some years later."""
    if not years or date.year is None:
        return date
    return replace(date, year=date.year + years, end=_moved(date.end, years) if date.end else date.end)


def _completed(date: Date, words: str, own: Date) -> Date | None:
    """A date that is no plain year, with words that may say more about it; None where they say something else.

    Args:
        own: the date that the words are alone.
    """
    if own.year is not None or own.end:
        is_more = own.parts[:1] == date.parts[:1] and own.precision > date.precision
        return own if is_more or (own.end and own.end.year == (date.end or date).year) else date
    found = known_date(_with_words(date, words))
    if found.year is not None or found.end or (date.year is None and not date.end):
        return found
    return date if date.literal or date.month or date.season else None


def _with_words(date: Date, words: str) -> str:
    """The words before the date; before both ends of a range, or before the end that it has."""
    if date.end is None:
        return f"{words} {date}"
    first, *second = re.split(r"\s*[/–—-]+\s*", words)
    start, end = (first, second[0]) if len(second) == 1 else (words, "") if date.year else ("", words)
    return "/".join(
        f"{before} {one}".strip() if one else ".." for before, one in ((start, date.iso), (end, str(date.end)))
    )
