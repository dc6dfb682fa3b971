"""ponarscite accept."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import complete_key, open_library, with_library


@click.command("accept")
@click.argument("key", shell_complete=complete_key)
@click.argument("variable", default="")
@click.argument("value", default="")
@with_library
@click.pass_context
def accept_(context: click.Context, key: str, variable: str, value: str, library: str | None) -> None:
    """Settle the conflicts of a record, or of one VARIABLE: what stands is right, or the VALUE that another claim has.

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
