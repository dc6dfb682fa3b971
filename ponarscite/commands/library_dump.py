"""ponarscite dump."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import open_library, with_library


@click.command("dump")
@click.argument("folder", type=click.Path())
@with_library
@click.pass_context
def dump_(context: click.Context, folder: str, library: str | None) -> None:
    """Write the library into FOLDER as text that git can diff: a file a record, claims included.

    \b
    Examples:
      ponarscite dump memos/ && git -C memos add -A && git -C memos commit -m "Memos"
    """
    with open_library(context, library) as opened:
        click.echo(f"{opened.dump(folder)} records written to {folder}", err=True)
