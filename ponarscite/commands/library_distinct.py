"""ponarscite distinct."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("distinct")
@click.argument("first", shell_complete=complete_key)
@click.argument("second", shell_complete=complete_key)
@with_library
@click.pass_context
def distinct_(context: click.Context, first: str, second: str, library: str | None) -> None:
    """Mark two records as different works.

    `ponarscite duplicates` no longer lists them.

    \b
    Examples:
      ponarscite distinct lee2020snow lee2020snowa
    """
    with open_library(context, library, writing=True) as opened:
        opened.distinct(first, second)
        click.echo(f"{opened.get(first).id} and {opened.get(second).id} are different works")
