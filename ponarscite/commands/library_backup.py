"""ponarscite backup."""

from __future__ import annotations

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library
from ponarscite.record.text import inert


@click.command("backup")
@click.argument("file", type=click.Path())
@with_library
@click.pass_context
def backup_(context: click.Context, file: str, library: str | None) -> None:
    """Copy the library to a file.

    Other programs may use the library meanwhile. FILE is replaced whole or not at all.

    \b
    Examples:
      ponarscite backup memos-2024.sqlite
    """
    with open_library(context, library) as opened:
        opened.backup(file)
        click.echo(f"{len(opened)} records copied to {inert(file)}", err=True)
