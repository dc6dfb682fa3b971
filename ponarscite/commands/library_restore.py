"""ponarscite restore."""

from __future__ import annotations

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library


@click.command("restore")
@click.argument("folder", type=click.Path())
@with_library
@click.pass_context
def restore_(context: click.Context, folder: str, library: str | None) -> None:
    """Restore a dumped library into a new file.

    FOLDER is what `ponarscite dump` has written.

    \b
    Examples:
      ponarscite restore memos/ --library restored.sqlite
    """
    with open_library(context, library, writing=True, create=True) as opened:
        click.echo(f"{opened.restore(folder)} records restored", err=True)
