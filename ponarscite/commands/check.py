"""ponarscite check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.options import with_library_records, with_source_options
from ponarscite.commands.report import show_network_log, tell_reading
from ponarscite.commands.selection import Selection
from ponarscite.hookspecs import SEVERITIES

if TYPE_CHECKING:
    from ponarscite.checks.review import Problem
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import Check, SourceOptions
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.record import Record

FORMATS = ("text", "json", "github")
NEVER = "never"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
"""Severity -> workflow command of GitHub Actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options of `ponarscite check`, each named like its parameter."""

    format: str
    as_json: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str
    explain: str | None
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


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--format", type=click.Choice(FORMATS), default="text", help="The format of the problems.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--select", multiple=True, metavar="CODES", callback=_codes, help="Run these checks alone: P003,P010.")
@click.option("--ignore", multiple=True, metavar="CODES", callback=_codes, help="Leave out these checks.")
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, NEVER)),
    default="warning",
    show_default=True,
    help="Exit with 1 if a problem is as severe as this, or more.",
)
@click.option("--explain", metavar="CODE", help="Explain one check: what it looks for, and what to do. Read nothing.")
@partial(with_source_options, needed=False)
@with_library_records
@click.pass_context
def check(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Report what is wrong with records.

    The checks find missing fields, numbers that contradict dates, duplicates, spelling mistakes and the like, also in
    the works that SOURCES cite and mention. A source may be a key, a number or a search of the library. Without
    sources, the whole library is checked.

    \b
    Examples:
      ponarscite check saved-pages/
      ponarscite check
      ponarscite check pepm775 "author:junisbai" --json
      ponarscite check memos.json --format github --ignore P009
      ponarscite check --explain P012
    """
    from ponarscite.checks.review import checks, find_check

    options = CheckOptions(**chosen)
    known = checks(context.obj)
    if options.explain is not None:
        click.echo(_explained(find_check(known, options.explain), options.printed_as))
        return
    selection = Selection(
        context,
        sources,
        queries=options.queries,
        everything=options.everything or not (sources or options.queries),
        library=options.library,
    )
    context.exit(_checked(context.obj, known, selection, options))


def _explained(check: Check, format: str) -> str:
    if format == "json":
        fields = {name: getattr(check, name) for name in ("code", "name", "severity", "explanation")}
        return json_text(fields)
    return f"{check.code} {check.name} ({check.severity})\n\n{click.wrap_text(check.explanation, 80)}"


def _checked(plugins: PluginManager, known: dict[str, Check], selection: Selection, options: CheckOptions) -> int:
    """Check the records and print the problems; the exit code."""
    from ponarscite.checks import review
    from ponarscite.cli import fail, tell
    from ponarscite.hooks.call import every
    from ponarscite.ingestion.documents import Tally

    wanted = review.chosen(known, options.select, options.ignore)
    failures: list[PonarsciteError] = []
    tally = Tally()
    records = _records(plugins, selection, options.reading, failures, tally)
    found = review.review(records, wanted, tuple(every(plugins, "provide_series")))
    for line in _lines(found, options.printed_as):
        click.echo(line)
    tell_reading(tally)
    tell("note", _summary(found))
    failed = max([fail(error) for error in failures], default=0)
    return max(failed, int(_is_bad(found, options.fail_on)))


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


def _lines(found: Sequence[Problem], format: str) -> Iterable[str]:
    if format == "json":
        from dataclasses import asdict

        return (json_text([asdict(problem) for problem in found]),)
    return map(_for_github if format == "github" else _for_people, found)


def _for_people(one: Problem) -> str:
    from ponarscite.record.text import inert

    line = _line(one)
    place = f"{one.document}:{line}" if line else one.document
    return inert(f"{place}: " * bool(place) + f"{one.code} {one.severity}: {_message(one)}")


def _message(one: Problem) -> str:
    return f"{one.key}: {one.message}" if one.key else one.message


def _line(one: Problem) -> str:
    """The number of the line; "" if the place is not a line."""
    word, _, number = one.where.partition(" ")
    return number if word == "line" and number.isdecimal() else ""


def _for_github(one: Problem) -> str:
    """A workflow command, which GitHub shows beside the line. Source: actions/toolkit, core, command."""
    is_file = one.document and "://" not in one.document
    line = _line(one)
    where = {
        "file": one.document if is_file else "",
        "line": line if is_file else "",
        "title": f"{one.code} {one.name}",
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items() if value)
    return f"::{_GITHUB[one.severity]} {properties}::{_data(_message(one))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(found: Sequence[Problem]) -> str:
    counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    words = [f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts.items() if count]
    return ", ".join(words) or "nothing found"


def _is_bad(found: Sequence[Problem], threshold: str) -> bool:
    """Whether a problem is as severe as the threshold."""
    bad = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != NEVER else ()
    return any(one.severity in bad for one in found)
