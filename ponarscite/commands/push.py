"""ponarscite push."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.json_text import json_text
from ponarscite.commands.options import with_library_records, with_roles, with_source_options
from ponarscite.commands.report import Report, show_log, tell_reading
from ponarscite.commands.selection import Selection
from ponarscite.hookspecs import Pushed, PushOptions

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import SourceOptions
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.claim import Role
    from ponarscite.record.record import Record

STATES = {
    "added": "added",
    "there": "already there",
    "saved": "saved before",
    "planned": "would add",
    "failed": "not added",
}
"""State of a record -> the words to print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushCommandOptions:
    """The options of `ponarscite push`, each named like its parameter."""

    collection: str
    tags: tuple[str, ...]
    roles: tuple[Role, ...]
    attach_pdf: bool
    dry_run: bool
    no_check: bool
    zotero_library: str
    server: str
    as_json: bool
    reading: SourceOptions
    everything: bool
    queries: tuple[str, ...]
    library: str | None
    verbose: bool

    @property
    def push(self) -> PushOptions:
        """The options that the target gets."""
        return PushOptions(
            collection=self.collection,
            library=self.zotero_library,
            tags=self.tags,
            attach_pdf=self.attach_pdf,
            dry_run=self.dry_run,
            check=not self.no_check,
            server=self.server,
            allow_private=self.reading.allow_private,
        )


def _complete_target(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite.hooks import offered
    from ponarscite.hooks.registry import plugin_manager

    return [name for name in offered.push_targets(context.obj or plugin_manager()) if name.startswith(start)]


def _list(context: click.Context, _: click.Parameter, is_given: bool) -> None:
    """Print the name and description of each target, and end."""
    from ponarscite.hooks import offered

    if is_given:
        for target in offered.push_targets(context.obj).values():
            click.echo(f"{target.name:16} {target.description}")
        context.exit()


@click.command()
@click.argument("target", shell_complete=_complete_target)
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--collection", default="", metavar="NAME", help="The collection that gets the records: name or path.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag for every record. May be repeated.")
@with_roles
@click.option("--attach-pdf", is_flag=True, help="Fetch the PDF that a page links to, and attach it.")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--no-check", is_flag=True, help="Push even if the target cannot say what it already has.")
@click.option("--zotero-library", default="", metavar="NAME", help="At zotero.org: users/123, groups/45.")
@click.option("--server", default="", metavar="URL", help="The address of the target, if it is not the usual one.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the targets.")
@click.option("--json", "as_json", is_flag=True, help="Print the state of each record as JSON.")
@partial(with_source_options, needed=False)
@with_library_records
@click.option("-v", "--verbose", is_flag=True, help="Print more on standard error.")
@click.pass_context
def push(context: click.Context, /, target: str, sources: tuple[str, ...], **chosen: Any) -> None:
    """Send records to Zotero or JabRef.

    TARGET is zotero, zotero.org or jabref. Records that it already has are left as they are, so the same command may be
    repeated.

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
    from ponarscite.hooks import offered
    from ponarscite.ingestion.documents import Tally

    plugins: PluginManager = context.obj
    offered.push_target(target, plugins)  # refuse an unknown one before anything is read
    options = PushCommandOptions(**chosen)
    selection = Selection(
        context, sources, queries=options.queries, everything=options.everything, library=options.library
    )
    failures: pipeline.Failures = []
    tally = Tally()
    report = Report(options.verbose)
    show_log(verbose=options.verbose)
    records = list(report.listen(_records(plugins, selection, options, failures, tally)))
    code = report.tell(failures)
    tell_reading(tally)
    if records:
        outcomes = pipeline.push(records, target, plugins, options.push)
        code = max(code, _tell(outcomes, as_json=options.as_json))
    context.exit(code)


def _records(
    plugins: PluginManager,
    selection: Selection,
    options: PushCommandOptions,
    failures: list[PonarsciteError],
    tally: Tally,
) -> Iterator[Record]:
    """The selected records: of the library, of the sources, or of both."""
    from ponarscite import pipeline

    if (held := selection.stream()) is not None:
        return held
    sources = selection.sources()
    return pipeline.ingest(
        sources,
        plugins,
        roles=options.roles,
        options=options.reading,
        failures=failures,
        tally=tally,
        held=selection.held,
    )


def _tell(outcomes: Iterator[Pushed], *, as_json: bool) -> int:
    """Print the state of each record as soon as it is known; the exit code."""
    from ponarscite.cli import tell
    from ponarscite.record.text import inert

    code = 0
    with _listing(as_json) as listing, _remarks() as remarks:
        for pushed in outcomes:
            listing.append(asdict(pushed))
            remarks[pushed.remark].append(pushed.key)
            if not as_json:
                click.echo(inert(f"{STATES[pushed.state]}: {pushed.key} {pushed.title}".rstrip()))
            if pushed.problem:
                tell("error", f"{pushed.key}: {pushed.problem}", pushed.hint or "push again")
                code = 1
    return code


@contextmanager
def _remarks() -> Iterator[dict[str, list[str]]]:
    """Remark -> the keys of its records; each remark is printed once at the end, even if pushing breaks off."""
    from ponarscite.cli import tell

    remarks: dict[str, list[str]] = defaultdict(list)
    try:
        yield remarks
    finally:
        for remark, keys in remarks.items():
            if remark:
                tell("warning", f"{', '.join(keys)}: {remark}")


@contextmanager
def _listing(as_json: bool) -> Iterator[list[dict[str, Any]]]:
    """A list that is printed as JSON at the end, even if pushing breaks off."""
    listing: list[dict[str, Any]] = []
    try:
        yield listing
    finally:
        if as_json:
            click.echo(json_text(listing))
