"""P016: notes that cite works which no rule understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ponarscite.hookspecs import Check, Finding
from ponarscite.note.footnote import NOTES
from ponarscite.record.claim import DOUBT
from ponarscite.record.record import Record
from ponarscite.series.series import Series


def _not_understood(record: Record, _: Sequence[Series]) -> Iterator[Finding]:
    for claim in record.claims:
        if claim.variable == DOUBT and claim.origin == NOTES:
            yield Finding(key=record.id, message=claim.text, variable="notes", claim=claim)


CHECKS = (
    Check(
        code="P016",
        name="note-not-understood",
        severity="note",
        explanation="A note cites a work in a form that is not understood, so the work is missing among those that are "
        "cited. Its text is kept with the memo. Add the work by hand, or write the note in a usual form.",
        examine=_not_understood,
    ),
)
