"""ponarscite dump."""

from __future__ import annotations

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library
from ponarscite.record.text import inert


@click.command("dump")
@click.argument("folder", type=click.Path())
@with_library
@click.pass_context
def dump_(context: click.Context, folder: str, library: str | None) -> None:
    """Write the library as text files that git can diff.

    FOLDER gets a file for each record, with its claims.

    \b
    Examples:
      ponarscite dump memos/ && git -C memos add -A && git -C memos commit -m "Memos"
    """
    with open_library(context, library) as opened:
        click.echo(f"{opened.dump(folder)} records written to {inert(folder)}", err=True)
