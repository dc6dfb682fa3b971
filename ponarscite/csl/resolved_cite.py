"""A cite joined with its item, its disambiguation and its citation number."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.csl.item import Item
from ponarscite.csl.scope import UNAMBIGUOUS, Cite, Disambiguation, Scope


@dataclass(frozen=True, slots=True)
class ResolvedCite:
    """Everything that the text of a cite depends on; equal values render alike.

    Args:
        item: the cited item.
        cite: place in the document, locator and the writer's words.
        disambiguation: additions that tell its cites from those of other items.
        number: the citation number, 0 if the style uses none.
    """

    item: Item
    cite: Cite
    disambiguation: Disambiguation = UNAMBIGUOUS
    number: int = 0

    @property
    def scope(self) -> Scope:
        """A fresh state in which to render the cite."""
        return Scope(self.item, self.cite, self.disambiguation, self.number)
