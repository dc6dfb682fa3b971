"""Connection of the server that reads the library."""

from __future__ import annotations

from typing import Final

from ponarscite import Library, PluginManager
from ponarscite.library.database import file_identity

CACHE: Final = 32_000
"""kB of the file that each connection keeps in memory."""

WAIT: Final = 5.0
"""Seconds to wait for a program that has locked the file."""


class Reader:
    """A connection for reading, which follows the path when another file is put there."""

    def __init__(self, path: str, plugins: PluginManager) -> None:
        self._path = path
        self._plugins = plugins
        self._library: Library | None = None
        self.identity: tuple[int, int] | None = None

    def library(self) -> Library:
        """The open library. Raises LibraryError."""
        identity = file_identity(self._path)
        if self._library is None or identity != self.identity:
            self.close()
            self.identity = identity
            self._library = Library(self._path, self._plugins, create=False, writing=False, wait=WAIT, cache=CACHE)
        return self._library

    def close(self) -> None:
        """Close the file."""
        if self._library is not None:
            self._library.close()
        self._library = None
