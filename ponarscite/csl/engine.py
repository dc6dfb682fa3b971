"""A style in a locale, ready to render single items; the document is the processor's business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ponarscite.csl.compiler import BIBLIOGRAPHY, CITATION, INTEXT, Compiler, Shape
from ponarscite.csl.element import Element
from ponarscite.csl.group import render_children
from ponarscite.csl.habits import ZOTERO, Habits, capitalises_subtitles
from ponarscite.csl.item import Item
from ponarscite.csl.locale import Locale, LocaleFile
from ponarscite.csl.locale import load as load_locale
from ponarscite.csl.punctuation import Quotes
from ponarscite.csl.rendering_elements import RENDERING_ELEMENTS
from ponarscite.csl.scope import Scope, Step
from ponarscite.csl.style import Style
from ponarscite.csl.tree import Formatting, Part, formatting_of


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """The cs:citation, cs:bibliography or cs:intext of a style.

    Args:
        name: "citation", "bibliography" or "intext".
        element: the element itself.
        layout: its cs:layout.
        formatting: of the layout.
        delimiter: of the layout.
        options: attributes of the root element and of this element together; cs:name inherits from them.
        variables: variables that its elements call, in macros too.
    """

    name: str
    element: Element
    layout: Element
    formatting: Formatting
    delimiter: str
    options: Mapping[str, str]
    variables: frozenset[str]


class Engine:
    """A style in a locale.

    Args:
        style: the style.
        locale: an xml:lang code, or a locale file; "" for the default locale of the style.
        traced: whether texts note the variable that they come from.
        habits: of Zotero.
    Attributes:
        style, traced, habits: as given.
        locale: its terms, dates and options.
        citation, bibliography, intext: the areas; None if the style has no such element.
        quotes: quotation marks of the locale, for the bibliography.
        cite_quotes: the same for citations.
    """

    def __init__(
        self, style: Style, locale: str | LocaleFile = "", *, traced: bool = False, habits: Habits = ZOTERO
    ) -> None:
        self.style = style
        self.traced = traced
        self.habits = habits
        self.locale: Locale = load_locale(locale or style.default_locale, style.locales)
        self._macro_variables: dict[str, frozenset[str]] = {}
        self.citation = self._area(CITATION, style.citation)
        self.bibliography = self._area(BIBLIOGRAPHY, style.bibliography) if style.bibliography else None
        self.intext = self._area(INTEXT, style.intext) if style.intext else None
        self.quotes = _quotes(self.locale, style)
        self.cite_quotes = replace(self.quotes, brackets=style.in_notes)
        layouts = [area.layout for area in (self.citation, self.bibliography) if area]
        self._places_year_suffix = any("year-suffix" in self._variables(layout) for layout in layouts)
        self._capitals = habits.subtitles and capitalises_subtitles(style.id, style.base)
        self._steps: dict[tuple[str, Shape], tuple[Step, ...]] = {}

    def _area(self, name: str, element: Element) -> Area:
        layout = element.find("layout") or Element("layout")
        options = {**self.style.options, **element.attributes}
        formatting = formatting_of(layout)
        return Area(name, element, layout, formatting, layout.get("delimiter"), options, self._variables(element))

    def _variables(self, element: Element) -> frozenset[str]:
        """The variables that an element calls, in the macros it calls too."""
        found = set(_own_variables(element))
        for name in filter(None, (inner.get("macro") for inner in element.walk())):
            if name not in self._macro_variables:
                self._macro_variables[name] = self._variables(self.style.macros[name])
            found |= self._macro_variables[name]
        return frozenset(found)

    def elements(self, element: Element) -> Iterator[Element]:
        """An element and those inside it, in the macros it calls too, each macro once."""
        called: dict[str, None] = {}
        pending = [element]
        while pending:
            for inner in pending.pop().walk():
                yield inner
                name = inner.get("macro")
                if name and name not in called and name in self.style.macros:
                    called[name] = None
                    pending.append(self.style.macros[name])

    def uses(self, variable: str) -> bool:
        """Whether any area calls a variable."""
        return any(area and variable in area.variables for area in (self.citation, self.bibliography, self.intext))

    def parts(self, area: Area, scope: Scope) -> tuple[list[Part], bool]:
        """Render an item by the layout of an area, without the formatting of the layout.

        Returns:
            The parts, and whether a variable contributed to them.
        """
        steps = self.steps(area, scope.item)
        head, first_from_variable, _ = render_children(steps[:1], scope)
        tail, from_variable, _ = render_children(steps[1:], scope)
        scope.begins = bool(head)
        return head + tail, first_from_variable or from_variable

    def steps(self, area: Area, item: Item) -> tuple[Step, ...]:
        """The compiled children of a layout for the shape of an item."""
        key = (area.name, Shape(item.type, item.present & area.variables))
        steps = self._steps.get(key)
        if steps is None:
            steps = self._steps[key] = self.compiler(area, key[1]).children(area.layout)
        return steps

    def compiler(self, area: Area, shape: Shape, *, forced: Mapping[str, str] | None = None) -> Compiler:
        """A compiler for items of a shape.

        Args:
            forced: attributes of cs:name that a sort key overrides, None if the steps do not make a sort key.
        """
        return Compiler(
            self.style, self.locale, area.name, shape, RENDERING_ELEMENTS, area.options, forced is not None,
            places_year_suffix=self._places_year_suffix, forced=forced or {}, traced=self.traced,
            habits=self.habits, capital_subtitles=self._capitals,
        )  # fmt: skip


@lru_cache(maxsize=8)
def load_engine(style: Style, locale: str | LocaleFile, traced: bool, habits: Habits = ZOTERO) -> Engine:
    """The engine of a style in a locale, kept for the next processor: it holds the steps compiled so far."""
    return Engine(style, locale, traced=traced, habits=habits)


def _quotes(locale: Locale, style: Style) -> Quotes:
    outer, inner = (
        (locale.term(f"open-{kind}") or '"', locale.term(f"close-{kind}") or '"') for kind in ("quote", "inner-quote")
    )
    return Quotes(outer, inner, locale.punctuation_in_quote, style.comma_after_mark)


def _own_variables(element: Element) -> Iterator[str]:
    """The variables that an element and those inside it name."""
    for inner in element.walk():
        for name in ("variable", "is-numeric", "is-uncertain-date"):
            yield from inner.get(name).split()
        if inner.get("form") == "short":
            yield f"{inner.get('variable')}-short"
