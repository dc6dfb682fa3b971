"""ponarscite fix."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.check import codes_option, is_bad
from ponarscite.commands.manuscripts import library_at_hand
from ponarscite.commands.options import with_library, with_manuscript_options
from ponarscite.commands.problem_formats import FORMATS, row_of_manuscript

if TYPE_CHECKING:
    from ponarscite.api.manuscripts import FixedManuscript
    from ponarscite.errors import PonarsciteError


@dataclass(frozen=True, slots=True, kw_only=True)
class FixCommand:
    """The options of `ponarscite fix`, each named like its parameter."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    diff: bool
    in_place: bool
    output: str
    to_keys: bool
    to_text: str
    locale: str
    language: str
    bibliographies: tuple[str, ...]
    beside: tuple[str, ...]
    library: str | None


@click.command()
@click.argument("manuscripts", nargs=-1, required=True, type=click.Path())
@click.option("--diff", "--dry-run", is_flag=True, help="Show what would change, and write nothing. The default.")
@click.option("--in-place", is_flag=True, help="Replace each file; the old one is kept beside it as FILE.bak.")
@click.option("-o", "--output", default="", metavar="FILE", help="Write the corrected manuscript to FILE.")
@click.option("--to-keys", is_flag=True, help="Turn typed citations that are right into citations by key.")
@click.option("--to-text", default="", metavar="STYLE", help="Write citations by key out in this CSL style.")
@click.option("--locale", default="", metavar="LOCALE", help="The language of --to-text: en-US, ru-RU, …")
@codes_option("--select", "Correct these faults alone: M004,M016.")
@codes_option("--ignore", "Leave these faults.")
@with_manuscript_options
@with_library
@click.pass_context
def fix(context: click.Context, /, manuscripts: tuple[str, ...], **chosen: Any) -> None:
    """Correct the citations of a manuscript.

    What `check` finds and what has one sure correction is corrected: mistyped keys, wrong numbers and dates, misspelt
    names, labels of the wrong series, former keys. What is doubtful is named and left. Nothing else in the file
    changes. Without --in-place or -o, the changes are only shown.

    \b
    Examples:
      ponarscite fix paper.md
      ponarscite fix paper.docx --in-place
      ponarscite fix paper.tex --to-keys -o keyed.tex
      ponarscite fix paper.md --to-text ponars-eurasia --diff
    """
    from ponarscite.api.manuscripts import FixOptions, Shelves, fixed_manuscript, further_records
    from ponarscite.cli import fail
    from ponarscite.errors import MisuseError, SourceError

    options = FixCommand(**chosen)
    if options.output and (options.in_place or options.diff or len(manuscripts) > 1):
        raise MisuseError(
            "-o FILE takes one manuscript", hint="leave out --in-place and --diff, and name one manuscript"
        )
    if options.in_place and options.diff:
        raise MisuseError("--diff writes nothing, --in-place does", hint="leave out one of the two")
    wanted = FixOptions(
        language=options.language,
        select=options.select,
        ignore=options.ignore,
        to_keys=options.to_keys,
        to_text=options.to_text,
        locale=options.locale,
    )
    failures: list[PonarsciteError] = []
    code = 0
    with further_records(options.beside, context.obj, failures) as beside:
        shelves = Shelves(library_at_hand(context, options.library), beside, options.bibliographies)
        for name in manuscripts:
            try:
                found = fixed_manuscript(name, shelves, context.obj, wanted, failures)
                code = max(code, _finish(name, found, options, context))
            except SourceError as error:
                failures.append(error)
    context.exit(max([code, *map(fail, failures)]))


def _finish(name: str, found: FixedManuscript, options: FixCommand, context: click.Context) -> int:
    """Write or show a corrected manuscript and tell what was done; the exit code."""
    from ponarscite import pipeline
    from ponarscite.api.manuscript_file import keep_copy
    from ponarscite.record.text import inert

    is_writing = bool(options.in_place or options.output)
    if options.in_place and found.diff:
        keep_copy(name)
    if is_writing and (found.diff or options.output):
        pipeline.write([found.content], options.output or name, context.obj)
    elif found.diff:
        for line in found.diff.split("\n")[:-1]:
            click.echo(inert(line) if sys.stdout.isatty() else line)
    for message in _told(name, found, is_writing=is_writing, wants_keys=options.to_keys):
        click.echo(inert(message), err=True)
    rows = [row_of_manuscript(one) for one in found.left]
    return int(is_bad(rows, "warning") or bool(found.diff and not is_writing))


def _told(name: str, found: FixedManuscript, *, is_writing: bool, wants_keys: bool) -> Iterator[str]:
    """Tell the corrections, and what is left, a line each; places of what is left are those after the corrections."""
    done = "corrected" if is_writing else "to be corrected"
    for line in FORMATS["text"](map(row_of_manuscript, found.fixed)):
        yield f"{done}: {line}"
    if keys := dict.fromkeys(one.key for one in found.fixed if one.code == "M013"):
        yield f"note: {name}: the bibliography needs what is cited by key now: ponarscite export {' '.join(keys)}"
    if found.reworded:
        yield f"note: {name}: {found.reworded} citations {'written' if is_writing else 'to be written'} out"
    for text in found.not_reworded:
        yield f"left: {name}: {text}: an unknown key, or no place for a note"
    left = (one for one in found.left if one.severity != "note" or wants_keys)
    for line in FORMATS["text"](map(row_of_manuscript, left)):
        yield f"left: {line}"
    if not found.diff:
        yield f"note: {name}: nothing to correct"
