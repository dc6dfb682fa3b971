"""ponarscite export."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.options import with_jobs, with_library_records, with_roles, with_source_options
from ponarscite.commands.progress import progress
from ponarscite.commands.report import Report, show_log, show_network_log
from ponarscite.commands.sections import SectionedCommand
from ponarscite.commands.selection import Selection
from ponarscite.commands.target import check_target, is_filled
from ponarscite.commands.used import UsedSelection, paths_in
from ponarscite.hookspecs import FORMS, MARKUP_OF, MARKUPS, Deposit, RenderOptions

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.hookspecs import Form, Markup, SourceOptions
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.claim import Role
    from ponarscite.record.key import KeyChanges
    from ponarscite.record.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """The options of `ponarscite export`, each named like its parameter; None where one was not given."""

    format: str | None
    program: str | None
    style: str | None
    locale: str
    markup: Markup | None
    form: Form | None
    locator: str
    engine: str
    links: bool
    roles: tuple[Role, ...]
    keys: str | None
    reading: SourceOptions
    everything: bool
    queries: tuple[str, ...]
    library: str | None
    watch: str | None
    used_in: tuple[str, ...]
    unit: str | None
    output: str
    doi_pattern: str
    depositor: str
    jobs: int
    quiet: bool
    verbose: bool

    @property
    def wants_citations(self) -> bool:
        """Whether an option concerns citations alone. A style with an empty name does, too, and is refused later."""
        return self.style is not None or any(
            (self.form, self.locator, self.markup, self.locale, self.engine, not self.links)
        )

    @property
    def scheme(self) -> str | None:
        """The scheme of new citation keys; None keeps those that sources bring."""
        from ponarscite import settings

        return self.keys if self.keys is not None else settings.text_of("keys") or None

    @property
    def rendering(self) -> RenderOptions:
        """The options for the format."""
        from ponarscite import settings

        default = RenderOptions()
        return RenderOptions(
            style=self.style if self.style is not None else settings.text_of("style") or default.style,
            locale=self.locale or settings.text_of("locale"),
            markup=self.markup or MARKUP_OF.get(_suffix(self.output), default.markup),
            form=self.form,
            locator=self.locator,
            engine=self.engine,
            links=self.links,
            deposit=Deposit(
                doi_pattern=self.doi_pattern,
                depositor=self.depositor,
                moment=time.strftime("%Y%m%d%H%M%S", time.gmtime()),
            ),
        )


ARGUMENTS = "ponarscite.export"
"""Name in the context of the arguments as they were given."""

REFERENCES = "references"
"""Value of --as that concerns reading: of a text with references in its head, they alone are read."""

SECTIONS = {
    "Output": ("output", "format", "program", "keys", "watch", "unit"),
    "Citations": ("style", "locale", "markup", "form", "locator", "engine", "links"),
    "Sources": (
        "roles",
        "lists",
        "url",
        "site",
        "offline",
        "refresh",
        "allow_private",
        "doubtful",
        "resolver",
        "hosts",
        "since",
        "until",
        "jobs",
    ),
    "Library": ("everything", "queries", "used_in", "library"),
    "Deposits": ("doi_pattern", "depositor"),
}
"""Heading of the help -> the options below it."""


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2]}".lower()


def _complete_format(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite.hooks import offered

    return [name for name in offered.writers(_plugins(context)) if name.startswith(start)]


def _complete_dialect(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite.hooks import offered

    return [name for name in offered.dialects(_plugins(context)) if name.startswith(start)]


def _complete_style(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite.hooks import offered

    found = offered.repositories(_plugins(context))
    return sorted(name for one in found for name in one.ids() if name.startswith(start))


def _plugins(context: click.Context) -> PluginManager:
    """The plugins of a context; completion has a context without any."""
    from ponarscite.hooks.registry import plugin_manager

    return context.obj or plugin_manager()


def _complete_scheme(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    from ponarscite.record.key import SCHEMES

    return [scheme for scheme in SCHEMES if scheme.startswith(start)]


def _no_table(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    if wanted:
        from ponarscite.errors import MisuseError

        hint = "-f csl-json writes the records as JSON, -f csl-jsonl one a line"
        raise MisuseError("export has no --json, since it prints no table", hint=hint)


class ExportCommand(SectionedCommand):
    """The command, which knows its arguments as they were given: --print-unit repeats them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the arguments, and parse them."""
        ctx.meta[ARGUMENTS] = tuple(args)
        return super().parse_args(ctx, args)


@click.command(cls=ExportCommand, sections=SECTIONS)
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    shell_complete=_complete_format,
    help="One of `ponarscite formats`. By default --for or the suffix of FILE chooses it; else biblatex.",
)
@click.option(
    "--for",
    "program",
    metavar="PROGRAM",
    shell_complete=_complete_dialect,
    help="Write for a program: zotero, jabref, pandoc, typst, ... Chooses the format in which it loses least.",
)
@click.option(
    "-s",
    "--style",
    metavar="STYLE",
    shell_complete=_complete_style,
    help="A CSL style id, or the path of a .csl file. Implies -f citation.",
)
@click.option("--json", is_flag=True, hidden=True, expose_value=False, callback=_no_table, help="Not here.")
@click.option("--locale", default="", metavar="LOCALE", help="The language of the citations: en-GB.")
@click.option(
    "--markup",
    type=click.Choice(MARKUPS),
    help="The markup of citations; by default that of the suffix of FILE, else text.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice((*FORMS, REFERENCES)),
    help="The text to print of each work in a style; or read the references in the head of a Markdown file.",
)
@click.option("--locator", default="", metavar="PAGES", help="The cited pages: 3-5.")
@click.option("--engine", default="", metavar="NAME", help="The CSL engine that formats citations.")
@click.option(
    "--links/--no-links",
    default=True,
    help="Make links of the addresses in citations, as by default, or print them as text.",
)
@with_roles
@click.option(
    "--keys",
    metavar="SCHEME",
    shell_complete=_complete_scheme,
    help="Make new citation keys: number, author-year, or a pattern like 'auth.lower + year'.",
)
@partial(with_source_options, needed=False)
@with_library_records
@click.option(
    "--watch",
    metavar="[FILE]",
    is_flag=False,
    flag_value="",
    type=click.Path(),
    help="Write FILE, or that of -o, now, and again whenever the library changes. Ctrl-C ends it.",
)
@click.option(
    "--used-in",
    "used_in",
    multiple=True,
    metavar="FILE[,FILE]",
    help="Take the records that manuscripts cite by name, and no others.",
)
@click.option(
    "--print-unit",
    "unit",
    type=click.Choice(("systemd", "launchd")),
    help="Print the file that makes a service of this command with --watch, and do nothing else.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="The file to write, replaced whole or not at all; - is standard output.",
    show_default=True,
)
@click.option("--doi-pattern", default="", metavar="PATTERN", help="Make DOIs for crossref: 10.5555/{series}.{number}.")
@click.option(
    "--depositor", default="", metavar="NAME", help="Name the depositor for crossref: 'Name <address@example.org>'."
)
@with_jobs
@click.option("-q", "--quiet", is_flag=True, help="Do not warn of what the format drops.")
@click.option("-v", "--verbose", is_flag=True, help="Print more on standard error.")
@click.pass_context
def export(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Write records in a bibliography format or a citation style.

    SOURCES are files, folders, URLs, - for standard input, or records of the library.

    \b
    Examples:
      ponarscite export memo.html                        BibLaTeX on standard output
      ponarscite export saved-pages/ -o memos.ris        a folder, for a reference manager
      ponarscite export memo.html --for typst -o memo.yml
      ponarscite export memo.txt -s ponars-eurasia       the official citation
      ponarscite export memo.html -s apa --markup html --with cited
      ponarscite export memo.html -s chicago-notes-bibliography --as note --locator 3
      ponarscite export memo.html --keys "auth.lower + year + shorttitle(1)"
      ponarscite export --from addresses.txt -o memos.bib
      curl https://example.org/memo | ponarscite export - --url https://example.org/memo

    \b
    From the library, by key, number or search (with a field: in it):
      ponarscite export 775 pepm660 "author:junisbai issued:2020.." -f bibtex
      ponarscite export --all --watch memos.bib
      ponarscite export --used-in paper.md,notes.tex -o refs.bib --watch
    """
    if chosen["form"] == REFERENCES:
        chosen |= {"form": None, "reading": replace(chosen["reading"], references=True)}
    options = ExportOptions(**chosen)
    if options.watch == "":
        options = _watched(options)
    check_target(options.watch or options.output, _read_by(sources, options))
    if options.unit:
        click.echo(_unit(context, options), nl=False)
        return
    selection = _selection(context, sources, options)
    if options.watch is None:
        context.exit(_export(context.obj, selection, options))
    from ponarscite.commands.watching import watch

    options = replace(options, output=options.watch)
    state = selection.state if isinstance(selection, UsedSelection) else None
    context.exit(watch(selection.library, lambda: _export(context.obj, selection, options), state))


def _read_by(sources: tuple[str, ...], options: ExportOptions) -> Iterator[str]:
    """The files that are read: sources, manuscripts, the style and the library."""
    from ponarscite import settings

    yield from (*sources, *paths_in(options.used_in), *filter(None, (options.style,)))
    yield options.library or str(settings.library_path())


def _watched(options: ExportOptions) -> ExportOptions:
    """The options of --watch without a file, which is that of -o. Raises MisuseError."""
    from ponarscite.errors import MisuseError

    if options.output == "-":
        raise MisuseError("--watch needs a file", hint="write --watch FILE, or add -o FILE")
    return replace(options, watch=options.output)


def _unit(context: click.Context, options: ExportOptions) -> str:
    """The unit of this command. Raises MisuseError."""
    from ponarscite.commands.unit import unit
    from ponarscite.errors import MisuseError

    if options.watch is None or options.unit is None:
        raise MisuseError("a service keeps a file up to date", hint="add --watch FILE")
    given = list(context.meta[ARGUMENTS])
    for place, word in enumerate(given):
        if word == "--print-unit":
            del given[place : place + 2]
            break
        if word.startswith("--print-unit="):
            del given[place]
            break
    return unit(options.unit, ["export", *given], options.watch)


def _selection(context: click.Context, sources: tuple[str, ...], options: ExportOptions) -> Selection | UsedSelection:
    """The records that are asked for. Raises MisuseError."""
    if options.used_in:
        from ponarscite.errors import MisuseError

        if sources or options.queries or options.everything:
            hint = "leave out the sources, queries and --all"
            raise MisuseError("--used-in takes what manuscripts cite, and no other records", hint=hint)
        return UsedSelection(context, paths_in(options.used_in), options.library)
    return Selection(
        context,
        sources,
        queries=options.queries,
        everything=options.everything or bool(options.watch and not sources and not options.queries),
        library=options.library,
        needs_library=bool(options.watch),
    )


def _export(plugins: PluginManager, selection: Selection | UsedSelection, options: ExportOptions) -> int:
    """Write the selected records, and report on them; the exit code."""
    from ponarscite import pipeline
    from ponarscite.api.library_export import losses_of
    from ponarscite.ingestion.documents import Tally
    from ponarscite.record.key import KeyChanges

    name, rendering = _format(options, plugins), options.rendering
    _check(name, plugins, options, rendering)
    if name == "citation":
        show_log(verbose=options.verbose)
    losses = losses_of(name, plugins, rendering, program=options.program or "", quiet=options.quiet)
    failures: pipeline.Failures = []
    tally = Tally()
    taken, renamed = KeyChanges(), KeyChanges()
    records, keyed = _records(plugins, selection, options, name, failures, tally, taken)
    first = next(records, None)  # all sources are read before the first record comes
    report = Report(options.verbose, options.quiet)
    is_kept = first is None and bool(options.used_in) and is_filled(options.output)  # it may be half saved
    if first is not None or (options.used_in and not is_kept):
        passing = losses.listen(report.listen(chain(filter(None, (first,)), records)))
        rendering = replace(rendering, spelling=losses.spelling.names if losses.spelling else {})
        pipeline.write(
            pipeline.pieces(passing, name, plugins, rendering, keyed=keyed, renamed=renamed), options.output, plugins
        )
    if isinstance(selection, UsedSelection):
        report.remarks += selection.remarks
    if taken.count:
        report.remarks.append(("warning", f"another work has the same key: {taken}"))
    if renamed.count:
        report.remarks.append(("warning", f"keys are written differently in {name}: {renamed}"))
    if losses.lost and not options.quiet:
        program = f" for {options.program}" if options.program else ""
        report.remarks.append(("warning", f"{name}{program} drops {losses}"))
    if is_kept:
        report.remarks.append(("warning", f"{options.output} stays as it was: the manuscripts cite no record by name"))
    elif first is None and not failures:
        report.remarks.append(("note", "nothing found"))
    return report.tell(failures, tally)


def _records(
    plugins: PluginManager,
    selection: Selection | UsedSelection,
    options: ExportOptions,
    format: str,
    failures: list[PonarsciteError],
    tally: Tally,
    taken: KeyChanges,
) -> tuple[Iterator[Record], bool]:
    """The selected records, and whether each has a key of its own already, as those of the library have."""
    from ponarscite import pipeline
    from ponarscite.hooks import offered
    from ponarscite.record.key import with_keys

    if (held := selection.stream()) is not None:
        return (with_keys(held, options.keys), True) if options.keys else (held, True)
    sources = selection.sources()
    if format != "citation":  # its log is shown from the beginning
        show_network_log(sources, verbose=options.verbose)
    with progress() as advance:
        records = pipeline.ingest(
            sources,
            plugins,
            roles=options.roles,
            options=options.reading,
            keys=options.scheme,
            failures=failures,
            jobs=options.jobs,
            tally=tally,
            progress=advance,
            held=selection.held,
            renamed=taken,
            traced=offered.writer(format, plugins).traced,
        )
        first = next(records, None)  # while the progress is shown
    return chain(filter(None, (first,)), records), False


def _format(options: ExportOptions, plugins: PluginManager) -> str:
    """The format that the options or the suffix of the file choose."""
    from ponarscite.hooks import offered

    if options.program is not None:
        return offered.format_for(options.program, plugins, format=options.format or "", target=options.output)
    if options.format is not None:
        return options.format
    return "citation" if options.wants_citations else _format_of(options.output, plugins)


def _format_of(output: str, plugins: PluginManager) -> str:
    """The format for the suffix of the file; without one, that of the settings.

    Raises:
        FormatError: no format has the suffix; the hint tells what serves instead.
    """
    from ponarscite import settings
    from ponarscite.commands.file_kinds import instead_of
    from ponarscite.errors import FormatError
    from ponarscite.hooks import offered

    if output == "-" and (chosen := settings.text_of("format")):
        with _setting("format"):
            return offered.writer(chosen, plugins).name
    if output == "-" and settings.text_of("style"):
        return "citation"
    try:
        return offered.format_of(output, plugins)
    except FormatError as error:
        if hint := instead_of(_suffix(output)):
            error.hint = hint
        raise


def _check(format: str, plugins: PluginManager, options: ExportOptions, rendering: RenderOptions) -> None:
    """Refuse misuse before anything is read. Raises MisuseError."""
    from ponarscite import pipeline
    from ponarscite.errors import MisuseError
    from ponarscite.hooks import offered
    from ponarscite.record.key import check_scheme

    if offered.writer(format, plugins).binary and options.output == "-" and sys.stdout and sys.stdout.isatty():
        hint = "name a file with -o FILE, or send the output to a pipe"
        raise MisuseError(f"{format} is binary, and standard output is a terminal", hint=hint)
    if (scheme := options.scheme) is not None:
        with _setting("keys" if options.keys is None else ""):
            check_scheme(scheme)
    if ready := offered.writer(format, plugins).ready:
        ready()
    if options.style is not None and format != "citation":
        raise MisuseError(f"a style has no meaning for the format {format}", hint="leave out -f, or use -f citation")
    if format == "citation":
        from ponarscite.citation.format import canonical_locale

        with _setting("style" if options.style is None else ""):
            pipeline.resources(plugins).find_style(rendering.style)
        with _setting("" if options.locale else "locale"):
            canonical_locale(rendering.locale)


@contextmanager
def _setting(name: str) -> Iterator[None]:
    """Name the place where a setting is set in the error about its value; "" names none."""
    from ponarscite import settings
    from ponarscite.errors import MisuseError

    try:
        yield
    except MisuseError as error:
        if name and (found := settings.value(name)):
            error.hint = f"{name} is set by {found.place}; {error.hint}"
        raise
