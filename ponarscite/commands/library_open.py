"""ponarscite open."""

from __future__ import annotations

import click

from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library


@click.command("open")
@click.argument("key", shell_complete=complete_key)
@click.option("--url", "only_url", is_flag=True, help="Print the address and open nothing.")
@with_library
@click.pass_context
def open_(context: click.Context, key: str, only_url: bool, library: str | None) -> None:
    """Open the web page of a record in the browser.

    \b
    Examples:
      ponarscite open pepm775
      ponarscite open 775 --url
    """
    from ponarscite.errors import LibraryError, OutputError
    from ponarscite.record.text import web_address

    with open_library(context, library) as opened:
        record = opened.get(key)
    address = web_address(record.url) or web_address(record.pdf_url)
    if not address:
        raise LibraryError(f"{record.id} has no address", hint=f"ponarscite edit {record.id} URL=https://...")
    click.echo(address)
    if not only_url and click.launch(address) != 0:
        raise OutputError("no browser could be started", hint="open the address yourself")
