"""The calls that other programs make: the pipeline with a plugin manager of its own, and texts instead of pieces."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from ponarscite import pipeline
from ponarscite.checks.review import Problem, checks, chosen, review
from ponarscite.citation.format import format_records
from ponarscite.errors import MisuseError
from ponarscite.hooks.call import every
from ponarscite.hooks.registry import PluginManager, plugin_manager
from ponarscite.hookspecs import CacheUse, Form, Markup, Pushed, PushOptions, RenderOptions, SourceOptions
from ponarscite.reconciliation.works import Works
from ponarscite.record.claim import ROLES, Role
from ponarscite.record.key import Scheme, check_scheme, with_keys
from ponarscite.record.record import Record


@lru_cache(maxsize=1)
def _manager() -> PluginManager:
    return plugin_manager()


class Ingested(Iterator[Record]):
    """The records of what was read: an iterator that begins again each time something iterates over it.

    The sources are read once, when the first record is asked for; what waits between two rounds is packed.
    """

    def __init__(
        self,
        read: Callable[[pipeline.Failures], Works],
        roles: Sequence[Role],
        failures: pipeline.Failures | None,
        keys: Scheme | None = None,
    ) -> None:
        self._read = read
        self._roles = roles
        self._keys = keys
        self._raises = failures is None
        self._failures: pipeline.Failures = [] if failures is None else failures

    @cached_property
    def _works(self) -> Works:
        return self._read(self._failures)

    @cached_property
    def _round(self) -> Iterator[Record]:
        return iter(self)

    def __iter__(self) -> Iterator[Record]:
        yield from pipeline.wanted(self._works, self._roles, self._keys)
        if self._raises and self._failures:
            raise self._failures[0]

    def __next__(self) -> Record:
        return next(self._round)


def ingest(
    sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    plugins: PluginManager | None = None,
    *,
    roles: Role | Sequence[Role] = ("subject",),
    url: str = "",
    allow_private: bool = False,
    keys: Scheme | None = None,
    site: bool = False,
    cache: CacheUse = "use",
    jobs: int = 1,
    failures: pipeline.Failures | None = None,
) -> Ingested:
    """Read sources and yield the records found in them, each work once.

    Args:
        sources: a path, a folder, "-" for standard input, an http(s) URL, or an iterable of these.
        plugins: from `plugin_manager()`; None for one that is made once and kept.
        roles: "subject" for what the documents are about, "cited" for the works in their notes, "mentioned" for
            related publications and podcast episodes.
        url: where a saved page came from.
        allow_private: whether URLs may lead to private and loopback addresses.
        keys: "number", "author-year", or a pattern as "auth.lower + year + shorttitle(1)", to make every citation key
            anew; None keeps those that sources bring.
        site: whether a URL stands for all of its site.
        cache: what earlier runs have read is used while it is fresh ("use"), alone ("offline"), or if the server says
            that it has not changed ("refresh").
        jobs: how many processes parse.
        failures: a list that receives the errors of sources that could not be read, instead of raising the first.
    Returns:
        An iterator that can be used again; everything is read before the first record comes, since later sources may
        complete it.
    Raises:
        MisuseError: at once, for a role or a scheme of keys that there is not; with the first record, for a *url* that
            is no http(s) address, or for several sources.
        SourceError: after the last record, when a source failed and no *failures* list was given.
    """
    options = SourceOptions(url=url, allow_private=allow_private, site=site, cache=cache)
    manager = plugins or _manager()
    wanted = _roles(roles)
    if keys is not None:
        check_scheme(keys)
    read = partial(pipeline.gather, sources, manager, roles=wanted, options=options, jobs=jobs)
    return Ingested(read, wanted, failures, keys)


def _roles(wanted: Role | Sequence[Role]) -> tuple[Role, ...]:
    named = {wanted} if isinstance(wanted, str) else set(wanted)
    if unknown := named.difference(ROLES):
        raise MisuseError(
            f"no role is called {', '.join(sorted(map(repr, unknown)))}", hint=f"known: {', '.join(ROLES)}"
        )
    return tuple(role for role in ROLES if role in named)


def _listed(records: Record | Iterable[Record]) -> Iterator[Record]:
    """The records, one by one, whether one or several are given. Raises TypeError for what is none."""
    for record in [records] if isinstance(records, Record) else records:
        if not isinstance(record, Record):
            raise TypeError(f"{record!r:.60} is no Record: ingest() reads sources, from_item() reads CSL-JSON items")
        yield record


def render(
    records: Record | Iterable[Record],
    format: str = "biblatex",
    plugins: PluginManager | None = None,
    *,
    options: RenderOptions | None = None,
) -> str:
    """The records as text in one of the formats that `ponarscite plugins` lists.

    Args:
        records: from `ingest`, or your own.
        format: "bibtex", "biblatex", "csl-json", "ris", "citation", or one that a plugin adds.
        options: style, locale, markup and the like, for formatted citations.
    Raises:
        FormatError: no renderer has this name.
        StyleNotFoundError, StyleError, RenderError: from formatted citations.
    """
    return "".join(pipeline.render(_listed(records), format, plugins or _manager(), options))


def check(
    records: Record | Iterable[Record],
    plugins: PluginManager | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> list[Problem]:
    """What is wrong with the records: missing fields, numbers against dates, doubles, spellings, and the like.

    Args:
        records: from `ingest`, or your own; they are compared with each other.
        select: the codes of the checks to run ("P012"); () for all.
        ignore: the codes of checks to leave out.
    Returns:
        Problems in the order of the records, then of the codes.
    Raises:
        MisuseError: for a code that there is not.
    """
    manager = plugins or _manager()
    wanted = chosen(checks(manager), select, ignore)
    return review(with_keys(_listed(records)), wanted, tuple(every(manager, "provide_series")))


def push(
    records: Record | Iterable[Record],
    target: str = "zotero",
    plugins: PluginManager | None = None,
    *,
    options: PushOptions | None = None,
) -> Iterator[Pushed]:
    """Push records to a program or a service, and yield what became of each; a repeat makes no double.

    Args:
        records: from `ingest`, or your own.
        target: "zotero" (running on this machine), "zotero.org", "jabref", or one that a plugin adds.
        options: collection, tags, PDFs, a dry run and the like.
    Raises:
        MisuseError: no target has this name, or an option means nothing to it.
        PushError: nothing answers, or it takes nothing.
    """
    return pipeline.push(_listed(records), target, plugins or _manager(), options)


@dataclass(frozen=True, slots=True)
class Cited:
    """Formatted citations; `str()` gives the bibliography.

    Args:
        bibliography: the whole list in the style's order (in a style without one: the first notes).
        citations: the first citation of each record, in the order given: a note, or an in-text citation.
        subsequent: a later citation of each record.
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
    plugins: PluginManager | None = None,
) -> Cited:
    """The records as a bibliography and its in-text citations in a CSL style.

    Args:
        style: a style id ("apa"), dependent and renamed ones too, or the path of a .csl file.
        markup: "text", "html", "markdown", "latex" or "rtf".
        locale: an xml:lang code, "" for the style's own.
        locator: a page cited, for the citations.
        engine: the name of a CSL engine, "" for the preferred one.
    Raises:
        StyleNotFoundError, StyleError, RenderError.
    """
    manager = plugins or _manager()
    listed = list(with_keys(_listed(records)))

    def form(name: Form, page: str = "") -> RenderOptions:
        return RenderOptions(os.fspath(style), locale, markup, name, page, engine)

    found = pipeline.resources(manager)
    return Cited(
        "".join(pipeline.render(listed, "citation", manager, form("bibliography"))),
        tuple(format_records(listed, form("note", locator), found)),
        tuple(format_records(listed, form("short", locator), found)),
    )
