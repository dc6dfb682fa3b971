"""Disambiguation: how much more is said of items whose cites would look alike.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ponarscite.csl.engine import Engine
from ponarscite.csl.item import Item
from ponarscite.csl.scope import NO_DETAIL, Detail


class Disambiguation:
    """The registered items of a document, and what tells each from the others.

    Args:
        engine: the style.
        order: id -> a key by which year suffixes are given.
    """

    def __init__(self, engine: Engine, order: Callable[[str], Any]) -> None:
        self.engine = engine
        self.order = order

    def add(self, item: Item) -> None:
        """Register an item; only items that look like it are looked at anew."""

    def remove(self, id: str) -> None:
        """Forget an item."""

    def detail(self, id: str) -> Detail:
        """What is said more of an item, as things stand."""
        return NO_DETAIL
