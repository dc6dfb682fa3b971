"""Holdings: what a manuscript may cite, its own bibliography first, then the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ponarscite.errors import QueryError, UnknownKeyError
from ponarscite.library.names import Found, Name, Unknown
from ponarscite.manuscript.comparison import is_alike, shares_author
from ponarscite.record.record import Record
from ponarscite.record.text import letters

_MOST_FOUND = 20
"""Records of the library with the words of a title that are compared."""
_MOST_WORDS = 6
_LONG = 4
_CLOSE = 60
"""0 to 100: the least similarity of a key that is proposed."""


class Shelf(Protocol):
    """The part of a library that is asked."""

    def lookup(self, names: Iterable[str]) -> Mapping[str, Found]: ...
    def get(self, key: str) -> Record: ...
    def find(self, query: str = "", sort: str = "") -> Iterator[Record]: ...


@dataclass(frozen=True)
class Holdings:
    """The records that a manuscript may cite.

    Args:
        own: the records of its bibliographies.
        defined: further keys that it defines.
        library: None if there is none.
        is_complete: whether every bibliography that the manuscript names was read.
    """

    own: Sequence[Record] = ()
    defined: frozenset[str] = frozenset()
    library: Shelf | None = None
    is_complete: bool = True
    _found: dict[str, Found] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> dict[str, Record]:
        return {record.id: record for record in self.own}

    @property
    def is_empty(self) -> bool:
        """Whether no key can be known."""
        return not self.own and not self.defined and self.library is None

    def look_up(self, names: Iterable[str]) -> dict[str, Record | Found | None]:
        """Each name and its record, what the library knows of it, or None for a key that only the text defines."""
        names = list(dict.fromkeys(names))
        asked = [name for name in names if name not in self._by_key and name not in self.defined]
        told = self.library.lookup(asked) if self.library is not None and asked else {}
        return {
            name: self._by_key[name]
            if name in self._by_key
            else None
            if name in self.defined
            else told.get(name) or Unknown("no record has this key")
            for name in names
        }

    def nearest(self, name: str, found: Unknown) -> tuple[str, ...]:
        """At most three keys that look like an unknown one, of the own bibliography first."""
        from rapidfuzz import process

        keys = [*self._by_key, *sorted(self.defined)]
        close = [key for key, _, _ in process.extract(name, keys, limit=3, score_cutoff=_CLOSE)]
        return tuple(dict.fromkeys((*close, *found.nearest)))[:3]

    def numbered(self, code: str, number: str) -> Record | None:
        """The record of a number of a series, None if it is unknown."""
        own = (one for one in self.own if one.identity.kind == "number" and one.identity.value == (code, number))
        if (record := next(own, None)) is not None:
            return record
        name = str(Name.numbered(code, number).scheme) + ":" + number
        if self.library is None:
            return None
        found = self.library.lookup([name])[name]
        return self._get(getattr(found, "key", ""))

    def titled(self, typed: Record) -> tuple[Record, ...]:
        """The records with a title like this by an author of this work."""
        if not letters(typed.title):
            return ()
        found = [*self.own, *self._with_words(typed.title)]
        alike = (one for one in found if is_alike(typed.title, one.title) and shares_author(typed, one))
        return tuple({one.id: one for one in alike}.values())

    def _with_words(self, title: str) -> Iterator[Record]:
        """Records of the library with the longest words of a title; with fewer of them, where a word is misspelt."""
        if self.library is None:
            return
        words = sorted((word for word in letters(title).split() if len(word) >= _LONG), key=len, reverse=True)
        words = words[:_MOST_WORDS] or letters(title).split()[:_MOST_WORDS]
        half = (len(words) + 1) // 2
        for some in (words, words[:half], words[half:]):
            for number, record in enumerate(self._search(some)):
                if number == _MOST_FOUND:
                    break
                yield record

    def _search(self, words: Sequence[str]) -> Iterator[Record]:
        if not words or self.library is None:
            return iter(())
        try:
            return self.library.find(" ".join(f"title:{word}" for word in words))
        except QueryError:
            return iter(())

    def _get(self, key: str) -> Record | None:
        try:
            return self.library.get(key) if self.library is not None and key else None
        except UnknownKeyError:
            return None
