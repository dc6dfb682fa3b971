"""subsequent-author-substitute: replacement for names that the preceding bibliography entry has too.

Source: CSL 1.0.2 specification, "Reference Grouping".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ponarscite.csl.item import Item
from ponarscite.csl.scope import RenderedNames, Scope
from ponarscite.csl.subtree import first, replaced
from ponarscite.csl.tree import PLAIN, Node, nodes, plain

_KEYS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
"""Keys of a CSL-JSON name that must be equal for two names to be the same."""
_RULES = frozenset(("complete-all", "complete-each", "partial-each", "partial-first"))


Names: TypeAlias = tuple[str, ...]
"""The names at the beginning of an entry with all their parts; if something else replaced them, its text alone."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """The value of subsequent-author-substitute and its rule.

    Args:
        text: printed in place of names.
        rule: "complete-all", "complete-each", "partial-each" or "partial-first".
    """

    text: str
    rule: str

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Substitute | None:
        """Read the attributes of cs:bibliography; None if no substitute is set."""
        text = attributes.get("subsequent-author-substitute")
        rule = attributes.get("subsequent-author-substitute-rule", "")
        return None if text is None else cls(text, rule if rule in _RULES else "complete-all")

    def replaced(self, entry: Node, scope: Scope, before: Names | None) -> tuple[Node, Names | None]:
        """An entry with its repeated names replaced, and its own names.

        Args:
            entry: as rendered.
            scope: in which it was rendered.
            before: the names of the preceding entry, None for none.
        """
        names = first(entry, "names")
        if names is None:
            return entry, None
        own = _names(names, scope.item, scope.name_lists)
        new = self._new(names, own, before or ())
        return (entry if new is names else replaced(entry, names, new)), own

    def _new(self, names: Node, own: Names, before: Names) -> Node | None:
        """The node that replaces *names*: itself if nothing is replaced, None if the substitute is empty."""
        is_text = first(names, "list") is None
        if is_text and (own != before or not _leaf(names).from_variable):
            return names  # a term is no name
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
            new = Node(inner.formatting, [self.text if number == 0 else ""], tag="list")
            names = replaced(names, inner, new) if inner is not names else new
        return names

    def _instead_of_names(self, names: Node, count: int) -> Node:
        """A substitute for each of the first *count* names."""
        for inner in _all(names, "name")[:count]:
            names = replaced(names, inner, Node(inner.formatting, [self.text], tag="name"))
        return names

    def _instead_of_text(self, names: Node) -> Node:
        """A substitute for a title in place of names; it keeps the title's formatting under the rule "complete-all"."""
        leaf = _leaf(names)
        outer = next((inner for inner in nodes(names) if leaf in inner.parts and leaf.formatting.from_field), leaf)
        new = Node(outer.formatting if self.rule == "complete-all" else PLAIN, [self.text])
        return new if outer is names else replaced(names, outer, new)


def _leaf(node: Node) -> Node:
    """The first node whose first part is text."""
    while node.parts and isinstance(node.parts[0], Node):
        node = node.parts[0]
    return node


def _all(node: Node, tag: str) -> list[Node]:
    return [inner for inner in nodes(node) if inner.tag == tag]


def _names(node: Node, item: Item, shown: Sequence[RenderedNames]) -> Names:
    """The names of an entry as far as they are shown."""
    lists = shown[: len(_all(node, "list"))]
    return tuple(name for part in lists for name in _as_given(item, part)[: part.count]) or (plain(node),)


def _as_given(item: Item, shown: RenderedNames) -> list[str]:
    """The names of a list as the item gives them, so that one name written in two ways counts as two."""
    variable = next((variable for variable, persons in item.names.items() if persons is shown.persons), "")
    raw = item.raw.get(variable)
    if isinstance(raw, list | tuple) and len(raw) == len(shown.persons):
        return [_key(name) for name in raw]
    return [repr(person) for person in shown.persons]


def _key(name: Any) -> str:
    return "\n".join(str(name[key]) for key in _KEYS if name.get(key)) if isinstance(name, Mapping) else str(name)


def _shared(own: Names, before: Names) -> int:
    """Number of equal names, from the first on."""

    def shared() -> Iterator[bool]:
        for one, other in zip(own, before, strict=False):
            if one != other:
                return
            yield True

    return sum(shared())
