"""The records of the library that a command is asked for, by key, number or search, among sources to be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ponarscite.commands.library_option import open_library, with_library

if TYPE_CHECKING:
    from ponarscite.library.library import Library
    from ponarscite.record.record import Record

_OPTIONS = (
    click.option("--all", "everything", is_flag=True, help="Every record of the library, whatever its role."),
    click.option("--query", "queries", multiple=True, metavar="QUERY", help="What a search of the library finds."),
)


def with_library_records(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name records of the library."""
    command = with_library(command)
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Selection:
    """What a command is asked for. The library stays open as long as the command runs.

    Args:
        context: of the command.
        sources: as given: names of the library's records, and sources to be read.
        chosen: the command's options.
    Raises:
        LibraryError: a library that is needed is not there, or cannot be opened.
        MisuseError: nothing is asked for, or what does not go together.
    """

    def __init__(self, context: click.Context, sources: Sequence[str], chosen: dict[str, Any]) -> None:
        self._context = context
        self._sources = tuple(sources)
        self._queries: tuple[str, ...] = chosen["queries"]
        nothing = not sources and not self._queries
        self._everything = bool(chosen["everything"] or (chosen.get("watch") and nothing))
        self._check(nothing)
        self._library = self._opened(chosen["library"], chosen.get("watch"))

    def _check(self, nothing: bool) -> None:
        from ponarscite.errors import MisuseError

        if self._everything and not nothing:
            raise MisuseError("--all is every record", hint="leave out --all, or the sources and queries")
        if nothing and not self._everything:
            argument = next(one for one in self._context.command.params if one.name == "sources")
            raise click.MissingParameter(ctx=self._context, param=argument, param_hint="'SOURCES...'")

    def _opened(self, path: str | None, watched: str | None) -> Library | None:
        """The library; None where it is not needed, and where there is none and nobody has asked for it by name."""
        needed = self._everything or self._queries or watched
        if not needed and not any(map(_may_be_a_name, self._sources)):
            return None
        if not needed and path is None:
            from ponarscite import settings

            if not os.path.exists(settings.library_path()):  # noqa: PTH110 -- a name, as in `_may_be_a_name`
                return None
        return self._context.with_resource(open_library(self._context, path))

    @property
    def library(self) -> Library:
        """The library. Raises MisuseError when nothing is asked of it."""
        if self._library is None:
            from ponarscite.errors import MisuseError

            raise MisuseError("nothing is asked of the library", hint="name records by key, number or query, or --all")
        return self._library

    def held(self, source: str) -> Iterable[Record] | None:
        """The records of the library that a source names; None for a path, an address, or a name that nobody has."""
        return self._library.select(source) if self._library is not None and _may_be_a_name(source) else None

    def stream(self) -> Iterator[Record] | None:
        """The records one by one, each once, when all come from the library; None when something has to be read."""
        if self._everything:
            return self.library.find()
        found = [self.held(source) for source in self._sources]
        if any(one is None for one in found):
            return None
        return _once([*filter(None, found), *map(self.library.find, self._queries)])

    def sources(self) -> tuple[str, ...]:
        """What is to be read, with what the library is asked for among it. Raises MisuseError for --query beside it."""
        if self._queries:
            from ponarscite.errors import MisuseError

            hint = "write the query among the sources, with a field: in it"
            raise MisuseError("--query and sources that are to be read do not go together", hint=hint)
        return self._sources


def _once(found: Iterable[Iterable[Record]]) -> Iterator[Record]:
    seen: set[str] = set()
    for records in found:
        for record in records:
            if record.id not in seen:
                seen.add(record.id)
                yield record


def _may_be_a_name(source: str) -> bool:
    """Whether a source is neither standard input, nor an address, nor something that is there to be read."""
    try:
        return source != "-" and "://" not in source and not os.path.lexists(source)
    except ValueError:
        return False
