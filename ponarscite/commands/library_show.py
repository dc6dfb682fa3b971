"""ponarscite show."""

from __future__ import annotations

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("show")
@click.argument("keys", nargs=-1, required=True, shell_complete=complete_key)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array with an object for each record.")
@with_library
@click.pass_context
def show_(context: click.Context, keys: tuple[str, ...], as_json: bool, library: str | None) -> None:
    """Show a record of the library.

    It prints the values, documents, tags and keys of each record, the works it cites and those that cite it. A key may
    also be the number of a memo, if only one series of the library has that number.

    \b
    Examples:
      ponarscite show pepm775
      ponarscite show 775 660 --json
    """
    from ponarscite.commands.record_page import as_page, page_lines

    with open_library(context, library) as opened:
        pages = [as_page(opened, opened.get(key)) for key in keys]
    if as_json:
        click.echo(json_text(pages))
        return
    click.echo("\n\n".join("\n".join(page_lines(page)) for page in pages))
