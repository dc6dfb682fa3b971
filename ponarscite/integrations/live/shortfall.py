"""Shortfall: the parts of a typed citation that its record does not have (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ponarscite.manuscript.comparison import is_main, record_of
from ponarscite.note.cited_work import CitedWork
from ponarscite.note.numbers import find_mentions
from ponarscite.record.name import has_others, named
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.series import Series

_PARTS = ("year", "month", "day")
_NUMBERS = ("collection-number", "issue", "volume")
"""CSL variables beside `number` that may hold the number of a series."""


def missing(work: CitedWork, text: str, record: Record, series: tuple[Series, ...]) -> str:
    """The parts that a citation names and its record lacks: "number, month"; "" for none.

    A style prints the record alone, so it would delete them.

    Args:
        text: the citation.
    """
    return ", ".join(_missing(record_of(work, text, series), record))


def other_numbers(text: str, works: Iterable[CitedWork], series: tuple[Series, ...]) -> str:
    """The numbers of series that a citation names beside those of its works: "701, 702"; "" for none."""
    known = {work.get("number") for work in works}
    named = (number for mention in find_mentions(text, series) for number in mention.numbers)
    return ", ".join(dict.fromkeys(number for number in named if number not in known))


def _missing(typed: Record, record: Record) -> Iterator[str]:
    more = dict(record.extra)
    has_series = bool(record.genre or record.container_title or more.get("collection-title"))
    if typed.genre and not has_series and record.identity.kind != "number":
        yield "series"
    if typed.number and not (record.number or any(more.get(name) for name in _NUMBERS)):
        yield "number"
    yield from _missing_title(typed.title, record.title)
    yield from _PARTS[len(record.issued.parts) : len(typed.issued.parts)]
    yield from _missing_authors(typed, record)


def _missing_title(typed: str, title: str) -> Iterator[str]:
    if typed and not title:
        yield "title"
    elif len(letters(typed)) > len(letters(title)) and is_main(typed, title):
        yield "subtitle"


def _missing_authors(typed: Record, record: Record) -> Iterator[str]:
    mine, theirs = named(typed.author), named(record.author)
    if mine and not theirs:
        yield "authors"
    elif has_others(record.author) and len(mine) > len(theirs):
        yield "names of all authors"
