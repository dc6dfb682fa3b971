"""Records as a table on a terminal, as lines elsewhere, as JSON or as keys alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ponarscite.record.record import Record

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


def echo_records(records: Iterable[Record], *, as_json: bool, keys_only: bool) -> int:
    """Print records as they come; how many there were."""
    if as_json:
        return _echo_items(records)
    if keys_only:
        return _echo_lines([record.id] for record in records)
    rows = (_row(record) for record in records)
    return _echo_table(rows) if sys.stdout.isatty() else _echo_lines(rows)


def _row(record: Record) -> list[str]:
    from ponarscite.cli import inert

    authors = "; ".join(map(str, record.author))
    return [inert(text) for text in (record.id, str(record.issued), authors, record.title)]


def _echo_lines(rows: Iterable[list[str]]) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 -- the number of the last one
        click.echo("\t".join(row))
    return count


def _echo_items(records: Iterable[Record]) -> int:
    from ponarscite.record.item import to_item

    count = 0
    for count, record in enumerate(records, 1):
        click.echo(("[" if count == 1 else ",\n ") + json.dumps(to_item(record), ensure_ascii=False), nl=False)
    click.echo("]" if count else "[]")
    return count


def _echo_table(rows: Iterator[list[str]]) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*COLUMNS, box=None, pad_edge=False)
    for row in rows:
        table.add_row(Text(row[0], overflow="fold"), *map(Text, row[1:]))
    if table.row_count:
        Console().print(table)
    return table.row_count
