"""The citations of a document in their order, each cite with its position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ponarscite.csl.formatted import Formatted
from ponarscite.csl.positions import Positions
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.scope import Cite
from ponarscite.errors import RenderError

Sorting = Callable[[Sequence[Cite]], Sequence[Cite]]
"""Puts the cites of one citation in the order of cs:sort."""


class Citation:
    """A citation of a document.

    Attributes:
        id: by which it can be replaced or removed.
        cites: as given.
        note: number of its note, 0 in the text.
        mode: "", "composite", "author-only" or "suppress-author".
        part: of the document: the positions of cites begin again where it changes.
        ordered: its cites in the order of the style, None if they are to be sorted.
        positioned: the same with their positions.
        rendered_from: the cites that `text` was rendered from, None before the first rendering.
        text: the formatted citation.
        revision: of the document when the text changed last.
    """

    __slots__ = ("cites", "id", "mode", "note", "ordered", "part", "positioned", "rendered_from", "revision", "text")

    def __init__(self, id: str, cites: tuple[Cite, ...], note: int, mode: str, part: str = "") -> None:
        self.id = id
        self.cites = cites
        self.note = note
        self.mode = mode
        self.part = part
        self.ordered: Sequence[Cite] | None = None
        self.positioned: tuple[Cite, ...] = ()
        self.rendered_from: tuple[ResolvedCite, ...] | None = None
        self.text = Formatted()
        self.revision = 0


class Document:
    """The citations of a document.

    Args:
        near: near-note-distance of the style.
        sort: sorts the cites of a citation.
        numbered: whether the order of cites depends on citation numbers.
    """

    def __init__(self, near: int, sort: Sorting, *, numbered: bool = False) -> None:
        self._near = near
        self._sort = sort
        self._numbered = numbered
        self._citing: dict[str, dict[str, None]] = {}  # id of an item -> ids of the citations of several cites with it
        self._positions = Positions(near)
        self._part = ""  # of the citation that was placed last
        self._known: dict[str, Citation] = {}
        self._up_to_date = 0  # number of citations at the beginning whose positions are known
        self._moved = False  # whether a change before the end made all positions unknown
        self.citations: list[Citation] = []

    def __contains__(self, id: str) -> bool:
        return id in self._known

    def __getitem__(self, id: str) -> Citation:
        if id not in self._known:
            raise RenderError(f"no citation has the id {id!r}")
        return self._known[id]

    def add(self, citation: Citation, before: str | None = None) -> bool:
        """Insert a citation before another, or in the last part after those of its note and of earlier notes.

        Args:
            before: id of the other citation, None for the second case.
        Returns:
            Whether it is now the last one.
        Raises:
            RenderError: *before* is unknown.
        """
        place = self._place(citation) if before is None else self.citations.index(self[before])
        last = place == len(self.citations)
        self.citations.insert(place, citation)
        self._known[citation.id] = citation
        self._note_items(citation)
        self._moved = self._moved or not last
        return last

    def _place(self, citation: Citation) -> int:
        place, note = len(self.citations), citation.note
        while note and place and self.citations[place - 1].note > note:
            if self.citations[place - 1].part != citation.part:
                break
            place -= 1
        return place

    def change(self, citation: Citation, cites: tuple[Cite, ...], note: int, mode: str) -> None:
        """Replace the cites, the note and the mode of a citation, which keeps its place."""
        if mode != citation.mode:
            citation.rendered_from = None
        self._forget_items(citation)
        citation.cites, citation.note, citation.mode = cites, note, mode
        citation.ordered = None
        self._note_items(citation)
        self._moved = True

    def remove(self, id: str) -> None:
        """Remove a citation. Raises RenderError for an unknown id."""
        citation = self[id]
        self.citations.remove(citation)
        self._forget_items(citation)
        del self._known[id]
        self._moved = True

    def arrange(self, order: Iterable[tuple[str, int]]) -> None:
        """Keep exactly these citations, in this order and in these notes: (id, note number) pairs.

        Raises:
            RenderError: an unknown id.
        """
        places = [(self[name], note) for name, note in order]
        for citation, note in places:
            citation.note = note
        kept = {citation.id: citation for citation, _ in places}
        for gone in self._known.keys() - kept.keys():
            self._forget_items(self._known[gone])
        self._known = kept
        self.citations = list(self._known.values())
        self._moved = True

    def _note_items(self, citation: Citation) -> None:
        if len(citation.cites) > 1:
            for cite in citation.cites:
                self._citing.setdefault(cite.id, {})[citation.id] = None

    def _forget_items(self, citation: Citation) -> None:
        for cite in citation.cites:
            self._citing.get(cite.id, {}).pop(citation.id, None)

    def restore(self, citations: Iterable[Citation]) -> None:
        """Take over the citations of another document, in their order."""
        for citation in citations:
            self.citations.append(citation)
            self._known[citation.id] = citation
            self._note_items(citation)
        self._moved = True

    def forget_order(self) -> None:
        """Sort the cites of all citations again, since items changed."""
        for citation in self.citations:
            citation.ordered = None
        self._moved = True

    def update_positions(self, changed: Iterable[str]) -> None:
        """Find the positions of the cites: those of new citations at the end, or all after any other change.

        Args:
            changed: ids of items whose sort keys may have changed; the citations of several cites with them are sorted
                again.
        """
        for name in {name: None for item in changed for name in self._citing.get(item, ())}:
            citation = self._known[name]
            if citation.ordered is not None and self._sort(citation.cites) != citation.ordered:
                citation.ordered = None
                self._moved = True
        if self._moved:
            self._positions, self._part, self._up_to_date, self._moved = Positions(self._near), "", 0, False
        for citation in self.citations[self._up_to_date :]:
            self._position(citation)
        self._up_to_date = len(self.citations)

    def _position(self, citation: Citation) -> None:
        if citation.ordered is None or self._numbered:
            citation.ordered = self._sort(citation.cites)
        if citation.part != self._part:
            self._positions, self._part = Positions(self._near), citation.part
        citation.positioned = self._positions.place(citation.ordered, citation.note, citation.positioned)

    def ids(self) -> Iterator[str]:
        """Ids of the cited items in the order of their first citation."""
        return iter(dict.fromkeys(cite.id for citation in self.citations for cite in citation.cites))
