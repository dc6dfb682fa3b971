"""Search and replacement of nodes in a rendered cite or entry."""

from __future__ import annotations

from dataclasses import replace

from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import PLAIN, Formatting, Node, Part, nodes, plain


def first(node: Node, tag: str) -> Node | None:
    """The first node of a tag, outer nodes before inner ones."""
    return next((inner for inner in nodes(node) if inner.tag == tag), None)


def replaced(node: Node, old: Node, new: Node | None) -> Node:
    """The node with *new* in place of *old*, which is somewhere in it.

    None removes *old*, and with it all nodes that then have no text from a variable.
    """
    parts: list[Part] = []
    for part in node.parts:
        kept = _replaced(part, old, new) if isinstance(part, Node) else part
        if kept is not None:
            parts.append(kept)
    return Node(node.formatting, parts, node.from_variable, node.tag)


def _replaced(node: Node, old: Node, new: Node | None) -> Node | None:
    if node is old:
        return new
    if not _holds(node, old):
        return node
    changed = replaced(node, old, new)
    empty = new is None and not any(isinstance(part, str) or part.from_variable for part in changed.parts)
    return None if empty else changed


def _holds(node: Node, wanted: Node) -> bool:
    return any(inner is wanted for inner in nodes(node))


def undecorated(node: Node) -> Node:
    """The node without the formats and quotation marks of the style; those of an item's own text stay."""
    formatting = node.formatting
    if not formatting.from_field and (formatting.formats or formatting.quotes):
        formatting = replace(formatting, formats=(), quotes=False)
    return Node(formatting, [undecorated(part) if isinstance(part, Node) else part for part in node.parts])


def capitalized(node: Node) -> Node:
    """The node with a capital first letter if it begins with a term whose text-case the style does not set."""
    path: list[tuple[Node, int]] = []
    inner = node
    while inner.tag != "term":
        place = _start(inner)
        first = inner.parts[place] if place < len(inner.parts) else ""
        if isinstance(first, str):
            return node
        path.append((inner, place))
        inner = first
    capital = Node(inner.formatting, change_case(inner.parts, "capitalize-first", True), inner.from_variable, "term")
    for outer, place in reversed(path):
        parts = [*outer.parts[:place], capital, *outer.parts[place + 1 :]]
        capital = Node(outer.formatting, parts, outer.from_variable, outer.tag)
    return capital


def _start(node: Node) -> int:
    """The number of parts of a node before its first sentence, which begins after a citation number."""
    place = 0
    for part in node.parts:
        if isinstance(part, str) or part.tag != "citation-number":
            break
        place += 1
    return place


def names_key(node: Node) -> str | None:
    """The names of a cs:names as text, without labels; None if no name variable was printed."""
    lists = [plain(inner) for inner in nodes(node) if inner.tag == "list"]
    return "\n".join(lists) if lists else None


def wrapped(parts: list[Part], formatting: Formatting, *, affixes: bool) -> Node:
    """The parts with the formatting of a layout, whose formats include its affixes (CSL 1.0.2, "Affixes")."""
    inner = (
        Node(Formatting(prefix=formatting.prefix, suffix=formatting.suffix), parts) if affixes else Node(PLAIN, parts)
    )
    return Node(Formatting(formats=formatting.formats), [inner])
