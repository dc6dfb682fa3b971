"""Records: the names in documents -> records of files and of a library. Imports little: pandoc waits for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.errors import LibraryError, SourceError
from ponarscite.library.names import Found, Known, Unknown

if TYPE_CHECKING:
    from types import TracebackType

    from ponarscite.library.library import Library

Item = Mapping[str, Any]


def open_library(path: str | None) -> Library:
    """A library to read; None for the user's own. Raises LibraryError."""
    from ponarscite.library.library import Library

    return Library(path and os.path.expanduser(path), create=False, writing=False)  # noqa: PTH111 -- takes long


def read_sources(sources: Iterable[str]) -> Library:
    """A library in memory of the records in files and folders. Raises SourceError."""
    import ponarscite

    named = list(sources)
    for source in named:
        if "://" in source:
            raise SourceError(f"{source} is no file", hint="nothing is fetched: save it, and name the file")
    library = ponarscite.Library(":memory:")
    library.add_all(ponarscite.ingest(named))
    return library


def placed(folder: str | os.PathLike[str], name: str) -> str:
    """The path of a file or folder that a configuration in *folder* names; an address stays."""
    if not name or "://" in name:
        return name
    return os.path.join(folder, os.path.expanduser(name))  # noqa: PTH111, PTH118 -- as above


class Records:
    """The records that documents may cite: those of files first, then those of a library.

    Args:
        sources: paths of files and folders.
        library: path of a library; "" for the user's own where there are no sources, else for none.
    Raises:
        SourceError: a source cannot be read.
    """

    def __init__(self, sources: Sequence[str] = (), library: str = "") -> None:
        self._sources = read_sources(sources) if sources else None
        self._path = library or None
        self._library: Library | None = None
        self._has_library = bool(library) or not sources
        self.problem = ""
        """Why nothing can be looked up in the library; "" where it can."""

    def find(self, names: Iterable[str]) -> dict[str, Found]:
        """The meaning of each name; `problem` tells why names that only the library may know are missing from it."""
        found: dict[str, Found] = {}
        wanted = list(dict.fromkeys(names))
        if self._sources is not None and wanted:
            found |= self._sources.lookup(wanted)
        left = dict.fromkeys(name for name in wanted if isinstance(found.get(name, _UNKNOWN), Unknown))
        if left and self._has_library:
            asked = self._of_library(list(left))
            found = {name: one for name, one in found.items() if name not in left} | dict(asked)
        return found

    def _of_library(self, names: Sequence[str]) -> Mapping[str, Found]:
        try:
            if self._library is None:
                self._library = open_library(self._path)
            return self._library.lookup(names)
        except LibraryError as error:
            self.problem = f"{error.message}; {error.hint}" if error.hint else error.message
            return {}

    def own(self) -> Iterator[Item]:
        """Every item of the sources, in their order; none of the library."""
        if self._sources is None:
            return
        import ponarscite

        for record in self._sources:
            yield {**ponarscite.to_item(record), "id": record.id}

    def close(self) -> None:
        """Close what was opened."""
        for one in (self._sources, self._library):
            if one is not None:
                one.close()

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_UNKNOWN = Unknown("")


def known_items(found: Mapping[str, Found]) -> dict[str, Item]:
    """Name -> item of those that mean one record."""
    return {name: one.item for name, one in found.items() if isinstance(one, Known)}
