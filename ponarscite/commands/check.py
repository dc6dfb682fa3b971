"""ponarscite check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.library_records import Selection, with_library_records
from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options
from ponarscite.hookspecs import SEVERITIES

if TYPE_CHECKING:
    from ponarscite.checks.review import Problem
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import Check, SourceOptions
    from ponarscite.record.record import Record

FORMATS = ("text", "json", "github")
NEVER = "never"
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
"""Severity -> the workflow command of GitHub Actions."""


def _codes(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for code in ",".join(values).split(",") if code.strip())


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help="How to tell what is found.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--select", multiple=True, metavar="CODES", callback=_codes, help="Only these checks: P003,P010.")
@click.option("--ignore", multiple=True, metavar="CODES", callback=_codes, help="Without these checks.")
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, NEVER)),
    default="warning",
    show_default=True,
    help="Exit with 1 for what is as bad, or worse.",
)
@click.option("--explain", metavar="CODE", help="Say what a check looks for and what to do, and read nothing.")
@partial(with_source_options, needed=False)
@with_library_records
@click.pass_context
def check(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Look for what is wrong with the records of SOURCES: missing fields, numbers against dates, doubles, spellings.

    The works that they cite and mention are looked at, too. A source may be a key, a number or a search of the library;
    without any, all of the library is checked.

    \b
    Examples:
      ponarscite check saved-pages/
      ponarscite check
      ponarscite check pepm775 "author:junisbai" --json
      ponarscite check memos.json --format github --ignore P009
      ponarscite check --explain P012
    """
    from ponarscite.checks.review import checks, find_check

    known = checks(context.obj)
    format_ = "json" if chosen["as_json"] else chosen["format_"]
    if chosen["explain"] is not None:
        click.echo(_explained(find_check(known, chosen["explain"]), format_))
        return
    chosen["everything"] = chosen["everything"] or not (sources or chosen["queries"])
    context.exit(_checked(context.obj, known, Selection(context, sources, chosen), format_, chosen))


def _explained(check: Check, format_: str) -> str:
    if format_ == "json":
        told = {name: getattr(check, name) for name in ("code", "name", "severity", "explanation")}
        return json.dumps(told, indent=2, ensure_ascii=False)
    return f"{check.code} {check.name} ({check.severity})\n\n{click.wrap_text(check.explanation, 80)}"


def _checked(
    plugins: PluginManager, known: dict[str, Check], selection: Selection, format_: str, chosen: dict[str, Any]
) -> int:
    from ponarscite.checks import review
    from ponarscite.cli import fail, tell
    from ponarscite.hooks.call import every

    wanted = review.chosen(known, chosen["select"], chosen["ignore"])
    failures: list[PonarsciteError] = []
    records = _records(plugins, selection, source_options(chosen), failures)
    found = review.review(records, wanted, tuple(every(plugins, "provide_series")))
    for line in _lines(found, format_):
        click.echo(line)
    tell("note", _summary(found))
    failed = max([fail(error) for error in failures], default=0)
    return max(failed, int(_is_bad(found, chosen["fail_on"])))


def _records(
    plugins: PluginManager, selection: Selection, options: SourceOptions, failures: list[PonarsciteError]
) -> Iterator[Record]:
    from ponarscite import pipeline
    from ponarscite.record.claim import ROLES

    if (stored := selection.stream()) is not None:
        return stored
    sources = selection.sources()
    tell_of_network(sources, verbose=False)
    return pipeline.ingest(sources, plugins, roles=ROLES, options=options, failures=failures, held=selection.held)


def _lines(found: Sequence[Problem], format_: str) -> Iterable[str]:
    if format_ == "json":
        from dataclasses import asdict

        return (json.dumps([asdict(problem) for problem in found], indent=2, ensure_ascii=False),)
    return map(_for_github if format_ == "github" else _for_people, found)


def _for_people(one: Problem) -> str:
    from ponarscite.record.text import inert

    line = _line(one)
    place = f"{one.document}:{line}" if line else one.document
    return inert(f"{place}: " * bool(place) + f"{one.code} {one.severity}: {_said(one)}")


def _said(one: Problem) -> str:
    return f"{one.key}: {one.message}" if one.key else one.message


def _line(one: Problem) -> str:
    """The number of the line, "" where the place is no line."""
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
    return f"::{_GITHUB[one.severity]} {properties}::{_data(_said(one))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(found: Sequence[Problem]) -> str:
    counts = {severity: sum(one.severity == severity for one in found) for severity in SEVERITIES}
    told = [f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts.items() if count]
    return ", ".join(told) or "nothing found"


def _is_bad(found: Sequence[Problem], threshold: str) -> bool:
    bad = SEVERITIES[: SEVERITIES.index(threshold) + 1] if threshold != NEVER else ()
    return any(one.severity in bad for one in found)
