"""Pick: parts of a rendered cite found by what they are, taken out, or put in another's place."""

from __future__ import annotations

from dataclasses import replace

from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import PLAIN, Look, Node, Part, nodes, plain


def first(node: Node, tag: str) -> Node | None:
    """The first part of that kind, from the outside to the inside."""
    return next((inner for inner in nodes(node) if inner.tag == tag), None)


def exchanged(node: Node, old: Node, new: Node | None) -> Node:
    """A node with *new* in place of *old*, which is somewhere in it; None takes it out, and what held only that."""
    parts: list[Part] = []
    for part in node.parts:
        kept = _exchanged(part, old, new) if isinstance(part, Node) else part
        if kept is not None:
            parts.append(kept)
    return Node(node.look, parts, node.solid, node.tag)


def _exchanged(node: Node, old: Node, new: Node | None) -> Node | None:
    if node is old:
        return new
    if not _holds(node, old):
        return node
    changed = exchanged(node, old, new)
    empty = new is None and not any(isinstance(part, str) or part.solid for part in changed.parts)
    return None if empty else changed


def _holds(node: Node, wanted: Node) -> bool:
    return any(inner is wanted for inner in nodes(node))


def undecorated(node: Node) -> Node:
    """A node without the formats and quotation marks of the style; those of fields stay."""
    look = node.look
    if not look.from_field and (look.formats or look.quotes):
        look = replace(look, formats=(), quotes=False)
    return Node(look, [undecorated(part) if isinstance(part, Node) else part for part in node.parts])


def capitalized(node: Node) -> Node:
    """A node that begins a sentence: a term that comes first, and whose case the style left open, has a capital."""
    if not node.parts:
        return node
    if node.tag == "term":
        return Node(node.look, change_case(node.parts, "capitalize-first", True), node.solid, node.tag)
    first = next((n for n, part in enumerate(node.parts) if not _is_number(part)), None)
    if first is None or isinstance(node.parts[first], str):
        return node
    parts = [capitalized(part) if n == first and isinstance(part, Node) else part for n, part in enumerate(node.parts)]
    return Node(node.look, parts, node.solid, node.tag)


def _is_number(part: Part) -> bool:
    """Whether a part is the number of an entry, before which nothing begins."""
    return isinstance(part, Node) and part.tag == "citation-number"


def names_key(node: Node) -> str | None:
    """The names of a cs:names as text, without labels; None where other things stand in for names."""
    lists = [plain(inner) for inner in nodes(node) if inner.tag == "list"]
    return "\n".join(lists) if lists else None


def wrapped(parts: list[Part], look: Look, *, affixes: bool) -> Node:
    """Parts in the look of a layout: its formats hold for its affixes too."""
    inner = Node(Look(prefix=look.prefix, suffix=look.suffix), parts) if affixes else Node(PLAIN, parts)
    return Node(Look(formats=look.formats), [inner])
