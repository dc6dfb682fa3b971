"""Document: clusters of cites in their order, each cite with its position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ponarscite.csl.cited import Cited
from ponarscite.csl.formatted import Formatted
from ponarscite.csl.positions import Positions
from ponarscite.csl.scope import Cite
from ponarscite.errors import RenderError

Sorting = Callable[[Sequence[Cite]], Sequence[Cite]]


class Cluster:
    """A citation of a document.

    Attributes:
        id: by which it is replaced and removed.
        cites: as they were asked for.
        note: the number of its note, 0 in the text.
        mode: "", "composite", "author-only" or "suppress-author".
        placed: its cites in order, with their positions.
        cited, text: what it was rendered from last, and what that gave.
    """

    __slots__ = ("cited", "cites", "id", "mode", "note", "placed", "text")

    def __init__(self, id: str, cites: tuple[Cite, ...], note: int, mode: str) -> None:
        self.id = id
        self.cites = cites
        self.note = note
        self.mode = mode
        self.placed: tuple[Cite, ...] = ()
        self.cited: tuple[Cited, ...] | None = None
        self.text = Formatted()


class Document:
    """The clusters of a document.

    Args:
        near: the near-note-distance of the style.
        sort: puts the cites of a cluster in the order of the style.
    """

    def __init__(self, near: int, sort: Sorting) -> None:
        self._near = near
        self._sort = sort
        self._positions = Positions(near)
        self._known: dict[str, Cluster] = {}
        self._placed = 0  # clusters whose positions are known
        self._moved = False  # whether these are not the first ones any more
        self.clusters: list[Cluster] = []

    def __contains__(self, id: str) -> bool:
        return id in self._known

    def __getitem__(self, id: str) -> Cluster:
        if id not in self._known:
            raise RenderError(f"no citation has the id {id!r}")
        return self._known[id]

    def add(self, cluster: Cluster, before: str | None = None) -> bool:
        """Put a cluster before another, else behind those of its note and of the notes before it.

        Returns whether it is the last.
        """
        place = self._place(cluster.note) if before is None else self.clusters.index(self[before])
        last = place == len(self.clusters)
        self.clusters.insert(place, cluster)
        self._known[cluster.id] = cluster
        self._moved = self._moved or not last
        return last

    def _place(self, note: int) -> int:
        place = len(self.clusters)
        while note and place and self.clusters[place - 1].note > note:
            place -= 1
        return place

    def change(self, cluster: Cluster, cites: tuple[Cite, ...]) -> None:
        """Give a cluster other cites."""
        cluster.cites = cites
        self._moved = True

    def remove(self, id: str) -> None:
        """Take a cluster out."""
        self.clusters.remove(self[id])
        del self._known[id]
        self._moved = True

    def arrange(self, order: Iterable[tuple[str, int]]) -> None:
        """Keep these clusters, in this order, in these notes."""
        places = [(self[name], note) for name, note in order]
        for cluster, note in places:
            cluster.note = note
        self._known = {cluster.id: cluster for cluster, _ in places}
        self.clusters = list(self._known.values())
        self._moved = True

    def settle(self) -> None:
        """Say where the cites stand: those of new clusters at the end, or all, if any were moved."""
        if self._moved:
            self._positions, self._placed, self._moved = Positions(self._near), 0, False
        for cluster in self.clusters[self._placed :]:
            self._set(cluster)
        self._placed = len(self.clusters)

    def _set(self, cluster: Cluster) -> None:
        cites = self._sort(cluster.cites)
        cluster.placed = self._positions.place([_in_note(cite, cluster.note) for cite in cites])

    def ids(self) -> Iterator[str]:
        """The items in the order of their first citation."""
        return iter(dict.fromkeys(cite.id for cluster in self.clusters for cite in cluster.cites))


def _in_note(cite: Cite, note: int) -> Cite:
    return cite if cite.note == note else replace(cite, note=note)
