"""The results of the processor, which can be written in any markup."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.csl.flattening import flatten, traced_runs
from ponarscite.csl.markup import MarkupName, write, written
from ponarscite.csl.punctuation import Quotes, Run
from ponarscite.csl.tree import Node, Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a formatted text; `source` is None for terms, delimiters, affixes and quotation marks."""

    text: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted citation or bibliography entry; false if it is empty.

    Args:
        runs: its text, with the beginnings and ends of formats, in order.
        sources: the variable that each run comes from; () unless the processor traces variables.
        links: whether addresses are links in markups that have them.
    """

    runs: tuple[Run, ...] = ()
    sources: tuple[Source | None, ...] = ()
    links: bool = True

    def render(self, markup: MarkupName = "text") -> str:
        """Its text in a markup: "text", "html", "markdown", "latex" or "rtf".

        Raises:
            StyleNotFoundError: no markup has this name.
        """
        return write(self.runs, markup, links=self.links)

    def pieces(self) -> list[Piece]:
        """Its text in markup "text", piece by piece, each with the variable it comes from.

        A mark that the style moves into the text of a variable, as a comma into quotation marks, belongs to its piece.
        """
        sources = self.sources or (None,) * len(self.runs)
        texts = zip(written(self.runs, "text"), sources, strict=True)
        return [Piece(text, source) for text, source in texts if text]

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class CitationText(Formatted):
    """A formatted citation of a document.

    Args:
        id: of the citation, by which it can be replaced or removed.
        note: number of its note, 0 in the text.
    """

    id: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry.

    Args:
        id: of its item.
        text: formatted.
    """

    id: str
    text: Formatted


def formatted(node: Node, quotes: Quotes, *, traced: bool, links: bool = True) -> Formatted:
    """Flatten a node; *traced* notes the source of each run."""
    if traced:
        return Formatted(*traced_runs(node, quotes), links)
    return Formatted(flatten(node, quotes), (), links)
