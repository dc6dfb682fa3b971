"""Lists of records: a table on a terminal, else lines; or JSON, or keys alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import click

from ponarscite.commands.opened import library_path
from ponarscite.commands.record_lines import cells, pieces
from ponarscite.library.finder import Finder

if TYPE_CHECKING:
    from ponarscite.commands.record_lines import Item

COLUMNS = ("key", "issued", "authors", "title")


class ListOptions(NamedTuple):
    """The options of `with_list_options`.

    Args:
        as_json: print a JSON array of CSL-JSON items.
        keys_only: print keys alone.
        sort: an order of `ponarscite.library.search`, "" for the default.
        limit: the most records, None for all.
    """

    as_json: bool
    keys_only: bool
    sort: str
    limit: int | None


def list_found(context: click.Context, query: str, library: str | None, options: ListOptions) -> None:
    """Print the records that a query finds; "" finds all."""
    with Finder(library_path(library), context.obj) as finder:
        found = islice(finder.items(query, options.sort), options.limit)
        first = next(found, None)
        echo_items(found if first is None else chain([first], found), options)
        if first is None and options.limit != 0:
            click.echo("note: nothing found", err=True)


def echo_items(items: Iterable[Item], options: ListOptions) -> None:
    """Print CSL-JSON items one by one."""
    if sys.stdout.isatty() and not options.as_json and not options.keys_only:
        _echo_table(map(cells, items))
        return
    for piece in pieces(items, as_json=options.as_json, keys_only=options.keys_only):
        click.echo(piece, nl=False)


def _echo_table(rows: Iterable[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*COLUMNS, box=None, pad_edge=False)
    for row in rows:
        table.add_row(Text(row[0], overflow="fold"), *map(Text, row[1:]))
    if table.row_count:
        Console().print(table)
