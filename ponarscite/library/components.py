"""Components: descriptions that share match hashes, directly or through others, as they were clustered last."""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.library.database import Database
from ponarscite.reconcile.partition import Candidate
from ponarscite.reconcile.rivals import Rivals

LEAST = 16
"""Descriptions. Fewer are soon clustered again."""

MOST_KEPT = 100_000
"""Match hashes and values that are kept, about 100 bytes each."""


class Components:
    """The large components that were clustered last, by their match hashes.

    A component may hold more than the library has: then some new descriptions are clustered without need. After a
    rollback, an undo and a change by another process, all are forgotten.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._of: dict[int, Rivals] = {}
        self._size = 0
        self._epoch = database.epoch

    def keep(self, described: Iterable[tuple[Candidate, set[int]]]) -> None:
        """Keep a component: its descriptions with their match hashes."""
        rivals, hashes = Rivals(), set[int]()
        for candidate, own in described:
            rivals.add(candidate)
            hashes |= own
        self.drop(hashes)
        self._of.update(dict.fromkeys(hashes, rivals))
        self._grow(rivals.size + len(hashes))

    def _grow(self, size: int) -> None:
        """Count what is kept. Of too much, only what is current stays; of still too much, nothing."""
        self._size += size
        if self._size > MOST_KEPT:
            self._of = {one: rivals for one, rivals in self._of.items() if rivals.is_current}
            self._size = len(self._of) + sum(one.size for one in {id(one): one for one in self._of.values()}.values())
            if self._size > MOST_KEPT // 2:
                self._forget()

    def _forget(self) -> None:
        self._of.clear()
        self._size = 0

    def of(self, hashes: Iterable[int]) -> Rivals | None:
        """The one component that has any of these hashes; None for several and for none."""
        if self._epoch != self._database.epoch:
            self._forget()
            self._epoch = self._database.epoch
        found = [self._of[one] for one in hashes if self.knows(one)]
        return found[0] if found and all(one is found[0] for one in found) else None

    def knows(self, one: int) -> bool:
        """Whether a component has this hash."""
        return one in self._of and self._of[one].is_current

    def take(self, rivals: Rivals, candidate: Candidate, hashes: Iterable[int]) -> None:
        """Add a description to a component."""
        before = len(self._of) + rivals.size
        rivals.add(candidate)
        self._of.update(dict.fromkeys(hashes, rivals))
        self._grow(len(self._of) + rivals.size - before)

    def drop(self, hashes: Iterable[int]) -> None:
        """Forget the components that have any of these hashes: their descriptions have changed."""
        for one in hashes:
            if one in self._of:
                self._of[one].is_current = False
