"""Positions of cites: first, subsequent, ibid, ibid-with-locator and near-note.

Source: CSL 1.0.2 specification, "Choose" (position) and "Note Distance". As in citeproc-js, citations in the text and
citations in notes are independent: a cite in a note is never "ibid" because of one in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, NO_CITE, SUBSEQUENT, Cite

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

    def place(self, cites: Sequence[Cite], note: int, before: Sequence[Cite] = ()) -> tuple[Cite, ...]:
        """The cites of the next citation with their positions.

        Args:
            cites: in the order of the style.
            note: number of their note, 0 in the text.
            before: the result for this citation from the last time; cites that did not change are taken from it.
        """
        return (self._notes if note else self._text).place(cites, note, before) if cites else ()


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

    def place(self, cites: Sequence[Cite], note: int, before: Sequence[Cite]) -> tuple[Cite, ...]:
        self._turn_to(note)
        known = before if len(before) == len(cites) else (NO_CITE,) * len(cites)
        placed = tuple([self._placed(cite, note, old) for cite, old in zip(cites, known, strict=True)])
        self.cites_in_note += len(placed)
        return placed

    def _turn_to(self, note: int) -> None:
        """Go on to a note; "ibid" needs the note just before it to have exactly one cite."""
        if note == self.note:
            return
        if note - self.note > 1 or note < self.note or self.cites_in_note != 1:
            self.previous = None
        self.note, self.cites_in_note = note, 0

    def _placed(self, cite: Cite, note: int, known: Cite) -> Cite:
        """The cite with its position; *known* if that is equal."""
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
        if (
            known.position == position
            and known.near_note == near
            and known.first_note == first_note
            and _same(known, cite)
        ):
            return known
        return replace(cite, position=position, near_note=near, first_note=first_note)


def _same(one: Cite, other: Cite) -> bool:
    """Whether two cites are equal but for their positions."""
    return (
        one.id == other.id
        and one.locator == other.locator
        and one.label == other.label
        and one.prefix == other.prefix
        and one.suffix == other.suffix
        and one.infix == other.infix
        and one.author_only == other.author_only
        and one.suppress_author == other.suppress_author
    )


def _after(previous: Cite | None, cite: Cite) -> int:
    """The position of a cite of an item that was cited before."""
    if previous is None or previous.id != cite.id:
        return SUBSEQUENT
    if previous.locator:
        same = (previous.locator, previous.label) == (cite.locator, cite.label)
        return IBID if same else (IBID_WITH_LOCATOR if cite.locator else SUBSEQUENT)
    return IBID_WITH_LOCATOR if cite.locator else IBID
