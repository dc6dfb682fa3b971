"""A record as rows of tags and texts, for formats that are a table from tags to CSL variables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from ponarscite.record.date import CIRCA, MONTH_NAMED, SEASONS, Date, understood
from ponarscite.record.item import DATES, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

Spell: TypeAlias = Callable[[Any], Iterable[str]]
"""A value -> the texts that it is written as."""

Row: TypeAlias = tuple[str, str, str]
"""(CSL variable, tag, text)."""

WORDED = frozenset("month day season range words circa digits".split())
"""Parts of a date that a format carries which has a field for the date in words."""

PERIODICALS = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book")
"""CSL types of works whose container has an ISSN."""


def rows(record: Record, table: Mapping[str, str], spell: Mapping[str, Spell]) -> Iterator[Row]:
    """The rows of a record, in the order of the table, without those that have no text.

    Args:
        table: tag -> CSL variable.
        spell: tag -> function that writes the value of its variable; `texts` by default.
    """
    values = variables(record)
    for tag, variable in table.items():
        if variable in values:
            for text in spell.get(tag, texts)(values[variable]):
                if text := clean(text):
                    yield variable, tag, text


def without_stray_issue(record: Record, reports: Collection[str] = ("report",)) -> Record:
    """The record without the issue of a report that has no number: readers would take it for the number.

    Args:
        reports: the CSL types that the format has as reports.
    """
    if record.type not in reports or record.number:
        return record
    return replace(record, extra=tuple(pair for pair in record.extra if pair[0] != "issue"))


def texts(value: Any) -> Iterable[str]:
    """Each name inverted; each keyword; a date in ISO 8601, or in its words; any other text unchanged."""
    if isinstance(value, tuple):
        return (part if isinstance(part, str) else part.inverted for part in value)
    return (str(value),)


def endnote_names(names: tuple[Name, ...]) -> Iterable[str]:
    """Each name inverted; an institution with a final comma, which keeps EndNote from splitting off a first name."""
    return (name.inverted if name.given and not name.literal else f"{name}," for name in names)


def addresses(value: str) -> Iterable[str]:
    """The address if it is http(s), else "": no other address becomes a link."""
    return (web_address(value),)


def year(value: Date) -> Iterable[str]:
    """The year; of a range, the first; "" for words."""
    return (Date(understood(value).year).iso,)


def month_and_day(value: Date) -> Iterable[str]:
    """The date without its year, as reference managers write it ("May 20", "July-August", "Spring"), or its words."""
    return (beside_year(understood(value)),)


def beside_year(date: Date) -> str:
    """What stands beside the year: "May 20", "May 23-27", "September-October", "Spring", "circa", words.

    `date_in` makes the date of it and of the year. A range of several years, or with one approximate
    end, is written whole.
    """
    end = date.end or Date()
    is_told_apart = date.year != end.year or not date.year or date.circa != end.circa
    if date.vague or (date.end is not None and is_told_apart):
        return str(date)
    known = [f"{CIRCA} "] if date.circa and (date.month or date.season) else [CIRCA] if date.circa else []
    return "".join((*known, _day_range(date, end) if date.end else _day(date))) or date.literal


def _day(date: Date) -> str:
    if date.season:
        return SEASONS[date.season - 1]
    return " ".join((MONTH_NAMED[date.month - 1], *([str(date.day)] if date.day else []))) if date.month else ""


def _day_range(start: Date, end: Date) -> str:
    if start.month and start.month == end.month:
        return f"{_day(start)}-{end.day}" if start.day and end.day else _day(Date(start.year, start.month))
    return f"{_day(start)}-{_day(end)}"


def lost_of_dates(record: Record, carried: Collection[str], written: Collection[str] = DATES) -> Iterator[str]:
    """The parts of dates that a format cannot carry: "issued (season)", "accessed (range)".

    Args:
        carried: the parts that it carries, as `_parts_of` names them.
        written: the dates that it writes at all.
    """
    for variable, value in variables(record).items():
        if isinstance(value, Date) and variable in written:
            parts = _parts_of(understood(value))
            yield from (f"{variable} ({part})" for part in parts if any(parts[part]) and part not in carried)


def changed_parts(variable: str, date: Date, back: Date) -> Iterator[str]:
    """The parts of a date that it has lost, or has otherwise, when it is read back."""
    kept = _parts_of(back)
    return (f"{variable} ({part})" for part, value in _parts_of(date).items() if any(value) and value != kept[part])


def _parts_of(date: Date) -> dict[str, tuple[Any, ...]]:
    """Part of a date, as losses name it -> its values, all false where the date has no such part."""
    ends = (date, date.end or Date())
    return {
        "month": tuple(sorted({end.month for end in ends if end.month})),
        "day": tuple(end.day for end in ends),
        "season": tuple(end.season for end in ends),
        "range": (date.end is not None,),
        "words": (date.year is not None and date.literal,),
        "circa": tuple(end.circa for end in ends),
        "doubt": tuple(end.uncertain for end in ends),
        "digits": (date.vague,),
    }


def dropped(record: Record, written: Iterable[str]) -> Iterator[str]:
    """The CSL variables of a record that are not among those written."""
    kept = set(written)
    return (variable for variable in variables(record) if variable not in kept)
