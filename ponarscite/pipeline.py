"""The way through: sources -> documents -> records -> text -> target. It calls the hooks (`ponarscite.hooks.call`)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from ponarscite import settings
from ponarscite.document.document import Document
from ponarscite.errors import (
    FormatError,
    MisuseError,
    OutputError,
    PonarsciteError,
    SourceError,
    StyleError,
)
from ponarscite.hooks.call import called, called_outside, every, implementations, record_or_raise, values
from ponarscite.hooks.offered import engines, push_target, readers, repositories, writer
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import (
    Pushed,
    PushOptions,
    PushResources,
    RenderOptions,
    Resources,
    SourceOptions,
)
from ponarscite.ingestion.definitions import with_definitions
from ponarscite.ingestion.documents import Parsed, Tally, parse_each, raise_error
from ponarscite.ingestion.extract import Extractors, packed, parse_document, whole
from ponarscite.ingestion.recognition import recognised
from ponarscite.reconcile.works import Works
from ponarscite.record.claim import About, Claim, Rank, Role
from ponarscite.record.key import KeyChanges, Scheme, with_keys, written_keys
from ponarscite.record.record import Record
from ponarscite.record.text import web_address
from ponarscite.series.identity import settle

if TYPE_CHECKING:
    from pluggy import HookImpl

    from ponarscite.series.series import Series

T = TypeVar("T")
Source: TypeAlias = "str | os.PathLike[str] | Document"
"""A path, a folder, "-" for standard input, an http(s) URL, an identifier with its kind, or a document."""

Sources: TypeAlias = "Source | Iterable[Source]"
"""One source or several."""

Failures: TypeAlias = list[PonarsciteError]
"""Receives what could not be read."""

Progress: TypeAlias = Callable[[Document], object]
"""Called with each document before it is parsed."""

Held: TypeAlias = Callable[[str], Iterable[Record] | None]
"""Name -> the records that a library has under it; None for a source that has to be read."""

Write: TypeAlias = Callable[[Iterable[Record], RenderOptions, Resources], Iterator[str] | Iterator[bytes]]
"""`Format.write`."""


def ingest(
    sources: Sources,
    plugins: PluginManager,
    *,
    roles: Sequence[Role] = ("subject",),
    options: SourceOptions | None = None,
    keys: Scheme | None = None,
    failures: Failures | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Progress | None = None,
    held: Held | None = None,
    renamed: KeyChanges | None = None,
    traced: bool = False,
) -> Iterator[Record]:
    """Read sources and yield their records, in the order of the sources, then of the documents; each work once.

    Args:
        sources: those that occur twice are read once.
        plugins: from `plugin_manager()`.
        roles: the roles of the records to yield.
        options: how sources are read.
        keys: a scheme that makes every key anew; None keeps the keys that sources bring.
        failures: receives what could not be read; None raises the first failure at the end.
        jobs: number of processes that parse.
        tally: counts the documents.
        progress: called with each document before it is parsed.
        held: asked for each source first, so that records of a library stand among those that are read.
        renamed: notes the keys of sources that had to change, because another work has the same key.
        traced: whether records have claims about their documents, as `Format.traced` asks for.
    Raises:
        MisuseError: before anything is read, for a URL option that is not an http(s) address, or that names the page of
            several sources.
        SourceError: the first failure, after all records, if there is no *failures*.
    """
    missed: Failures = [] if failures is None else failures
    works = gather(
        sources,
        plugins,
        missed,
        roles=roles,
        options=options,
        jobs=jobs,
        tally=tally,
        progress=progress,
        held=held,
        traced=traced,
    )
    yield from in_roles(works, roles, keys, renamed)
    if failures is None and missed:
        raise missed[0]


def once(records: Iterable[Record]) -> Iterator[Record]:
    """Yield each record the first time that its key comes."""
    seen: set[str] = set()
    for record in records:
        if record.id not in seen:
            seen.add(record.id)
            yield record


def in_roles(
    works: Works, roles: Sequence[Role], keys: Scheme | None = None, renamed: KeyChanges | None = None
) -> Iterator[Record]:
    """The records in these roles, each with a key of its own."""
    return with_keys((record for record in works if record.role in roles), keys, renamed)


def gather(
    sources: Sources,
    plugins: PluginManager,
    missed: Failures,
    *,
    roles: Sequence[Role],
    options: SourceOptions | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Progress | None = None,
    held: Held | None = None,
    traced: bool = False,
) -> Works:
    """Read all sources and merge what they describe into works. The arguments are those of `ingest`."""
    extractors = _extractors(plugins, options)
    options = replace(options or SourceOptions(), series=extractors.series)
    works, tally = Works(partial(settle, series=extractors.series)), tally or Tally()
    parse = partial(parse_document, extractors=extractors, roles=roles, form=packed, traced=traced)
    for records, names in _held_or_read(_names(sources, options.url), held):
        for record in records:
            works.add(_selected(record))
        documents = _watched(_all_documents(names, plugins, options, HINT if held is None else HELD_HINT), progress)
        documents = with_definitions(documents, extractors.formats)
        for _, parsed in _parsed(parse, documents, jobs, plugins, missed, tally):
            for identity, claims in parsed.records:
                works.keep(identity, claims)
    return works


def read_documents(
    sources: Sources,
    plugins: PluginManager,
    missed: Failures,
    *,
    roles: Sequence[Role],
    options: SourceOptions | None = None,
    jobs: int = 1,
    tally: Tally | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Document, str, Sequence[Record]]]:
    """Each document in which something was found, the SHA-256 of its bytes, and its records, without keys.

    Records of different documents are not merged. The arguments are those of `ingest`.
    """
    extractors = _extractors(plugins, options)
    options = replace(options or SourceOptions(), series=extractors.series)
    parse = partial(parse_document, extractors=extractors, roles=roles, form=whole, hashed=True)
    documents = _watched(_all_documents(_names(sources, options.url), plugins, options), progress)
    documents = with_definitions(documents, extractors.formats)
    for document, parsed in _parsed(parse, documents, jobs, plugins, missed, tally or Tally()):
        if parsed.records:
            yield document, parsed.hash, parsed.records


def read_pages(
    sources: Sources, plugins: PluginManager, missed: Failures, *, options: SourceOptions | None = None
) -> Iterator[tuple[Document, Record]]:
    """Each web page with the record of its subject. A document that is not about one work goes to *missed*."""
    formats = readers(plugins)
    for document, _, records in read_documents(sources, plugins, missed, roles=("subject",), options=options):
        try:
            document, _ = recognised(document, formats)
            if document.kind != "html":
                raise SourceError(f"{document.name} is not a web page", hint="give the HTML that the server sends")
            works = list(with_keys(record for record in records if record.role == "subject"))
            if len(works) > 1:
                raise SourceError(f"{document.name} is about {len(works)} works", hint="give the page of one of them")
        except SourceError as error:
            missed.append(error)
        else:
            yield from ((document, work) for work in works)


def all_series(plugins: PluginManager) -> tuple[Series, ...]:
    """The numbered series of all plugins."""
    return tuple(every(plugins, "provide_series"))


def _extractors(plugins: PluginManager, options: SourceOptions | None) -> Extractors:
    options = options or SourceOptions()
    series = all_series(plugins)
    return Extractors(plugins, series, readers(plugins), options.references, options.doubtful)


def _parsed(
    parse: Callable[[Document], Parsed[T]],
    documents: Iterable[Document],
    jobs: int,
    plugins: PluginManager,
    missed: Failures,
    tally: Tally,
) -> Iterator[tuple[Document, Parsed[T]]]:
    """Parse documents; collect their failures, and those of plugins that failed in another process."""
    for document, parsed in parse_each(parse, documents, jobs):
        missed += tally.failures(document, parsed)
        tally.count(document, parsed)
        for name, problem in parsed.broken.items():
            plugins.broken.setdefault(name, problem)
        for name, noted in parsed.oversights.items():
            for oversight in tuple(noted.values()):
                plugins.note_oversight(name, oversight)
        yield document, parsed


def _held_or_read(
    names: Iterable[str | Document], held: Held | None
) -> Iterator[tuple[Iterable[Record], list[str | Document]]]:
    """In the order of the names: (records that the library holds, []), or ((), names of sources in a row)."""
    found = ((name, held(name) if held and isinstance(name, str) else None) for name in names)
    for is_source, group in groupby(found, key=lambda pair: pair[1] is None):
        if is_source:
            yield (), [name for name, _ in group]
        else:
            yield from ((records or (), []) for _, records in group)


def _selected(record: Record) -> Record:
    """A record of the library as the user selected it: it keeps its key, and its role is "subject"."""
    about = About("subject", "", f"library {record.id}")
    return replace(record, claims=(*record.claims, Claim("id", record.id, Rank.USER, "library", about)))


def _watched(documents: Iterable[Document], progress: Progress | None) -> Iterator[Document]:
    for document in documents:
        if progress:
            progress(document)
        yield document


_LONGEST_NAME = 4_096
"""Characters of a path or an address that an error prints."""

HINT = "a source is an existing file or folder, '-', an http(s) URL, or an identifier such as doi:10.1000/xyz"
HELD_HINT = f"{HINT}; or the key or number of a record in the library"


def _all_documents(
    names: Iterable[str | Document], plugins: PluginManager, options: SourceOptions, hint: str = HINT
) -> Iterator[Document]:
    """The documents of every source. In place of a source that fails stands a document that fails when it is loaded.

    Args:
        hint: what a source is.
    """
    for name in names:
        if isinstance(name, Document):
            yield replace(name, url=options.url or name.url)
            continue
        try:
            yield from _documents(name, plugins, options, hint)
        except SourceError as error:
            yield Document(name, partial(raise_error, error))


def _names(sources: Sources, url: str) -> tuple[str | Document, ...]:
    """Each source once, in order.

    Raises:
        MisuseError: *url* cannot be the address of the one source.
        TypeError: a source is bytes, or another value that is no source.
    """
    is_one = isinstance(sources, str | bytes | Document) or not isinstance(sources, Iterable)
    named = cast("Iterable[object]", [sources] if is_one else sources)
    names = tuple(dict.fromkeys(map(_named, named)))
    if url and len(names) > 1:
        raise MisuseError("--url names one page, but there are several sources", hint="read one source at a time")
    if url and not web_address(url):
        hint = "an address looks like https://ponarseurasia.org/memo"
        raise MisuseError(f"--url {url!r} is not an http(s) address", hint=hint)
    return names


def _named(source: object) -> str | Document:
    """The document, or the path or address as text. Raises TypeError for a value of another type."""
    name = source.__fspath__() if isinstance(source, os.PathLike) else source
    if isinstance(name, str | Document):
        return name
    wanted = "a source is a path, an address or a Document"
    raise TypeError(f"{wanted}, not {type(source).__name__}; Document.of(content) makes one of text or bytes")


def _documents(source: str, plugins: PluginManager, options: SourceOptions, hint: str = HINT) -> Iterator[Document]:
    for implementation in implementations(plugins, "read_source"):
        found = False
        for document in values(plugins, "read_source", implementation, source=source, options=options) or ():
            found = True
            yield document
        if found:
            return
    raise _missing(source, hint)


def _missing(source: str, hint: str) -> SourceError:
    """The failure of a source that is not there; a whole text in place of a name is told by its beginning."""
    from ponarscite.record.identifier import prefixed  # where nothing is missing, it is not imported

    if found := prefixed(source):
        return SourceError(f"no such source: {source!r}", hint=f"an identifier needs its kind before it: {found}")
    if "\n" not in source and len(source) <= _LONGEST_NAME:
        return SourceError(f"no such source: {source!r}", hint=hint)
    return SourceError(f"no such source: {source[:40]!r} ...", hint=f"{hint}; Document.of(content) makes one of a text")


def resources(plugins: PluginManager) -> Resources:
    """The styles and engines of all plugins, for formats that print citations."""

    def read(path: str) -> bytes:
        if os.path.isdir(path):  # noqa: PTH112 -- pathlib takes long to import
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        document = next(iter(_documents(path, plugins, SourceOptions())))
        try:
            return document.content
        except SourceError as error:  # the file exists, but it is not a style
            raise StyleError(error.message, hint="a style is a CSL 1.0 file") from error

    def find(name: str) -> tuple[bytes, str]:
        from ponarscite.citation.style import find_style

        return find_style(name, repositories(plugins), read)

    return Resources(find_style=find, engines=engines(plugins))


def render(
    records: Iterable[Record],
    format: str,
    plugins: PluginManager,
    options: RenderOptions | None = None,
    *,
    keyed: bool = False,
) -> Iterator[str]:
    """The records in a format, as pieces of text. The arguments, and what else is raised, are those of `pieces`.

    Raises:
        FormatError: the format is binary.
    """
    if writer(format, plugins).binary:
        hint = "in Python, render_bytes() returns the bytes; on the command line, export writes them"
        raise FormatError(f"{format} is written as bytes, not as text", hint=hint)
    return cast("Iterator[str]", pieces(records, format, plugins, options, keyed=keyed))


def pieces(
    records: Iterable[Record],
    format: str,
    plugins: PluginManager,
    options: RenderOptions | None = None,
    *,
    keyed: bool = False,
    renamed: KeyChanges | None = None,
) -> Iterator[str] | Iterator[bytes]:
    """The records in a format, piece by piece: texts, or bytes for a binary format.

    Args:
        keyed: whether each record has a key of its own already, as those of a library have.
        renamed: notes the keys that the format cannot take as they are.
    Raises:
        FormatError: no format of this name can be written.
        MisuseError, StyleError, RenderError: from the format.
    """
    write = cast("Write", writer(format, plugins).write)
    own = records if keyed else with_keys(records)
    return write(written_keys(own, format, renamed), options or RenderOptions(), resources(plugins))


def push(
    records: Iterable[Record], target: str, plugins: PluginManager, options: PushOptions | None = None
) -> Iterator[Pushed]:
    """Push records to a target; see `ponarscite.push`."""

    def text(some: Iterable[Record], format: str) -> str:
        return "".join(render(some, format, plugins))

    series = all_series(plugins)
    chosen = push_target(target, plugins)
    return chosen.push(
        list(with_keys(records)),
        options or PushOptions(),
        PushResources(series=series, render=text, secret=settings.secret, keep=settings.keep_secret),
    )


def write(pieces: Iterable[str] | Iterable[bytes], target: str, plugins: PluginManager) -> None:
    """Write text or bytes to a target: a path, or "-" for standard output. Raises OutputError."""
    taken = _Pieces(pieces)
    for implementation in implementations(plugins, "write_output"):
        if _is_written(plugins, implementation, taken, target):
            return
        if taken.is_begun:
            problem = f"plugin {implementation.plugin_name!r} began to write to {target!r} and did not finish"
            raise OutputError(problem, hint="PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins")
    raise OutputError(f"nothing can write to {target!r}", hint="a target is a path or '-'")


class _Pieces:
    """Pieces that can be written once: a piece that one plugin has taken is gone for the next."""

    def __init__(self, pieces: Iterable[str] | Iterable[bytes]) -> None:
        self._pieces: Iterator[str | bytes] = iter(pieces)
        self.is_begun = False
        self.failure: Exception | None = None
        """What making a piece raised: not a failure of the plugin that asked for it."""

    def __iter__(self) -> Iterator[str | bytes]:
        return self

    def __next__(self) -> str | bytes:
        self.is_begun = True
        try:
            return next(self._pieces)
        except StopIteration:
            raise
        except Exception as error:
            self.failure = error
            raise


def _is_written(plugins: PluginManager, implementation: HookImpl, pieces: _Pieces, target: str) -> bool:
    """Whether an implementation of `write_output` has written the pieces."""
    given = {"pieces": pieces, "target": target}
    if plugins.is_built_in(implementation.plugin):
        return bool(called(implementation, given))
    try:
        is_written = bool(called_outside(implementation, "write_output", given))
        if is_written and not pieces.is_begun:
            raise TypeError(f"it took no piece of what was to be written to {target!r}")
        return is_written
    except BrokenPipeError:
        raise
    except Exception as error:
        if pieces.failure is error:
            raise
        record_or_raise(plugins, "write_output", implementation.plugin_name, error)
        return False
