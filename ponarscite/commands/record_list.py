"""Records as a table on a terminal, as lines elsewhere, as JSON or as keys alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.record_lines import cells, pieces

if TYPE_CHECKING:
    from ponarscite.commands.record_lines import Item

COLUMNS = ("key", "issued", "authors", "title")

_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="As a JSON array of CSL-JSON items."),
    click.option("--keys-only", is_flag=True, help="Only the keys, one a line."),
    click.option(
        "--sort",
        default="",
        metavar="ORDER",
        help="relevance, issued, number, title, key or added; -issued: backwards.",
    ),
    click.option("--limit", type=click.IntRange(min=0), help="At most so many."),
)


def with_list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that tell how its records are listed."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def echo_items(items: Iterable[Item], *, as_json: bool, keys_only: bool) -> None:
    """Print CSL-JSON items as they come."""
    if sys.stdout.isatty() and not as_json and not keys_only:
        _echo_table(map(cells, items))
        return
    for piece in pieces(items, as_json=as_json, keys_only=keys_only):
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
