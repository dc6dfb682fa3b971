"""Which series a record belongs to, and its number there; also of a record that nobody has settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ponarscite.record.date import Date
from ponarscite.record.record import Record
from ponarscite.record.text import fold
from ponarscite.series.identity import Verdict, decide
from ponarscite.series.series import Series


@dataclass(frozen=True, slots=True)
class Member:
    """A record with its number in its series."""

    record: Record
    series: Series
    number: int


def family_of(record: Record, series: Sequence[Series]) -> tuple[Series, ...]:
    """The series that a record may belong to; () for a work of none.

    A short label ("Policy Memo") names ours only while the identity is open: other institutions print it too.
    """
    if record.identity.kind == "number":
        return tuple(one for one in series if one.id == record.identity.value[0])
    label = fold(record.genre)
    if record.identity.kind == "ambiguous":
        return tuple(one for one in series if label in map(fold, one.names))
    return tuple(one for one in series if label == fold(one.label))


def verdict_on(record: Record, series: Sequence[Series]) -> Verdict | None:
    """Which of the series it may belong to fit its number and date; None for a work of none, or without a number."""
    family = family_of(record, series)
    if not family or not _number(record):
        return None
    return decide(record, family)


def member(record: Record, series: Sequence[Series]) -> Member | None:
    """The record with its number, when its series is known; else None."""
    verdict = verdict_on(record, series)
    return Member(record, verdict.series[0], _number(record)) if verdict and len(verdict.series) == 1 else None


def members(records: Iterable[Record], series: Sequence[Series]) -> dict[Series, list[Member]]:
    """The numbered records of each series, by number; those of the same number by date."""
    found: dict[Series, list[Member]] = {}
    for one in filter(None, (member(record, series) for record in records)):
        found.setdefault(one.series, []).append(one)
    return {one: sorted(group, key=_place) for one, group in found.items()}


def _place(one: Member) -> tuple[int, int]:
    return one.number, months(one.record.issued)[0]


def _number(record: Record) -> int:
    """The number, 0 for none and for what is no number."""
    text = record.number
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def months(date: Date) -> tuple[int, int]:
    """The first and the last month that a date may mean, counted from year 0; (0, 0) when the year is unknown.

    Months, since numbers are known to keep their order by months, not by days.
    """
    if not date.year:
        return 0, 0
    first = date.year * 12 + (date.month or 1) - 1
    return first, first + (0 if date.month else 11)
