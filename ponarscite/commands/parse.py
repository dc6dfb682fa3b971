"""ponarscite parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.note.parsed import ParsedCitation
    from ponarscite.record.record import Record

SURE = ("printed", "proven", "rules")
"""Grades of citations that can be relied on."""


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("-f", "--format", metavar="FORMAT", help="Write the records in a format, as export does.")
@click.option("--doubtful", is_flag=True, help="With -f: add what is sure of citations that are not proven.")
@click.pass_context
def parse(context: click.Context, /, file: str, as_json: bool, format: str | None, doubtful: bool) -> None:
    """Read citations as people write them, one a line.

    Each citation is shown with its grade, the smallest probability of a label, and its fields as the text has them.
    FILE is a text, a Markdown file or a web page, - for standard input. The exit code is 1 if a line is not
    understood, or a citation not proven.

    \b
    Grades:
      printed    proven, and a citation style prints it back
      proven     the model is sure of each label, and every check passes
      rules      read by the rules for memos and notes
      doubtful   a check fails, which is named
      unread     nothing is understood

    \b
    Examples:
      ponarscite parse references.txt
      ponarscite parse - --json < references.txt
      ponarscite parse cv.html -f bibtex
    """
    from ponarscite.errors import MisuseError

    if as_json and format is not None:
        raise MisuseError("--json and -f exclude each other", hint="-f csl-json writes the records as JSON")
    found = list(_parsed(file, context.obj))
    if format is not None:
        _write(found, format, context.obj, doubtful=doubtful)
    elif as_json:
        click.echo(json_text([_tree(one) for one in found]))
    else:
        click.echo("\n".join(line for one in found for line in _lines(one)))
    context.exit(int(not found or any(not _is_given(one, doubtful=doubtful) for one in found)))


def _parsed(file: str, plugins: PluginManager) -> Iterator[ParsedCitation]:
    """The citations of a file. Raises SourceError."""
    from ponarscite.hooks.call import every
    from ponarscite.note.parsed import parse_lines

    document = _document(file)
    return parse_lines(document.lines, tuple(every(plugins, "provide_series")), document.name)


def _document(file: str) -> Document:
    """The file as a document. Raises SourceError where it cannot be read."""
    from ponarscite.errors import SourceError
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.sources.file import read_source

    if Path(file).is_dir():
        raise SourceError(f"cannot read {file}: it is a folder", hint="give one file")
    for document in read_source(file, SourceOptions()) or ():
        return document
    raise SourceError(f"cannot read {file}: no such file", hint="check the path")


def _is_given(one: ParsedCitation, *, doubtful: bool) -> bool:
    return one.grade in SURE or (doubtful and one.record is not None)


def _write(found: Sequence[ParsedCitation], format: str, plugins: PluginManager, *, doubtful: bool) -> None:
    """Write the records in a format, and name the lines that give none. Raises FormatError."""
    from ponarscite import pipeline
    from ponarscite.cli import tell
    from ponarscite.note.listing import shortened

    records = [one.record for one in found if one.record is not None and _is_given(one, doubtful=doubtful)]
    if records:
        pipeline.write(pipeline.pieces(_keyed(records), format, plugins, None), "-", plugins)
    for one in found:
        if not _is_given(one, doubtful=doubtful):
            why = f" ({', '.join(one.failed)})" if one.failed else ""
            tell("error", f"line {one.line}: {one.grade}{why}: {shortened(one.text)}")


def _keyed(records: Sequence[Record]) -> Iterator[Record]:
    from ponarscite.record.key import with_keys

    return with_keys(records)


def _tree(one: ParsedCitation) -> dict[str, Any]:
    """A citation as values for JSON."""
    from ponarscite.record.item import to_item

    return {
        "text": one.text,
        "line": one.line,
        "grade": one.grade,
        "probability": None if one.probability is None else round(one.probability, 4),
        "failed": list(one.failed),
        "spans": [
            {
                "label": span.label,
                "text": span.text,
                "start": span.start,
                "end": span.end,
                "probability": round(span.probability, 4),
            }
            for span in one.spans
        ],
        "item": None if one.record is None else {k: v for k, v in to_item(one.record).items() if k != "id"},
    }


def _lines(one: ParsedCitation) -> Iterator[str]:
    """A citation as lines for a terminal."""
    from ponarscite.note.listing import shortened
    from ponarscite.record.item import to_item
    from ponarscite.record.text import inert

    sure = "" if one.probability is None else f" {one.probability:.2f}"
    why = f" -- fails {', '.join(one.failed)}" if one.failed else ""
    yield click.style(inert(f"line {one.line}: {one.grade}{sure}{why}"), bold=True) + inert(f"  {shortened(one.text)}")
    for span in one.spans:
        yield inert(f"  {span.label}: {span.text}")
    if one.record is not None and not one.spans:
        from ponarscite.reconcile.tree import in_words

        values = {name: value for name, value in to_item(one.record).items() if name != "id"}
        yield from (inert(f"  {name}: {in_words(value)}") for name, value in values.items())
