"""ponarscite check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.manuscripts import library_at_hand, manuscripts
from ponarscite.commands.options import Command, with_library_records, with_manuscript_options, with_source_options
from ponarscite.commands.problem_formats import FORMATS, Row, row_of_manuscript, row_of_record, without_known
from ponarscite.commands.report import show_network_log, tell_reading
from ponarscite.commands.selection import Selection
from ponarscite.hookspecs import SEVERITIES

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import Check, SourceOptions
    from ponarscite.ingestion.documents import Tally
    from ponarscite.manuscript.reading import Manuscript
    from ponarscite.record.record import Record

NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options of `ponarscite check`, each named like its parameter."""

    format: str
    as_json: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    explain: str | None
    is_manuscript: bool | None
    language: str
    bibliographies: tuple[str, ...]
    beside: tuple[str, ...]
    texts: str
    baseline: str | None
    reading: SourceOptions
    everything: bool
    queries: tuple[str, ...]
    library: str | None

    @property
    def printed_as(self) -> str:
        """The format of what is printed: one of FORMATS."""
        return "json" if self.as_json else self.format


def _codes(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for code in ",".join(values).split(",") if code.strip())


def codes_option(name: str, help: str) -> Callable[[Command], Command]:
    """An option that takes codes or names of checks, several with commas between them."""
    return click.option(name, multiple=True, metavar="CODES", callback=_codes, help=help)


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--format", type=click.Choice(tuple(FORMATS)), default="text", help="The format of the problems.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@codes_option("--select", "Run these checks alone: P003,P010.")
@codes_option("--ignore", "Leave out these checks.")
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, NEVER)),
    default="warning",
    show_default=True,
    help="Exit with 1 if a problem is as severe as this, or more.",
)
@click.option("--explain", metavar="CODE", help="Explain one check: what it looks for, and what to do. Read nothing.")
@click.option(
    "--manuscript/--source",
    "is_manuscript",
    default=None,
    help="Take the files for manuscripts, or for sources; without either, their contents decide.",
)
@with_manuscript_options
@click.option(
    "--texts",
    default="",
    metavar="FOLDER",
    type=click.Path(),
    help="A folder with the texts of works (pepm775.txt), in which quotations are looked up.",
)
@click.option("--baseline", metavar="FILE", type=click.Path(), help="Leave out what this earlier --format json has.")
@partial(with_source_options, needed=False)
@with_library_records
@click.pass_context
def check(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Report what is wrong with records or with a manuscript.

    The checks find missing fields, numbers that contradict dates, duplicates, spelling mistakes and the like, also in
    the works that SOURCES cite and mention. A source may be a key, a number or a search of the library. Without
    sources, the whole library is checked.

    A manuscript (Markdown, LaTeX, Typst, reStructuredText, Org, .docx, .odt, .ipynb) is compared with its own
    bibliography, then with the library, then with the sources of --with. Nothing is fetched for it.

    \b
    Examples:
      ponarscite check saved-pages/
      ponarscite check
      ponarscite check pepm775 "author:junisbai" --json
      ponarscite check memos.json --format github --ignore P009
      ponarscite check paper.md --bibliography refs.bib
      ponarscite check --explain P012
    """
    from ponarscite.checks.review import find_check
    from ponarscite.cli import fail, tell
    from ponarscite.hooks.offered import checks

    options = CheckOptions(**chosen)
    known = checks(context.obj)
    if options.explain is not None:
        click.echo(_explained(find_check(known, options.explain), options.printed_as))
        return
    failed: dict[str, PonarsciteError] = {}
    found = manuscripts(sources, context.obj, failed, language=options.language, wanted=options.is_manuscript)
    rest = tuple(source for source in sources if source not in found and source not in failed)
    rows, code = _of_manuscripts(context, known, found, options)
    if rest or not (found or failed):
        more, worse = _of_records(context, known, rest, options)
        rows, code = [*rows, *more], max(code, worse)
    code = max([code, *map(fail, failed.values())])
    if options.baseline is not None:
        rows = without_known(rows, options.baseline)
    for line in FORMATS[options.printed_as](rows):
        click.echo(line)
    tell("note", _summary(rows))
    context.exit(max(code, int(is_bad(rows, options.fail_on))))


def _explained(check: Check, format: str) -> str:
    if format == "json":
        fields = {name: getattr(check, name) for name in ("code", "name", "severity", "explanation")}
        return json_text(fields)
    return f"{check.code} {check.name} ({check.severity})\n\n{click.wrap_text(check.explanation, 80)}"


def _of_manuscripts(
    context: click.Context, known: dict[str, Check], found: dict[str, Manuscript], options: CheckOptions
) -> tuple[list[Row], int]:
    """The problems of manuscripts, and the exit code of what could not be read."""
    from ponarscite.api.manuscripts import Shelves, folder_of_texts, further_records, manuscript_problems
    from ponarscite.checks import review
    from ponarscite.cli import fail

    if not found:
        return [], 0
    wanted = review.chosen(known, options.select, options.ignore)
    failures: list[PonarsciteError] = []
    texts = folder_of_texts(options.texts, failures)
    with further_records(options.beside, context.obj, failures) as beside:
        shelves = Shelves(library_at_hand(context, options.library), beside, options.bibliographies, texts)
        rows = [
            row_of_manuscript(one)
            for name, manuscript in found.items()
            for one in manuscript_problems(manuscript, name, wanted, context.obj, failures, shelves)
        ]
    return rows, max([fail(error) for error in failures], default=0)


def _of_records(
    context: click.Context, known: dict[str, Check], sources: tuple[str, ...], options: CheckOptions
) -> tuple[list[Row], int]:
    """The problems of records, and the exit code of the sources that failed."""
    from ponarscite.checks import review
    from ponarscite.cli import fail
    from ponarscite.hooks.call import every
    from ponarscite.ingestion.documents import Tally

    selection = Selection(
        context,
        sources,
        queries=options.queries,
        everything=options.everything or not (sources or options.queries),
        library=options.library,
    )
    wanted = review.chosen(known, options.select, options.ignore)
    failures: list[PonarsciteError] = []
    tally = Tally()
    records = _records(context.obj, selection, options.reading, failures, tally)
    found = review.review(records, wanted, tuple(every(context.obj, "provide_series")))
    tell_reading(tally)
    return list(map(row_of_record, found)), max([fail(error) for error in failures], default=0)


def _records(
    plugins: PluginManager,
    selection: Selection,
    reading: SourceOptions,
    failures: list[PonarsciteError],
    tally: Tally,
) -> Iterator[Record]:
    from ponarscite import pipeline
    from ponarscite.record.claim import ROLES

    if (stored := selection.stream()) is not None:
        return stored
    sources = selection.sources()
    show_network_log(sources, verbose=False)
    return pipeline.ingest(
        sources, plugins, roles=ROLES, options=reading, failures=failures, tally=tally, held=selection.held
    )


def _summary(found: Sequence[Row]) -> str:
    counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    words = [f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts.items() if count]
    return ", ".join(words) or "nothing found"


def is_bad(found: Sequence[Row], threshold: str) -> bool:
    """Whether a problem is as severe as the threshold."""
    bad = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != NEVER else ()
    return any(one.severity in bad for one in found)
