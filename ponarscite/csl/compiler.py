"""Compiler: elements of a style -> steps, for items of one shape.

A style is compiled anew for each *shape* of item: its type and the variables it has, of those that the style asks
for. What a condition on type or variable decides, and which elements have nothing to say, is then known before any
item is rendered; a bibliography of a thousand items has a few dozen shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ponarscite.csl.element import Element
from ponarscite.csl.locale import Locale
from ponarscite.csl.scope import Step, nothing
from ponarscite.csl.style import Style

CiteArea: TypeAlias = str
_NO_DATES = frozenset(("text", "number", "label"))
CITATION, BIBLIOGRAPHY, INTEXT = "citation", "bibliography", "intext"


@dataclass(frozen=True, slots=True)
class Shape:
    """What items have in common that are rendered by the same steps."""

    type: str
    present: frozenset[str]


@dataclass(slots=True, eq=False)
class Compiler:
    """What the elements of a style are compiled with.

    Args:
        style, locale: in use.
        area: "citation" or "bibliography".
        shape: of the items.
        table: element name -> what compiles it.
        options: the attributes that names inherit, those of the style and of the area together.
        sorting: whether the steps make a sort key.
        forced: attributes of names that the sort key sets.
        places_year_suffix: whether the style says itself where a year suffix stands.
        outer: the cs:names whose cs:substitute is being compiled.
        dates_only: whether a macro with a cs:date is being compiled for a sort key: as in citeproc-js nothing else of
            it counts.
    """

    style: Style
    locale: Locale
    area: CiteArea
    shape: Shape
    table: Mapping[str, Callable[[Element, Compiler], Step]]
    options: Mapping[str, str]
    sorting: bool = False
    places_year_suffix: bool = False
    macros: dict[tuple[str, Element | None, bool], tuple[Step, ...]] = field(default_factory=dict)
    outer: Element | None = None
    forced: Mapping[str, str] = field(default_factory=dict)
    dates_only: bool = False

    def has(self, variable: str) -> bool:
        """Whether the items have a variable."""
        return variable in self.shape.present

    def compile(self, element: Element) -> Step:
        """The step of an element; one that is unknown says nothing."""
        if self.dates_only and element.name in _NO_DATES and "macro" not in element.attributes:
            return nothing
        found = self.table.get(element.name)
        return found(element, self) if found else nothing

    def children(self, element: Element) -> tuple[Step, ...]:
        """The steps of all its children."""
        return tuple(self.compile(child) for child in element.children)

    def macro(self, name: str) -> tuple[Step, ...]:
        """The steps of a macro, compiled once (and once more inside each cs:substitute)."""
        key = (name, self.outer, self.dates_only)
        if key not in self.macros:
            self.macros[key] = self.body(self.style.macros[name])
        return self.macros[key]

    def body(self, macro: Element) -> tuple[Step, ...]:
        """The steps of a macro."""
        before = self.dates_only
        self.dates_only = before or (self.sorting and any(part.name == "date" for part in macro.walk()))
        steps = self.children(macro)
        self.dates_only = before
        return steps
