"""ponarscite remove."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("remove")
@click.argument("keys", nargs=-1, required=True, shell_complete=complete_key)
@click.option("-y", "--yes", is_flag=True, help="Remove without asking.")
@with_library
@click.pass_context
def remove_(context: click.Context, keys: tuple[str, ...], yes: bool, library: str | None) -> None:
    """Remove records from the library.

    All claims about the records of KEYS are removed. Their keys are never given to other works.

    \b
    Examples:
      ponarscite remove pepm775
      ponarscite remove pepm775 pepm660 --yes
    """
    with open_library(context, library, writing=True) as opened:
        records = {record.id: record for record in map(opened.get, keys)}
        if not yes and not _is_sure([f"{key}  {record.title}" for key, record in records.items()]):
            click.echo("nothing was removed", err=True)
            context.exit(1)
        with opened.command(f"remove {' '.join(records)}"):
            for key in records:
                click.echo(f"{opened.remove(key)}: removed")


def _is_sure(names: list[str]) -> bool:
    from ponarscite.record.text import inert

    for name in names:
        click.echo(inert(name), err=True)
    try:
        with redirect_stdout(sys.stderr):  # click before 8.4 prints a blank there, whatever *err* says
            return click.confirm("Remove?", err=True)
    except click.Abort:  # standard input is closed
        return False
