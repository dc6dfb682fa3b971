"""Records of the library that manuscripts cite, as a selection."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ponarscite.commands.opened import open_library

if TYPE_CHECKING:
    from ponarscite.library.library import Library
    from ponarscite.library.names import Found
    from ponarscite.record.record import Record

MOST_NAMED = 20
"""Names that are told."""


def paths_in(given: Sequence[str]) -> tuple[str, ...]:
    """The paths of manuscripts; "a.md,b.md" are two, unless there is a file of this name."""
    found = (part for text in given for part in ([text] if os.path.exists(text) else text.split(",")))  # noqa: PTH110
    return tuple(dict.fromkeys(filter(None, map(str.strip, found))))


class UsedSelection:
    """The records of the library that manuscripts cite by name, read anew each time.

    Args:
        context: of the command.
        paths: of the manuscripts.
        library: the path of the library, None for the user's own.
    Raises:
        LibraryError: the library is missing, or cannot be opened.
        MisuseError: a manuscript has no language that is known.
    """

    def __init__(self, context: click.Context, paths: Sequence[str], library: str | None = None) -> None:
        from ponarscite.errors import MisuseError
        from ponarscite.manuscript.reading import LANGUAGES, language_of

        for path in paths:
            if not language_of(path):
                raise MisuseError(f"unknown language of the manuscript {path}", hint=f"known: {', '.join(LANGUAGES)}")
        self._paths = tuple(paths)
        self.library: Library = context.with_resource(open_library(context, library))
        self.remarks: list[tuple[str, str]] = []
        """(level, text) of what is told of the last reading."""

    def held(self, source: str) -> None:
        """None: no source is named beside the manuscripts."""

    def sources(self) -> tuple[str, ...]:
        """No source is read."""
        return ()

    def state(self) -> object:
        """A value that differs when a manuscript cites other works. Raises SourceError."""
        return tuple(sorted(self._names()[0]))

    def stream(self) -> Iterator[Record]:
        """The records, each once, in the order in which they are first cited. Raises SourceError."""
        names, own = self._names()
        found = self.library.lookup(names)
        self.remarks = list(_remarks(names, found, own))
        return iter(self._records(found))

    def _records(self, found: Mapping[str, Found]) -> Iterable[Record]:
        from ponarscite.library.names import Known

        keys = dict.fromkeys(one.key for one in found.values() if isinstance(one, Known))
        return (self.library.get(key) for key in keys)

    def _names(self) -> tuple[Counter[str], set[str]]:
        """Each name and how often it is cited, and those that the manuscripts' own bibliographies define."""
        names: Counter[str] = Counter()
        own: set[str] = set()
        for path in self._paths:
            cited, defined = _read(path)
            names.update(cited)
            own |= defined
        return names, own


def _read(path: str) -> tuple[list[str], set[str]]:
    """The names that a manuscript cites, and the keys that it and its bibliographies define. Raises SourceError."""
    from ponarscite.api.manuscript_file import read_file
    from ponarscite.errors import SourceError
    from ponarscite.integrations.pandoc.own import keys_of
    from ponarscite.manuscript.reading import language_of, read_manuscript

    if _is_stream(path):
        raise SourceError(f"{path} is no regular file", hint="save the manuscript to a file")
    manuscript = read_manuscript(read_file(path), language_of(path), ())
    names = [name for site in manuscript.sites if site.kind == "keyed" for name in site.names if name != "*"]
    own = set(manuscript.defined)
    for bibliography in manuscript.bibliographies:
        own |= keys_of(str(Path(path).parent / bibliography)).keys()
    return names, own


def _is_stream(path: str) -> bool:
    """Whether something is there that cannot be read anew each time: a pipe waits for its writer."""
    try:
        return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
    except ValueError:
        return False


def _remarks(names: Counter[str], known: Mapping[str, Found], own: set[str]) -> Iterator[tuple[str, str]]:
    """Messages about names: those that mean no record, and those that are not the keys that are written."""
    from ponarscite.library.names import Known

    missing = [name for name in names if not isinstance(known[name], Known) and name not in own]
    for name in missing[:MOST_NAMED]:
        yield "warning", f"{name:.100} (cited {_times(names[name])}): {known[name]}"
    if len(missing) > MOST_NAMED:
        yield "warning", f"{len(missing) - MOST_NAMED} more names mean no record"
    others = {name: one.key for name, one in known.items() if isinstance(one, Known) and one.key != name}
    if others:
        shown = ", ".join(f"{name} → {key}" for name, key in list(others.items())[:MOST_NAMED])
        yield "note", f"{len(others)} cited by other names than the keys that are written: {shown}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
