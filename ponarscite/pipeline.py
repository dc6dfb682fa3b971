"""ingest, render, write: the one way through, and the one place that calls hooks (by way of `guard`)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ponarscite import settings
from ponarscite.document.document import Document
from ponarscite.errors import FormatError, MisuseError, OutputError, PonarsciteError, SourceError, StyleError
from ponarscite.hooks.call import called, every, implementations, values
from ponarscite.hooks.registry import FAULTS, PluginManager
from ponarscite.hookspecs import (
    Dialect,
    Engine,
    Pushed,
    PushOptions,
    PushResources,
    PushTarget,
    Renderer,
    RenderOptions,
    Resources,
    SourceOptions,
    StyleRepository,
)
from ponarscite.ingestion.documents import Read, Tally, each, raise_error
from ponarscite.ingestion.extract import packed, read_document, whole
from ponarscite.reconciliation.works import Works
from ponarscite.record.claim import About, Claim, Rank, Role
from ponarscite.record.key import Scheme, with_keys
from ponarscite.record.record import Record
from ponarscite.record.text import web_address
from ponarscite.series.identity import settle
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from pluggy import HookImpl

T = TypeVar("T")
Failures = list[PonarsciteError]
Held: TypeAlias = Callable[[str], Iterable[Record] | None]
"""Gives the records that a library has under a name, None when it is no name of the library's."""


def ingest(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    plugins: PluginManager,
    *,
    roles: Sequence[Role] = ("subject",),
    options: SourceOptions | None = None,
    keys: Scheme | None = None,
    failures: Failures | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Callable[[Document], object] = id,
    held: Held | None = None,
) -> Iterator[Record]:
    """Read sources and yield their records: as given, then as found; a work reached twice comes once.

    Args:
        sources: a path, a folder, "-", an http(s) URL, or several of them; the same one twice is read once.
        plugins: from `plugin_manager()`.
        roles: which records are wanted.
        options: how sources may be read.
        keys: a scheme that makes every key anew; None keeps the keys that sources bring.
        failures: receives what could not be read, so that the rest is read all the same.
        jobs: how many processes parse.
        tally: counts the documents.
        progress: is told of each document before it is read.
        held: is asked first; the records that a library has under this name, or None for a source to be read.
    Raises:
        MisuseError: before anything is read, for a URL that is none, or for several sources.
        SourceError: for the first failure, after everything else was yielded, when there is no *failures*.
    """
    missed: Failures = [] if failures is None else failures
    works = gather(
        sources, plugins, missed, roles=roles, options=options, jobs=jobs, tally=tally, progress=progress, held=held
    )
    yield from wanted(works, roles, keys)
    if failures is None and missed:
        raise missed[0]


def wanted(works: Works, roles: Sequence[Role], keys: Scheme | None = None) -> Iterator[Record]:
    """The records in these roles, each with a key of its own."""
    return with_keys((record for record in works if record.role in roles), keys)


def gather(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    plugins: PluginManager,
    missed: Failures,
    *,
    roles: Sequence[Role],
    options: SourceOptions | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Callable[[Document], object] = id,
    held: Held | None = None,
) -> Works:
    """Read sources to the end; the arguments are those of `ingest`, and *missed* receives the failures."""
    options, series = _told_of_series(options, plugins)
    works, tally = Works(partial(settle, series=series)), tally or Tally()
    work = partial(read_document, plugins=plugins, series=series, roles=roles, form=packed)
    for own, names in _parted(_names(sources, options.url), held):
        for record in own:
            works.add(_named(record))
        documents = _told(_all_documents(names, plugins, options), progress)
        for _, found in _each(work, documents, jobs, plugins, missed, tally):
            for identity, claims in found.records:
                works.keep(identity, claims)
    return works


def _told_of_series(options: SourceOptions | None, plugins: PluginManager) -> tuple[SourceOptions, tuple[Series, ...]]:
    series = tuple(every(plugins, "provide_series"))
    return replace(options or SourceOptions(), series=series), series


def _each(
    work: Callable[[Document], Read[T]],
    documents: Iterable[Document],
    jobs: int,
    plugins: PluginManager,
    missed: Failures,
    tally: Tally,
) -> Iterator[tuple[Document, Read[T]]]:
    """Each document with what it gave; failures are remembered, and plugins that failed elsewhere blamed here, too."""
    for document, found in each(work, documents, jobs):
        missed += found.failures
        tally.count(document, found)
        for name, problem in found.broken.items():
            plugins.broken.setdefault(name, problem)
        yield document, found


def _parted(names: Iterable[str], held: Held | None) -> Iterator[tuple[Iterable[Record], list[str]]]:
    """What the library holds, and the names of sources, in turn: one of the two is empty each time."""
    found = ((name, held(name) if held else None) for name in names)
    for is_source, group in groupby(found, key=lambda pair: pair[1] is None):
        if is_source:
            yield (), [name for name, _ in group]
        else:
            yield from ((records or (), []) for _, records in group)


def _named(record: Record) -> Record:
    """A record of a library that was asked for: it keeps its key, and is what the call is about."""
    about = About("subject", "", f"library {record.id}")
    return replace(record, claims=(*record.claims, Claim("id", record.id, Rank.USER, "library", about)))


def read(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    plugins: PluginManager,
    missed: Failures,
    *,
    roles: Sequence[Role],
    options: SourceOptions | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Callable[[Document], object] = id,
) -> Iterator[tuple[Document, str, Sequence[Record]]]:
    """Each document that gives any, the SHA-256 of its bytes, and its records, one thing a record, without keys.

    The arguments are those of `gather`.
    """
    options, series = _told_of_series(options, plugins)
    work = partial(read_document, plugins=plugins, series=series, roles=roles, form=whole, hashed=True)
    documents = _told(_all_documents(_names(sources, options.url), plugins, options), progress)
    for document, found in _each(work, documents, jobs, plugins, missed, tally or Tally()):
        if found.records:
            yield document, found.hash, found.records


def _told(documents: Iterable[Document], progress: Callable[[Document], object]) -> Iterator[Document]:
    for document in documents:
        progress(document)
        yield document


def _all_documents(names: Iterable[str], plugins: PluginManager, options: SourceOptions) -> Iterator[Document]:
    """The documents of every source; one that fails has a document that fails when it is read, in its turn."""
    for name in names:
        try:
            yield from _documents(name, plugins, options)
        except SourceError as error:
            yield Document(name, partial(raise_error, error))


def pages(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    plugins: PluginManager,
    missed: Failures,
    *,
    options: SourceOptions | None = None,
) -> Iterator[tuple[Document, Record]]:
    """Each page of the sources, with the one work that it is about; *missed* receives what is no such page."""
    for document, _, records in read(sources, plugins, missed, roles=("subject",), options=options):
        try:
            if document.kind != "html":
                raise SourceError(f"{document.name} is no page", hint="give the page as its server sends it: HTML")
            works = list(with_keys(record for record in records if record.role == "subject"))
            if len(works) > 1:
                raise SourceError(f"{document.name} is about {len(works)} works", hint="give the page of one of them")
        except SourceError as error:
            missed.append(error)
        else:
            yield from ((document, work) for work in works)


def _names(sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], url: str) -> tuple[str, ...]:
    """Each source once, as they come. Raises MisuseError for a *url* from which they cannot have come."""
    named = [sources] if isinstance(sources, str | os.PathLike) else sources
    names = tuple(dict.fromkeys(os.fspath(one) for one in named))
    if url and len(names) > 1:
        raise MisuseError("--url names one page, but there are several sources", hint="read one source at a time")
    if url and not web_address(url):
        hint = "an address looks like https://ponarseurasia.org/memo"
        raise MisuseError(f"--url {url!r} is no http(s) address", hint=hint)
    return names


def _documents(source: str, plugins: PluginManager, options: SourceOptions) -> Iterator[Document]:
    for implementation in implementations(plugins, "read_source"):
        found = False
        for document in values(plugins, "read_source", implementation, source=source, options=options) or ():
            found = True
            yield document
        if found:
            return
    raise SourceError(
        f"no such source: {source!r}", hint="a source is an existing file or folder, '-', or an http(s) URL"
    )


def renderers(plugins: PluginManager) -> dict[str, Renderer]:
    """The formats by name; an outside plugin's goes before ours of the same name."""
    found: dict[str, Renderer] = {}
    for renderer in every(plugins, "provide_renderers"):
        found.setdefault(renderer.name, renderer)
    return found


def dialects(plugins: PluginManager) -> dict[str, Dialect]:
    """The dialects by name; an outside plugin's goes before ours of the same name."""
    found: dict[str, Dialect] = {}
    for dialect in every(plugins, "provide_dialects"):
        found.setdefault(dialect.name, dialect)
    return found


def repositories(plugins: PluginManager) -> tuple[StyleRepository, ...]:
    """The collections of CSL styles, in the order in which they are asked."""
    return tuple(every(plugins, "provide_styles"))


def engines(plugins: PluginManager) -> tuple[Engine, ...]:
    """The citation engines, the preferred one first."""
    return tuple(every(plugins, "provide_engines"))


def resources(plugins: PluginManager) -> Resources:
    """What renderers may use of other plugins."""

    def read(path: str) -> bytes:
        if os.path.isdir(path):  # noqa: PTH112 -- a name, as in format_of
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        document = next(iter(_documents(path, plugins, SourceOptions())))
        try:
            return document.content
        except SourceError as error:  # the file is there, but it is no style
            raise StyleError(error.message, hint="a style is a CSL 1.0 file") from error

    def find(name: str) -> tuple[bytes, str]:
        from ponarscite.citation.style import find_style

        return find_style(name, repositories(plugins), read)

    return Resources(find_style=find, engines=engines(plugins))


def renderer(name: str, plugins: PluginManager) -> Renderer:
    """The format of this name. Raises FormatError."""
    known = renderers(plugins)
    if name not in known:
        raise FormatError(f"no format is called {name!r}", hint=f"known: {', '.join(sorted(known))}")
    return known[name]


def formats_of(target: str, plugins: PluginManager) -> tuple[str, ...]:
    """The formats that the ending of a file name stands for, the usual one first."""
    ending = os.path.splitext(target)[1].casefold()  # noqa: PTH122 -- a name, not a place
    return tuple(name for name, one in renderers(plugins).items() if ending and ending in one.suffixes)


def format_of(target: str, plugins: PluginManager) -> str:
    """The format that the ending of a file name chooses; "biblatex" when none does."""
    return next(iter(formats_of(target, plugins)), "biblatex")


def format_for(program: str, plugins: PluginManager, *, format: str = "", target: str = "") -> str:
    """The format in which a program loses least, or the one asked for by name, or by the ending of a file name.

    Raises:
        FormatError: no dialect has this name, or the program does not read what was asked for.
    """
    known = dialects(plugins)
    if program not in known:
        raise FormatError(f"no dialect is called {program!r}", hint=f"known: {', '.join(sorted(known))}")
    formats = known[program].formats
    asked = (format,) if format else formats_of(target, plugins)
    if asked and not set(asked) & set(formats):
        raise FormatError(f"{program} is not known to read {asked[0]}", hint=f"it reads: {', '.join(formats)}")
    return next((name for name in asked if name in formats), next(iter(formats)))


def render(
    records: Iterable[Record],
    format: str,
    plugins: PluginManager,
    options: RenderOptions | None = None,
    *,
    keyed: bool = False,
) -> Iterator[str]:
    """The records in a format, piece by piece.

    Args:
        keyed: whether each record has a key of its own already, as those of a library have: no key is remembered.
    Raises:
        FormatError: no renderer has this name.
        MisuseError, StyleError, RenderError: as the renderer says.
    """
    return renderer(format, plugins).render(
        records if keyed else with_keys(records), options or RenderOptions(), resources(plugins)
    )


def push_targets(plugins: PluginManager) -> dict[str, PushTarget]:
    """The push targets by name; an outside plugin's goes before ours of the same name."""
    found: dict[str, PushTarget] = {}
    for target in every(plugins, "provide_push_targets"):
        found.setdefault(target.name, target)
    return found


def push_target(name: str, plugins: PluginManager) -> PushTarget:
    """The push target of this name. Raises MisuseError."""
    known = push_targets(plugins)
    if name not in known:
        raise MisuseError(f"nothing is known to push to that is called {name!r}", hint=f"known: {', '.join(known)}")
    return known[name]


def push(
    records: Iterable[Record], target: str, plugins: PluginManager, options: PushOptions | None = None
) -> Iterator[Pushed]:
    """Push records to a program or a service, and tell what became of each; a repeat makes no double.

    Raises:
        MisuseError: no target has this name, or an option means nothing to it.
        PushError: as the target says, when there is no going on.
    """

    def text(some: Iterable[Record], format: str) -> str:
        return "".join(render(some, format, plugins))

    series = tuple(every(plugins, "provide_series"))
    chosen = push_target(target, plugins)
    return chosen.push(list(with_keys(records)), options or PushOptions(), PushResources(series, text, settings.secret))


def write(pieces: Iterable[str], target: str, plugins: PluginManager) -> None:
    """Write text to a target: a path, or "-" for standard output. Raises OutputError."""
    text = _Text(pieces)
    for implementation in implementations(plugins, "write_output"):
        if _is_written(plugins, implementation, text, target):
            return
        if text.is_begun:
            problem = f"plugin {implementation.plugin_name!r} began to write to {target!r} and did not finish"
            raise OutputError(problem, hint="PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins")
    raise OutputError(f"nothing can write to {target!r}", hint="a target is a path or '-'")


class _Text:
    """Pieces of text that can be written once: a piece that one plugin has taken is gone for the next."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)
        self.is_begun = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.is_begun = True
        return next(self._pieces)


def _is_written(plugins: PluginManager, implementation: HookImpl, pieces: Iterable[str], target: str) -> bool:
    """Whether an implementation of `write_output` has written the text."""
    try:
        return bool(called(implementation, {"pieces": pieces, "target": target}))
    except (PonarsciteError, BrokenPipeError):
        raise
    except FAULTS as error:
        if plugins.is_built_in(implementation.plugin):
            raise
        plugins.record_failure(implementation.plugin_name, "write_output", error)
        return False
