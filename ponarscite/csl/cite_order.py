"""The order of the cites in a citation, by the cs:sort of cs:citation (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ponarscite.csl.engine import Engine
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.scope import FIRST, Cite
from ponarscite.csl.sorting import Sorter, SortKey, Subject


class CiteOrder:
    """Sorts the cites of citations; keeps the sort key of each item, as most edits change few of them.

    Args:
        engine: the style.
        resolve: joins a cite with its item, its disambiguation and its citation number.
    Attributes:
        numbered: whether the order depends on citation numbers.
    """

    def __init__(self, engine: Engine, resolve: Callable[[Cite], ResolvedCite]) -> None:
        self._sorter = Sorter(engine, engine.citation)
        self._resolve = resolve
        self._known: dict[str, tuple[ResolvedCite, SortKey]] = {}
        self.numbered = self._sorter.numbered

    def __call__(self, cites: Sequence[Cite]) -> Sequence[Cite]:
        """The cites in order; those with equal keys stay in the order given, and all if one of them is unsorted."""
        if not self._sorter.keys or len(cites) < 2 or any(cite.unsorted for cite in cites):
            return cites
        return sorted(cites, key=self._key)

    def forget(self) -> None:
        """Forget the sort keys, since items changed."""
        self._known.clear()

    def _key(self, cite: Cite) -> SortKey:
        resolved = self._resolve(cite)
        if self._sorter.reads_cite or cite.position != FIRST:
            return self._made(resolved)
        found = self._known.get(cite.id)
        if found is None or not _alike(found[0], resolved):
            found = self._known[cite.id] = (resolved, self._made(resolved))
        return found[1]

    def _made(self, resolved: ResolvedCite) -> SortKey:
        return self._sorter.key(Subject(resolved.item, resolved.cite, resolved.number, resolved.disambiguation), 0)


def _alike(one: ResolvedCite, other: ResolvedCite) -> bool:
    """Whether the keys of two cites of an item are equal, if they do not depend on the cite."""
    return one.number == other.number and one.disambiguation == other.disambiguation
