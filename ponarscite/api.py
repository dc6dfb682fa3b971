"""The functions for other programs: the pipeline with a plugin manager of its own, and whole texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite import pipeline
from ponarscite.checks.review import Problem, checks, chosen, review
from ponarscite.citation.format import format_records
from ponarscite.errors import MisuseError, SourceError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager, plugin_manager
from ponarscite.hookspecs import CacheUse, Check, Form, Markup, Pushed, PushOptions, RenderOptions, SourceOptions
from ponarscite.ingestion.documents import Tally, Told
from ponarscite.reconcile.works import Works
from ponarscite.record.claim import ROLES, Role
from ponarscite.record.item import with_texts
from ponarscite.record.key import Scheme, check_scheme, with_keys
from ponarscite.record.record import Record
from ponarscite.record.richtext import with_math_read

if TYPE_CHECKING:
    from ponarscite.library.library import Library
    from ponarscite.manuscript.problem import ManuscriptProblem
    from ponarscite.manuscript.reading import Manuscript
    from ponarscite.note.parsed import ParsedCitation


@lru_cache(maxsize=1)
def _manager() -> PluginManager:
    return plugin_manager()


class Ingested(Iterator[Record]):
    """The records of the sources. It can be iterated over again, and starts at the first record each time.

    The sources are read once, before the first record; between two iterations the claims are kept packed.
    """

    def __init__(
        self,
        read: Callable[[pipeline.Failures], Works],
        roles: Sequence[Role],
        failures: pipeline.Failures | None,
        keys: Scheme | None = None,
        tally: Tally | None = None,
    ) -> None:
        self._read = read
        self._roles = roles
        self._keys = keys
        self._tally = tally or Tally()
        self._raises = failures is None
        self._failures: pipeline.Failures = [] if failures is None else failures

    @cached_property
    def _works(self) -> Works:
        return self._read(self._failures)

    @cached_property
    def _round(self) -> Iterator[Record]:
        return iter(self)

    def __iter__(self) -> Iterator[Record]:
        yield from pipeline.in_roles(self._works, self._roles, self._keys)
        if self._raises and self._failures:
            raise self._failures[0]

    def __next__(self) -> Record:
        return next(self._round)

    @property
    def unread(self) -> dict[str, dict[str, int]]:
        """Name of a document -> field that no record holds -> number of references that have it. Reads the sources."""
        return {name: dict(told.unread) for name, told in self._told.items() if told.unread}

    @property
    def remarks(self) -> dict[str, tuple[str, ...]]:
        """Name of a document -> what was read in another way than it is written, in sentences. Reads the sources."""
        return {name: tuple(told.remarks) for name, told in self._told.items() if told.remarks}

    @property
    def _told(self) -> dict[str, Told]:
        _ = self._works
        return self._tally.told


def ingest(
    sources: pipeline.Sources,
    plugins: PluginManager | None = None,
    *,
    roles: Role | Sequence[Role] = ("subject",),
    url: str = "",
    allow_private: bool = False,
    keys: Scheme | None = None,
    site: bool = False,
    cache: CacheUse = "use",
    jobs: int = 1,
    doubtful: bool = False,
    failures: pipeline.Failures | None = None,
) -> Ingested:
    """Read sources and yield the records found in them, each work once.

    Args:
        sources: a path, a folder, "-" for standard input, an http(s) URL, or an iterable of these.
        plugins: from `plugin_manager()`; None uses one made once and kept.
        roles: "subject" for the works that documents are about, "cited" for those in their notes, "mentioned" for
            related publications and podcast episodes.
        url: the address that a saved page came from.
        allow_private: whether URLs may lead to private and loopback addresses.
        keys: "number", "author-year", or a pattern like "auth.lower + year + shorttitle(1)" makes new citation keys;
            None keeps those that sources bring.
        site: whether a URL stands for all pages of its site.
        cache: "use" takes pages from the cache while they are fresh, "offline" takes them from the cache alone,
            "refresh" asks the server whether the cached page is still current.
        jobs: number of processes that parse.
        doubtful: whether citations that are read, but not proven, give partial records: title and date, where sure.
        failures: a list that receives the errors of sources; None raises the first of them at the end.
    Returns:
        An iterator that can be used again. All sources are read before its first record, since a later source may add
        to it. Its `unread` and `remarks` tell what the readers left out.
    Raises:
        MisuseError: at once, for an unknown role or scheme of keys; with the first record, for a *url* that is not an
            http(s) address, or that has several sources.
        SourceError: after the last record, if a source failed and there is no *failures*.
    """
    options = SourceOptions(url=url, allow_private=allow_private, site=site, cache=cache, doubtful=doubtful)
    manager = plugins or _manager()
    chosen_roles = _roles(roles)
    if keys is not None:
        check_scheme(keys)
    tally = Tally()
    read = partial(pipeline.gather, sources, manager, roles=chosen_roles, options=options, jobs=jobs, tally=tally)
    return Ingested(read, chosen_roles, failures, keys, tally)


def parse_citations(text: str, plugins: PluginManager | None = None) -> tuple[ParsedCitation, ...]:
    """Read citations as people write them: one, or a list of them with one a line. Pure.

    Args:
        text: plain text or Markdown. Numbers and bullets before the entries, and headings, are passed over.
        plugins: from `plugin_manager()`, for the series whose memos are known; None uses one made once and kept.
    Returns:
        In order, each work with its record, its grade ("printed", "proven", "rules", "doubtful"), the spans of its
        fields, and the checks that it fails; and each line that was not understood, with the grade "unread".
    Raises:
        Nothing.
    """
    from ponarscite.document.lines import lines_of_text
    from ponarscite.note.parsed import parse_lines

    return tuple(parse_lines(lines_of_text(text), tuple(every(plugins or _manager(), "provide_series"))))


def _roles(roles: Role | Sequence[Role]) -> tuple[Role, ...]:
    named = {roles} if isinstance(roles, str) else set(roles)
    if unknown := named.difference(ROLES):
        raise MisuseError(
            f"no role is called {', '.join(sorted(map(repr, unknown)))}", hint=f"known: {', '.join(ROLES)}"
        )
    return tuple(role for role in ROLES if role in named)


def _listed(records: Record | Iterable[Record]) -> Iterator[Record]:
    """One record or several, one by one. Raises TypeError for a value that is not a Record."""
    for record in [records] if isinstance(records, Record) else records:
        if not isinstance(record, Record):
            raise TypeError(f"{record!r:.60} is not a Record; ingest() reads sources, from_item() CSL-JSON items")
        yield record


def render(
    records: Record | Iterable[Record],
    format: str = "biblatex",
    plugins: PluginManager | None = None,
    *,
    options: RenderOptions | None = None,
) -> str:
    """The records as text in one of the formats that `ponarscite formats` lists.

    Args:
        records: from `ingest`, or your own.
        format: "bibtex", "biblatex", "csl-json", "ris", "citation", ..., or one that a plugin adds.
        options: style, locale, markup and the like, for formatted citations.
    Raises:
        FormatError: no format of this name can be written, or it is binary: see `render_bytes`.
        StyleNotFoundError, StyleError, RenderError: from formatted citations.
    """
    return "".join(pipeline.render(_listed(records), format, plugins or _manager(), options))


def render_bytes(
    records: Record | Iterable[Record],
    format: str,
    plugins: PluginManager | None = None,
    *,
    options: RenderOptions | None = None,
) -> bytes:
    """The records in any format, as the bytes of a file; text is encoded in UTF-8. Arguments as for `render`.

    Raises:
        FormatError: no format of this name can be written.
        StyleNotFoundError, StyleError, RenderError: from formatted citations.
    """
    pieces = pipeline.pieces(_listed(records), format, plugins or _manager(), options)
    return b"".join(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece for piece in pieces)


def check(
    records: Record | Iterable[Record],
    plugins: PluginManager | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> list[Problem]:
    """Find what is wrong with records: missing fields, numbers that contradict dates, duplicates, spelling mistakes.

    Args:
        records: from `ingest`, or your own; they are also compared with each other.
        select: codes of the checks to run ("P012"); () for all.
        ignore: codes of checks to leave out.
    Returns:
        Problems in the order of the records, then of the codes.
    Raises:
        MisuseError: for an unknown code.
    """
    manager = plugins or _manager()
    wanted = chosen(checks(manager), select, ignore)
    return review(with_keys(_listed(records)), wanted, tuple(every(manager, "provide_series")))


def check_manuscript(
    path: str | os.PathLike[str],
    library: Library | None = None,
    plugins: PluginManager | None = None,
    *,
    language: str = "",
    bibliographies: Sequence[str | os.PathLike[str]] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    failures: pipeline.Failures | None = None,
) -> list[ManuscriptProblem]:
    """Find what is wrong with the citations of a manuscript. Nothing is fetched.

    Args:
        path: a file in Markdown, LaTeX, Typst, reStructuredText or Org, a .docx, .odt or .ipynb file.
        library: asked after the manuscript's own bibliography; None for none.
        language: "markdown", "latex", ...; "" for that of the file's ending.
        bibliographies: further files of references, beside those that the manuscript names.
        select: codes of the checks to run ("M001"); () for all.
        ignore: codes of checks to leave out.
        failures: a list that receives the errors of bibliographies; None raises the first of them at the end.
    Returns:
        Problems in the order of their places. Nothing is said of unknown keys if a bibliography cannot be read.
    Raises:
        MisuseError: for an unknown code or language.
        SourceError: the file cannot be read, or a bibliography cannot.
    """
    from ponarscite.manuscript import read_manuscript

    manager = plugins or _manager()
    wanted = chosen(checks(manager), select, ignore)
    content = read_file(path)
    manuscript = read_manuscript(content, language or os.fspath(path), tuple(every(manager, "provide_series")))
    failed: pipeline.Failures = []
    found = manuscript_problems(manuscript, os.fspath(path), wanted, manager, failed, library, bibliographies)
    if failures is None and failed:
        raise failed[0]
    (failures if failures is not None else []).extend(failed)
    return found


def manuscript_problems(
    manuscript: Manuscript,
    file: str,
    wanted: Iterable[Check],
    plugins: PluginManager,
    failures: pipeline.Failures,
    library: Library | None = None,
    bibliographies: Iterable[str | os.PathLike[str]] = (),
) -> list[ManuscriptProblem]:
    """As `check_manuscript`, of a manuscript that is read; the paths that it names begin at the folder of *file*."""
    from ponarscite.manuscript.holdings import Holdings
    from ponarscite.manuscript.problem import problems
    from ponarscite.manuscript.review import review as review_manuscript

    series = tuple(every(plugins, "provide_series"))
    folder = Path(file).parent
    named = [*map(Path, bibliographies), *(folder / name for name in manuscript.bibliographies)]
    failed: pipeline.Failures = []
    files = _local(named, failed)
    own = [record for one in files for record in pipeline.ingest(one, plugins, failures=failed)]  # each with its keys
    holdings = Holdings(own, manuscript.defined, library, is_complete=not failed)
    faults = review_manuscript(manuscript, holdings, series)
    failures += failed
    return list(problems(faults, {check.code: check for check in wanted}, file, manuscript.texts))


MOST_MANUSCRIPT = 50_000_000
"""Bytes of a manuscript."""


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a manuscript. Raises SourceError for a file that cannot be read, or that is too large."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MOST_MANUSCRIPT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot read {os.fspath(path)}: {reason}", hint="name an existing file") from error
    if len(content) > MOST_MANUSCRIPT:
        raise SourceError(f"{os.fspath(path)} is larger than {MOST_MANUSCRIPT:,} bytes", hint="split it")
    return content


def _local(paths: Iterable[Path], failures: pipeline.Failures) -> Iterator[str]:
    """The paths that are files; any other name fails, so that nothing is fetched and no folder read."""
    for path in dict.fromkeys(paths):
        try:
            is_file = path.is_file()
        except ValueError:
            is_file = False
        if is_file:
            yield str(path)
        else:
            failures.append(SourceError(f"no bibliography {path}", hint="name one with --bibliography FILE"))


def push(
    records: Record | Iterable[Record],
    target: str = "zotero",
    plugins: PluginManager | None = None,
    *,
    options: PushOptions | None = None,
) -> Iterator[Pushed]:
    """Push records to a program or a service, and yield the outcome of each. Repeating it makes no duplicates.

    Args:
        records: from `ingest`, or your own.
        target: "zotero" (running on this machine), "zotero.org", "jabref", or one that a plugin adds.
        options: collection, tags, PDFs, a dry run and the like.
    Raises:
        MisuseError: no target has this name, or it does not know an option.
        PushError: the target does not answer, or refuses the records.
    """
    return pipeline.push(_listed(records), target, plugins or _manager(), options)


@dataclass(frozen=True, slots=True)
class Cited:
    """Formatted citations; `str()` gives the bibliography.

    Args:
        bibliography: the whole list in the order of the style; first notes in a style without a bibliography.
        citations: first citation of each record in the order given: a note, or an in-text citation.
        subsequent: later citation of each record.
    """

    bibliography: str
    citations: tuple[str, ...]
    subsequent: tuple[str, ...]

    def __str__(self) -> str:
        return self.bibliography


def cite(
    records: Record | Iterable[Record],
    style: str | os.PathLike[str] = "ponars-eurasia",
    *,
    markup: Markup = "text",
    locale: str = "",
    locator: str = "",
    engine: str = "",
    links: bool = True,
    plugins: PluginManager | None = None,
) -> Cited:
    """The records as a bibliography and its in-text citations in a CSL style.

    Args:
        style: a style id ("apa"), also a dependent or renamed one, or the path of a .csl file.
        markup: "text", "html", "markdown", "latex" or "rtf".
        locale: an xml:lang code, "" for the default of the style.
        locator: cited pages, for the citations.
        engine: name of a CSL engine, "" for the preferred one.
        links: whether DOI, URL, PMID and PMCID become links, in markups that have them.
    Raises:
        StyleNotFoundError, StyleError, RenderError.
    """
    manager = plugins or _manager()
    listed = list(with_keys(_listed(records)))

    def form(name: Form, page: str = "") -> RenderOptions:
        return RenderOptions(
            style=os.fspath(style), locale=locale, markup=markup, form=name, locator=page, engine=engine, links=links
        )

    found = pipeline.resources(manager)
    readable = [with_texts(record, with_math_read) for record in listed]
    return Cited(
        "".join(pipeline.render(listed, "citation", manager, form("bibliography"))),
        tuple(format_records(readable, form("note", locator), found)),
        tuple(format_records(readable, form("short", locator), found)),
    )
