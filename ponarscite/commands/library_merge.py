"""ponarscite merge."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("merge")
@click.argument("keys", nargs=-1, required=True, shell_complete=complete_key)
@with_library
@click.pass_context
def merge_(context: click.Context, keys: tuple[str, ...], library: str | None) -> None:
    """Merge several records into one.

    It keeps the claims of all KEYS, and every key leads to it.

    \b
    Examples:
      ponarscite merge junisbai2022limits pepm775
    """
    from ponarscite.errors import MisuseError

    if len(keys) < 2:
        raise MisuseError("one record cannot be merged", hint="name at least two keys: ponarscite merge A B")
    with open_library(context, library, writing=True) as opened:
        former = [opened.get(key).id for key in keys]
        kept = opened.merge(*keys)
    gone = [key for key in dict.fromkeys(former) if key != kept]
    click.echo(f"{kept}: merged with {', '.join(gone)}" if gone else f"{kept}: already one record")
