"""The functions for other programs: the pipeline with a plugin manager of its own, and whole texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from ponarscite import pipeline
from ponarscite.checks.review import Problem, chosen, review
from ponarscite.citation.format import format_records
from ponarscite.document.document import Document
from ponarscite.errors import MisuseError, PonarsciteError
from ponarscite.hooks.call import every
from ponarscite.hooks.offered import checks, format_of, writer
from ponarscite.hooks.registry import PluginManager, plugin_manager
from ponarscite.hookspecs import CacheUse, Form, Markup, Pushed, PushOptions, RenderOptions, SourceOptions
from ponarscite.ingestion.documents import Tally, Told
from ponarscite.reconcile.works import Works
from ponarscite.record.claim import ROLES, Role
from ponarscite.record.item import with_texts
from ponarscite.record.key import Scheme, check_scheme, with_keys
from ponarscite.record.record import Record
from ponarscite.record.richtext import with_math_read

if TYPE_CHECKING:
    from datetime import date

    from ponarscite.note.parsed import ParsedCitation
    from ponarscite.record.date import Date


@lru_cache(maxsize=1)
def default_manager() -> PluginManager:
    """The plugin manager of callers who bring none."""
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

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """The display in a notebook: the first records. Reads the sources; what fails is named below them."""
        from ponarscite.record.display import MOST_SHOWN, Shown, list_bundle

        first: list[Record] = []
        count, problems = 0, []
        try:
            for record in self:
                count += 1
                first += [record] if count <= MOST_SHOWN else []
        except PonarsciteError as error:
            problems.append(f"error: {error.message}")
        shown = [Shown.of(one.makers, one.issued, one.title, one.id) for one in first]
        return list_bundle(shown, count, problems)

    def _repr_html_(self) -> str:
        return self._repr_mimebundle_()["text/html"]

    def _repr_markdown_(self) -> str:
        return self._repr_mimebundle_()["text/markdown"]

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
    *,
    plugins: PluginManager | None = None,
    roles: Role | Sequence[Role] = ("subject",),
    url: str = "",
    allow_private: bool = False,
    keys: Scheme | None = None,
    site: bool = False,
    cache: CacheUse = "use",
    jobs: int = 1,
    doubtful: bool = False,
    resolver: str = "",
    hosts: Sequence[str] = (),
    since: str = "",
    until: str = "",
    failures: pipeline.Failures | None = None,
) -> Ingested:
    """Read sources and yield the records found in them, each work once.

    Args:
        sources: a path, a folder, "-" for standard input, an http(s) URL, an identifier with its kind
            ("doi:10.1000/xyz"), a `Document`, or an iterable of these.
            `Document.of(content)` is a page, a text or a file that is in memory. With several *jobs*, a document must
            be picklable, as that one is.
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
        resolver: the address of a Zotero translation server, which is asked for identifiers first.
        hosts: hosts whose pages are read from web archives, with those below them; () for all.
        since, until: first and last day of the captures that are read from web archives: "2015", "2015-03-01".
        failures: a list that receives the errors of sources; None raises the first of them at the end.
    Returns:
        An iterator that can be used again. All sources are read before its first record, since a later source may add
        to it. Its `unread` and `remarks` tell what the readers left out.
    Raises:
        MisuseError: at once, for an unknown role or scheme of keys; with the first record, for a *url* that is not an
            http(s) address, or that has several sources.
        SourceError: after the last record, if a source failed and there is no *failures*.
        TypeError: with the first record, for bytes and other values that are no sources.
    """
    options = SourceOptions(
        url=url,
        allow_private=allow_private,
        site=site,
        cache=cache,
        doubtful=doubtful,
        resolver=resolver,
        hosts=tuple(hosts),
        since=since,
        until=until,
    )
    manager = plugins or default_manager()
    chosen_roles = _roles(roles)
    if keys is not None:
        check_scheme(keys)
    tally = Tally()
    read = partial(pipeline.gather, sources, manager, roles=chosen_roles, options=options, jobs=jobs, tally=tally)
    return Ingested(read, chosen_roles, failures, keys, tally)


def export_file(
    sources: pipeline.Sources,
    target: str | os.PathLike[str],
    *,
    format: str = "",
    plugins: PluginManager | None = None,
    roles: Role | Sequence[Role] = ("subject",),
    reading: SourceOptions | None = None,
    rendering: RenderOptions | None = None,
    jobs: int = 1,
    failures: pipeline.Failures | None = None,
) -> int:
    """Read sources, and write their records into a file, which is replaced whole or not at all.

    For tasks that each make a part of something large: the file is there if, and only if, the task has done all of it.
    A file without records is written, too.

    Args:
        sources, plugins, roles, jobs, failures: as for `ingest`.
        target: path of the file.
        format: name of the format; "" for that of the suffix of the path.
        reading, rendering: options for reading and for writing.
    Returns:
        The number of records.
    Raises:
        FormatError: no format can be written that has this name or suffix.
        RenderError, OutputError: the format cannot be written here; the file cannot.
        SourceError: a source failed, and there is no *failures*. The file is left as it was.
    """
    manager, path = plugins or default_manager(), os.fspath(target)
    found = writer(format or format_of(path, manager), manager)
    if found.ready:
        found.ready()
    records = pipeline.ingest(
        sources,
        manager,
        roles=_roles(roles),
        options=reading,
        failures=failures,
        jobs=jobs,
        traced=found.traced,
    )
    counted = _Counted(records)
    pipeline.write(pipeline.pieces(counted, found.name, manager, rendering), path, manager)
    return counted.count


class _Counted(Iterator[Record]):
    """Records, and how many were taken."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        record = next(self._records)
        self.count += 1
        return record


def extract(
    content: str | bytes,
    *,
    url: str = "",
    media_type: str | None = None,
    accessed: Date | date | str | None = None,
) -> list[Record]:
    """The records of one page, text or file that is in memory.

    Pure: the same arguments give the same records in any process and in any order, nothing is read or fetched, and
    arguments and records can be pickled. So any engine can map it over pages that it has at hand.

    Args:
        content: text, or the bytes as they came, without their transfer and content codings.
        url: address that it came from; of a page in a public web archive ("https://web.archive.org/web/2015…/http://…")
            the original address is taken.
        media_type: as it was declared: "text/html", "text/html; charset=windows-1251"; None lets the content decide.
        accessed: day on which it was fetched, also as a date or as text ("2015-03-01", "2015-03-01T12:00:00Z"); by
            default that of the web archive.
    Returns:
        The works that it is about, each once, with citation keys.
    Raises:
        SourceError: nothing was found in it, or it cannot be read.
    """
    from ponarscite.network.address import without_credentials
    from ponarscite.network.fetch import content_type
    from ponarscite.series.url import original

    found, day = original(url)
    address = without_credentials(found)
    name = without_credentials(url.replace(found, address)) if found else url
    document = Document.of(content, name=name or "document", url=address)
    kind, charset = content_type(media_type or "")
    given = day if accessed is None else accessed
    return list(ingest(replace(document, media_type=kind, charset=document.charset or charset, accessed=_day(given))))


def _day(given: Date | date | str) -> Date | None:
    """The day of a date, or of a text that begins with one; None for no date."""
    from ponarscite.record.date import Date, parse_date

    found = given if isinstance(given, Date) else parse_date(str(given)[:10])
    return found if found.year else None


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

    return tuple(parse_lines(lines_of_text(text), tuple(every(plugins or default_manager(), "provide_series"))))


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
    return "".join(pipeline.render(_listed(records), format, plugins or default_manager(), options))


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
    pieces = pipeline.pieces(_listed(records), format, plugins or default_manager(), options)
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
    manager = plugins or default_manager()
    wanted = chosen(checks(manager), select, ignore)
    return review(with_keys(_listed(records)), wanted, tuple(every(manager, "provide_series")))


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
    return pipeline.push(_listed(records), target, plugins or default_manager(), options)


@dataclass(frozen=True, slots=True)
class Cited:
    """Formatted citations; `str()` gives the bibliography.

    Args:
        bibliography: the whole list in the order of the style; first notes in a style without a bibliography.
        citations: first citation of each record in the order given: a note, or an in-text citation.
        subsequent: later citation of each record.
        markup: of all these texts.
    """

    bibliography: str
    citations: tuple[str, ...]
    subsequent: tuple[str, ...]
    markup: Markup = "text"

    def __str__(self) -> str:
        return self.bibliography

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        """The display in a notebook: the bibliography in its markup, and as text."""
        media_type = {"html": "text/html", "markdown": "text/markdown", "latex": "text/latex"}.get(self.markup)
        found = {"text/plain": self.bibliography}
        return found | {media_type: self.bibliography} if media_type else found

    def _repr_html_(self) -> str | None:
        return self._repr_mimebundle_().get("text/html")

    def _repr_markdown_(self) -> str | None:
        return self._repr_mimebundle_().get("text/markdown")


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
    manager = plugins or default_manager()
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
        markup,
    )
