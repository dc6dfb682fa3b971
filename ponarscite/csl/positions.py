"""Positions of cites: first, subsequent, ibid, ibid-with-locator and near-note.

Source: CSL 1.0.2 specification, "Choose" (position) and "Note Distance". As in citeproc-js, citations in the text and
citations in notes are independent: a cite in a note is never "ibid" because of one in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Cite

NEAR = 5
"""Default of near-note-distance, in notes."""


class Positions:
    """Finds the positions of cites, one citation after the other.

    Args:
        near: near-note-distance.
    """

    def __init__(self, near: int = NEAR) -> None:
        self._text = _Row(near)
        self._notes = _Row(near)

    def place(self, citation: Sequence[Cite]) -> tuple[Cite, ...]:
        """The cites of the next citation with their positions; their note numbers become 0 (see `Cite.note`)."""
        if not citation:
            return ()
        row = self._notes if citation[0].note else self._text
        return row.place(citation)


class _Row:
    """The citations in notes, or those in the text, which count as one note.

    Attributes:
        near: near-note-distance.
        first, last: id of an item -> first and last note that cites it.
        note: the current note.
        cites_in_note: number of cites in it so far.
        previous: the cite before, None if no cite may be "ibid".
    """

    __slots__ = ("cites_in_note", "first", "last", "near", "note", "previous")

    def __init__(self, near: int) -> None:
        self.near = near
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.note = 0
        self.cites_in_note = 0  # cites in the current note
        self.previous: Cite | None = None

    def place(self, citation: Sequence[Cite]) -> tuple[Cite, ...]:
        self._turn_to(citation[0].note)
        placed = tuple(self._placed(citation))
        self.cites_in_note += len(placed)
        return placed

    def _turn_to(self, note: int) -> None:
        """Go on to a note; "ibid" needs the note just before it to have exactly one cite."""
        if note == self.note:
            return
        if note - self.note > 1 or note < self.note or self.cites_in_note != 1:
            self.previous = None
        self.note, self.cites_in_note = note, 0

    def _placed(self, citation: Sequence[Cite]) -> Iterator[Cite]:
        for cite in citation:
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
        """A cite of an item that was cited before, with its position."""
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
