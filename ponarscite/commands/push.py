"""ponarscite push."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.library_records import Selection, with_library_records
from ponarscite.commands.report import Report
from ponarscite.commands.roles_option import with_roles
from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options
from ponarscite.hookspecs import Pushed, PushOptions

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.record.record import Record

STATES = {"added": "added", "there": "already there", "planned": "would add", "failed": "not added"}
"""What became of a record, for people."""


def _complete_target(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline
    from ponarscite.hooks import registry as plugins

    return [name for name in pipeline.push_targets(context.obj or plugins.plugin_manager()) if name.startswith(start)]


def _list(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print name and description of each target, and end."""
    from ponarscite import pipeline

    if is_asked:
        for target in pipeline.push_targets(context.obj).values():
            click.echo(f"{target.name:16} {target.description}")
        context.exit()


@click.command()
@click.argument("target", shell_complete=_complete_target)
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--collection", default="", metavar="NAME", help="The collection that receives them: its name or path.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for all of them; may be repeated.")
@with_roles
@click.option("--attach-pdf", is_flag=True, help="Fetch the PDF that a page links to, and attach it.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--no-check", is_flag=True, help="Push even where nothing tells what is already there.")
@click.option("--zotero-library", default="", metavar="NAME", help="At zotero.org: users/123, groups/45.")
@click.option("--server", default="", metavar="URL", help="Where the target listens, if not at its usual address.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the targets.")
@click.option("--json", "as_json", is_flag=True, help="Tell what became of each record as JSON.")
@partial(with_source_options, needed=False)
@with_library_records
@click.option("-v", "--verbose", is_flag=True, help="Tell more on standard error.")
@click.pass_context
def push(context: click.Context, /, target: str, sources: tuple[str, ...], **chosen: Any) -> None:
    """Push the memos found in SOURCES to TARGET: zotero, zotero.org, or jabref.

    What is there already is left alone, so the same command may be repeated.

    \b
    Examples:
      ponarscite push zotero memo.html --collection Memos
      ponarscite push zotero saved-pages/ --with cited --dry-run
      ponarscite push zotero https://www.ponarseurasia.org/some-memo/ --attach-pdf
      ponarscite push zotero 775 "author:junisbai issued:2020.."
      ponarscite push zotero.org memo.html --zotero-library groups/45
      ponarscite push jabref memo.html
    """
    from ponarscite import pipeline

    plugins: PluginManager = context.obj
    pipeline.push_target(target, plugins)
    failures: pipeline.Failures = []
    report = Report(chosen["verbose"])
    records = list(report.listen(_records(plugins, Selection(context, sources, chosen), chosen, failures)))
    code = report.tell(failures)
    told = _tell(pipeline.push(records, target, plugins, _options(chosen)), as_json=chosen["as_json"]) if records else 0
    context.exit(max(code, told))


def _records(
    plugins: PluginManager, selection: Selection, chosen: dict[str, Any], failures: list[PonarsciteError]
) -> Iterator[Record]:
    """What is to be pushed: records of the library, or what is read, or both."""
    from ponarscite import pipeline

    options = source_options(chosen)
    if (held := selection.stream()) is not None:
        return held
    sources = selection.sources()
    tell_of_network(sources, verbose=chosen["verbose"])
    roles = chosen["roles"]
    return pipeline.ingest(sources, plugins, roles=roles, options=options, failures=failures, held=selection.held)


def _options(chosen: dict[str, Any]) -> PushOptions:
    return PushOptions(
        collection=chosen["collection"],
        library=chosen["zotero_library"],
        tags=chosen["tags"],
        attach_pdf=chosen["attach_pdf"],
        dry_run=chosen["dry_run"],
        check=not chosen["no_check"],
        server=chosen["server"],
        allow_private=chosen["allow_private"],
    )


def _tell(outcomes: Iterator[Pushed], *, as_json: bool) -> int:
    """Say what became of each record as soon as it is known; the exit code."""
    from ponarscite.cli import tell
    from ponarscite.record.text import inert

    code = 0
    with _listing(as_json) as listing:
        for pushed in outcomes:
            listing.append(asdict(pushed))
            if not as_json:
                click.echo(inert(f"{STATES[pushed.state]}: {pushed.key} {pushed.title}".rstrip()))
            if pushed.problem:
                tell("error", f"{pushed.key}: {pushed.problem}", pushed.hint or "push again")
                code = 1
    return code


@contextmanager
def _listing(as_json: bool) -> Iterator[list[dict[str, Any]]]:
    """A list that is printed at the end as JSON, also when pushing broke off."""
    listing: list[dict[str, Any]] = []
    try:
        yield listing
    finally:
        if as_json:
            click.echo(json.dumps(listing, ensure_ascii=False, indent=2))
