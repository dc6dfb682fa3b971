"""ponarscite accept."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("accept")
@click.argument("key", shell_complete=complete_key)
@click.argument("variable", default="")
@click.argument("value", default="")
@with_library
@click.pass_context
def accept_(context: click.Context, key: str, variable: str, value: str, library: str | None) -> None:
    """Settle a conflict.

    The value of each VARIABLE stays, or becomes the VALUE of another claim. Without VARIABLE, all conflicts of the
    record of KEY are settled.

    \b
    Examples:
      ponarscite accept sukharenko2023using
      ponarscite accept sukharenko2023using issued 2023-03-14
    """
    with open_library(context, library, writing=True) as opened:
        names = (
            [variable] if variable else [one.variable for one in opened.conflicts() if one.key == opened.get(key).id]
        )
        record = opened.accept(key, variable, value)
    click.echo(f"{record.id}: {', '.join(names) or 'nothing'} settled")
