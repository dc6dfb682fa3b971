"""Compilation of a style's elements to steps (see `scope`), once for each shape of item.

The *shape* of an item is its type and those of its variables that the style calls. It decides conditions on type and
variable, and which elements print nothing, before any item is rendered. A bibliography of a thousand items has a few
dozen shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ponarscite.csl.element import Element
from ponarscite.csl.habits import ZOTERO, Habits
from ponarscite.csl.locale import Locale
from ponarscite.csl.scope import Step, nothing
from ponarscite.csl.style import Style
from ponarscite.csl.tree import Formatting, Source

CiteArea: TypeAlias = str
"""Name of an area: CITATION, BIBLIOGRAPHY or INTEXT."""
_NO_DATES = frozenset(("text", "number", "label"))
"""Elements without output in a date-only sort key, unless they call a macro."""
CITATION, BIBLIOGRAPHY, INTEXT = "citation", "bibliography", "intext"


@dataclass(frozen=True, slots=True)
class Shape:
    """Type and called variables of items; items of equal shape are rendered by the same steps."""

    type: str
    present: frozenset[str]


@dataclass(slots=True, eq=False)
class Compiler:
    """Compiles the elements of one area of a style for items of one shape.

    Args:
        style, locale: in use.
        area: "citation", "bibliography" or "intext".
        shape: of the items.
        table: element name -> function that compiles such an element.
        options: attributes of the root element and of the area, which cs:name and cs:names inherit (CSL 1.0.2,
            "Inheritable Name Options").
        sorting: whether the steps make a sort key.
        places_year_suffix: whether the style calls the variable year-suffix; else the suffix follows the first year.
        macros: (name, `outer`, `dates_only`) -> the compiled steps of a macro.
        outer: the cs:names whose cs:substitute is being compiled, None outside of one.
        forced: attributes of cs:name that a sort key sets over all others.
        traced: whether the steps note in a `Source` which variable a text comes from.
        habits: of Zotero.
        capital_subtitles: whether subtitles begin with a capital.
        dates_only: whether a macro with a cs:date is being compiled for a sort key; citeproc-js then drops all else.
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
    traced: bool = False
    habits: Habits = ZOTERO
    capital_subtitles: bool = False

    def from_variable(self, formatting: Formatting, variable: str) -> Formatting:
        """A formatting with the variable that its text comes from, if variables are traced."""
        return replace(formatting, source=Source(variable)) if self.traced and variable else formatting

    def has(self, variable: str) -> bool:
        """Whether items of this shape have the variable."""
        return variable in self.shape.present

    def compile(self, element: Element) -> Step:
        """The step of an element; an unknown element prints nothing."""
        if self.dates_only and element.name in _NO_DATES and "macro" not in element.attributes:
            return nothing
        found = self.table.get(element.name)
        return found(element, self) if found else nothing

    def children(self, element: Element) -> tuple[Step, ...]:
        """The steps of all children of an element."""
        return tuple(self.compile(child) for child in element.children)

    def macro(self, name: str) -> tuple[Step, ...]:
        """The steps of a macro by name, compiled once (and once more in each cs:substitute, where names inherit)."""
        key = (name, self.outer, self.dates_only)
        if key not in self.macros:
            self.macros[key] = self.body(self.style.macros[name])
        return self.macros[key]

    def body(self, macro: Element) -> tuple[Step, ...]:
        """The steps of a macro element."""
        before = self.dates_only
        self.dates_only = before or (self.sorting and any(part.name == "date" for part in macro.walk()))
        steps = self.children(macro)
        self.dates_only = before
        return steps
