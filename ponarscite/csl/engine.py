"""Engine: a style in a locale, ready to render items: steps for each area and shape, and what is asked of areas.

Pure: it knows one item and one cite at a time; the processor knows the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ponarscite.csl.compiler import BIBLIOGRAPHY, CITATION, INTEXT, Compiler, Shape
from ponarscite.csl.element import Element
from ponarscite.csl.elements import ELEMENTS
from ponarscite.csl.group import said
from ponarscite.csl.item import Item
from ponarscite.csl.locale import Locale
from ponarscite.csl.locale import load as load_locale
from ponarscite.csl.scope import Scope, Step
from ponarscite.csl.settle import Quotes
from ponarscite.csl.style import Style
from ponarscite.csl.tree import Look, Part, look_of


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The citation or the bibliography of a style.

    Args:
        name: "citation" or "bibliography".
        element: as the style has it.
        layout: its layout.
        look: of the layout: of a whole citation, or of each entry.
        delimiter: between the cites of a citation.
        options: attributes inherited by names.
        variables: what its elements ask for.
    """

    name: str
    element: Element
    layout: Element
    look: Look
    delimiter: str
    options: Mapping[str, str]
    variables: frozenset[str]


class Engine:
    """A style in a locale.

    Attributes:
        style, locale: as given.
        citation, bibliography, intext: the areas; None where the style has none.
        quotes: the quotation marks of the locale.
        cite_quotes: the same in citations.
    """

    def __init__(self, style: Style, locale: str = "") -> None:
        self.style = style
        self.locale: Locale = load_locale(locale or style.default_locale, style.locales)
        self.citation = self._area(CITATION, style.citation)
        self.bibliography = self._area(BIBLIOGRAPHY, style.bibliography) if style.bibliography else None
        self.intext = self._area(INTEXT, style.intext) if style.intext else None
        self.quotes = _quotes(self.locale, style)
        self.cite_quotes = replace(self.quotes, brackets=style.in_notes)
        layouts = [area.layout for area in (self.citation, self.bibliography) if area]
        found = (_variables(layout, style.macros, set()) for layout in layouts)
        self._places_year_suffix = any("year-suffix" in variables for variables in found)
        self._steps: dict[tuple[str, Shape], tuple[Step, ...]] = {}

    def _area(self, name: str, element: Element) -> Area:
        layout = element.find("layout") or Element("layout")
        variables = frozenset(_variables(element, self.style.macros, set()))
        options = {**self.style.options, **element.attributes}
        look = look_of(layout)
        return Area(name, element, layout, look, layout.get("delimiter"), options, variables)

    def uses(self, variable: str) -> bool:
        """Whether the citations or the bibliography ask for a variable."""
        return any(area and variable in area.variables for area in (self.citation, self.bibliography, self.intext))

    def parts(self, area: Area, scope: Scope) -> tuple[list[Part], bool]:
        """What the layout of an area says of an item, without its own look; and whether a variable gave any."""
        steps = self.steps(area, scope.item)
        head, first_solid, _ = said(steps[:1], scope)
        tail, solid, _ = said(steps[1:], scope)
        scope.begins = bool(head)
        return head + tail, first_solid or solid

    def steps(self, area: Area, item: Item) -> tuple[Step, ...]:
        """The steps of an area for the shape of an item."""
        key = (area.name, Shape(item.type, item.present & area.variables))
        steps = self._steps.get(key)
        if steps is None:
            steps = self._steps[key] = self.compiler(area, key[1]).children(area.layout)
        return steps

    def compiler(self, area: Area, shape: Shape, *, forced: Mapping[str, str] | None = None) -> Compiler:
        """A compiler for items of a shape; of sort keys, where attributes of names are *forced*."""
        return Compiler(
            self.style, self.locale, area.name, shape, ELEMENTS, area.options, forced is not None,
            places_year_suffix=self._places_year_suffix, forced=forced or {},
        )  # fmt: skip


def _quotes(locale: Locale, style: Style) -> Quotes:
    outer, inner = (
        (locale.term(f"open-{kind}") or '"', locale.term(f"close-{kind}") or '"') for kind in ("quote", "inner-quote")
    )
    return Quotes(outer, inner, locale.punctuation_in_quote, style.comma_after_mark)


def _variables(element: Element, macros: Mapping[str, Element], seen: set[str]) -> Iterator[str]:
    """The variables that an element asks for, in the macros that it calls too."""
    for inner in element.walk():
        for name in ("variable", "is-numeric", "is-uncertain-date"):
            yield from inner.get(name).split()
        called = inner.get("macro")
        if called and called not in seen:
            seen.add(called)
            yield from _variables(macros[called], macros, seen)
        if inner.get("form") == "short":
            yield f"{inner.get('variable')}-short"
