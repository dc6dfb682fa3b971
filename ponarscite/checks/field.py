"""P001 to P004 and P012: missing fields, and a day that is more precise than what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ponarscite.checks.membership import family_of
from ponarscite.hookspecs import Check, Finding
from ponarscite.record.item import NAMES
from ponarscite.record.record import Record
from ponarscite.series.series import Series

_UNSIGNED = frozenset(
    "article-newspaper bill broadcast collection dataset entry entry-dictionary entry-encyclopedia event "
    "legal_case legislation map motion_picture periodical post regulation software song standard treaty webpage".split()
)
"""CSL types whose works are often unsigned."""


def _untitled(record: Record, _: Sequence[Series]) -> Iterator[Finding]:
    if record.role == "subject" and not record.title:
        yield Finding(key=record.id, message="the title is unknown", variable="title")


def _unsigned(record: Record, _: Sequence[Series]) -> Iterator[Finding]:
    others = (variable for variable, value in record.extra if variable in NAMES and value)
    if record.role == "subject" and record.type not in _UNSIGNED and not record.author and not any(others):
        yield Finding(key=record.id, message="the author is unknown", variable="author")


def _undated(record: Record, _: Sequence[Series]) -> Iterator[Finding]:
    if record.role == "subject" and not record.issued:
        yield Finding(key=record.id, message="the date is unknown", variable="issued")


def _unnumbered(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    if record.role == "subject" and not record.number and (family := family_of(record, series)):
        yield Finding(key=record.id, message=f"a {family[0].label} without its number", variable="number")


def _placeholder(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    date = record.issued
    for one in family_of(record, series)[:1]:
        if date in one.import_dates:
            yield Finding(
                key=record.id,
                message=f"{date} is the day on which old pages were moved to a new site",
                variable="issued",
            )
        elif date.day == 1 and date.year and date.year <= one.placeholder_until:
            month = f"{date.year}-{date.month:02}"
            yield Finding(
                key=record.id,
                message=f"day 01 of {date} stands for an unknown day: only {month} is known",
                variable="issued",
            )


CHECKS = (
    Check(
        code="P001",
        name="missing-title",
        severity="error",
        explanation="A work without a title cannot be cited. Take the title from the page, or enter it yourself.",
        examine=_untitled,
    ),
    Check(
        code="P002",
        name="missing-author",
        severity="warning",
        explanation="Memos, articles and books have authors, and most styles begin with them. Old pages of the site "
        "lack the byline, but the PDF has it. News, events and episodes may be unsigned.",
        examine=_unsigned,
    ),
    Check(
        code="P003",
        name="missing-date",
        severity="warning",
        explanation="Without a date the citation prints “n.d.”, and the series of a memo numbered 1 to 432 cannot be "
        "decided.",
        examine=_undated,
    ),
    Check(
        code="P004",
        name="missing-number",
        severity="warning",
        explanation="A memo is cited by its number in the series. Cards and old pages omit the number; the PDF and its "
        "file name have it.",
        examine=_unnumbered,
    ),
    Check(
        code="P012",
        name="placeholder-day",
        severity="warning",
        explanation="The day is more precise than what is known. On the site, day 01 of a memo up to 2010 means that "
        "the day is unknown, and 23 July 2012 is the day of a bulk import. Keep the month, or remove the date.",
        examine=_placeholder,
    ),
)
