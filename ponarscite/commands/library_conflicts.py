"""ponarscite conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library

if TYPE_CHECKING:
    from ponarscite.library.correction import Dispute


@click.command("conflicts")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: key, variable, values with their origins.")
@with_library
@click.pass_context
def conflicts_(context: click.Context, as_json: bool, library: str | None) -> None:
    """List the claims that disagree.

    The value of the record comes first, then the others. Conflicts that you have settled are left out.

    \b
    Examples:
      ponarscite conflicts
      ponarscite conflicts --json
    """
    from ponarscite.record.text import inert

    with open_library(context, library) as opened:
        found = list(opened.conflicts())
    if as_json:
        click.echo(json_text([as_tree(one) for one in found]))
        return
    if not found:
        click.echo("note: nothing found", err=True)
    for one in found:
        click.echo(f"{one.key}: {one.variable}")
        for value, origins in one.values:
            click.echo(inert(f"  {value}  [{'; '.join(origins)}]"))


def as_tree(dispute: Dispute) -> dict[str, object]:
    """A conflict as values for JSON. The first of its values is that of the record."""
    values = [
        {"value": value, "origins": list(origins), "kept": number == 0}
        for number, (value, origins) in enumerate(dispute.values)
    ]
    return {"key": dispute.key, "variable": dispute.variable, "values": values}
