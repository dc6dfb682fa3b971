"""Dates in words -> their parts: "23–27 May 2013", "Jan/Feb 2013", "Frühjahr 1991", "ca. 1999", "44 B.C.E.".

The words are those of many languages (`calendar_names`). `date` makes dates of the parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ponarscite.record.calendar_names import MONTH_OF, SEASON_OF

_CIRCA = re.compile(
    r"(?:circa|ca|c|approx|approximately|about|around|um|vers|env(?:iron)?|около|ок|hacia|cerca de|omkring)"
    r"(?:\. ?| )(?=.*\d)"
)
_BEFORE = re.compile(
    r"(?<=\d) ?(?:b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.?|av(?:ant|\.)? ?j\.?-? ?c\.?|a\. ?c\."
    r"|до н\. ?э\.?|до нашей эры)(?!\w)"
)
"""What stands behind a year before 1."""

_AFTER = re.compile(r"(?<=\d) ?(?:c\.? ?e\.?|a\.? ?d\.?|n\. ?chr\.?|н\. ?э\.?)(?!\w)")
_AHEAD = re.compile(r"^a\.? ?d\.? ?(\d{1,4})")
_QUARTER = re.compile(
    r"\bq ?(?P<sign>[1-4])\b"
    r"|\b(?P<number>[1-4]|first|second|third|fourth|i{1,3}|iv)(?:st|nd|rd|th|er|re|ère|ème|e|è|º|ª|\.|-й)? ?"
    r"(?:quarter|quartal|trimestre|kwartaal|kwartał|квартал)\b"
)
_TOKEN = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<range>[-–—‒―/&+]+)|(?P<other>[^\s.,;:()\[\]{}~])")

_BETWEEN = frozenset("to bis au until till through thru and und et y i и та по al en og och ve".split())
"""Words between the two ends of a range."""

_IDLE = frozenset(
    "of de del der den the le la el do da di am im st nd rd th er re ère ème г год года рік року jahr "
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that say nothing of a date that its other words do not."""

_NUMBERED = {
    **{str(n): n for n in range(1, 5)},
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}

_ERAS = {"bce": -1, "ce": 1}
"""Word that stands for an era -> sign of its years."""


@dataclass(slots=True)
class End:
    """What a date or one end of a range gives, 0 for nothing.

    Args:
        numbers: those that are no year, in order.
        quarter: 1 to 4.
    """

    year: int = 0
    month: int = 0
    season: int = 0
    quarter: int = 0
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A date in words.

    Args:
        bare: the text in lower case without the words and signs of doubt.
        ends: one for a date, two for a range; () where a word is not understood.
        circa, uncertain: the doubt.
    """

    bare: str
    ends: tuple[End, ...]
    circa: bool
    uncertain: bool


def parse_words(text: str) -> Words:
    """Read a date in words.

    Args:
        text: clean, of some hundred characters at most.
    """
    lower = text.lower().replace("i\u0307", "i")  # the small letter of the Turkish capital İ
    is_uncertain = "?" in lower
    lower = lower.replace("?", " ").strip(" []()")
    about = _CIRCA.match(lower)
    lower = lower[about.end() :] if about else lower
    return Words(lower, _spoken(_marked(lower)), bool(about), is_uncertain)


def _marked(text: str) -> str:
    """The text with one word for each era and quarter."""
    text = _AFTER.sub(" ce ", _BEFORE.sub(" bce ", _AHEAD.sub(r"\1 ce ", text)))
    return _QUARTER.sub(lambda match: f" quarter{'abcd'[_NUMBERED[match['sign'] or match['number']] - 1]} ", text)


def _spoken(text: str) -> tuple[End, ...]:
    ends = _ends(text) or []
    if len(ends) > 1 and (whole := _merged(ends)):
        return (whole,)
    if len(ends) == 2:
        _complete(*ends)
    return tuple(ends) if len(ends) < 3 else ()


def _merged(ends: Sequence[End]) -> End | None:
    """The one date whose parts the signs of a range only separate: "15-May-2015", "2015/Summer"; None for a range."""
    whole = End(
        next((end.year for end in ends if end.year), 0),
        next((end.month for end in ends if end.month), 0),
        next((end.season for end in ends if end.season), 0),
        numbers=tuple(number for end in ends for number in end.numbers),
    )
    parts = sum(bool(end.year) + bool(end.month or end.season or end.quarter) + len(end.numbers) for end in ends)
    named = bool(whole.month) + bool(whole.season)
    return whole if whole.year and named == 1 and parts == 2 + bool(whole.month and whole.numbers) else None


def _ends(text: str) -> list[End] | None:
    """The ends of a range, one for a single date; None where a sign or a word is not understood."""
    found = [End()]
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind == "range" or token in _BETWEEN:
            found.append(End())
        elif kind == "number":
            if not _take_number(found[-1], token):
                return None
        elif kind == "other" or not _take_word(found[-1], token):
            return None
    return found


def _take_number(end: End, token: str) -> bool:
    """Put a number into an end: a year of four digits, or another number that waits for its meaning."""
    if len(token) == 4 and not end.year and "1000" <= token < "3000":
        end.year = int(token)
    elif len(token) < 5:
        end.numbers = (*end.numbers, int(token))
    else:
        return False
    return True


def _take_word(end: End, word: str) -> bool:
    """Put a word into an end; False where it is not understood, or is one too many."""
    if (sign := _ERAS.get(word)) and (end.year or end.numbers):
        end.year, end.numbers = (
            (sign * end.year, end.numbers) if end.year else (sign * end.numbers[-1], end.numbers[:-1])
        )
        return True
    quarter = "abcd".find(word[-1]) + 1 if word.startswith("quarter") and len(word) == 8 else 0
    month, season = MONTH_OF.get(word, 0), SEASON_OF.get(word, 0)
    if not (month or season or quarter):
        return word in _IDLE
    if end.month or end.season or end.quarter:
        return False
    end.month, end.season, end.quarter = month, season, quarter
    return True


def _complete(start: End, end: End) -> None:
    """Give each end of a range what only the other one states: the year, the month of days; "2013–14", "1–2 2013"."""
    if start.year > 0 and not end.year and not (end.month or end.season or end.quarter) and len(end.numbers) == 1:
        short = end.numbers[0]
        if not start.numbers and short > start.year % 100:
            end.year, end.numbers = start.year - start.year % 100 + short, ()
    named = start.month or start.season or start.quarter or end.month or end.season or end.quarter
    if not named and len(start.numbers) == len(end.numbers) == 1 and bool(start.year) != bool(end.year):
        start.month, end.month = start.numbers[0], end.numbers[0]
        start.numbers = end.numbers = ()
    if end.year < 0 and not start.year and not start.month and len(start.numbers) == 1:
        start.year, start.numbers = -start.numbers[0], ()
    start.year, end.year = start.year or (end.year if _is_sooner(start, end) else 0), end.year or start.year
    if start.numbers and not start.month:
        start.month = end.month
    elif end.numbers and not end.month and start.numbers:
        end.month = start.month


def _is_sooner(start: End, end: End) -> bool:
    """Whether both ends can lie in one year; "Dec/Jan 2014" does not say which year the first is in."""
    return (start.month or 0) <= (end.month or 13) and (start.season or 0) <= (end.season or 5)
