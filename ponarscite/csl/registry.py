"""Registry: the items that a document cites, their order, their numbers, and what tells them apart.

Source: CSL 1.0.2 specification, "Sorting" and "citation-number".
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from operator import itemgetter

from ponarscite.csl.disambiguate import Disambiguation
from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from ponarscite.csl.scope import NO_CITE, Detail
from ponarscite.csl.sorting import Sorter, SortKey, Subject

UNCITED = 1_000_000_000
"""Items that are not cited are numbered from here, behind all that are."""


class Registry:
    """Registered items.

    Args:
        engine: the style.
        items: id -> item, for all that may be cited.
    """

    def __init__(self, engine: Engine, items: Mapping[str, Item]) -> None:
        self._items = items
        self._sorter = Sorter(engine, engine.bibliography) if engine.bibliography else None
        self._numbered = engine.uses("citation-number")
        self._entries: dict[str, SortKey] = {}
        self._sorted: list[SortKey] = []
        self._cited = 0
        self._known = Disambiguation(engine, self._entries.__getitem__)

    def __contains__(self, id: str) -> bool:
        return id in self._entries

    def cite(self, ids: Iterable[str]) -> None:
        """Register more items, cited after all others."""
        for key in ids:
            if key not in self._entries or self._entries[key].rank >= UNCITED:
                self._forget(key)
                self._add(key, self._cited)
                self._cited += 1

    def arrange(self, cited: Sequence[str], uncited: Iterable[str] = ()) -> None:
        """Register these items, in this order, and no others."""
        ranks = dict(zip(uncited, count(UNCITED))) | dict(zip(cited, count()))
        for gone in self._entries.keys() - ranks.keys():
            self._forget(gone)
        moved = False
        for key, rank in sorted(ranks.items(), key=itemgetter(1)):
            moved = self._move(key, rank) or moved
        self._cited = len(cited)
        if moved:
            self._sorted = sorted(self._entries.values())
            self._known.reorder()

    def _move(self, id: str, number: int) -> bool:
        """Give an item a number; whether it had another."""
        entry = self._entries.get(id)
        if entry is None:
            self._add(id, number)
        elif entry.rank != number:
            self._entries[id] = self._key(id, number, entry)
            return True
        return False

    def _add(self, id: str, number: int) -> None:
        entry = self._entries[id] = self._key(id, number)
        insort(self._sorted, entry)
        self._known.add(self._items[id])

    def _forget(self, id: str) -> None:
        entry = self._entries.pop(id, None)
        if entry is not None:
            del self._sorted[bisect_left(self._sorted, entry)]
            self._known.remove(id)

    def _key(self, id: str, number: int, before: SortKey | None = None) -> SortKey:
        """The sort key; where citation numbers are not in it, the one *before* serves again."""
        if self._sorter is None:
            return SortKey((), Subject(self._items[id], NO_CITE, 0), number)
        if before is not None and not self._sorter.numbered:
            before.rank = number
            return before
        return self._sorter.key(Subject(self._items[id], NO_CITE, number + 1), number)

    def order(self) -> list[str]:
        """The ids in the order of the bibliography."""
        return [entry.id for entry in self._sorted]

    def number(self, id: str) -> int:
        """The citation number: 0 where the style never asks for it; what is not registered would be the last."""
        if not self._numbered:
            return 0
        entry = self._entries.get(id)
        return (len(self._sorted) if entry is None else bisect_left(self._sorted, entry)) + 1

    def detail(self, id: str) -> Detail:
        """What is said more of an item so that it differs from others."""
        return self._known.detail(id)
