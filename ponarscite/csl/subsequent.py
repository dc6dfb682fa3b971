"""Subsequent authors: what stands for names that the entry before has too.

Source: CSL 1.0.2 specification, "Reference Grouping" (subsequent-author-substitute and its rule).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ponarscite.csl.item import Item
from ponarscite.csl.pick import exchanged, first
from ponarscite.csl.scope import Scope, Shown
from ponarscite.csl.tree import PLAIN, Node, nodes, plain

_KEYS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_RULES = frozenset(("complete-all", "complete-each", "partial-each", "partial-first"))


Names: TypeAlias = tuple[str, ...]
"""The names at the head of an entry, each with all its parts, or what stands for them as one text."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """How a style replaces names that are those of the entry before.

    Args:
        text: what stands for them.
        rule: "complete-all", "complete-each", "partial-each" or "partial-first".
    """

    text: str
    rule: str

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Substitute | None:
        """What the attributes of a bibliography ask for; None when nothing."""
        text = attributes.get("subsequent-author-substitute")
        rule = attributes.get("subsequent-author-substitute-rule", "")
        return None if text is None else cls(text, rule if rule in _RULES else "complete-all")

    def replaced(self, entry: Node, scope: Scope, before: Names | None) -> tuple[Node, Names | None]:
        """An entry with names that are those of the entry *before* replaced; and its own names.

        Args:
            entry: as rendered.
            scope: in which it was.
            before: the names of the entry before.
        """
        names = first(entry, "names")
        if names is None:
            return entry, None
        own = _names(names, scope.item, scope.lists)
        new = self._new(names, own, before or ())
        return (entry if new is names else exchanged(entry, names, new)), own

    def _new(self, names: Node, own: Names, before: Names) -> Node | None:
        is_text = first(names, "list") is None
        if is_text and (own != before or not _leaf(names).solid):
            return names  # what a term says is no name
        if own == before and not self.text:
            return None
        if is_text:
            return self._instead_of_text(names)
        if self.rule == "complete-all":
            return self._instead_of_lists(names) if own == before else names
        count = len(own) if own == before else 0 if self.rule == "complete-each" else _shared(own, before)
        return self._instead_of_names(names, min(count, 1) if self.rule == "partial-first" else count)

    def _instead_of_lists(self, names: Node) -> Node:
        """One substitute for all names; labels stay."""
        for number, inner in enumerate(_all(names, "list")):
            new = Node(inner.look, [self.text if number == 0 else ""], tag="list")
            names = exchanged(names, inner, new) if inner is not names else new
        return names

    def _instead_of_names(self, names: Node, count: int) -> Node:
        for inner in _all(names, "name")[:count]:
            names = exchanged(names, inner, Node(inner.look, [self.text], tag="name"))
        return names

    def _instead_of_text(self, names: Node) -> Node:
        """For a title that stands in for names: its look stays under the rule "complete-all"."""
        leaf = _leaf(names)
        outer = next((inner for inner in nodes(names) if leaf in inner.parts and leaf.look.from_field), leaf)
        new = Node(outer.look if self.rule == "complete-all" else PLAIN, [self.text])
        return new if outer is names else exchanged(names, outer, new)


def _leaf(node: Node) -> Node:
    """The first node that begins with text."""
    while node.parts and isinstance(node.parts[0], Node):
        node = node.parts[0]
    return node


def _all(node: Node, tag: str) -> list[Node]:
    return [inner for inner in nodes(node) if inner.tag == tag]


def _names(node: Node, item: Item, shown: Sequence[Shown]) -> Names:
    lists = shown[: len(_all(node, "list"))]
    return tuple(name for part in lists for name in _as_given(item, part)[: part.count]) or (plain(node),)


def _as_given(item: Item, shown: Shown) -> list[str]:
    """The names of a list as the item has them: one person written in two ways is not known to be one."""
    variable = next((variable for variable, persons in item.names.items() if persons is shown.persons), "")
    raw = item.raw.get(variable)
    if isinstance(raw, list | tuple) and len(raw) == len(shown.persons):
        return [_key(name) for name in raw]
    return [repr(person) for person in shown.persons]


def _key(name: Any) -> str:
    return "\n".join(str(name[key]) for key in _KEYS if name.get(key)) if isinstance(name, Mapping) else str(name)


def _shared(own: Names, before: Names) -> int:
    """How many names are the same from the first on."""

    def shared() -> Iterator[bool]:
        for one, other in zip(own, before, strict=False):
            if one != other:
                return
            yield True

    return sum(shared())
