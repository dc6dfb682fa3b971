"""The work of `ponarscite graph`: choose the works, write the graph or its figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath

import click

import ponarscite
from ponarscite import pipeline, settings
from ponarscite.errors import MisuseError
from ponarscite.integrations.graph.files import WRITERS
from ponarscite.integrations.graph.measure import Figures, figures
from ponarscite.integrations.graph.network import (
    MOST_SHARED,
    Direction,
    Kind,
    Network,
    around,
    at_least,
    citations,
    linked,
    shared,
)
from ponarscite.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOptions:
    """The options of `ponarscite graph`, each named like its parameter."""

    names: tuple[str, ...]
    format: str | None
    output: str
    depth: int
    direction: Direction
    kind: Kind
    least: int
    unlinked: bool
    stats: bool
    as_json: bool
    library: str | None


def run(options: GraphOptions) -> None:
    """Write the graph, or print its figures. Raises PonarsciteError."""
    if options.as_json and not options.stats:
        raise MisuseError("--json is for --stats", hint="-f json writes the graph as JSON")
    write = WRITERS[_format(options)][1]
    network = _network(options)
    if network.left_out:
        named = ", ".join(network.left_out[:3]) + ", ..." * (len(network.left_out) > 3)
        message = f"{len(network.left_out)} works with more than {MOST_SHARED:,} neighbours make no pairs: {named}"
        click.echo(f"warning: {message}", err=True)
    if not network.works:
        click.echo("warning: no work has such a line: the graph is empty", err=True)
    if not options.stats:
        pipeline.write(write(network), options.output, ponarscite.plugin_manager())
    elif options.as_json:
        click.echo(json.dumps(asdict(figures(network)), ensure_ascii=False, indent=2))
    else:
        click.echo("".join(_lines(figures(network))), nl=False)


def _format(options: GraphOptions) -> str:
    """The format that is asked for, or that the suffix of the file chooses. Raises MisuseError."""
    suffix = PurePath(options.output).suffix.lower()
    if options.format or options.output == "-" or options.stats:
        return options.format or "svg"
    found = next((name for name, (ending, _) in WRITERS.items() if ending and ending == suffix), "")
    if not found:
        known = ", ".join(ending for ending, _ in WRITERS.values() if ending)
        raise MisuseError(f"no graph format ends in {suffix!r}", hint=f"name one with -f, or end the file in {known}")
    return found


def _network(options: GraphOptions) -> Network:
    if options.library == "":
        raise MisuseError("the name of the library is empty", hint="name a file with --library FILE")
    with Library(options.library or settings.library_path(), create=False, writing=False) as library:
        whole = citations(library.graph())
        keys = {key for name in options.names for key in _keys(library, name)}
    chosen = around(whole, keys, options.depth, options.direction) if options.names else whole
    network = chosen if options.kind == "citations" else shared(chosen, options.kind)
    network = at_least(network, options.least)
    return network if options.unlinked or options.names or options.stats else linked(network)


def _keys(library: Library, name: str) -> list[str]:
    """The keys of a key, a number, a search or words. Raises UnknownKeyError and QueryError."""
    selected = library.select(name)
    keys = [record.id for record in (library.find(name) if selected is None else selected)]
    return keys or [library.get(name).id]  # which says what is wrong with the name


def _lines(found: Figures) -> Iterator[str]:
    """The figures for people."""
    yield f"{found.works} works, {found.links} citations, {found.self_citations} of them between works of one author\n"
    yield f"{found.cited} works are cited, {found.outside} of them of no series\n"
    sizes = ", ".join(map(str, found.islands[:5])) + ", ..." * (len(found.islands) > 5)
    of_works = f" of {sizes} works" if sizes else ""
    yield f"{len(found.islands)} islands{of_works}; {found.alone} works without a citation\n"
    yield "\nMost cited:\n"
    width = max((len(str(one.cited_by)) for one in found.most_cited), default=0)
    yield from (f"  {one.cited_by:>{width}}  {one.key}  {one.label}\n" for one in found.most_cited)
    yield "\nBy year: works, their citations, citations of them\n"
    yield from (f"  {year or 'n.d.'}  {works}  {made}  {got}\n" for year, works, made, got in found.by_year)
