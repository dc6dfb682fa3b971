"""ponarscite add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.jobs_option import with_jobs
from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library
from ponarscite.commands.progress import progress
from ponarscite.commands.report import Report
from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options

if TYPE_CHECKING:
    from ponarscite import pipeline
    from ponarscite.document.document import Document
    from ponarscite.library.intake import IntakeResult
    from ponarscite.library.library import Library
    from ponarscite.record.record import Record


OUTCOMES = {"conflict": "conflict", "added": "added", "merged": "merged into", "unchanged": "unchanged"}
"""What became of a record, in words; of several things said of one, the first counts."""


@click.command("add")
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@with_source_options
@with_library
@with_jobs
@click.option("--json", "as_json", is_flag=True, help="As JSON: document, key, outcome.")
@click.pass_context
def add_(
    context: click.Context, /, sources: tuple[str, ...], library: str | None, as_json: bool, **chosen: Any
) -> None:
    """Keep the publications found in SOURCES, and the works that they cite and mention.

    Each key is printed with what happened: added, merged into (the record was there and knows more now), unchanged, or
    conflict (what is said contradicts what was there: see `ponarscite conflicts`). A document is kept whole or not at
    all; run the same command again to go on after an interruption.

    \b
    Examples:
      ponarscite add memo.html
      ponarscite add saved-pages/ --library memos.sqlite
      ponarscite add https://www.ponarseurasia.org/some-memo/
    """
    from ponarscite import pipeline
    from ponarscite.cli import INTERRUPTED, tell
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.claim import ROLES

    failures: pipeline.Failures = []
    tally, count = Tally(), _Count()
    options = source_options(chosen)
    tell_of_network(sources, verbose=False)
    with open_library(context, library, writing=True, create=True) as opened:
        reading = partial(pipeline.read, sources, context.obj, failures, roles=ROLES, options=options)
        try:
            with progress() as tell_of, opened.command(f"add {' '.join(sources)}"):
                read = reading(jobs=chosen["jobs"], tally=tally, progress=tell_of)
                _echo(_told(_kept(opened, read, count)), as_json=as_json)
        except KeyboardInterrupt:
            tell("note", "the documents read so far are kept whole; run the same command again to go on")
            context.exit(INTERRUPTED)
    tally.new = len(count.added)  # to the library
    report = Report(verbose=False, count=len(count.found), partial=len(count.found - count.whole))
    context.exit(report.tell(failures, tally))


@dataclass(slots=True)
class _Count:
    """What the documents are about, by key: found, new to the library, and known with title, author and date."""

    found: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)

    def take(self, records: Iterable[Record], results: Iterable[IntakeResult]) -> None:
        for record, result in zip(records, results, strict=True):
            if record.role == "subject":
                self.found.add(result.key)
                self.added |= {result.key} if result.outcome == "added" else set()
                self.whole |= set() if record.is_partial else {result.key}


def _kept(
    library: Library, read: Iterable[tuple[Document, str, Sequence[Record]]], count: _Count
) -> Iterator[tuple[str, list[IntakeResult]]]:
    """What became of each document, one by one."""
    from ponarscite.library.document_table import provenance

    for document, hash_, records in read:
        results = library.add_document(provenance(document, hash_), records)
        count.take(records, results)
        yield document.name, results


def _told(kept: Iterable[tuple[str, list[IntakeResult]]]) -> Iterator[tuple[str, str, str]]:
    """(document, key, what happened), each key once a document."""
    for name, results in kept:
        outcomes: dict[str, set[str]] = {}
        for one in results:
            outcomes.setdefault(one.key, set()).add(one.outcome)
        for key, said in outcomes.items():
            yield name, key, next(words for outcome, words in OUTCOMES.items() if outcome in said)


def _echo(told: Iterable[tuple[str, str, str]], *, as_json: bool) -> None:
    if not as_json:
        for _, key, outcome in told:
            click.echo(f"{key}: {outcome}")
        return
    import json

    rows = [{"document": name, "key": key, "outcome": outcome} for name, key, outcome in told]
    click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
