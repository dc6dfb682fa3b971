"""Membership: the series of a record and its number in it, also for records whose identity is not settled."""

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
    """A record whose series and number are known."""

    record: Record
    series: Series
    number: int


def family_of(record: Record, series: Sequence[Series]) -> tuple[Series, ...]:
    """Return the series that a record may belong to, () for a work of no series.

    A short label ("Policy Memo") counts only if the identity is ambiguous, since other institutions print it too.
    """
    if record.identity.kind == "number":
        return tuple(one for one in series if one.id == record.identity.value[0])
    label = fold(record.genre)
    if record.identity.kind == "ambiguous":
        return tuple(one for one in series if label in map(fold, one.names))
    return tuple(one for one in series if label == fold(one.label))


def verdict_on(record: Record, series: Sequence[Series]) -> Verdict | None:
    """Decide which of its possible series fit number and date; None for a work of no series or without a number."""
    family = family_of(record, series)
    if not family or not _number(record):
        return None
    return decide(record, family)


def member(record: Record, series: Sequence[Series]) -> Member | None:
    """Return the record with its series and number; None if the series is not certain."""
    verdict = verdict_on(record, series)
    return Member(record, verdict.series[0], _number(record)) if verdict and len(verdict.series) == 1 else None


def members(records: Iterable[Record], series: Sequence[Series]) -> dict[Series, list[Member]]:
    """Group the numbered records by series, sorted by number, then by date."""
    found: dict[Series, list[Member]] = {}
    for one in filter(None, (member(record, series) for record in records)):
        found.setdefault(one.series, []).append(one)
    return {one: sorted(group, key=_place) for one, group in found.items()}


def _place(one: Member) -> tuple[int, int]:
    return one.number, months(one.record.issued)[0]


def _number(record: Record) -> int:
    """Return the number, 0 if there is none or if it is no integer."""
    text = record.number
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def months(date: Date) -> tuple[int, int]:
    """Return the first and the last month that a date may mean, counted from year 0; (0, 0) if the year is unknown.

    Only months count: numbers keep the order of months, but not of days.
    """
    if not date.year:
        return 0, 0
    first = date.year * 12 + (date.month or 1) - 1
    return first, first + (0 if date.month else 11)
