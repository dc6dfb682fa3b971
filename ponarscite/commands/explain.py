"""ponarscite explain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options

if TYPE_CHECKING:
    from ponarscite.hooks.registry import PluginManager


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@with_source_options
@click.pass_context
def explain(context: click.Context, /, sources: tuple[str, ...], as_json: bool, **chosen: Any) -> None:
    """Show each record of SOURCES, each value, and every claim behind it.

    A claim that is in conflict with the value is marked with !.

    \b
    Examples:
      ponarscite explain memo.html
      ponarscite explain memo.html --json
    """
    from ponarscite import pipeline
    from ponarscite.cli import fail
    from ponarscite.commands.claim_tree import as_tree, claim_lines
    from ponarscite.record.claim import ROLES

    plugins: PluginManager = context.obj
    failures: pipeline.Failures = []
    options = source_options(chosen)
    tell_of_network(sources, verbose=False)
    found = list(pipeline.ingest(sources, plugins, roles=ROLES, options=options, failures=failures))
    if as_json:
        click.echo(json.dumps([as_tree(record) for record in found], indent=2, ensure_ascii=False))
    else:
        for record in found:
            click.echo("\n".join(claim_lines(record)) + "\n")
    context.exit(max([fail(error) for error in failures], default=0))
