"""The registered items of a document: their order, citation numbers and disambiguation.

Source: CSL 1.0.2 specification, "Sorting", "Disambiguation" and the variable "citation-number".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from operator import itemgetter
from typing import Literal, TypeAlias

from ponarscite.csl.disambiguation import Disambiguator
from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from ponarscite.csl.scope import NO_CITE, Disambiguation
from ponarscite.csl.sorting import CallerSorter, ItemKey, Sorter, SortKey, Subject, made_key

Order: TypeAlias = Literal["cited"] | ItemKey
"""An order of the bibliography: that of first citation, or by a key of the caller."""

FEW = 8
"""Citation numbers that are searched one by one after a change; if more are asked for, all are counted."""
UNCITED = 1_000_000_000
"""Rank of the first uncited item; cited items are ranked from 0, so all uncited ones come after them."""


class Registry:
    """Registered items, kept in the order of the bibliography.

    Args:
        engine: the style.
        items: id -> item, for all items that may be cited.
        order: of the bibliography, None for that of the style.
    """

    def __init__(self, engine: Engine, items: Mapping[str, Item], order: Order | None = None) -> None:
        self._items = items
        self._sorter = _sorter(engine, order)
        self._numbered = engine.uses("citation-number")
        self._entries: dict[str, SortKey] = {}
        self._sorted: list[SortKey] = []
        self._numbers: dict[str, int] | None = {}  # id -> citation number; None if they are to be counted again
        self._asked = 0  # numbers asked for since then
        self._cited = 0
        self._disambiguator = Disambiguator(engine, self._entries.__getitem__)

    def __contains__(self, id: str) -> bool:
        return id in self._entries

    def cite(self, ids: Iterable[str]) -> None:
        """Register the items of a new citation at the end of the document."""
        for key in ids:
            if key not in self._entries or self._entries[key].rank >= UNCITED:
                self._remove(key)
                self._add(key, self._cited)
                self._cited += 1

    def arrange(self, cited: Sequence[str], uncited: Iterable[str] = ()) -> None:
        """Register exactly these items.

        Args:
            cited: ids in the order of their first citation.
            uncited: ids of further items for the bibliography, in order.
        """
        ranks = dict(zip(uncited, count(UNCITED))) | dict(zip(cited, count()))
        for gone in self._entries.keys() - ranks.keys():
            self._remove(gone)
        moved = False
        for key, rank in sorted(ranks.items(), key=itemgetter(1)):
            moved = self._move(key, rank) or moved
        self._cited = len(cited)
        if moved:
            self._sorted = sorted(self._entries[entry.id] for entry in self._sorted)  # nearly in order: few comparisons
            self._recount()
            self._disambiguator.reorder()

    def _move(self, id: str, rank: int) -> bool:
        """Give an item a rank; return whether a registered item changed its rank."""
        entry = self._entries.get(id)
        if entry is None:
            self._add(id, rank)
        elif entry.rank != rank:
            self._entries[id] = self._key(id, rank, entry)
            return True
        return False

    def _add(self, id: str, rank: int) -> None:
        entry = self._entries[id] = self._key(id, rank)
        place = bisect_right(self._sorted, entry)
        self._sorted.insert(place, entry)
        if place == len(self._sorted) - 1 and self._numbers is not None:
            self._numbers[id] = place + 1
        else:
            self._recount()
        self._disambiguator.add(self._items[id])

    def _remove(self, id: str) -> None:
        entry = self._entries.pop(id, None)
        if entry is not None:
            del self._sorted[bisect_left(self._sorted, entry)]
            self._recount()
            self._disambiguator.remove(id)

    def _key(self, id: str, rank: int, before: SortKey | None = None) -> SortKey:
        """The sort key of an item; the key *before* is used again if citation numbers are not in it."""
        if self._sorter is None:
            return made_key((), Subject(self._items[id], NO_CITE, 0), rank)
        if before is not None and not self._sorter.numbered:
            before.further.rank = rank
            return before
        return self._sorter.key(Subject(self._items[id], NO_CITE, rank + 1), rank)

    def order(self) -> list[str]:
        """The ids in the order of the bibliography."""
        return [entry.id for entry in self._sorted]

    def number(self, id: str) -> int:
        """The citation number of an item.

        0 if the style never calls citation-number; an item that is not registered gets the number after the last.
        """
        if not self._numbered:
            return 0
        entry = self._entries.get(id)
        if entry is None:
            return len(self._sorted) + 1
        if self._numbers is None:
            self._asked += 1
            if self._asked <= FEW:
                return bisect_left(self._sorted, entry) + 1
            self._numbers = {other.id: number for number, other in enumerate(self._sorted, 1)}
        return self._numbers[id]

    def _recount(self) -> None:
        self._numbers, self._asked = None, 0

    def disambiguation(self, id: str) -> Disambiguation:
        """The disambiguation of an item among the registered ones."""
        return self._disambiguator.disambiguation(id)

    def changed(self) -> set[str]:
        """Ids of the items whose disambiguation may have changed since the last call."""
        return self._disambiguator.changed()


def _sorter(engine: Engine, order: Order | None) -> Sorter | CallerSorter | None:
    """Sorter of the bibliography; None for the order of first citation."""
    if order is None:
        return Sorter(engine, engine.bibliography) if engine.bibliography else None
    return None if order == "cited" else CallerSorter(order)
