"""ponarscite why."""

from __future__ import annotations

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("why")
@click.argument("key", shell_complete=complete_key)
@click.argument("variable", default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_library
@click.pass_context
def why_(context: click.Context, key: str, variable: str, as_json: bool, library: str | None) -> None:
    """Show every claim behind a record of the library.

    Each claim has its origin and its place. ! marks a claim that contradicts the value. VARIABLE limits the list to one
    variable.

    \b
    Examples:
      ponarscite why pepm775
      ponarscite why pepm775 issued
    """
    from ponarscite.commands.claim_tree import claim_lines
    from ponarscite.reconcile.tree import as_tree

    with open_library(context, library) as opened:
        record = opened.get(key)
    tree = as_tree(record)
    if variable:
        from ponarscite.library.correction import known_variable

        name = known_variable(variable, tree["variables"])
        tree["variables"] = {name: tree["variables"][name]}
    if as_json:
        click.echo(json_text(tree))
    else:
        click.echo("\n".join(claim_lines(record, tree)))
