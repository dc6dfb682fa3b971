"""P005, P006 and P008: the series, the era and the date of one number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ponarscite.checks.membership import Member, member, verdict_on
from ponarscite.hookspecs import Check, Finding
from ponarscite.record.record import Record
from ponarscite.series.identity import out_of_order
from ponarscite.series.series import Series


def _open(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    verdict = verdict_on(record, series)
    if verdict and len(verdict.series) > 1:
        yield Finding(key=record.id, message=verdict.reason, variable="number")


def _against_date(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    one = member(record, series)
    if one and not _wrong_era(one):
        for doubt in out_of_order(one.series, one.number, record.issued):
            yield Finding(key=record.id, message=doubt, variable="number")


def _outside_era(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    verdict = verdict_on(record, series)
    if verdict and not verdict.series:
        year = record.issued.year_named
        known = "; ".join(map(_extent, series))
        yield Finding(
            key=record.id, message=f"no series has a No. {record.number} in {year} ({known})", variable="number"
        )
    elif (one := member(record, series)) and (problem := _wrong_era(one)):
        yield Finding(key=record.id, message=problem, variable="number")


def _extent(one: Series) -> str:
    years = f"{one.first_year}–{one.last_year}" if one.last_year else f"since {one.first_year}"
    return f"{one.label}: {years}{f', up to No. {one.last_number}' if one.last_number else ''}"


def _wrong_era(one: Member) -> str:
    """Return what contradicts between number and year, as a message; "" if nothing does or the year is unknown."""
    year = one.record.issued.year_named
    mine, theirs = one.series.era(one.number, None), one.series.era(None, year)
    if not mine or not theirs or mine == theirs:
        return ""
    eras = one.series.eras
    following = eras[eras.index(mine) + 1].since if mine != eras[-1] else None
    period = f"{mine.since} to {following - 1}" if following else f"{mine.since} or later"
    return f"No. {one.number} of {one.series.label} appeared in {period}, but its date is {one.record.issued}"


CHECKS = (
    Check(
        code="P005",
        name="open-series",
        severity="warning",
        explanation="Every number from 1 to 432 belongs to two memos: one of PONARS (1997-2007), one of PONARS Eurasia "
        "(2008 on). The label that a page prints does not decide; a date or the name of the PDF does. Give the year.",
        examine=_open,
    ),
    Check(
        code="P006",
        name="number-against-date",
        severity="error",
        explanation="Within a series numbers never run backwards against dates, and the dates of many numbers are "
        "known. This date is outside the range that the neighbouring numbers allow: the number or the date is wrong.",
        examine=_against_date,
    ),
    Check(
        code="P008",
        name="outside-era",
        severity="error",
        explanation="The series had no such number in that year. PONARS ended in 2007 with No. 432; PONARS Eurasia had "
        "Nos. 1 to 88 in 2008 and 2009, and has had No. 89 and higher, with George Washington University as "
        "publisher, since 2010.",
        examine=_outside_era,
    ),
)
