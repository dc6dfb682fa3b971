"""Any work comes back from every format, equal in all that the format does not say it loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from ponarscite.formats.bibtex.writer import WORDS_IN
from ponarscite.loss.format import losses
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAMES, from_item, to_item, variables
from ponarscite.record.name import Name, named, split_given, split_suffix
from ponarscite.record.record import Record
from ponarscite.record.richtext import CLOSING, OPENING, plain, with_math_read, written
from tests.formats.formats import READERS, WRITERS, read, write
from tests.formats.test_types import expected
from tests.strategies import works

FORMATS = sorted(set(WRITERS) & set(READERS))


def of_both_ends(date: Date, **parts: Any) -> Date:
    return replace(date, end=replace(date.end, **parts) if date.end else date.end, **parts)


def without(text: str, name: str) -> str:
    """The text without the marks of one look."""
    return written(text, {one: (tag, CLOSING[one]) for one, tag in OPENING.items() if one != name})


LESS: Mapping[str, Callable[[Any], Any]] = {
    "month": lambda date: of_both_ends(date, month=None, day=None),
    "day": lambda date: of_both_ends(date, day=None),
    "season": lambda date: of_both_ends(date, season=0),
    "range": lambda date: replace(date, end=None, vague=0),
    "words": lambda date: replace(date, literal=""),
    "circa": lambda date: of_both_ends(date, circa=False),
    "doubt": lambda date: of_both_ends(date, uncertain=False, circa=False),
    "digits": lambda date: replace(date, vague=0),
    "rich text": plain,
    "case": lambda text: without(text, "nocase"),
    "small capitals": lambda text: without(text, "sc"),
    "et al.": named,
}
"""Part of a value that a format says it loses -> the value without it."""


def parts_lost(record: Record, name: str) -> dict[str, list[str]]:
    """CSL variable -> the parts of it that are lost; [] for all of it."""
    lost: dict[str, list[str]] = {}
    for told in losses(record, WRITERS[name]):
        variable, _, part = told.partition(" (")
        lost.setdefault(variable, []).extend([part.rstrip(")")] if part else [])
    return lost


IN_BRACES = ("bibtex", "biblatex")
"""Formats that have braces around words whose case must stay, which no reader could tell from other braces."""


def comparable(variable: str, value: Any, parts: list[str]) -> Any:
    """The value without what is lost; of names, what no format tells apart."""
    for part in parts:
        value = LESS[part](value) if part in LESS else value
    if isinstance(value, Date) and value.end == replace(value, end=None):
        value = value.end  # a range of days in one month, without its days
    if isinstance(value, str):
        value = with_math_read(value)
    if variable in NAMES:
        return [one_name(name) for name in value or ()]
    if variable == "page" and isinstance(value, str):
        return value.replace("–", "-")
    if variable == "keyword":
        return tuple(map(plain, value or ()))
    return value


def one_name(name: Name) -> tuple[str, ...]:
    """A name as (family with particles, given names, suffix); a literal or a name of one part as (text,)."""
    if name.literal or not name.given or not name.family:
        return (str(name),)
    given, suffix = split_suffix(name.given)
    given, particle = split_given(given)
    particles = (particle, name.dropping_particle, name.non_dropping_particle)
    return (" ".join(filter(None, (*particles, name.family))), given, suffix or name.suffix)


def moved(name: str, record: Record) -> Record:
    """The record as .bib files have it, with words in place of a date in another field."""
    if name == "bibtex" and record.type == "thesis" and not record.genre:
        record = replace(record, genre="Thesis")  # without a type, styles print "PhD thesis"
    words = "" if record.issued.parts or record.issued.end else record.issued.literal
    if not words or name not in WORDS_IN:
        return record
    item = to_item(replace(record, issued=Date()))
    variable = WORDS_IN[name]
    return from_item(item | {variable: "; ".join(filter(None, (item.get(variable), words)))})


def all_names(record: Record, lost: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """The names of a record in any role that is not lost with them."""
    kept = [value for v, value in variables(record).items() if v in NAMES and lost.get(v) != []]
    return sorted(one_name(name) for names in kept for name in named(names))


def unlike(name: str, record: Record, back: Record) -> Iterator[str]:
    """The variables that come back otherwise."""
    lost = parts_lost(record, name)
    roles = NAMES if any("role" in parts for parts in lost.values()) else frozenset()
    if roles and all_names(record, lost) != all_names(back, {}):
        yield "names"
    mine, theirs = variables(moved(name, record)), variables(back)
    for variable in sorted({*mine, *theirs}):
        if lost.get(variable) == [] or variable in roles:
            continue
        blank = Date() if variable in DATES else () if variable in NAMES or variable == "keyword" else ""
        parts = lost.get(variable, []) + (["case"] if name in IN_BRACES and type(blank) is str else [])
        pair = [comparable(variable, one.get(variable, blank), parts) for one in (mine, theirs)]
        if pair[0] != pair[1]:
            yield f"{variable}: {pair[0]!s} -> {pair[1]!s} (lost {lost.get(variable)})"


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, derandomize=True)
@given(record=works())
def test_any_work_comes_back(name: str, record: Record) -> None:
    (back,) = read(write(name, record))
    assert list(unlike(name, record, back)) == []
    assert back.id == record.id
    assert back.type in (record.type, expected(name, record.type, record))
