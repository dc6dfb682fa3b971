"""Cited: an item in one place of a document, and what the document knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.csl.item import Item
from ponarscite.csl.scope import NO_DETAIL, Cite, Detail, Scope


@dataclass(frozen=True, slots=True)
class Cited:
    """An item in one place of a document; what is equal is rendered alike.

    Args:
        item: what is cited.
        cite: where and how.
        detail: what is said more of it.
        number: its citation number, 0 where none is asked for.
    """

    item: Item
    cite: Cite
    detail: Detail = NO_DETAIL
    number: int = 0

    @property
    def scope(self) -> Scope:
        """A scope to render it in."""
        return Scope(self.item, self.cite, self.detail, self.number)
