"""Date, as precise as its document was, and the parser of every way our documents print one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.record.text import clean, iso

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
    **{name: n for n, names in enumerate(_RUSSIAN, 1) for name in names},
}
"""Month names and their abbreviations, English and Russian, in lower case -> 1 to 12."""

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""The alternatives of a regular expression; use with re.IGNORECASE."""

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
SEASON_NAMES = "|".join((*SEASONS, "Fall"))
"""The alternatives of a regular expression, as MONTH_NAMES."""

CIRCA = "circa"
"""Begins the words of a date that is uncertain ("circa 1999"): Date has no part for it."""

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
    )
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as precise as its document was; ``Date(literal="Spring 2014")`` when words are all we have.

    Args:
        year: 1000 to 2999 when parsed; None when unknown.
        month: 1 to 12, None when unknown.
        day: 1 to 31 and within its month, None when unknown.
        literal: the words as printed, when they are no date that we understand.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    literal: str = ""

    def __bool__(self) -> bool:
        return self.year is not None or bool(self.literal)

    def __str__(self) -> str:
        return self.iso or self.literal

    @property
    def parts(self) -> tuple[int, ...]:
        """(year, month, day), as many as are known: CSL-JSON's date-parts."""
        if self.year is None:
            return ()
        if self.month is None:
            return (self.year,)
        return (self.year, self.month) if self.day is None else (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as known: "2022-05-20", "2022-05", "2022", "" without a year."""
        return iso(self.parts)

    @property
    def year_named(self) -> int | None:
        """The year, also the one in words that name just one ("Spring 2014")."""
        years = set(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", self.literal)) if self.literal else ()
        return int(*years) if len(years) == 1 else self.year

    def agrees(self, other: Date) -> bool:
        """Whether both name the same day as far as both go ("May 2022" agrees with "20 May 2022")."""
        if not self.parts or not other.parts:
            return self.literal.casefold() == other.literal.casefold() and not (self.parts or other.parts)
        return all(a == b for a, b in zip(self.parts, other.parts, strict=False))


@lru_cache(maxsize=2048)
def parse_date(text: str) -> Date:
    """Read a text as a date: English and Russian words, ISO 8601, MM-DD-YYYY (as this site prints), DD.MM.YYYY.

    A timestamp gives the calendar day written in it, never converted to UTC.

    Returns:
        A Date without day or month where the text has none; a literal for what is no date; Date() for a blank text.
    Raises:
        Nothing.
    """
    text = clean(text)
    if len(text) > 80:
        return Date(literal=text)
    for pattern in _PATTERNS:
        if (match := pattern.fullmatch(text)) and (date := _date(match)):
            return date
    return Date(literal=text)


def _date(match: re.Match[str]) -> Date | None:
    found = match.groupdict()
    name, month, day = found.get("name"), found.get("month"), found.get("day")
    number = MONTHS[name.casefold()] if name else int(month) if month else None
    day_number = int(day) if day else None
    if number and day_number and number > 12 >= day_number and match.start("month") == 0:
        number, day_number = day_number, number  # "20-05-2022", where the site would print "05-20-2022"
    return checked(int(found["year"] or 0), number, day_number)


def checked(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """The date, or None when there is no such day."""
    if not 0 < year < 10000 or not (month is None or 0 < month < 13):
        return None
    if day is not None and (month is None or not 0 < day <= monthrange(year, month)[1]):
        return None
    return Date(year, month, day)
