"""ponarscite add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.library_option import open_library, with_library
from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options

if TYPE_CHECKING:
    from ponarscite import pipeline
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.library.arrival import Arrival
    from ponarscite.library.library import Library


OUTCOMES = {"conflict": "conflict", "added": "added", "merged": "merged into", "unchanged": "unchanged"}
"""What became of a record, in words; of several things said of one, the first counts."""


@click.command("add")
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@with_source_options
@with_library
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
    from ponarscite.cli import INTERRUPTED, fail, tell

    failures: pipeline.Failures = []
    options = source_options(chosen)
    tell_of_network(sources, verbose=False)
    with open_library(context, library, writing=True, create=True) as opened:
        told = _told(_kept(opened, context, sources, options, failures))
        try:
            _echo(told, as_json=as_json)
        except KeyboardInterrupt:
            tell("note", "the documents read so far are kept whole; run the same command again to go on")
            context.exit(INTERRUPTED)
    context.exit(max([fail(error) for error in failures], default=0))


def _kept(
    library: Library,
    context: click.Context,
    sources: tuple[str, ...],
    options: SourceOptions,
    failures: pipeline.Failures,
) -> Iterable[tuple[str, list[Arrival]]]:
    """What became of each document, one by one."""
    from ponarscite import pipeline
    from ponarscite.library.document_shelf import provenance
    from ponarscite.record.record import ROLES

    with library.command(f"add {' '.join(sources)}"):
        read = pipeline.read(sources, context.obj, failures, roles=ROLES, options=options)
        for document, records in read:
            if found := list(records):
                yield document.name, library.add_document(provenance(document), found)


def _told(kept: Iterable[tuple[str, list[Arrival]]]) -> Iterable[tuple[str, str, str]]:
    """(document, key, what happened), each key once a document."""
    for name, arrivals in kept:
        outcomes: dict[str, set[str]] = {}
        for one in arrivals:
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
