"""ponarscite distinct."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import complete_key, open_library, with_library


@click.command("distinct")
@click.argument("first", shell_complete=complete_key)
@click.argument("second", shell_complete=complete_key)
@with_library
@click.pass_context
def distinct_(context: click.Context, first: str, second: str, library: str | None) -> None:
    """Remember that two records are two works, however alike.

    \b
    Examples:
      ponarscite distinct lee2020snow lee2020snowa
    """
    with open_library(context, library, writing=True) as opened:
        opened.distinct(first, second)
        click.echo(f"{opened.get(first).id} and {opened.get(second).id} are two works")
