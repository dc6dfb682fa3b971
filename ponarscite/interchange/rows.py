"""A record as rows: which value stands under which tag of a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ponarscite.record.date import MONTH_NAMED, Date
from ponarscite.record.item import variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

Spell: TypeAlias = Callable[[Any], Iterable[str]]
"""A value -> the texts it is written as."""

Row: TypeAlias = tuple[str, str, str]
"""(CSL variable, tag, text)."""

PERIODICALS = ("article-journal", "article-magazine", "article-newspaper", "periodical", "review", "review-book")
"""CSL types of what appears in a whole that has an ISSN."""


def rows(record: Record, table: Mapping[str, str], spell: Mapping[str, Spell]) -> Iterator[Row]:
    """The rows of a record, in the order of the table; what has no text is left out.

    Args:
        table: tag -> CSL variable.
        spell: tag -> how the value of its variable is written; as `texts` by default.
    """
    values = variables(record)
    for tag, variable in table.items():
        if variable in values:
            for text in spell.get(tag, texts)(values[variable]):
                if text := clean(text):
                    yield variable, tag, text


def texts(value: Any) -> Iterable[str]:
    """Each name inverted, each keyword, a date as ISO 8601 or in its words, any other text as it is."""
    if isinstance(value, tuple):
        return (part if isinstance(part, str) else part.inverted for part in value)
    return (str(value),)


def endnote_names(names: tuple[Name, ...]) -> Iterable[str]:
    """Each name inverted; an institution ends with a comma, so that EndNote does not look for a first name in it."""
    return (name.inverted if name.given and not name.literal else f"{name}," for name in names)


def addresses(value: str) -> Iterable[str]:
    """An http(s) address; nothing else becomes a link."""
    return (web_address(value),)


def year(value: Date) -> Iterable[str]:
    """The year, or the words of a date that has none."""
    return (f"{value.year:04}" if value.year is not None else value.literal,)


def month_and_day(value: Date) -> Iterable[str]:
    """ "May 20" or "May", as reference managers write what stands beside the year."""
    if value.month:
        yield " ".join((MONTH_NAMED[value.month - 1], *([str(value.day)] if value.day else [])))


def dropped(record: Record, written: Iterable[str]) -> Iterator[str]:
    """The CSL variables of a record that are not among those written."""
    kept = set(written)
    return (variable for variable in variables(record) if variable not in kept)
