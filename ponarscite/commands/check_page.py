"""ponarscite check-page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.options import with_source_options
from ponarscite.commands.report import show_network_log

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.embedded.difference import Difference
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.record.record import Record

FORMAT = "html-meta"
"""The format of the lines to paste into a page."""

LONGEST = 160
"""Characters of a value that are printed."""


_READ_BY = {"": "finds no tags that it reads and ", "COinS": "reads the COinS of the page and "}
"""Translator of Zotero -> what is said of it; of the usual one, nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The item that a reference manager makes of one page, compared with our record.

    Args:
        page: its name.
        translator: the translator of Zotero that reads the page, "" if none does.
        item: the item that Zotero saves.
        fields: the fields of the record, each compared with the item's.
        remove: tags of the page to take out before the block is pasted, as "meta citation_author (2)".
        block: HTML to paste into the head of the page, "" when nothing is missing.
    """

    page: str
    translator: str
    item: dict[str, Any]
    fields: tuple[Difference, ...]
    remove: tuple[str, ...]
    block: str


@click.command(name="check-page")
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_source_options
@click.pass_context
def check_page(context: click.Context, /, sources: tuple[str, ...], reading: SourceOptions, as_json: bool) -> None:
    """Report what a reference manager makes of a web page.

    For each page of SOURCES it prints the item that Zotero's connector saves, the fields that are missing or wrong, and
    HTML to paste into the page. JabRef's browser extension goes by the same rules.

    \b
    Examples:
      ponarscite check-page https://www.ponarseurasia.org/some-memo/
      ponarscite check-page memo.html --json
    """
    from ponarscite import pipeline
    from ponarscite.cli import fail

    plugins: PluginManager = context.obj
    failures: pipeline.Failures = []
    show_network_log(sources, verbose=False)
    pages = pipeline.read_pages(sources, plugins, failures, options=reading)
    verdicts = [_verdict(document, record, plugins) for document, record in pages]
    if as_json:
        click.echo(json_text([asdict(verdict) for verdict in verdicts]))
    elif verdicts:
        click.echo("\n\n".join("\n".join(_lines(verdict)) for verdict in verdicts))
    context.exit(max([fail(error) for error in failures], default=0))


def _verdict(document: Document, record: Record, plugins: PluginManager) -> Verdict:
    from ponarscite import pipeline
    from ponarscite.document.tree import parse_html
    from ponarscite.embedded.correction import tags_to_remove
    from ponarscite.embedded.difference import differences
    from ponarscite.embedded.page_item import item_of_page, translator_of
    from ponarscite.interchange.zotero_item import item_type

    tree = document.html
    item = item_of_page(tree, document.url)
    fields = tuple(differences(item, record))
    is_right = all(one.state == "right" for one in fields)
    block = "" if is_right else "".join(pipeline.render([record], FORMAT, plugins))
    remove = tuple(tags_to_remove(tree, parse_html(block), item_type(record))) if block else ()
    return Verdict(document.name, translator_of(tree), item, fields, remove, block)


def _lines(verdict: Verdict) -> Iterator[str]:
    from ponarscite.record.text import inert

    yield inert(f"{verdict.page}: Zotero {_READ_BY.get(verdict.translator, '')}saves a {verdict.item['itemType']}")
    for field in verdict.fields:
        yield inert(f"  {field.state:8} {_words(field)}")
    if verdict.remove:
        yield inert(f"Take out of the page: {', '.join(verdict.remove)}.")
    if verdict.block:
        yield "To mend that, paste this into the <head> of the page:\n"
        yield verdict.block.rstrip("\n")
    else:
        yield "Nothing is missing."


def _words(one: Difference) -> str:
    """ "creators: Olena Prykladna", and for what is wrong: "itemType: blogPost, not report"."""
    shown = {"right": one.found, "missing": one.wanted, "wrong": f"{one.found}, not {one.wanted}"}[one.state]
    return f"{one.field}: {shown if len(shown) <= LONGEST else f'{shown[: LONGEST - 3]}...'}"
