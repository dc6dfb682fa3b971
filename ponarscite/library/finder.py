"""Finder: a library opened for listing alone. It opens much faster than a `Library`, since it reads no claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.library.database import Database
from ponarscite.library.listing import items, read_once
from ponarscite.library.search import matching

if TYPE_CHECKING:
    from ponarscite.hooks.registry import PluginManager


class Finder:
    """Searches a library.

    Args:
        path: the file of a library.
        plugins: from `plugin_manager()`; a query that names a record by its number needs to know the series.
    Raises:
        LibraryError: the file is missing, damaged, newer, another program's, or cannot be opened.
    """

    def __init__(self, path: str, plugins: PluginManager) -> None:
        self._path = path
        self._plugins = plugins
        self._database = Database(path, create=False, writing=False)
        read_once(self._database)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Finder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def items(self, query: str = "", sort: str = "") -> Iterator[dict[str, Any]]:
        """The records that a query finds, as CSL-JSON items; the arguments are those of `Library.find`.

        Raises:
            QueryError: at once.
        """
        return items(self._database, matching(self._database, self._named, query, sort))

    def _named(self, name: str) -> Sequence[int]:
        """The ids of the records that a key or a number in a query can mean: `cites:660`."""
        from ponarscite.library.library import Library

        with Library(self._path, self._plugins, create=False, writing=False) as library:
            keys = library.resolve(name)
        marks = ", ".join("?" * len(keys))
        return [number for (number,) in self._database.rows(f"SELECT id FROM record WHERE key IN ({marks})", keys)]
