"""Sorting: the keys of cs:sort.

Source: CSL 1.0.2 specification, "Sorting". Items without a value come last, whatever the direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.csl.compiler import Shape
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Area, Engine
from ponarscite.csl.group import listed
from ponarscite.csl.item import DATES, NAMES, NUMBERS, Item
from ponarscite.csl.scope import Cite, Scope, Step
from ponarscite.csl.tree import Node, plain


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A cs:key."""

    element: Element
    descending: bool


class Descending:
    """A value that sorts the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: Descending) -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and bool(other.value == self.value)

    __hash__ = None  # type: ignore[assignment]  # never in a set


class Sorter:
    """What orders the items of an area; `keys` is empty where the style does not sort them."""

    def __init__(self, engine: Engine, area: Area) -> None:
        self.engine = engine
        self.area = area
        sort = area.element.find("sort")
        self.keys = [Key(key, key.get("sort") == "descending") for key in sort.all("key")] if sort else []
        self.numbered = "citation-number" in area.variables and bool(self.keys)
        self._steps: dict[tuple[int, Shape], Step] = {}

    def key(self, item: Item, cite: Cite, number: int) -> tuple[Any, ...]:
        """The sort key of an item: a tuple to be compared with others of the same area."""
        return tuple(self._one(n, key, item, cite, number) for n, key in enumerate(self.keys))

    def _one(self, n: int, key: Key, item: Item, cite: Cite, number: int) -> tuple[int, Any]:
        variable = key.element.get("variable")
        value = self._variable(variable, key, item, number) if variable else self._macro(n, key, item, cite, number)
        if value in (None, "", ()):
            return (1, 0)
        return (0, Descending(value) if key.descending else value)

    def _variable(self, variable: str, key: Key, item: Item, number: int) -> Any:
        from ponarscite.csl.collate import collation_key

        if variable == "citation-number":
            return number
        if variable in DATES:
            date = item.dates.get(variable)
            return (*date.start, *(date.end or (0, 0, 0))) if date else None
        if variable in NAMES:
            element = Element("names", {"variable": variable, "delimiter": ", "}, (Element("name", _AS_KEY),))
            return self._rendered(id(key), (element,), item, Cite(), number)
        text = item.texts.get(variable, "")
        if variable in NUMBERS and text.strip().isdigit():
            return ((1, int(text), ""),)
        return collation_key(text)

    def _macro(self, n: int, key: Key, item: Item, cite: Cite, number: int) -> Any:
        macro = self.engine.style.macros.get(key.element.get("macro"))
        return self._rendered(n, macro.children, item, cite, number) if macro else None

    def _rendered(self, n: int, elements: Sequence[Element], item: Item, cite: Cite, number: int) -> Any:
        from ponarscite.csl.collate import collation_key

        shape = Shape(item.type, item.present)
        step = self._steps.get((n, shape))
        if step is None:
            compiler = self.engine.compiler(self.area, shape, sorting=True)
            step = self._steps[n, shape] = listed([compiler.compile(element) for element in elements])
        node = step(Scope(item, cite, number=number))
        return collation_key(plain(node)) if isinstance(node, Node) else None


_AS_KEY = {"name-as-sort-order": "all", "form": "long", "et-al-min": "1000000"}
Ordering = Callable[[Item], tuple[Any, ...]]
