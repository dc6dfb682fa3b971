"""What a command reports on standard error: doubts, conflicts, failures, and the log of the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.record import Record

MOST_REMARKS = 1_000
"""Remarks that are printed; a library of a million records may give as many."""


@dataclass(slots=True)
class Report:
    """Remarks about the records that pass by; printed when all of them have passed.

    Args:
        verbose: whether partial records, fields of each record that were not read, and the number of records are
            reported, too.
        quiet: whether what readers left out stays untold.
        count: records so far.
        partial: of them, those without title, author or date.
        remarks: (kind, text), the kind as `cli.tell` takes it.
        left_out: number of remarks beyond MOST_REMARKS.
    """

    verbose: bool
    quiet: bool = False
    count: int = 0
    partial: int = 0
    remarks: list[tuple[str, str]] = field(default_factory=list)
    left_out: int = 0

    def listen(self, records: Iterable[Record]) -> Iterator[Record]:
        """Pass on the records, and remember the remarks about them."""
        for record in records:
            self.count += 1
            self.partial += record.is_partial
            for kind, text in self._of(record):
                self._remember(kind, f"{record.id}: {text}")
            yield record

    def _remember(self, kind: str, text: str) -> None:
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append((kind, text))
        else:
            self.left_out += 1

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
        if self.verbose and (unread := unread_of(record)):
            yield "note", f"not read: {', '.join(unread)}"

    def tell(self, failures: list[PonarsciteError], tally: Tally | None = None) -> int:
        """Print the remarks, the failures and, after many documents, their numbers. Returns the exit code."""
        from ponarscite.cli import fail, tell

        for kind, text in self.remarks:
            tell(kind, text)
        if tally and not self.quiet:
            tell_reading(tally)
        if self.left_out:
            tell("warning", f"{self.left_out:,} more remarks like these", "select fewer records to see them all")
        code = max([fail(error) for error in failures], default=0)
        if tally and tally.is_long:
            new = min(tally.new, self.count)  # several documents may describe one work
            tell("note", f"{self.count} found, {new} new, {self.partial} partial, {len(failures)} failed")
        elif self.verbose:
            tell("note", f"{self.count} records, {len(failures)} failures")
        return code


def unread_of(record: Record) -> list[str]:
    """The names of the fields of a work that its record does not hold."""
    from ponarscite.record.claim import UNREAD

    return list(dict.fromkeys(claim.text for claim in record.claims if claim.variable == UNREAD))


def tell_reading(tally: Tally) -> None:
    """Print what readers left out of each document, and what they read in another way than it is written."""
    from ponarscite.cli import tell

    for name, told in tally.told.items():
        for line in told.lines(name):
            tell("warning", line)


def show_network_log(sources: Iterable[str], *, verbose: bool) -> None:
    """Print the warnings of the network on standard error; with *verbose*, every request."""
    if any(source.lower().startswith(("http:", "https:")) for source in sources):
        show_log(verbose=verbose)


def show_log(*, verbose: bool) -> None:
    """Print warnings on standard error, each once; with *verbose*, notes too."""
    import logging

    from ponarscite.cli import tell

    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kind = "warning" if record.levelno >= logging.WARNING else "note"
            if kind == "note" or record.getMessage() not in told:
                tell(kind, record.getMessage())
            told.add(record.getMessage())

    told: set[str] = set()
    log = logging.getLogger("ponarscite")
    log.handlers[:] = [Teller()]
    log.setLevel(logging.INFO if verbose else logging.NOTSET)
