"""ponarscite find."""

from __future__ import annotations

from typing import Any

import click

from ponarscite.commands.library_option import open_library, with_library
from ponarscite.commands.record_list import echo_items, with_list_options


@click.command("find")
@click.argument("words", nargs=-1)
@with_list_options
@with_library
@click.pass_context
def find_(context: click.Context, /, words: tuple[str, ...], library: str | None, **listed: Any) -> None:
    """Search the library: words and phrases, fields, ranges, and what is not wanted.

    Words are looked for in titles, names, abstracts, keywords, notes and sources, in Latin and Cyrillic spelling,
    accents aside. Everything must hold.

    \b
    Examples:
      ponarscite find kazakhstan author:junisbai issued:2020..2022
      ponarscite find '"coup attempt" number:<700 series:pepm -topic:media'
      ponarscite find cites:pepm660 --json
      ponarscite find 'is:partial tag:"to read"' --sort -issued --keys-only
    """
    show(context, " ".join(words), library, listed)


def show(context: click.Context, query: str, library: str | None, listed: dict[str, Any]) -> None:
    """Print the records that a query finds."""
    from itertools import islice

    from ponarscite import settings
    from ponarscite.library.finder import Finder

    with Finder(library or settings.library_path(), context.obj) as opened:
        found = opened.items(query, listed["sort"])
        echo_items(islice(found, listed["limit"]), as_json=listed["as_json"], keys_only=listed["keys_only"])
