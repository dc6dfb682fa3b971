"""P007, P009 and P010: the order of the numbers of a series, gaps, and numbers used twice."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from ponarscite.checks.conflict import other_works
from ponarscite.checks.membership import Member, members, months
from ponarscite.hookspecs import Check, Finding
from ponarscite.record.record import Record
from ponarscite.series.identity import out_of_order
from ponarscite.series.series import Series


def _out_of_order(records: Sequence[Record], series: Sequence[Series]) -> Iterator[Finding]:
    """Report records outside the longest run of numbers whose dates are in order.

    Dates that the milestones of the series rule out are reported by P006 instead.
    """
    for one, group in members(records, series).items():
        dated = [m for m in group if months(m.record.issued)[1]]
        sound = [m for m in dated if not out_of_order(one, m.number, m.record.issued)]
        run = _longest_run([m for m in sound if m.record.issued.month and m.record.role == "subject"])
        kept = {id(m) for m in run}
        for m in sound:
            if id(m) not in kept:
                yield from _beside(m, run)


def _longest_run(dated: Sequence[Member]) -> list[Member]:
    """Return the longest subsequence, by number, whose months never run backwards (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, one in enumerate(dated):
        month = months(one.record.issued)[0]
        place = bisect_right(tails, month)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1], ends[place : place + 1] = [month], [index]
    run: list[Member] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(dated[index])
        index = before[index]
    return run[::-1]


def _beside(one: Member, run: Sequence[Member]) -> Iterator[Finding]:
    """Report the nearest numbers of the run that contradict the date of a record."""
    place = bisect_right(run, one.number, key=lambda m: m.number)
    first, last = months(one.record.issued)
    lower = next((m for m in reversed(run[:place]) if m.number < one.number), None)
    higher = next(iter(run[place:]), None)
    for other, contradicts in (
        (lower, lower and last < months(lower.record.issued)[0]),
        (higher, higher and first > months(higher.record.issued)[1]),
    ):
        if other and contradicts:
            message = f"No. {one.number} is dated {one.record.issued}, but No. {other.number} {other.record.issued}"
            yield Finding(key=one.record.id, message=message, variable="issued", others=(other.record.id,))


def _gaps(records: Sequence[Record], series: Sequence[Series]) -> Iterator[Finding]:
    for one, group in members(records, series).items():
        missing = [(a.number + 1, b.number - 1, b) for a, b in pairwise(group) if b.number - a.number > 1]
        if missing:
            count = sum(last - first + 1 for first, last, _ in missing)
            ranges = ", ".join(_range(first, last) for first, last, _ in missing)
            numbers = f"{count} numbers are" if count > 1 else "1 number is"
            between = f"between No. {group[0].number} and No. {group[-1].number}"
            message = f"{one.label}: {numbers} missing {between}: {ranges}"
            yield Finding(key=missing[0][2].record.id, message=message, variable="number")


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _twice(records: Sequence[Record], series: Sequence[Series]) -> Iterator[Finding]:
    for one, group in members(records, series).items():
        for number, same in groupby(group, key=lambda m: m.number):
            yield from _later(one, number, [m.record for m in same])


def _later(one: Series, number: int, holders: Sequence[Record]) -> Iterable[Finding]:
    for record in holders[1:]:
        message = f"No. {number} of {one.label} also belongs to “{holders[0].title}”"
        yield Finding(key=record.id, message=message, variable="number", others=(holders[0].id,))


def _two_titles(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    """Report a number that was merged from two pages with different titles."""
    for conflict in other_works(record, series):
        if conflict.lost.about.role != "cited":
            message = f"No. {record.number} is “{conflict.kept.text}”, but also “{conflict.lost.text}”"
            yield Finding(key=record.id, message=message, variable="number", claim=conflict.lost)


CHECKS = (
    Check(
        code="P007",
        name="number-out-of-order",
        severity="warning",
        explanation="Numbers of a series never run backwards against dates. Compared with the other records this one "
        "does, by at least a month: its own number or date is wrong, or another record's. The check reports the "
        "smallest set of records that explains the disorder.",
        compare=_out_of_order,
    ),
    Check(
        code="P009",
        name="gap",
        severity="note",
        explanation="Numbers are missing between the lowest and the highest number of a series. A complete catalogue "
        "should have them; elsewhere there is nothing to do.",
        compare=_gaps,
    ),
    Check(
        code="P010",
        name="double-number",
        severity="error",
        explanation="A number belongs to one memo of its series, but two works have it. One of the numbers is wrong, "
        "or one memo is recorded twice.",
        examine=_two_titles,
        compare=_twice,
    ),
)
