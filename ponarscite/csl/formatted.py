"""The results of the processor, which can be written in any markup."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.csl.markup import MarkupName, write
from ponarscite.csl.punctuation import Run


@dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted citation or bibliography entry; false if it is empty.

    Args:
        runs: its text, with the beginnings and ends of formats, in order.
    """

    runs: tuple[Run, ...] = ()

    def render(self, markup: MarkupName = "text") -> str:
        """Its text in a markup: "text", "html", "markdown", "latex" or "rtf"."""
        return write(self.runs, markup)

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry.

    Args:
        id: of its item.
        text: formatted.
    """

    id: str
    text: Formatted
