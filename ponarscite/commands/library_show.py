"""ponarscite show."""

from __future__ import annotations

import click

from ponarscite.commands.library_option import complete_key, open_library, with_library


@click.command("show")
@click.argument("keys", nargs=-1, required=True, shell_complete=complete_key)
@click.option("--json", "as_json", is_flag=True, help="As a JSON array, a record an object.")
@with_library
@click.pass_context
def show_(context: click.Context, keys: tuple[str, ...], as_json: bool, library: str | None) -> None:
    """Show the records of KEYS: what is known, where from, whom they cite and who cites them.

    A key may be a number, where only one series of the library has it.

    \b
    Examples:
      ponarscite show pepm775
      ponarscite show 775 660 --json
    """
    import json

    from ponarscite.commands.record_page import as_page, page_lines

    with open_library(context, library) as opened:
        pages = [as_page(opened, opened.get(key)) for key in keys]
    if as_json:
        click.echo(json.dumps(pages, indent=2, ensure_ascii=False))
        return
    click.echo("\n\n".join("\n".join(page_lines(page)) for page in pages))
