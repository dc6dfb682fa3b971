"""A record as rows of tags and texts, for formats that are a table from tags to CSL variables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ponarscite.record.date import MONTH_NAMED, Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

Spell: TypeAlias = Callable[[Any], Iterable[str]]
"""A value -> the texts that it is written as."""

Row: TypeAlias = tuple[str, str, str]
"""(CSL variable, tag, text)."""

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
    """The year, or the words of a date that has none."""
    return (f"{value.year:04}" if value.year is not None else value.literal,)


def month_and_day(value: Date) -> Iterable[str]:
    """ "May 20" or "May": the date without its year, as reference managers write it."""
    if value.month:
        yield " ".join((MONTH_NAMED[value.month - 1], *([str(value.day)] if value.day else [])))


def dropped(record: Record, written: Iterable[str]) -> Iterator[str]:
    """The CSL variables of a record that are not among those written."""
    kept = set(written)
    return (variable for variable in variables(record) if variable not in kept)
