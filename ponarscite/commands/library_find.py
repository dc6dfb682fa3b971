"""ponarscite find."""

from __future__ import annotations

from typing import Any

import click

from ponarscite.commands.options import with_library, with_list_options
from ponarscite.commands.record_list import ListOptions, list_found


@click.command("find")
@click.argument("words", nargs=-1)
@with_list_options
@with_library
@click.pass_context
def find_(context: click.Context, /, words: tuple[str, ...], library: str | None, **listed: Any) -> None:
    """Search the library.

    WORDS are words and "phrases", fields (author:junisbai), ranges (issued:2020..2022), and what to leave out
    (-topic:media); a record must match them all. Words are searched in titles, names, abstracts, keywords, notes and
    sources, in Latin and Cyrillic spelling, with or without accents.

    \b
    Examples:
      ponarscite find kazakhstan author:junisbai issued:2020..2022
      ponarscite find '"coup attempt" number:<700 series:pepm -topic:media'
      ponarscite find cites:pepm660 --json
      ponarscite find 'is:partial tag:"to read"' --sort -issued --keys-only
    """
    list_found(context, " ".join(words), library, ListOptions(**listed))
