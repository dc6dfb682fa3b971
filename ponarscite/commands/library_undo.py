"""ponarscite undo."""

from __future__ import annotations

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import with_library


@click.command("undo")
@with_library
@click.pass_context
def undo_(context: click.Context, library: str | None) -> None:
    """Undo the last command that changed the library.

    Run it again to undo the command before that.

    \b
    Examples:
      ponarscite undo
    """
    from ponarscite.errors import LibraryError
    from ponarscite.record.text import inert

    with open_library(context, library, writing=True) as opened:
        changes = opened.undo()
    if not changes:
        raise LibraryError("there is nothing to undo", hint="ponarscite log lists the changes")
    for change in changes:
        click.echo(inert(f"undone: {change.command}"))
