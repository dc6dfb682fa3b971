"""What a person should know of the records that a command passes on: doubts, conflicts, failures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.record import Record


MOST_TOLD = 1_000
"""Remarks that are told one by one; of a library of a million records there may be as many."""


@dataclass(slots=True)
class Report:
    """What a person should know of the records that pass by, told when all of them have passed."""

    verbose: bool
    count: int = 0
    partial: int = 0
    remarks: list[tuple[str, str]] = field(default_factory=list)
    untold: int = 0

    def listen(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they pass by."""
        for record in records:
            self.count += 1
            self.partial += record.is_partial
            for kind, text in self._of(record):
                self._remember(kind, f"{record.id}: {text}")
            yield record

    def _remember(self, kind: str, text: str) -> None:
        if len(self.remarks) < MOST_TOLD:
            self.remarks.append((kind, text))
        else:
            self.untold += 1

    def _of(self, record: Record) -> Iterator[tuple[str, str]]:
        from ponarscite.reconcile.choice import in_words

        for doubt in record.doubts:
            yield "warning", doubt
        for conflict in record.conflicts:
            kept, lost = conflict.kept, conflict.lost
            values = f"{in_words(kept)!r} ({kept.origin}) but also {in_words(lost)!r} ({lost.origin})"
            yield "warning", f"{conflict.variable} is {values}"
        if self.verbose and record.is_partial:
            yield "note", "partial: title, author or date is unknown"

    def tell(self, failures: list[PonarsciteError], tally: Tally | None = None) -> int:
        """Name every ambiguity, conflict and failure, and count them after many documents; the exit code."""
        from ponarscite.cli import fail, tell

        for kind, text in self.remarks:
            tell(kind, text)
        if self.untold:
            tell("warning", f"{self.untold:,} more remarks like these", "ask for fewer records to see them all")
        code = max([fail(error) for error in failures], default=0)
        if tally and tally.is_long:
            new = min(tally.new, self.count)  # one work may stand in several documents
            tell("note", f"{self.count} found, {new} new, {self.partial} partial, {len(failures)} failed")
        elif self.verbose:
            tell("note", f"{self.count} records, {len(failures)} failures")
        return code
