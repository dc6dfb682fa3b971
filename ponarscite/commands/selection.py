"""The records that a command is to work on: of the library, by key, number or search, and of sources to be read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from ponarscite.commands.opened import open_library
from ponarscite.commands.options import missing_sources

if TYPE_CHECKING:
    from ponarscite.library.library import Library
    from ponarscite.record.record import Record


class Selection:
    """The records that a command is to work on. The library stays open as long as the command runs.

    Args:
        context: of the command.
        sources: as given: names of records of the library, and sources to be read.
        queries: searches of the library.
        everything: whether every record of the library is selected.
        library: the path of the library, None for the user's own.
        needs_library: whether the library is opened even if no record of it is named.
    Raises:
        LibraryError: a library that is needed is missing, or cannot be opened.
        MisuseError: the arguments exclude each other.
        click.MissingParameter: nothing is selected.
    """

    def __init__(
        self,
        context: click.Context,
        sources: Sequence[str],
        *,
        queries: Sequence[str] = (),
        everything: bool = False,
        library: str | None = None,
        needs_library: bool = False,
    ) -> None:
        self._context = context
        self._sources = tuple(sources)
        self._queries = tuple(queries)
        self._everything = everything
        self._check()
        self._library = self._opened(library, needed=bool(everything or queries or needs_library))

    def _check(self) -> None:
        from ponarscite.errors import MisuseError

        is_empty = not self._sources and not self._queries
        if self._everything and not is_empty:
            raise MisuseError("--all selects every record already", hint="leave out --all, or the sources and queries")
        if is_empty and not self._everything:
            raise missing_sources(self._context)

    def _opened(self, path: str | None, *, needed: bool) -> Library | None:
        """The library; None when it is not needed, or when it is the user's own and was never made."""
        if not needed and not any(map(_may_be_a_name, self._sources)):
            return None
        if not needed and path is None:
            from ponarscite import settings

            if not os.path.exists(settings.library_path()):  # noqa: PTH110 -- a name, as in `_may_be_a_name`
                return None
        return self._context.with_resource(open_library(self._context, path))

    @property
    def library(self) -> Library:
        """The library. Raises MisuseError when no record of it is selected."""
        if self._library is None:
            from ponarscite.errors import MisuseError

            raise MisuseError("no record of the library is selected", hint="name a key, a number or a query, or --all")
        return self._library

    def held(self, source: str) -> Iterable[Record] | None:
        """The records of the library that a source names; None for a path or an unknown name."""
        return self._library.select(source) if self._library is not None and _may_be_a_name(source) else None

    def stream(self) -> Iterator[Record] | None:
        """The records one by one, each once, if all are in the library; None if a source has to be read."""
        if self._everything:
            return self.library.find()
        found = [self.held(source) for source in self._sources]
        if any(one is None for one in found):
            return None
        from ponarscite.pipeline import once

        return once(chain.from_iterable((*filter(None, found), *map(self.library.find, self._queries))))

    def sources(self) -> tuple[str, ...]:
        """The sources to be read, with names of the library's records among them.

        Raises:
            MisuseError: there are queries, too.
        """
        if self._queries:
            from ponarscite.errors import MisuseError

            hint = "write the query as a source, with a field: in it"
            raise MisuseError("--query cannot be used with sources that have to be read", hint=hint)
        return self._sources


def _may_be_a_name(source: str) -> bool:
    """Whether a source is neither standard input nor an existing path. An address may be a key, as Zotero has them."""
    try:
        return source != "-" and not os.path.lexists(source)
    except ValueError:
        return False
