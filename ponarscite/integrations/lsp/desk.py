"""Desk: the documents of one editor, and the records that they may cite. It knows no protocol, and no loop of events.

Two threads use it: one answers, the other one analyses documents, which may take seconds. Each has its own connection
to the library.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ponarscite import Check, PluginManager, QueryError, Record, UnknownKeyError
from ponarscite.hooks import offered
from ponarscite.hooks.call import every
from ponarscite.integrations.lsp.bibliography import Bibliographies, Bibliography
from ponarscite.integrations.lsp.card import Cards
from ponarscite.integrations.lsp.document import Analysis, Document, moved
from ponarscite.integrations.lsp.folders import Scans, own_paths
from ponarscite.integrations.lsp.shelf import OpenLibrary, Tell
from ponarscite.library.names import Known
from ponarscite.manuscript.fault import Fault
from ponarscite.manuscript.holdings import Holdings
from ponarscite.manuscript.reading import Manuscript, read_manuscript, scanned
from ponarscite.manuscript.review import review

AROUND: Final = 2_000
"""Characters on either side of the cursor that a glimpse takes in."""

LARGEST: Final = 20_000_000
"""Characters of a document that is analysed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The settings of the user.

    Args:
        library: path of the library, "" for the user's own.
        style, locale: of references; "" for the user's settings.
        select, ignore: codes of checks, as `ponarscite check` takes them.
    """

    library: str = ""
    style: str = ""
    locale: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Desk:
    """The knowledge of a server.

    Args:
        plugins: from `plugin_manager()`.
        options: of the user.
        tell: shows a message; called from both threads.
    """

    def __init__(self, plugins: PluginManager, options: Options, tell: Tell) -> None:
        self.plugins = plugins
        self.tell = tell
        self.documents: dict[str, Document] = {}
        self.folders: list[Path] = []
        self.analyses: dict[str, Analysis] = {}
        self.bibliographies = Bibliographies(plugins)
        self.scans = Scans()
        self.configure(options)

    def configure(self, options: Options) -> None:
        """Take new options."""
        from ponarscite import settings

        self.options = options
        named = options.library or None
        self.library = OpenLibrary(named, self.plugins, self.tell, is_expected=bool(named))
        self.behind = OpenLibrary(named, self.plugins, lambda _: None, is_expected=bool(named))
        style, locale = settings.text_of("style"), settings.text_of("locale")
        self.cards = Cards(self.plugins, options.style or style, options.locale or locale, self.tell)
        self.series = tuple(every(self.plugins, "provide_series"))
        self.checks = {check.code: check for check in self._chosen(options)}
        self.analyses.clear()

    def _chosen(self, options: Options) -> Iterator[Check]:
        named = {word.casefold() for word in options.select}
        unwanted = {word.casefold() for word in options.ignore}
        for check in offered.checks(self.plugins).values():
            names = {check.code.casefold(), check.name.casefold()}
            if (not named or names & named) and not names & unwanted:
                yield check

    def close(self) -> None:
        """Close the library."""
        self.library.close()
        self.behind.close()

    # analysing, in the thread behind

    def analyse(self, document: Document) -> Analysis:
        """Read a document, and compare it with the records that it may cite. Takes long for a long one.

        Args:
            document: a copy that nobody changes.
        """
        self.behind.poll()
        began = time.perf_counter()
        manuscript = read_manuscript(document.text.content[:LARGEST], document.language, self.series)
        seconds = time.perf_counter() - began
        own = tuple(self._own(document, manuscript.bibliographies))
        began = time.perf_counter()
        holdings = Holdings(
            [record for one in own for record in one.records],
            manuscript.defined.union(*(one.keys for one in own if not one.is_whole)),
            self.behind if self.behind.is_there else None,
            is_complete=not self.behind.is_broken and not any(one.failures for one in own),
        )
        faults: Sequence[Fault] = ()
        with suppress(QueryError):
            faults = review(manuscript, holdings, self.series)
        if self.behind.is_broken:  # it broke meanwhile: what was not found may be there
            faults = [fault for fault in faults if fault.code != "M001"]
        seconds += time.perf_counter() - began
        return Analysis(document.version, document.text, manuscript, own, holdings, faults, seconds)

    def _own(self, document: Document, named: Sequence[str]) -> Iterator[Bibliography]:
        paths: list[Path] = []
        with suppress(OSError, ValueError):
            paths = own_paths(named, document.path, document.language, self.folders, self.scans)
        for path in dict.fromkeys(paths):
            yield self.bibliographies.of(path)

    def warm(self) -> None:
        """Load what the first card needs."""
        self.cards.reference(Record(title="Snow", type="book"), "markdown")

    # asking, in the thread that answers

    def glimpse(self, document: Document, offset: int) -> Analysis:
        """The citation by key around an index, with the bibliographies as they were: while the analysis takes long."""
        before = self.analyses.get(document.uri)
        start = document.text.line_at(max(offset - AROUND, 0))[0]
        end = document.text.line_at(min(offset + AROUND, len(document.text.content)))[1]
        scan = scanned(document.text.content[start:end], document.language)
        defined = before.manuscript.defined if before else frozenset()
        sites = tuple(moved(site, start) for site in scan.keyed)
        manuscript = Manuscript(language=document.language, sites=sites, defined=defined)
        return Analysis(document.version, document.text, manuscript, before.own if before else ())

    def stale(self) -> list[str]:
        """The documents whose bibliographies have changed."""
        known = self.analyses.items()
        return [uri for uri, one in known if self.bibliographies.changed(own.path for own in one.own)]

    def record(self, analysis: Analysis, name: str) -> Record | None:
        """The record that a name of a document means; None for an unknown or ambiguous one."""
        if own := analysis.own_with(name):
            return own.by_key.get(name)
        return None if name in analysis.manuscript.defined else self.library_record(name)

    def library_record(self, name: str) -> Record | None:
        """The record of the library that a name means."""
        found = self.library.lookup([name])[name]
        with suppress(UnknownKeyError):
            return self.library.get(found.key) if isinstance(found, Known) else None
        return None

    def open_at(self, path: Path) -> Document | None:
        """The open document of a file."""
        return next((one for one in self.documents.values() if one.path == path), None)
