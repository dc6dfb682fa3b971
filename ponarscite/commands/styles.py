"""`ponarscite styles`: the CSL styles that can be named after -s."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

import click

from ponarscite.hookspecs import StyleRepository, hookimpl
from ponarscite.plugins import PluginManager

EXAMPLES = """
\b
Examples:
  ponarscite styles chicago notes
  ponarscite styles --json political
"""


@hookimpl
def register_commands(group: click.Group) -> None:
    """Add `styles`."""
    group.add_command(styles)


@click.command(epilog=EXAMPLES)
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of objects: id, title, repository.")
@click.pass_obj
def styles(plugins: PluginManager, words: tuple[str, ...], as_json: bool) -> None:
    """List the styles whose id or title has all of WORDS."""
    from ponarscite.pipeline import repositories

    found = list_styles(repositories(plugins), words)
    if as_json:
        click.echo(json.dumps(list(found), ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        print_table(found)
    else:
        for style in found:
            click.echo(f"{style['id']}\t{style['title']}")


def list_styles(repositories: Iterable[StyleRepository], words: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """Each style, as {id, title, repository}, whose id or title has all *words*; the first of an id wins."""
    wanted = [word.casefold() for word in words]
    seen: set[str] = set()
    for repository in repositories:
        for style, title in repository.list():
            text = f"{style} {title}".casefold()
            if style not in seen and all(word in text for word in wanted):
                yield {"id": style, "title": title, "repository": repository.name}
            seen.add(style)


def print_table(found: Iterable[dict[str, str]]) -> None:
    """The styles as a table for a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("id", "title", box=None, pad_edge=False)
    for style in found:
        table.add_row(Text(style["id"], overflow="fold"), Text(style["title"]))
    Console().print(table)
