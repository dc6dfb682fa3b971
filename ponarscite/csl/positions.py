"""Positions: where in a document a cite stands among the others of its item.

Source: CSL 1.0.2 specification, "Choose" (position) and "near-note-distance"; clusters in the text and in notes
follow each other as citeproc-js has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite

NEAR = 5
"""Notes; the default of near-note-distance."""


class Positions:
    """The positions of cites, cluster after cluster."""

    def __init__(self, near: int = NEAR) -> None:
        self.near = near
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._before: tuple[Cite, ...] = ()

    def place(self, cluster: Sequence[Cite]) -> tuple[Cite, ...]:
        """The cites of the next cluster with their positions."""
        placed = tuple(self._placed(cluster))
        self._before = placed
        return placed

    def _placed(self, cluster: Sequence[Cite]) -> Iterator[Cite]:
        previous = self._before[0] if len(self._before) == 1 else None
        for number, cite in enumerate(cluster):
            near = cite.id in self._last and cite.note - self._last[cite.id] <= self.near
            first = self._first.get(cite.id, 0)
            position = self._position(cite, previous) if cite.id in self._first else FIRST
            yield replace(cite, position=position, near_note=near, first_note=first)
            self._first.setdefault(cite.id, cite.note)
            self._last[cite.id] = cite.note
            previous = cluster[number]

    @staticmethod
    def _position(cite: Cite, previous: Cite | None) -> int:
        if previous is None or previous.id != cite.id:
            return SUBSEQUENT
        if previous.locator:
            same = (previous.locator, previous.label) == (cite.locator, cite.label)
            return IBID if same else (IBID_WITH_LOCATOR if cite.locator else SUBSEQUENT)
        return IBID_WITH_LOCATOR if cite.locator else IBID
