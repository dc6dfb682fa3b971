"""Positions of cites: first, subsequent, ibid, ibid-with-locator and near-note.

Source: CSL 1.0.2 specification, "Choose" (position) and "Note Distance". As in citeproc-js, citations in the text and
citations in notes are independent: a cite in a note is never "ibid" because of one in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, NO_CITE, SUBSEQUENT, Cite

Placed: TypeAlias = tuple[Sequence[Cite], Sequence[Cite]]
"""Cites, and the same cites with their positions."""
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

    def place(self, cites: Sequence[Cite], note: int, before: Placed = ((), ())) -> tuple[Cite, ...]:
        """The cites of the next citation with their positions.

        Args:
            cites: in the order of the style.
            note: number of their note, 0 in the text.
            before: the cites of this citation when they were placed last, and the result, which is used again.
        """
        if not cites:
            return ()
        return (self._notes if note else self._text).place(cites, note, before)


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

    def place(self, cites: Sequence[Cite], note: int, before: Placed) -> tuple[Cite, ...]:
        self._turn_to(note)
        known = list(zip(*before, strict=True))
        known += [(NO_CITE, NO_CITE)] * (len(cites) - len(known))
        placed = tuple(self._placed(cite, note, *old) for cite, old in zip(cites, known, strict=False))
        self.cites_in_note += len(placed)
        return placed

    def _turn_to(self, note: int) -> None:
        """Go on to a note; "ibid" needs the note just before it to have exactly one cite."""
        if note == self.note:
            return
        if note - self.note > 1 or note < self.note or self.cites_in_note != 1:
            self.previous = None
        self.note, self.cites_in_note = note, 0

    def _placed(self, cite: Cite, note: int, known: Cite, result: Cite) -> Cite:
        """The cite with its position: *result* if that is the one which *known*, the same cite, had before."""
        first = self.first.get(cite.id)
        position, near, first_note = FIRST, False, 0
        if first is None or first > note:
            self.first[cite.id] = note
        else:
            position = _after(self.previous, cite)
            near = note - self.last[cite.id] <= self.near
            first_note = first if first != note else 0
        self.last[cite.id] = note
        self.previous = cite
        if known is cite and (result.position, result.near_note, result.first_note) == (position, near, first_note):
            return result
        return replace(cite, position=position, near_note=near, first_note=first_note)


def _after(previous: Cite | None, cite: Cite) -> int:
    """The position of a cite of an item that was cited before."""
    if previous is None or previous.id != cite.id:
        return SUBSEQUENT
    if previous.locator:
        same = (previous.locator, previous.label) == (cite.locator, cite.label)
        return IBID if same else (IBID_WITH_LOCATOR if cite.locator else SUBSEQUENT)
    return IBID_WITH_LOCATOR if cite.locator else IBID
