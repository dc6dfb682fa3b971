"""Holdings: what a manuscript may cite: its own bibliography first, then the library, then further sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Protocol

from ponarscite.errors import QueryError, UnknownKeyError
from ponarscite.library.names import Found, Known, Name, Unknown
from ponarscite.manuscript.comparison import is_alike, is_main, is_namesake, shares_author, stands_before
from ponarscite.record.name import Name as PersonName
from ponarscite.record.record import Record
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import letters

_MOST_FOUND = 20
"""Records of the library with the words of a title that are compared."""
_MOST_WORDS = 6
_MOST_ALIKE = 200
"""Records of the own bibliography with one word in the title that are compared."""
_MOST_BEFORE = 400
"""Characters before a label in which a title is looked for."""
_MOST_PARTS = 5
_PARTING = re.compile(r"[,.:;?!“”\"«»„*_{}/—]+")
_MOST_DIGITS = 9
_LONG = 4
_NOT_FOUND = Unknown("no record has this key")
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
        beside: further records, asked last; None for none.
        is_complete: whether every bibliography that the manuscript names was read.
    """

    own: Sequence[Record] = ()
    defined: frozenset[str] = frozenset()
    library: Shelf | None = None
    beside: Shelf | None = None
    is_complete: bool = True
    _neighbours: dict[tuple[str, str], tuple[Record | None, Record | None]] = field(default_factory=dict)

    @cached_property
    def _by_key(self) -> dict[str, Record]:
        return {record.id: record for record in self.own}

    @property
    def shelves(self) -> tuple[Shelf, ...]:
        """The library and the further records, in this order."""
        return tuple(shelf for shelf in (self.library, self.beside) if shelf is not None)

    @property
    def is_empty(self) -> bool:
        """Whether no key can be known."""
        return not self.own and not self.defined and not self.shelves

    def look_up(self, names: Iterable[str]) -> dict[str, Record | Found | None]:
        """Each name and its record, what the library knows of it, or None for a key that only the text defines."""
        names = list(dict.fromkeys(names))
        asked = [name for name in names if name not in self._by_key and name not in self.defined]
        told: dict[str, Found] = {}
        for shelf in self.shelves:
            missing = [name for name in asked if isinstance(told.get(name, _NOT_FOUND), Unknown)]
            found = shelf.lookup(missing) if missing else {}
            told |= {name: one for name, one in found.items() if name not in told or not isinstance(one, Unknown)}
        return {
            name: self._by_key[name]
            if name in self._by_key
            else None
            if name in self.defined
            else told.get(name, _NOT_FOUND)
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
        name = ":".join(Name.numbered(code, number))
        for shelf in self.shelves:
            if isinstance(found := shelf.lookup([name])[name], Known):
                return _get(shelf, found.key)
        return None

    def record(self, key: str) -> Record | None:
        """The record of a key, None if it is unknown."""
        found = self.look_up([key])[key]
        if isinstance(found, Known):
            return next((one for shelf in self.shelves if (one := _get(shelf, found.key))), None)
        return found if isinstance(found, Record) else None

    def titled(self, typed: Record) -> tuple[Record, ...]:
        """The records with a title like this by an author of this work, or by a namesake in the same year."""
        if not letters(typed.title):
            return ()
        found = [*self._own_with_words(typed.title), *self._with_words(typed.title)]
        alike = [one for one in found if _is_alike(typed, one)]
        same = [one for one in alike if shares_author(typed, one)]
        return _each_once(same or [one for one in alike if is_namesake(typed, one)])

    def titled_before(self, label: str, text: str) -> tuple[Record, ...]:
        """The records whose author and title stand right before a label in a text.

        Args:
            label: of a series, as printed.
        """
        before = text[: text.rfind(label)][-_MOST_BEFORE:]
        parts = [part for part in _PARTING.split(before) if _telling_words(part)][-_MOST_PARTS:]
        found = [one for part in parts for one in (*self._own_with_words(part), *self._find_words(part))]
        return _each_once([one for one in found if stands_before(one, label, text)])

    def _find_words(self, part: str) -> Iterator[Record]:
        """Records of the library with the longest words of a part of a title."""
        yield from self._find(" ".join(f"title:{word}" for word in _telling_words(part)), most=_MOST_FOUND)

    def has_work(self, family: str, year: int) -> bool:
        """Whether a known work is by someone of this name and of this year."""
        own = any(one.issued.year == year and family in map(_folded, one.author) for one in self.own)
        found = self._find(f'author:"{family}" issued:{year}', most=1) if not own else ()
        return own or any(found)

    def neighbours(self, code: str, number: str) -> tuple[Record | None, Record | None]:
        """The dated records of the library with the nearest lower and higher number of a series."""
        if not self.shelves or not number.isdecimal() or len(number) > _MOST_DIGITS:
            return None, None
        if (code, number) not in self._neighbours:
            lower = self._find(f"series:{code} number:<{number}", "-number", most=1)
            higher = self._find(f"series:{code} number:>{number}", "number", most=1)
            self._neighbours[code, number] = (
                max(lower, key=_number, default=None),
                min(higher, key=_number, default=None),
            )
        return self._neighbours[code, number]

    @cached_property
    def _own_words(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.own:
            for word in _telling_words(record.title):
                found.setdefault(word, []).append(record)
        return found

    def _own_with_words(self, title: str) -> Iterator[Record]:
        """Records of the own bibliography that share one of the longest words of a title, each once."""
        lists = (self._own_words.get(word, ())[:_MOST_ALIKE] for word in _telling_words(title))
        yield from {id(record): record for one in lists for record in one}.values()

    def _with_words(self, title: str) -> Iterator[Record]:
        """Records of the library with the longest words of a title; with fewer of them, where a word is misspelt."""
        words = _telling_words(title)
        half = (len(words) + 1) // 2
        for some in (words, words[:half], words[half:]):
            query = " ".join(f"title:{word}" for word in some)
            yield from self._find(query, most=_MOST_FOUND) if some else ()

    def _find(self, query: str, order: str = "", *, most: int) -> Iterator[Record]:
        """The first records that a search finds, so many of each shelf."""
        for shelf in self.shelves:
            with suppress(QueryError):
                yield from islice(shelf.find(query, order), most)


def _each_once(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records without those of a number or DOI that an earlier one has under another key."""
    found: dict[tuple[str, ...], Record] = {}
    for one in records:
        is_work = one.identity.kind in ("number", "doi")
        found.setdefault((one.identity.kind, *one.identity.value) if is_work else ("key", one.id), one)
    return tuple(found.values())


def _folded(name: PersonName) -> str:
    return letters(to_ascii(name.sort))


def _number(record: Record) -> int:
    return int(record.number) if record.number.isdecimal() else 0


def _get(shelf: Shelf, key: str) -> Record | None:
    with suppress(UnknownKeyError):
        return shelf.get(key)
    return None


def _is_alike(typed: Record, one: Record) -> bool:
    """Whether the titles are alike; of a work of the same year by a named author, a short main title is enough, and
    without a year and with a number one of two words.
    """
    if is_alike(typed.title, one.title):
        return True
    is_of_year = bool(typed.author and typed.issued.year) and typed.issued.year == one.issued.year
    is_undated = bool(typed.author and typed.number) and not typed.issued.parts
    return (is_of_year or is_undated) and is_main(typed.title, one.title, 1 if is_of_year else 2)


def _telling_words(title: str) -> list[str]:
    """The longest words of a title, at most six."""
    words = letters(title).split()
    return sorted((word for word in words if len(word) >= _LONG), key=len, reverse=True)[:_MOST_WORDS] or words[:3]
