"""ponarscite log."""

from __future__ import annotations

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library


@click.command("log")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: number, command, at, undone.")
@with_library
@click.pass_context
def log_(context: click.Context, as_json: bool, library: str | None) -> None:
    """List the commands that changed the library.

    The last one comes first.

    \b
    Examples:
      ponarscite log
      ponarscite log --json
    """
    from dataclasses import asdict

    from ponarscite.record.text import inert

    with open_library(context, library, writing=True) as opened:
        changes = opened.log()
    if as_json:
        click.echo(json_text([asdict(change) for change in changes]))
        return
    for change in changes:
        click.echo(inert(f"{change.number}  {change.at}  {change.command}{'  (undone)' if change.undone else ''}"))
