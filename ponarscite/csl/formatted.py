"""Formatted: what the processor gives back, to be written in any markup."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.csl.markup import MarkupName, write
from ponarscite.csl.settle import Run


@dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted citation or bibliography entry.

    Args:
        runs: its text and formats in order.
    """

    runs: tuple[Run, ...] = ()

    def render(self, markup: MarkupName = "text") -> str:
        """Its text in a markup: "text", "html", "markdown", "latex" or "rtf"."""
        return write(self.runs, markup)

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography: the id of its item, and its text."""

    id: str
    text: Formatted
