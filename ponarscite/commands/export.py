"""ponarscite export."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ponarscite.hookspecs import FORMS, MARKUPS, RenderOptions, SourceOptions, hookimpl
from ponarscite.record.key import SCHEMES
from ponarscite.record.record import ROLES

if TYPE_CHECKING:
    from ponarscite.plugins import PluginManager
    from ponarscite.record.record import Record, Role


def _complete_format(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline, plugins

    return [name for name in pipeline.renderers(context.obj or plugins.plugin_manager()) if name.startswith(start)]


def _complete_style(context: click.Context, _: click.Parameter, start: str) -> list[str]:
    from ponarscite import pipeline, plugins

    found = pipeline.repositories(context.obj or plugins.plugin_manager())
    return sorted(name for one in found for name in one.ids() if name.startswith(start))


def _roles(_: click.Context, parameter: click.Parameter, value: str) -> tuple[Role, ...]:
    asked = {role.strip() for role in value.split(",") if role.strip()}
    if unknown := asked - set(ROLES):
        raise click.BadParameter(f"no role is called {', '.join(sorted(unknown))!r}", param=parameter)
    return tuple(role for role in ROLES if role == "subject" or role in asked)


source_options = [
    click.option("--url", default="", metavar="URL", help="Where a saved page came from."),
    click.option("--allow-private", is_flag=True, help="Let URLs lead to private addresses: one's own server."),
]


def with_source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that tell how sources may be read."""
    for option in reversed(source_options):
        command = option(command)
    return command


@click.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    shell_complete=_complete_format,
    help="bibtex, biblatex, csl-json, ris, citation, ...; by default as FILE ends, else biblatex.",
)
@click.option(
    "-s",
    "--style",
    metavar="STYLE",
    shell_complete=_complete_style,
    help="A CSL style id, or the path of a .csl file; implies -f citation.",
)
@click.option("--locale", default="", metavar="LOCALE", help="Language of the citations, as en-GB.")
@click.option("--markup", type=click.Choice(MARKUPS), help="Of citations.  [default: text]")
@click.option("--as", "form", type=click.Choice(FORMS), help="What to print of each work in a style.")
@click.option("--locator", default="", metavar="PAGES", help="A cited page.")
@click.option("--engine", default="", metavar="NAME", help="The CSL engine.")
@click.option(
    "--with",
    "roles",
    default="",
    metavar="ROLES",
    callback=_roles,
    help="Also the works cited and mentioned on the page: cited,mentioned.",
)
@click.option("--keys", type=click.Choice(SCHEMES), help="Make every citation key anew.")
@with_source_options
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Replaced whole or not at all; - is standard output.",
    show_default=True,
)
@click.option("-v", "--verbose", is_flag=True, help="Tell more on standard error.")
@click.pass_context
def export(context: click.Context, /, sources: tuple[str, ...], **chosen: Any) -> None:
    """Write the memos found in SOURCES: files, folders, URLs, or - for standard input.

    \b
    Examples:
      ponarscite export memo.html                        BibLaTeX on standard output
      ponarscite export saved-pages/ -o memos.ris        a folder, for a reference manager
      ponarscite export memo.txt -s ponars-eurasia       the official citation
      ponarscite export memo.html -s apa --markup html --with cited
      ponarscite export memo.html -s chicago-notes-bibliography --as note --locator 3
      curl https://example.org/memo | ponarscite export - --url https://example.org/memo
    """
    from ponarscite import pipeline

    plugins: PluginManager = context.obj
    output = chosen["output"]
    format_ = chosen["format_"] or ("citation" if _wants_citation(chosen) else pipeline.format_of(output, plugins))
    _check(format_, plugins, chosen)
    with _progress(len(sources), sources) as progress:
        failures: pipeline.Failures = []
        found = list(
            pipeline.ingest(
                sources,
                plugins,
                roles=chosen["roles"],
                options=SourceOptions(url=chosen["url"], allow_private=chosen["allow_private"]),
                keys=chosen["keys"],
                failures=failures,
                progress=progress,
            )
        )
    if found:
        pipeline.write(pipeline.render(found, format_, plugins, _render_options(chosen)), output, plugins)
    context.exit(_report(found, failures, verbose=chosen["verbose"]))


def _wants_citation(chosen: dict[str, Any]) -> bool:
    return any(chosen[name] for name in ("style", "form", "locator", "markup"))


def _check(format_: str, plugins: PluginManager, chosen: dict[str, Any]) -> None:
    """Refuse what is misused before anything is read."""
    from ponarscite import pipeline
    from ponarscite.errors import FormatError, MisuseError

    known = pipeline.renderers(plugins)
    if format_ not in known:
        raise FormatError(f"no format is called {format_!r}", hint=f"known: {', '.join(sorted(known))}")
    if chosen["style"] and format_ != "citation":
        raise MisuseError(f"a style has no meaning for the format {format_}", hint="leave out -f, or use -f citation")
    if format_ == "citation":
        pipeline.resources(plugins).find_style(_render_options(chosen).style)


def _render_options(chosen: dict[str, Any]) -> RenderOptions:
    default = RenderOptions()
    return RenderOptions(
        style=chosen["style"] or default.style,
        locale=chosen["locale"],
        markup=chosen["markup"] or default.markup,
        form=chosen["form"],
        locator=chosen["locator"],
        engine=chosen["engine"],
    )


def _report(found: list[Record], failures: list[Any], *, verbose: bool) -> int:
    """Name every failure, ambiguity and conflict; the exit code."""
    from ponarscite.cli import fail, tell

    for record in found:
        for doubt in record.doubts:
            tell("warning", f"{record.id}: {doubt}")
        for conflict in record.conflicts:
            kept, lost = conflict.kept, conflict.lost
            what = f"{conflict.variable} is {kept.text!r} ({kept.origin}) but also {lost.text!r} ({lost.origin})"
            tell("warning", f"{record.id}: {what}", "ponarscite explain shows every claim" if verbose else "")
        if verbose and record.is_partial:
            tell("note", f"{record.id} is partial: title, author or date is unknown")
    if verbose:
        tell("note", f"{len(found)} records, {len(failures)} failures")
    return max([fail(error) for error in failures], default=0)


@contextmanager
def _progress(count: int, sources: tuple[str, ...]) -> Iterator[Callable[[str], object]]:
    """Tell which document is being read, on a terminal and when there may be many."""
    if not sys.stderr.isatty() or (count < 2 and not any(source.endswith("/") for source in sources)):
        yield str
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("reading") as status:
        yield lambda name: status.update(Text(f"reading {name}"))


@hookimpl
def register_commands(group: click.Group) -> None:
    """ponarscite export."""
    group.add_command(export)
