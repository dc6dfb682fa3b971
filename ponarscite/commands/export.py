"""ponarscite export."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.jobs_option import with_jobs
from ponarscite.commands.library_records import Selection, with_library_records
from ponarscite.commands.progress import progress
from ponarscite.commands.report import Report
from ponarscite.commands.roles_option import with_roles
from ponarscite.commands.source_options import source_options, tell_of_network, with_source_options
from ponarscite.hookspecs import FORMS, MARKUP_OF, MARKUPS, Deposit, RenderOptions

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.ingestion.documents import Tally
    from ponarscite.loss.format import Losses
    from ponarscite.record.record import Record


def _complete_format(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline
    from ponarscite.hooks import registry as plugins

    return [name for name in pipeline.renderers(context.obj or plugins.plugin_manager()) if name.startswith(start)]


def _complete_dialect(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline
    from ponarscite.hooks import registry as plugins

    return [name for name in pipeline.dialects(context.obj or plugins.plugin_manager()) if name.startswith(start)]


def _complete_style(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline
    from ponarscite.hooks import registry as plugins

    found = pipeline.repositories(context.obj or plugins.plugin_manager())
    return sorted(name for one in found for name in one.ids() if name.startswith(start))


def _complete_scheme(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    from ponarscite.record.key import SCHEMES

    return [scheme for scheme in SCHEMES if scheme.startswith(start)]


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    shell_complete=_complete_format,
    help="As `ponarscite formats` lists them; by default as --for wants, or as FILE ends, else biblatex.",
)
@click.option(
    "--for",
    "program",
    metavar="PROGRAM",
    shell_complete=_complete_dialect,
    help="zotero, jabref, pandoc, typst, ...: the format in which this program loses least, as it wants it.",
)
@click.option(
    "-s",
    "--style",
    metavar="STYLE",
    shell_complete=_complete_style,
    help="A CSL style id, or the path of a .csl file; implies -f citation.",
)
@click.option("--locale", default="", metavar="LOCALE", help="Language of the citations, as en-GB.")
@click.option("--markup", type=click.Choice(MARKUPS), help="Of citations; by default as FILE ends, else text.")
@click.option("--as", "form", type=click.Choice(FORMS), help="What to print of each work in a style.")
@click.option("--locator", default="", metavar="PAGES", help="A cited page.")
@click.option("--engine", default="", metavar="NAME", help="The CSL engine.")
@with_roles
@click.option(
    "--keys",
    metavar="SCHEME",
    shell_complete=_complete_scheme,
    help="Make every citation key anew: number, author-year, or a pattern as 'auth.lower + year'.",
)
@partial(with_source_options, needed=False)
@with_library_records
@click.option(
    "--watch",
    metavar="FILE",
    type=click.Path(),
    help="Write FILE, and again whenever the library changes, until interrupted.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Replaced whole or not at all; - is standard output.",
    show_default=True,
)
@click.option("--doi-pattern", default="", metavar="PATTERN", help="For crossref: 10.5555/{series}.{number}.")
@click.option("--depositor", default="", metavar="NAME", help="For crossref: 'Name <address@example.org>'.")
@with_jobs
@click.option("-q", "--quiet", is_flag=True, help="Do not tell what the format drops.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more on standard error.")
@click.pass_context
def export(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Write the memos found in SOURCES: files, folders, URLs, or - for standard input.

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
    From the library: keys, numbers, and searches with a field.
      ponarscite export 775 pepm660 "author:junisbai issued:2020.." -f bibtex
      ponarscite export --all --watch memos.bib
    """
    selection = Selection(context, sources, chosen)
    if chosen["watch"] is None:
        context.exit(_written(context, selection, chosen))
    from ponarscite.commands.watching import watch

    chosen["output"] = chosen["watch"]
    context.exit(watch(selection.library, lambda: _written(context, selection, chosen)))


def _written(context: click.Context, selection: Selection, chosen: dict[str, Any]) -> int:
    """Write what is asked for, and tell of it; the exit code."""
    from ponarscite import pipeline
    from ponarscite.ingestion.documents import Tally

    plugins: PluginManager = context.obj
    output = chosen["output"]
    format_ = _format(chosen, plugins)
    _check(format_, plugins, chosen)
    losses = _losses(format_, plugins, chosen)
    failures: pipeline.Failures = []
    tally = Tally()
    records, keyed = _records(plugins, selection, chosen, failures, tally)
    first = next(records, None)  # everything is read before the first record comes
    report = Report(chosen["verbose"])
    if first is not None:
        passing = losses.listen(report.listen(chain([first], records)))
        asked = replace(_render_options(chosen), spelling=losses.spelling.names if losses.spelling else {})
        pipeline.write(pipeline.render(passing, format_, plugins, asked, keyed=keyed), output, plugins)
    if losses.lost and not chosen["quiet"]:
        program = f" for {chosen['program']}" if chosen["program"] else ""
        report.remarks.append(("warning", f"{format_}{program} drops {losses}"))
    return report.tell(failures, tally)


def _records(
    plugins: PluginManager, selection: Selection, chosen: dict[str, Any], failures: list[PonarsciteError], tally: Tally
) -> tuple[Iterator[Record], bool]:
    """What is asked for, and whether each record has a key of its own, as what comes from the library has."""
    from ponarscite import pipeline
    from ponarscite.record.key import with_keys

    options = source_options(chosen)
    if (held := selection.stream()) is not None:
        return (with_keys(held, chosen["keys"]), True) if chosen["keys"] else (held, True)
    sources = selection.sources()
    tell_of_network(sources, verbose=chosen["verbose"])
    with progress() as tell_of:
        records = pipeline.ingest(
            sources,
            plugins,
            roles=chosen["roles"],
            options=options,
            keys=chosen["keys"],
            failures=failures,
            jobs=chosen["jobs"],
            tally=tally,
            progress=tell_of,
            held=selection.held,
        )
        first = next(records, None)  # while the progress is shown
    return chain(filter(None, (first,)), records), False


def _format(chosen: dict[str, Any], plugins: PluginManager) -> str:
    """The format that the options and the ending of the file ask for."""
    from ponarscite import pipeline

    named, output, program = chosen["format_"], chosen["output"], chosen["program"]
    if program is not None:
        return pipeline.format_for(program, plugins, format=named or "", target=output)
    if named is not None:
        return str(named)
    return "citation" if _wants_citation(chosen) else pipeline.format_of(output, plugins)


def _losses(format_: str, plugins: PluginManager, chosen: dict[str, Any]) -> Losses:
    from ponarscite import pipeline
    from ponarscite.loss.format import Losses

    dialect = pipeline.dialects(plugins)[chosen["program"]] if chosen["program"] else None
    renderer = pipeline.renderer(format_, plugins)
    if format_ == "citation" and not chosen["quiet"]:
        from ponarscite.loss.style import dropping

        renderer = replace(renderer, drops=dropping(_render_options(chosen), pipeline.resources(plugins)))
    return Losses(renderer, dialect.formats[format_] if dialect else None)


def _wants_citation(chosen: dict[str, Any]) -> bool:
    """Whether one of the options speaks of citations; a style without a name does, too, and is refused."""
    return chosen["style"] is not None or any(
        chosen[name] for name in ("form", "locator", "markup", "locale", "engine")
    )


def _check(format_: str, plugins: PluginManager, chosen: dict[str, Any]) -> None:
    """Refuse what is misused before anything is read."""
    from ponarscite import pipeline
    from ponarscite.errors import MisuseError
    from ponarscite.record.key import check_scheme

    pipeline.renderer(format_, plugins)
    if chosen["keys"] is not None:
        check_scheme(chosen["keys"])
    if chosen["style"] is not None and format_ != "citation":
        raise MisuseError(f"a style has no meaning for the format {format_}", hint="leave out -f, or use -f citation")
    if format_ == "citation":
        pipeline.resources(plugins).find_style(_render_options(chosen).style)


def _ending(name: str) -> str:
    return f".{name.rpartition('.')[2]}".lower()


def _render_options(chosen: dict[str, Any]) -> RenderOptions:
    default = RenderOptions()
    return RenderOptions(
        style=default.style if chosen["style"] is None else chosen["style"],
        locale=chosen["locale"],
        markup=chosen["markup"] or MARKUP_OF.get(_ending(chosen["output"]), default.markup),
        form=chosen["form"],
        locator=chosen["locator"],
        engine=chosen["engine"],
        deposit=Deposit(chosen["doi_pattern"], chosen["depositor"], time.strftime("%Y%m%d%H%M%S", time.gmtime())),
    )
