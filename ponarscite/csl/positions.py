"""Positions: where in a document a cite stands among the others of its item.

Source: CSL 1.0.2 specification, "Choose" (position) and "near-note-distance"; as in citeproc-js, citations in the text
and citations in notes are two rows that do not see each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite

NEAR = 5
"""Notes; the default of near-note-distance."""


class Positions:
    """The positions of cites, cluster after cluster.

    Args:
        near: how many notes back a cite is still near.
    """

    def __init__(self, near: int = NEAR) -> None:
        self._text = _Row(near)
        self._notes = _Row(near)

    def place(self, cluster: Sequence[Cite]) -> tuple[Cite, ...]:
        """The cites of the next cluster with their positions, which are all that its note number is good for."""
        if not cluster:
            return ()
        row = self._notes if cluster[0].note else self._text
        return row.place(cluster)


class _Row:
    """The citations in the notes, or those in the text, which count as one note."""

    __slots__ = ("first", "last", "near", "note", "previous", "said")

    def __init__(self, near: int) -> None:
        self.near = near
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.note = 0
        self.said = 0  # cites in the current note
        self.previous: Cite | None = None

    def place(self, cluster: Sequence[Cite]) -> tuple[Cite, ...]:
        self._turn_to(cluster[0].note)
        placed = tuple(self._placed(cluster))
        self.said += len(placed)
        return placed

    def _turn_to(self, note: int) -> None:
        """Ibid looks back to the note just before, and only when that says one thing."""
        if note == self.note:
            return
        if note - self.note > 1 or note < self.note or self.said != 1:
            self.previous = None
        self.note, self.said = note, 0

    def _placed(self, cluster: Sequence[Cite]) -> Iterator[Cite]:
        for cite in cluster:
            first = self.first.get(cite.id)
            if first is None or first > cite.note:
                first = self.first[cite.id] = cite.note
                self.last.pop(cite.id, None)
                yield replace(cite, position=FIRST, near_note=False, first_note=0, note=0)
            else:
                yield self._again(cite, first)
            self.last[cite.id] = cite.note
            self.previous = cite

    def _again(self, cite: Cite, first: int) -> Cite:
        near = cite.note - self.last[cite.id] <= self.near
        first_note = first if first != cite.note else 0
        return replace(cite, position=_after(self.previous, cite), near_note=near, first_note=first_note, note=0)


def _after(previous: Cite | None, cite: Cite) -> int:
    """The position of a cite of an item that was cited before."""
    if previous is None or previous.id != cite.id:
        return SUBSEQUENT
    if previous.locator:
        same = (previous.locator, previous.label) == (cite.locator, cite.label)
        return IBID if same else (IBID_WITH_LOCATOR if cite.locator else SUBSEQUENT)
    return IBID_WITH_LOCATOR if cite.locator else IBID
