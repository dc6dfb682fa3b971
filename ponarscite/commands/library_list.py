"""ponarscite list."""

from __future__ import annotations

from typing import Any

import click

from ponarscite.commands.options import with_library, with_list_options
from ponarscite.commands.record_list import ListOptions, list_found


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
    list_found(context, "", library, ListOptions(**listed))
