"""The check of claims that disagree, and which of them speak of another work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.checks.membership import family_of
from ponarscite.hookspecs import Check, Finding
from ponarscite.reconcile.choice import in_words
from ponarscite.record.claim import Rank
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from ponarscite.record.claim import Conflict

SHARED_WORDS = 0.5
"""The share of the shorter title's words that two titles of one work have in common at least."""


def open_conflicts(record: Record) -> Iterator[Conflict]:
    """Those that no user has settled."""
    return (conflict for conflict in record.conflicts if conflict.kept.rank < Rank.USER)


def other_works(record: Record, series: Sequence[Series]) -> Iterator[Conflict]:
    """The conflicts of a numbered record in which the title that lost is another work's, and all else said with it."""
    if record.number and family_of(record, series):
        for conflict in open_conflicts(record):
            if conflict.variable == "title" and not _alike(conflict.kept.text, conflict.lost.text):
                yield conflict


def _alike(one: str, other: str) -> bool:
    """Whether two titles may be spellings of one: half of the words of the shorter, at least."""
    mine, theirs = set(letters(one).split()), set(letters(other).split())
    return len(mine & theirs) >= SHARED_WORDS * min(len(mine), len(theirs))


def _unresolved(record: Record, series: Sequence[Series]) -> Iterator[Finding]:
    others = {conflict.lost.about for conflict in other_works(record, series)}
    for conflict in open_conflicts(record):
        kept, lost = conflict.kept, conflict.lost
        if others.isdisjoint((kept.about, lost.about)):
            mine, theirs = f"{in_words(kept)!r} ({kept.origin})", f"{in_words(lost)!r} ({lost.origin})"
            says = f"{conflict.variable} is {mine} but also {theirs}"
            yield Finding(record.id, says, conflict.variable, claim=lost)


CHECKS = (
    Check(
        "P013",
        "conflict",
        "warning",
        "Two sources disagree about the title, the authors, the date or the number. The more trusted one stands, and "
        "the other is kept; `ponarscite explain` shows both. Look it up and say which is right.",
        _unresolved,
    ),
)
