"""OpenLibrary: the user's library as a server holds it for hours, though its file is deleted, replaced or damaged."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from threading import RLock
from typing import Any, Final, TypeVar

from ponarscite import Library, LibraryError, PluginManager, Record, UnknownKeyError
from ponarscite.library.database import file_identity
from ponarscite.library.names import Found, Unknown

WAIT: Final = 0.2
"""Seconds to wait for a program that has locked the file; nobody types for longer."""

CACHE: Final = 4_000
"""kB of the file that each connection keeps in memory: the system keeps more of it, and is nearly as fast."""

MOST_FOUND: Final = 20
"""Records of a search that are remembered; checks look at no more."""

MOST_REMEMBERED: Final = 2_000
"""Records and empty answers that are remembered until the library changes."""

Value = TypeVar("Value")


Tell = Callable[[str], object]


class OpenLibrary:
    """A library that is asked for as long as it is there. What fails is told once, until it works again.

    Args:
        path: of the file, None for the user's own.
        plugins: from `plugin_manager()`; they provide the series.
        tell: shows a message to the user.
        is_expected: whether a missing file is told: one that was named.
    """

    def __init__(self, path: str | None, plugins: PluginManager, tell: Tell, *, is_expected: bool) -> None:
        from ponarscite import settings

        self.path = path or settings.library_path()
        self._plugins = plugins
        self._tell = tell
        self._is_expected = is_expected
        self._lock = RLock()
        self._library: Library | None = None
        self._identity: tuple[int, int] | None = None
        self._state: tuple[object, ...] | None = None
        """The state seen at the last look; None as long as nobody has asked."""
        self._is_told = False
        self._is_away = False
        self._seen: OrderedDict[object, Any] = OrderedDict()
        self._weight = 0

    @property
    def is_there(self) -> bool:
        """Whether it can be asked."""
        return self._opened() is not None

    @property
    def is_broken(self) -> bool:
        """Whether there is a library that cannot be read now."""
        return self._is_away

    def poll(self) -> bool:
        """Look at the file, and tell whether the records may be others than at the last call."""
        with self._lock:
            self._is_away = False
            if self._identity != file_identity(self.path):
                self._drop()
            before = self._state
            self._look()
            if self._state != before:
                self._forget()
            return before not in (None, self._state)

    def _look(self) -> None:
        """Note the state of the file: which one it is, and its version."""
        version = self._asked(lambda library: library.version(), -1)
        self._state = self._identity, version, self._is_away
        if version >= 0:
            self._is_told, self._is_expected = False, True

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._library is not None:
            self._library.close()
        self._library = None
        self._forget()

    def _opened(self) -> Library | None:
        with self._lock:
            if self._library is None and not self._is_away:
                self._identity = file_identity(self.path)
                if self._identity is None:
                    self._fail(f"there is no library at {self.path}" if self._is_expected else "")
                    return None
                try:
                    self._library = Library(
                        self.path, self._plugins, create=False, writing=False, wait=WAIT, cache=CACHE
                    )
                    if self._state is None:
                        self._look()
                except LibraryError as error:
                    self._drop()
                    self._fail(error.message, error.hint)
            return self._library

    def _fail(self, message: str, hint: str = "") -> None:
        """Ask no more until the next poll, and tell why, once until it works again."""
        self._is_away = bool(message)
        if message and not self._is_told:
            self._is_told = True
            self._tell(f"{message} ({hint})" if hint else message)

    def _asked(self, ask: Callable[[Library], Value], otherwise: Value) -> Value:
        """The answer of the library, another value while it cannot be read."""
        with self._lock:
            library = self._opened()
            if library is None:
                return otherwise
            try:
                return ask(library)
            except UnknownKeyError:
                return otherwise
            except LibraryError as error:
                self._drop()
                self._fail(error.message, error.hint)
                return otherwise

    def _remembered(self, question: object, ask: Callable[[Library], Value], otherwise: Value) -> Value:
        """As `_asked`; an answer is kept until the records change, or many others were asked for."""
        with self._lock:
            if question in self._seen:
                self._seen.move_to_end(question)
                return self._seen[question]  # type: ignore[no-any-return]
            answer = self._asked(ask, otherwise)
            if self._library is not None:
                self._seen[question] = answer
                self._weight += _weight(answer)
                while self._weight > MOST_REMEMBERED:
                    self._weight -= _weight(self._seen.popitem(last=False)[1])
            return answer

    def _forget(self) -> None:
        self._seen.clear()
        self._weight = 0

    # what a manuscript asks

    def lookup(self, names: Iterable[str]) -> Mapping[str, Found]:
        """The meanings of names; all are unknown while the library cannot be read."""
        wanted = tuple(names)
        unknown: dict[str, Found] = {name: Unknown("the library cannot be read") for name in wanted}
        return {name: self._remembered(("lookup", name), partial(_looked_up, name), unknown[name]) for name in wanted}

    def get(self, key: str) -> Record:
        """The record of a key. Raises UnknownKeyError."""
        if (record := self._remembered(("get", key), lambda library: library.get(key), None)) is None:
            raise UnknownKeyError(f"no record has the key {key}")
        return record

    def find(self, query: str = "", sort: str = "") -> Iterator[Record]:
        """The first records of a search. Raises QueryError."""

        def ask(library: Library) -> tuple[Record, ...]:
            return tuple(islice(library.find(query, sort), MOST_FOUND))

        nothing: tuple[Record, ...] = ()
        yield from self._remembered(("find", query, sort), ask, nothing)

    def suggest(self, typed: str, most: int) -> list[dict[str, Any]]:
        """The items of the records that are meant by what is typed."""
        return self._asked(lambda library: library.suggest(typed, most), [])

    def all_keys(self, key: str) -> tuple[str, ...]:
        """Every key that leads to a record, () for none."""
        return self._asked(lambda library: library.all_keys(key), ())

    def documents(self, key: str) -> list[str]:
        """The addresses of the documents that describe a record."""
        return self._asked(lambda library: [one.address for one in library.documents(key)], [])


def _looked_up(name: str, library: Library) -> Found:
    return library.lookup([name])[name]


def _weight(answer: object) -> int:
    """The records of an answer, at least one."""
    return max(len(answer), 1) if isinstance(answer, tuple) else 1
