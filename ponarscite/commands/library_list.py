"""ponarscite list."""

from __future__ import annotations

from typing import Any

import click

from ponarscite.commands.library_option import with_library
from ponarscite.commands.record_list import with_list_options


@click.command("list")
@with_list_options
@with_library
@click.pass_context
def list_(context: click.Context, /, library: str | None, **listed: Any) -> None:
    """List every record of the library.

    \b
    Examples:
      ponarscite list
      ponarscite list --sort -issued --limit 20
      ponarscite list --json > everything.json
    """
    from ponarscite.commands.library_find import show

    show(context, "", library, listed)
