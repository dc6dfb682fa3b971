"""ponarscite styles."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from ponarscite.commands.json_text import json_text
from ponarscite.hooks.registry import PluginManager


@click.command()
@click.argument("words", nargs=-1)
@click.option("--popular", is_flag=True, help="List only the usual styles, and those of journals of this field.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of {id, title, repository}, or one object.")
@click.option("--show", metavar="ID", help="Describe one style, and what it prints of a numbered memo.")
@click.pass_obj
def styles(plugins: PluginManager, words: tuple[str, ...], popular: bool, as_json: bool, show: str | None) -> None:
    """List the citation styles.

    With WORDS, only those whose id or title has all of them. The usual styles come first.

    \b
    Examples:
      ponarscite styles --popular
      ponarscite styles chicago notes
      ponarscite styles --json political
      ponarscite styles --show apa
    """
    from ponarscite.hooks.offered import repositories

    if show is not None:
        show_style(described(show, plugins), as_json)
        return
    from ponarscite.citation.popular import POPULAR, list_styles

    found = list_styles(repositories(plugins), words)
    if popular:
        found = [style for style in found if style["id"] in POPULAR]
    if as_json:
        click.echo(json_text(found))
    elif sys.stdout.isatty():
        print_table(found)
    else:
        for style in found:
            click.echo(f"{style['id']}\t{style['title']}")


def described(style: str, plugins: PluginManager) -> dict[str, object]:
    """A style as values for JSON: its title, class, fields, parent, licence, and what it prints of a memo.

    Raises:
        StyleNotFoundError, StyleError, RenderError: there is no such style, or it cannot be used.
    """
    from ponarscite.citation.style import read_style
    from ponarscite.csl import Style
    from ponarscite.hooks.offered import repositories
    from ponarscite.hookspecs import RenderOptions
    from ponarscite.loss.style import printed
    from ponarscite.pipeline import resources

    offered = resources(plugins)
    own = Style.parse(read_style(style, repositories(plugins)) or offered.find_style(style)[0])
    independent = Style.parse(offered.find_style(style)[0])
    prints = printed(RenderOptions(style=style), offered)
    return {
        "id": style,
        "title": own.title,
        "class": "note" if independent.in_notes else "in-text",
        "fields": list(own.fields),
        "parent": own.parent,
        "licence": own.licence or independent.licence,
        "bibliography": independent.bibliography is not None,
        "number": "number" in prints,
        "series": "genre" in prints,
    }


_LABELS = {"bibliography": "bibliography", "number": "prints a report's number", "series": "prints a report's series"}
"""Name of a value -> its label for people."""


def show_style(description: dict[str, object], as_json: bool) -> None:
    """Print the description of a style: a line for each value, or a JSON object."""
    if as_json:
        click.echo(json_text(description))
        return
    for name, value in description.items():
        if text := _text(value):
            click.echo(f"{_LABELS.get(name, name)}: {text}")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def print_table(found: Iterable[dict[str, str]]) -> None:
    """Print the styles as a table on a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("id", "title", box=None, pad_edge=False)
    for style in found:
        table.add_row(Text(style["id"], overflow="fold"), Text(style["title"]))
    Console().print(table)
