"""Date: a date as precise as its document gives it, and the parser of printed dates."""

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
"""Month name in lower case, English or Russian or an English abbreviation -> 1 to 12."""

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""Alternatives for a regular expression that is compiled with re.IGNORECASE."""

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""In CSL's order, 1 to 4."""

SEASON_NAMES = "|".join((*SEASONS, "Fall"))
"""Alternatives for a regular expression that is compiled with re.IGNORECASE."""

CIRCA = "circa"
"""The first word of an approximate date, which is kept as words ("circa 1999")."""

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
    """A date as precise as its document gives it, or words that are no date: ``Date(literal="Spring 2014")``.

    Args:
        year: 1 to 9999, from `parse_date` 1000 to 2999; None when unknown.
        month: 1 to 12, None when unknown.
        day: 1 to 31 and within its month, None when unknown.
        literal: the words as printed when they cannot be parsed, else "".
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
        """The date-parts of CSL-JSON: (year, month, day), (year, month), (year,) or ()."""
        if self.year is None:
            return ()
        if self.month is None:
            return (self.year,)
        return (self.year, self.month) if self.day is None else (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """The date in ISO 8601, as precise as known: "2022-05-20", "2022-05", "2022", or "" without a year."""
        return iso(self.parts)

    @property
    def year_named(self) -> int | None:
        """The year, also when the words name exactly one ("Spring 2014"); None for none or several."""
        years = set(re.findall(r"(?<!\d)[12]\d{3}(?!\d)", self.literal)) if self.literal else ()
        return int(*years) if len(years) == 1 else self.year

    def agrees(self, other: Date) -> bool:
        """Whether the parts that both have are equal: "May 2022" agrees with "20 May 2022", words with equal words."""
        if not self.parts or not other.parts:
            return self.literal.casefold() == other.literal.casefold() and not (self.parts or other.parts)
        return all(a == b for a, b in zip(self.parts, other.parts, strict=False))


@lru_cache(maxsize=2048)
def parse_date(text: str) -> Date:
    """Parse a date in English or Russian words, ISO 8601, MM-DD-YYYY (as ponarseurasia.org prints it) or DD.MM.YYYY.

    A timestamp gives the calendar day that is written in it, without conversion to UTC.

    Returns:
        A Date with the parts that the text has; the text as `literal` when it is no date; Date() for a blank text.
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
    """The date of a match of _PATTERNS, None when there is no such day."""
    found = match.groupdict()
    name, month, day = found.get("name"), found.get("month"), found.get("day")
    number = MONTHS[name.casefold()] if name else int(month) if month else None
    day_number = int(day) if day else None
    if number and day_number and number > 12 >= day_number and match.start("month") == 0:
        number, day_number = day_number, number  # "20-05-2022": there is no month 20
    return checked(int(found["year"] or 0), number, day_number)


def checked(year: int, month: int | None = None, day: int | None = None) -> Date | None:
    """The date, None when there is no such day. Years are 1 to 9999."""
    if not 0 < year < 10000 or not (month is None or 0 < month < 13):
        return None
    if day is not None and (month is None or not 0 < day <= monthrange(year, month)[1]):
        return None
    return Date(year, month, day)
