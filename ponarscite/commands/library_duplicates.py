"""ponarscite duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.opened import complete_key, open_library
from ponarscite.commands.options import with_library

if TYPE_CHECKING:
    from ponarscite.library.duplicates import Melted, Pair
    from ponarscite.library.library import Library


@click.command("duplicates")
@click.argument("keys", nargs=-1, shell_complete=complete_key)
@click.option("--melted", is_flag=True, help="List records that hold several works; with KEYS or --all, split them.")
@click.option("--all", "everything", is_flag=True, help="With --melted: split every record that holds several works.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_library
@click.pass_context
def duplicates_(
    context: click.Context, keys: tuple[str, ...], melted: bool, everything: bool, as_json: bool, library: str | None
) -> None:
    """List pairs of records that may be the same work.

    The likeliest pairs come first. Both have the same address, PDF or DOI; the same title and authors, but differ in
    something else; or titles that are at least 90 % alike, an author in common, and years that differ by one at most.
    `ponarscite merge` or `ponarscite distinct` settles a pair.

    With --melted it is the other way round: it lists the records that hold several works, which earlier versions of
    ponarscite merged: editions, volumes, chapters of one title. With KEYS or --all they are split. Every key stays
    with a record, and `ponarscite undo` takes the split back.

    \b
    Examples:
      ponarscite duplicates
      ponarscite duplicates --json
      ponarscite duplicates --melted
      ponarscite duplicates --melted weber1978economy
      ponarscite duplicates --melted --all
    """
    _check(keys, melted=melted, everything=everything)
    is_writing = bool(keys or everything)
    with open_library(context, library, writing=is_writing) as opened:
        if is_writing:
            with opened.command(f"duplicates --melted {' '.join(keys) or '--all'}"):
                rows = _split(opened, keys or tuple(one.key for one in list(opened.melted())))
        else:
            rows = _melted(opened.melted()) if melted else _pairs(opened.duplicates())
    _echo(rows, as_json=as_json)


def _check(keys: Sequence[str], *, melted: bool, everything: bool) -> None:
    """Refuse arguments that have no meaning together. Raises MisuseError."""
    from ponarscite.errors import MisuseError

    if not melted and (keys or everything):
        raise MisuseError("only --melted takes keys or --all", hint="ponarscite duplicates lists all pairs")
    if keys and everything:
        raise MisuseError("--all splits every record already", hint="leave out --all, or the keys")


Row = tuple[tuple[str, ...], dict[str, object]]
"""A line as its cells, and the same as an object of JSON."""


def _pairs(found: Iterable[Pair]) -> list[Row]:
    from dataclasses import asdict

    return [((pair.first, pair.second, pair.reason), asdict(pair)) for pair in found]


def _melted(found: Iterable[Melted]) -> list[Row]:
    from dataclasses import asdict

    return [
        ((one.key, f"{len(one.works)} works", ", ".join(one.differences), " | ".join(one.works)), asdict(one))
        for one in found
    ]


def _split(library: Library, keys: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for key in keys:
        own = library.get(key).id
        new = library.split(own)
        words = f"{own}: split off {', '.join(new)}" if new else f"{own}: one work"
        rows.append(((words,), {"key": own, "split": new}))
    return rows


def _echo(rows: Iterable[Row], *, as_json: bool) -> None:
    if not as_json:
        from ponarscite.record.text import inert

        rows = list(rows)
        if not rows:
            click.echo("note: nothing found", err=True)
        for cells, _ in rows:
            click.echo("\t".join(map(inert, cells)))
        return
    click.echo(json_text([value for _, value in rows]))
