"""P013: sources disagree; and the conflicts that come from another work with the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.checks.membership import family_of
from ponarscite.hookspecs import Check, Finding
from ponarscite.reconciliation.choice import in_words
from ponarscite.record.claim import Rank
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from ponarscite.record.claim import Conflict

SHARED_WORDS = 0.5
"""Least share of the words of the shorter title that two titles of one work have in common."""


def open_conflicts(record: Record) -> Iterator[Conflict]:
    """Yield the conflicts that no user has settled."""
    return (conflict for conflict in record.conflicts if conflict.kept.rank < Rank.USER)


def other_works(record: Record, series: Sequence[Series]) -> Iterator[Conflict]:
    """Yield the title conflicts of a numbered record whose losing title is another work's.

    Everything else that is claimed together with that title is another work's too.
    """
    if record.number and family_of(record, series):
        for conflict in open_conflicts(record):
            if conflict.variable == "title" and not _alike(conflict.kept.text, conflict.lost.text):
                yield conflict


def _alike(one: str, other: str) -> bool:
    """Whether two titles may be variants of one title."""
    mine, theirs = set(letters(one).split()), set(letters(other).split())
    return len(mine & theirs) >= SHARED_WORDS * min(len(mine), len(theirs))


def _unresolved(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    others = {conflict.lost.about for conflict in other_works(record, series)}
    for conflict in open_conflicts(record):
        kept, lost = conflict.kept, conflict.lost
        if others.isdisjoint((kept.about, lost.about)):
            mine, theirs = f"{in_words(kept)!r} ({kept.origin})", f"{in_words(lost)!r} ({lost.origin})"
            message = f"{conflict.variable} is {mine} but also {theirs}"
            yield Finding(record.id, message, conflict.variable, claim=lost)


CHECKS = (
    Check(
        "P013",
        "conflict",
        "warning",
        "Two sources disagree about the title, the authors, the date or the number. The record uses the more trusted "
        "one and keeps the other; `ponarscite explain` shows both. Find out which is right.",
        _unresolved,
    ),
)
