"""Cites: a cluster of cites as one citation, and one item as an entry.

Source: CSL 1.0.2 specification, "Citation", "Bibliography" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ponarscite.csl.engine import Engine
from ponarscite.csl.formatted import Formatted
from ponarscite.csl.item import Item
from ponarscite.csl.richtext import parse
from ponarscite.csl.scope import NO_DETAIL, Cite, Detail, Scope
from ponarscite.csl.settle import settle
from ponarscite.csl.text import TERM
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import Look, Node, Part


@dataclass(frozen=True, slots=True)
class Cited:
    """An item in one place of a document, and what the document knows of it."""

    item: Item
    cite: Cite
    detail: Detail = NO_DETAIL
    number: int = 0
    label: str = ""


def render_cluster(engine: Engine, cluster: Sequence[Cited]) -> Formatted:
    """A citation."""
    area = engine.citation
    nodes: list[Part] = []
    for cited in cluster:
        parts, _ = engine.parts(area, Scope(cited.item, cited.cite, cited.detail, cited.number))
        if parts:
            if engine.style.in_notes and not cited.cite.prefix:
                parts = _begun(parts)
            nodes.append(_affixed(parts, cited.cite))
    if not nodes:
        return Formatted()
    look = replace(area.look, prefix="", suffix="", delimiter="")
    whole = Node(area.look, [Node(Look(delimiter=area.delimiter), nodes)])
    return Formatted(settle(whole, engine.quotes)) if look else Formatted()


def _begun(parts: list[Part]) -> list[Part]:
    """The parts with a capital where they begin with a term."""
    first = parts[0]
    if isinstance(first, str):
        return parts
    changed = change_case(first.parts, "capitalize-first", True) if first.tag is TERM else _begun(first.parts)
    if changed is first.parts:
        return parts
    return [Node(first.look, changed, first.solid, first.tag), *parts[1:]]


def _affixed(parts: list[Part], cite: Cite) -> Part:
    before = parse(cite.prefix) if cite.prefix else []
    after = parse(cite.suffix) if cite.suffix else []
    return Node(Look(), [*before, *parts, *after])


def render_entry(engine: Engine, cited: Cited) -> Formatted:
    """An entry of the bibliography. Raises nothing; an item of which nothing can be said gives an empty text."""
    area = engine.bibliography
    if area is None:
        return Formatted()
    parts, _ = engine.parts(area, Scope(cited.item, cited.cite, cited.detail, cited.number))
    if not parts:
        return Formatted()
    parts = _begun(parts)
    align = area.element.get("second-field-align")
    if align and len(parts) > 1:
        parts = [_block(parts[:1], "left-margin"), _block([Node(area.look, parts[1:])], "right-inline")]
        return Formatted(settle(Node(Look(), parts), engine.quotes))
    return Formatted(settle(Node(area.look, parts), engine.quotes))


def _block(parts: list[Part], display: str) -> Node:
    return Node(Look(display=display), parts)
