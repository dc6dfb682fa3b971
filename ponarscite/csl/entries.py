"""Entries: the items of a document as the entries of its bibliography.

Source: CSL 1.0.2 specification, "Bibliography" and "Whitespace" (second-field-align).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ponarscite.csl.cited import Cited
from ponarscite.csl.engine import Area, Engine
from ponarscite.csl.formatted import Entry, Formatted
from ponarscite.csl.pick import capitalized
from ponarscite.csl.settle import settle
from ponarscite.csl.subsequent import Names, Substitute
from ponarscite.csl.tree import PLAIN, Look, Node, Part


class Entries:
    """The entries of a bibliography; those that read as before are not rendered again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._area = engine.bibliography or engine.citation
        self._substitute = Substitute.of(self._area.element.attributes)
        self._known: dict[str, tuple[Cited, Names | None, Formatted, Names | None]] = {}

    def render(self, items: Iterable[Cited]) -> list[Entry]:
        """Entries of items that are in order; one that says nothing is left out."""
        return list(self._rendered(items))

    def _rendered(self, items: Iterable[Cited]) -> Iterator[Entry]:
        before: Names | None = None
        for cited in items:
            known = self._known.get(cited.item.id)
            if known is None or known[0] != cited or known[1] != before:
                text, names = self._render(cited, before)
                known = self._known[cited.item.id] = (cited, before, text, names)
            before = known[3]
            if known[2]:
                yield Entry(cited.item.id, known[2])

    def _render(self, cited: Cited, before: Names | None) -> tuple[Formatted, Names | None]:
        scope = cited.scope
        parts, _ = self._engine.parts(self._area, scope)
        names: Names | None = None
        if self._substitute and parts:
            entry, names = self._substitute.replaced(Node(PLAIN, parts), scope, before)
            parts = entry.parts
        parts = capitalized(Node(PLAIN, parts)).parts
        return Formatted(
            settle(_laid_out(self._area, parts, scope.begins), self._engine.quotes)
        ) if parts else Formatted(), names


def _laid_out(area: Area, parts: list[Part], begins: bool) -> Node:
    """An entry in the look of the layout, its first field in a margin where the style asks for one.

    The prefix of the layout goes into the margin, and its suffix into the last block where all of it is in blocks; as
    in citeproc-js a margin alone has none.
    """
    look = area.look
    aligned = bool(area.element.get("second-field-align"))
    if aligned and begins and len(parts) == 1:
        return Node(Look(formats=look.formats), [_block([Node(Look(prefix=look.prefix), parts)], "left-margin")])
    if aligned and len(parts) > 1:
        first = Node(Look(prefix=look.prefix), parts[:1])
        parts = [_block([first], "left-margin"), _block(parts[1:], "right-inline")]
        look = replace(look, prefix="")
    last = parts[-1]
    if isinstance(last, Node) and all(isinstance(part, Node) and part.look.display for part in parts):
        inner = Node(Look(suffix=look.suffix.rstrip(), delimiter=last.look.delimiter), last.parts)
        parts = [*parts[:-1], Node(last.look, [inner], last.solid, last.tag)]
        look = replace(look, suffix=look.suffix[len(look.suffix.rstrip()) :])
    return Node(look, parts)


def _block(parts: list[Part], display: str) -> Node:
    return Node(Look(display=display), parts)
