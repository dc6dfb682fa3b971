"""ponarscite explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.options import with_source_options
from ponarscite.commands.report import show_network_log, tell_reading

if TYPE_CHECKING:
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.record.claim import Claim
    from ponarscite.record.record import Record


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_source_options
@click.pass_context
def explain(context: click.Context, /, sources: tuple[str, ...], reading: SourceOptions, as_json: bool) -> None:
    """Show every value of a record and the claims behind it.

    All records of SOURCES are shown, also the works that they cite and mention. ! marks a claim that contradicts the
    value.

    \b
    Examples:
      ponarscite explain memo.html
      ponarscite explain memo.html --json
    """
    from ponarscite import pipeline
    from ponarscite.cli import fail
    from ponarscite.commands.claim_tree import claim_lines
    from ponarscite.ingestion.documents import Tally
    from ponarscite.reconcile.tree import as_tree
    from ponarscite.record.claim import ROLES

    plugins: PluginManager = context.obj
    failures: pipeline.Failures = []
    tally = Tally()
    show_network_log(sources, verbose=False)
    found = list(
        map(_graded, pipeline.ingest(sources, plugins, roles=ROLES, options=reading, failures=failures, tally=tally))
    )
    if as_json:
        click.echo(json_text([as_tree(record) for record in found]))
    else:
        for record in found:
            click.echo("\n".join(claim_lines(record)) + "\n")
    tell_reading(tally)
    context.exit(max([fail(error) for error in failures], default=0))


def _graded(record: Record) -> Record:
    """The record with the top grade for each reading of a citation that a style prints back."""
    from dataclasses import replace

    from ponarscite.record.claim import READING

    if not any(claim.variable == READING for claim in record.claims):
        return record
    claims = tuple(_regraded(claim, record) if claim.variable == READING else claim for claim in record.claims)
    return replace(record, claims=claims)


def _regraded(claim: Claim, record: Record) -> Claim:
    from dataclasses import replace

    from ponarscite.citestring.printing import is_printed
    from ponarscite.record.item import to_item

    grade, _, rest = claim.text.partition(", ")
    text = rest.partition(": ")[2]
    is_best = grade == "proven" and is_printed(to_item(record), text)
    return replace(claim, text=f"printed, {rest}") if is_best else claim
