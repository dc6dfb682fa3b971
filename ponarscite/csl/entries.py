"""The entries of a bibliography.

Source: CSL 1.0.2 specification, "Bibliography", "Reference Grouping" and "Whitespace" (second-field-align).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ponarscite.csl.bibliography import Bibliography
from ponarscite.csl.engine import Area, Engine
from ponarscite.csl.formatted import Entry, Formatted, formatted
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.subsequent_author import Names, Substitute
from ponarscite.csl.subtree import capitalized
from ponarscite.csl.tree import PLAIN, Formatting, Node, Part


class Entries:
    """Renders entries; an entry whose cite and preceding names are as before is not rendered again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._area = engine.bibliography or engine.citation
        self._substitute = Substitute.of(self._area.element.attributes)
        self._known: dict[str, tuple[ResolvedCite, Names | None, Formatted, Names | None]] = {}

    def render(self, items: Iterable[ResolvedCite]) -> Bibliography:
        """The entries of items in order; an item that prints nothing has none."""
        entries = list(self._rendered(items))
        unprinted = [entry.id for entry in entries if not entry.text]
        return Bibliography([entry for entry in entries if entry.text], self._area.element, unprinted)

    def _rendered(self, items: Iterable[ResolvedCite]) -> Iterator[Entry]:
        before: Names | None = None
        for cited in items:
            known = self._known.get(cited.item.id)
            if known is None or known[0] != cited or known[1] != before:
                text, names = self._render(cited, before)
                known = self._known[cited.item.id] = (cited, before, text, names)
            before = known[3]
            yield Entry(cited.item.id, known[2])

    def _render(self, cited: ResolvedCite, before: Names | None) -> tuple[Formatted, Names | None]:
        scope = cited.scope
        parts, _ = self._engine.parts(self._area, scope)
        names: Names | None = None
        if self._substitute and parts:
            entry, names = self._substitute.replaced(Node(PLAIN, parts), scope, before)
            parts = entry.parts
        parts = capitalized(Node(PLAIN, parts)).parts
        if not parts:
            return Formatted(), names
        laid_out = _laid_out(self._area, parts, scope.begins)
        engine = self._engine
        return formatted(laid_out, engine.quotes, traced=engine.traced, links=engine.habits.links), names


def _laid_out(area: Area, parts: list[Part], begins: bool) -> Node:
    """An entry in the formatting of the layout; second-field-align puts its first field into a left-margin block.

    The prefix of the layout goes into that block. Its suffix goes into the last block if the entry consists of blocks;
    as in citeproc-js, an entry that is a left-margin block alone has no suffix.
    """
    formatting = area.formatting
    aligned = bool(area.element.get("second-field-align"))
    if aligned and begins and len(parts) == 1:
        return Node(
            Formatting(formats=formatting.formats),
            [_block([Node(Formatting(prefix=formatting.prefix), parts)], "left-margin")],
        )
    if aligned and len(parts) > 1:
        first = Node(Formatting(prefix=formatting.prefix), parts[:1])
        parts = [_block([first], "left-margin"), _block(parts[1:], "right-inline")]
        formatting = replace(formatting, prefix="")
    last = parts[-1]
    if isinstance(last, Node) and all(isinstance(part, Node) and part.formatting.display for part in parts):
        inner = Node(Formatting(suffix=formatting.suffix.rstrip(), delimiter=last.formatting.delimiter), last.parts)
        parts = [*parts[:-1], Node(last.formatting, [inner], last.from_variable, last.tag)]
        formatting = replace(formatting, suffix=formatting.suffix[len(formatting.suffix.rstrip()) :])
    return Node(formatting, parts)


def _block(parts: list[Part], display: str) -> Node:
    return Node(Formatting(display=display), parts)
