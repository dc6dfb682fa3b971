"""ponarscite add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_jobs, with_library, with_source_options
from ponarscite.commands.progress import progress
from ponarscite.commands.report import Report, show_network_log

if TYPE_CHECKING:
    from ponarscite import pipeline
    from ponarscite.document.document import Document
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.library.intake import IntakeResult
    from ponarscite.library.library import Library
    from ponarscite.record.record import Record


OUTCOMES = {"conflict": "conflict", "added": "added", "merged": "merged into", "unchanged": "unchanged"}
"""Outcome -> the words to print. If several records of a document have one key, the first outcome here counts."""


@click.command("add")
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@with_source_options
@with_library
@with_jobs
@click.option("--json", "as_json", is_flag=True, help="Print JSON: document, key, outcome.")
@click.pass_context
def add_(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    reading: SourceOptions,
    library: str | None,
    jobs: int,
    as_json: bool,
) -> None:
    """Add records to the library.

    These are the publications that SOURCES are about, and the works that they cite or mention. Each key is printed with
    its outcome: added; merged into (the record was there, and has more claims now); unchanged; or conflict (the new
    claims contradict the old ones: see `ponarscite conflicts`). A document is added whole or not at all, so after an
    interruption the same command goes on.

    \b
    Examples:
      ponarscite add memo.html
      ponarscite add saved-pages/ --library memos.sqlite
      ponarscite add https://www.ponarseurasia.org/some-memo/
    """
    from ponarscite import pipeline
    from ponarscite.cli import interruption_code, tell
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.claim import ROLES

    failures: pipeline.Failures = []
    tally, count = Tally(), _Count()
    show_network_log(sources, verbose=False)
    read = partial(pipeline.read_documents, sources, context.obj, failures, roles=ROLES, options=reading)
    with open_library(context, library, writing=True, create=True) as opened:
        try:
            with progress() as advance, opened.command(f"add {' '.join(sources)}"):
                _echo(_outcomes(_added(opened, read(jobs=jobs, tally=tally, progress=advance), count)), as_json=as_json)
        except KeyboardInterrupt as error:
            tell("note", "the documents read so far are in the library; run the same command again to go on")
            context.exit(interruption_code(error))
    tally.new = count.added  # to the library
    report = Report(verbose=False, count=len(count.found), partial=len(count.partial))
    context.exit(report.tell(failures, tally))


@dataclass(slots=True)
class _Count:
    """The records that the documents are about.

    Args:
        found: the keys of all of them.
        partial: the keys of those that no document gives title, author and date.
        added: the number of those that are new to the library.
    """

    found: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    added: int = 0

    def take(self, records: Iterable[Record], results: Iterable[IntakeResult]) -> None:
        for record, result in zip(records, results, strict=True):
            if record.role == "subject":
                self._take(result, is_partial=record.is_partial)

    def _take(self, result: IntakeResult, *, is_partial: bool) -> None:
        if not is_partial:
            self.partial.discard(result.key)
        elif result.key not in self.found:
            self.partial.add(result.key)
        self.found.add(result.key)
        self.added += result.outcome == "added"


def _added(
    library: Library, read: Iterable[tuple[Document, str, Sequence[Record]]], count: _Count
) -> Iterator[tuple[str, list[IntakeResult]]]:
    """Add documents one by one; the name of each, and the outcome of each of its records."""
    from ponarscite.library.document_table import provenance

    for document, hash_, records in read:
        results = library.add_document(provenance(document, hash_), records)
        count.take(records, results)
        yield document.name, results
        _tell_keys(library, results)


def _tell_keys(library: Library, results: Sequence[IntakeResult]) -> None:
    """Tell which keys of the document are not those of its records, and which records were split."""
    from ponarscite.cli import tell

    split = dict.fromkeys(key for one in results for key in one.split)
    for given, key in dict.fromkeys((one.given, one.key) for one in results if one.given):
        if key in library.resolve(given):
            tell("note", f"{given} leads to {key}: one work under two keys")
        elif given not in split:
            tell("note", f"{given} is another work's key: now {key}")
    for key in split:
        tell("note", f"{key} is a record of its own now")


def _outcomes(added: Iterable[tuple[str, list[IntakeResult]]]) -> Iterator[tuple[str, str, str]]:
    """(document, key, words of the outcome), each key once a document."""
    for name, results in added:
        found: dict[str, set[str]] = {}
        for one in results:
            found.setdefault(one.key, set()).add(one.outcome)
        for key, outcomes in found.items():
            yield name, key, next(words for outcome, words in OUTCOMES.items() if outcome in outcomes)


def _echo(outcomes: Iterable[tuple[str, str, str]], *, as_json: bool) -> None:
    if not as_json:
        for _, key, words in outcomes:
            click.echo(f"{key}: {words}")
        return
    rows = [{"document": name, "key": key, "outcome": words} for name, key, words in outcomes]
    click.echo(json_text(rows))
