"""ponarscite backup."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import open_library, with_library


@click.command("backup")
@click.argument("file", type=click.Path())
@with_library
@click.pass_context
def backup_(context: click.Context, file: str, library: str | None) -> None:
    """Copy the library to FILE, also while others use it; FILE is replaced whole or not at all.

    \b
    Examples:
      ponarscite backup memos-2024.sqlite
    """
    with open_library(context, library) as opened:
        opened.backup(file)
        click.echo(f"{len(opened)} records copied to {file}", err=True)
