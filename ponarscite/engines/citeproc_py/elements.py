"""Subclasses of the style elements that citeproc-py 0.11 renders wrongly, and an XML parser that creates them."""

from __future__ import annotations

import re
from itertools import takewhile
from types import SimpleNamespace
from typing import Any

from citeproc import model
from citeproc.source import LiteralDate, VariableError
from citeproc.string import String, join
from lxml import etree

from ponarscite.engines.citeproc_py import markup
from ponarscite.engines.citeproc_py.grouping import Group, Substitute, printing
from ponarscite.engines.citeproc_py.letter_case import change_case

_INITIAL = re.compile(r"\b([^\W\d_])\.(?!\S)")
_ROMAN = re.compile("0*[1-3]?[0-9]{1,3}")  # numbers that citeproc-py can write in roman numerals
OTHERS = "others"
"""The literal of the mark behind a list of names that is not complete."""

CSL = "http://purl.org/net/xbiblio/csl"


def _format(mark: str) -> Any:
    return lambda text: f"{mark}{text}{markup.END}"


FORMATTER = SimpleNamespace(
    preformat=lambda text: String(str(text)),
    Italic=_format(markup.ITALIC),
    Oblique=_format(markup.ITALIC),
    Bold=_format(markup.BOLD),
    Light=str,
    Underline=_format(markup.UNDERLINE),
    Superscript=_format(markup.SUPERSCRIPT),
    Subscript=_format(markup.SUBSCRIPT),
    SmallCaps=_format(markup.SMALL_CAPS),
)
"""The formatter of citeproc-py: it only marks formats; `markup` escapes text and writes the formats."""


class Cased:
    """An element whose text-case takes plain text: the strings of citeproc-py lose spaces there, and reject `str`."""

    def case(self, text: object, language: str | None = None) -> str:
        how = self.get("text-case") or ""  # type: ignore[attr-defined]  # citeproc is untyped
        return change_case(str(text), how, language or "en")

    def strip_periods(self, text: object) -> str:
        return super().strip_periods(str(text))  # type: ignore[misc, no-any-return]  # citeproc is untyped


class Calling:
    """An element that finds macros in a table; citeproc-py searches the tree at each call."""

    def get_macro(self, name: str) -> Any:
        return self.get_root().macros[name]  # type: ignore[attr-defined]  # citeproc is untyped


class Text(Calling, Cased, model.Text):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """As inherited, but the term "no date" keeps its group alive, as a date does (citeproc-js)."""
        if self.get("term") == "no date":
            (self if context is None else context).get_layout().repressed.setdefault("printed", []).append("")
        return super().process(item, context, **kwargs)

    def quote(self, text: str) -> str:
        if self.get("quotes", "false").lower() != "true":
            return text
        return f"{markup.OPEN_QUOTE}{text}{markup.CLOSE_QUOTE}"

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        with printing(context, () if variable in self.generated_variables else (variable,)):
            return super()._variable(item, context)


class Names(model.Names):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any) -> Any:
        """As inherited, but a cs:names without cs:name inside cs:substitute is written like the cs:names around it."""
        roles = [role for role in self.get("variable").split() if role in item.reference]
        if self.name is None:
            names_context = next(self.iterancestors(f"{{{CSL}}}names"), names_context)
        with printing(self if context is None else context, roles):
            return super().process(item, names_context, context, **kwargs)


class Label(Cased, model.Label):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, variable: str | None = None, plural: bool | None = None, **kwargs: Any) -> Any:
        """As inherited, but a label whose variable is empty prints nothing; counts take the plural for all but 1."""
        own = variable or self.get("variable", "")
        if variable is None and own != "locator":
            number = item.reference[own]
            plural = str(number) != "1" if own.startswith("number-of") else plural
        return super().process(item, variable, plural, **kwargs)


class Number(Cased, model.Number):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        with printing(self if context is None else context, (self.get("variable"),)):
            return super().process(item, context, **kwargs)

    def format_number(self, number: str) -> str:
        if self.get("form") == "roman" and not _ROMAN.fullmatch(number):
            return number
        return str(super().format_number(number) or number)


class Name_Part(Cased, model.Name_Part):  # type: ignore[misc]  # citeproc is untyped  # noqa: N801 - the class's name is the element's
    def format_part(self, given: str | None, family: str | None) -> tuple[str | None, str | None]:
        if not (given if self.get("name") == "given" else family):
            return given, family
        return super().format_part(given, family)  # type: ignore[no-any-return]  # citeproc is untyped


class Name(model.Name):  # type: ignore[misc]  # citeproc is untyped
    def process(self, item: Any, variable: str, context: Any = None, sort_options: Any = None, **kwargs: Any) -> Any:
        """As inherited, but a list with the mark of others always ends in "et al."; the mark counts as a name."""
        names = item.reference.get(variable, [])
        if len(names) > 1 and names[-1].parts()[1] == OTHERS and not names[-1].parts()[0]:
            sort_options = dict(sort_options or {}) | self._abbreviated(len(names), context, sort_options)
        return super().process(item, variable, context, sort_options, **kwargs)

    def _abbreviated(self, count: int, context: Any, sort_options: Any) -> dict[str, str]:
        """Options that abbreviate a list of *count* names: as the style has it, or before the last."""
        least, first = (self.get_option(name, context, sort_options) for name in ("et-al-min", "et-al-use-first"))
        shown = min(first, count - 1) if least and count >= least else count - 1
        return {"et-al-min": "2", "et-al-use-first": str(shown), "et-al-use-last": "false"}

    def initialize(self, given: str, mark: str, context: Any) -> str:
        """Initials; with initialize="false" the full given names, each initial in them with its period."""
        if self._inherited("initialize", context) != "false":
            return str(super().initialize(given, mark, context))
        return _INITIAL.sub(lambda match: match[1] + mark.rstrip(), given)

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """The option as inherited, with "after-inverted-name" turned into a value that citeproc-py knows."""
        value = super().get_option(name, context, sort_options)
        if value == "after-inverted-name":
            return "always" if self.get_option("name-as-sort-order", context, sort_options) else "never"
        return value

    def _inherited(self, name: str, context: Any) -> str | None:
        layout = (self if context is None else context).iterancestors()
        return next((value for element in (self, *layout) if (value := element.get(name))), None)


class Date(model.Date):  # type: ignore[misc]  # citeproc is untyped
    def process(
        self,
        item: Any,
        variable: str | None = None,
        show_parts: Any = None,
        context: Any = None,
        **kwargs: Any,
    ) -> Any:
        """As inherited, but a date in words is printed once, in place of the whole date: where the year is."""
        if show_parts is not None:  # the cs:date of the locale, called by that of the style
            return super().process(item, variable, show_parts, context, **kwargs)
        with printing(self if context is None else context, (self.get("variable"),)):
            words = isinstance(item.reference.get(self.get("variable")), LiteralDate)
            if words and not self._has_year():
                raise VariableError
            return super().process(item, variable, show_parts, context, **kwargs)

    def _has_year(self) -> bool:
        if self.get("form"):
            return "year" in self.get("date-parts", "year")
        return any(part.get("name") == "year" for part in self.iterchildren())

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """As inherited, with the delimiter of the element that holds the date-parts, even if it is the locale's."""
        parts = self.parts(date, show_parts, None if context is self else context)
        return join(parts, self.get("delimiter", "")) if parts else None

    def render_date_range(self, dates: Any, show_parts: list[str], context: Any = None) -> str | None:
        """A range such as "June 1–3, 2019": parts that both ends share appear once, where the language puts them."""
        begin, end = dates.begin, dates.end
        order = [name for part in self.iterchildren() if (name := part.get("name")) in show_parts]
        if end.is_nil():
            return f"{self.render_single_date(begin, order, context) or ''}–"
        apart = [at for at, part in enumerate(order) if part not in _shared_parts(begin, end)] or [len(order)]
        first, last = apart[0], apart[-1] + 1
        pieces = [
            (begin, order[:first]),
            (begin, order[first:last]),
            (end, order[first:last]),
            (end, order[last:]),
        ]
        before, one, other, after = (str(self.render_single_date(date, parts, context) or "") for date, parts in pieces)
        ends = f"{one.rstrip(' ,')}–{other}" if one and other else one or other
        return str(join(filter(None, (before, ends, after)), self.get("delimiter", "")))


def _shared_parts(begin: Any, end: Any) -> list[str]:
    """The parts that two dates share: year, then month, then day, up to the first that differs."""
    return list(takewhile(lambda part: begin.get(part) == end.get(part), ("year", "month", "day")))


class Date_Part(Cased, model.Date_Part):  # type: ignore[misc]  # citeproc is untyped  # noqa: N801 - the class's name is the element's
    def render(self, date: Any, context: Any = None) -> Any:
        """As inherited, but attributes that one style overrides do not stay in the locale for the next date."""
        own = dict(self.attrib)
        try:
            return super().render(date, context)
        finally:
            self.attrib.clear()
            self.attrib.update(own)

    def process(self, date: Any, context: Any = None) -> Any:
        if self.get("name") == "month" and "month" not in date and "season" in date:
            return (self if context is None else context).get_single_term(name=f"season-{date.season:02}")
        return super().process(date, context)


class If(model.If):  # type: ignore[misc]  # citeproc is untyped
    def render(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """As inherited, but disambiguate="true" never holds; citeproc-py, which never disambiguates, lets it hold."""
        if self.get("disambiguate") == "true" and self.get("match") not in ("any", "none"):
            raise model.ConditionFailed
        return super().render(item, *args, **kwargs)

    def _position(self, item: Any, context: Any) -> list[bool]:  # noqa: ARG002 - as citeproc calls it
        return [position in self.get_root().positions for position in self.get("position").split()]


class Else_If(If, model.Else_If):  # type: ignore[misc]  # citeproc is untyped  # noqa: N801 - the class's name is the element's
    pass


class Key(Calling, model.Key):  # type: ignore[misc]  # citeproc is untyped
    def sort_keys(self, items: Any, context: Any) -> list[Any]:
        return [key and markup.unmarked(str(key)) for key in super().sort_keys(items, context)]


OURS = (Text, Group, Substitute, Names, Label, Number, Name_Part, Name, Date, Date_Part, If, Else_If, Key)


def csl_parser() -> etree.XMLParser:
    """An XML parser that creates the classes of citeproc-py and of this module, without entities and network."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(CSL)
    namespace[None] = model.CitationStylesElement
    for element in (*model.CitationStylesElement.__subclasses__(), *OURS):
        namespace[element.__name__.replace("_", "-").lower()] = element
    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    parser.set_element_class_lookup(lookup)
    return parser
