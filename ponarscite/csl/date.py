"""cs:date, localised or with date-parts of its own; date ranges, seasons, years before Christ.

Source: CSL 1.0.2 specification, "Date", "Date-part" and "Date Ranges".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.datevalue import DateValue, Parts, sort_key
from ponarscite.csl.element import Element
from ponarscite.csl.scope import Scope, Step, absent
from ponarscite.csl.text import make_leaf
from ponarscite.csl.tree import EMPTY, PLAIN, Formatting, Node, Part, Rendered, formatting_of

_PLACES = {"year": 0, "month": 1, "day": 2}
"""Name of a date-part -> its index in `Parts`."""
_KEPT = {"year": ("year",), "year-month": ("year", "month")}
"""Value of date-parts -> the date-parts of a localised date that it keeps; all three otherwise."""


@dataclass(frozen=True, slots=True)
class DatePart:
    """A compiled cs:date-part.

    Args:
        name: "year", "month" or "day".
        write: (date, whole value) -> text of the part, "" if the date lacks it.
        leaf: makes the node of that text.
        formatting: of the part.
        range_delimiter: printed between two values of the part.
    """

    name: str
    write: Callable[[Parts, DateValue], str]
    leaf: Callable[[str, Scope], Node]
    formatting: Formatting
    range_delimiter: str


def compile_date(element: Element, compiler: Compiler) -> Step:
    """Compile cs:date."""
    variable = element.get("variable")
    if not compiler.has(variable):
        return absent
    formatting, parts = _format(element, compiler)
    formatting = compiler.from_variable(formatting, variable)
    whole = make_leaf(element, compiler)
    between = Formatting(delimiter=formatting.delimiter)
    dated = not parts or any(part.name == "year" for part in parts)  # as in citeproc-js, words stand for the year

    if compiler.sorting:
        return _sort_step(variable, max((_PLACES[part.name] + 1 for part in parts), default=0))

    def date(scope: Scope) -> Rendered:
        value = scope.item.dates.get(variable)
        if value is None or scope.is_spent(variable):
            return EMPTY
        nodes: list[Part]
        if value.literal and not dated:
            return EMPTY
        if value.literal:
            node = whole(value.literal, scope)
            nodes = [*node.parts, *_suffix(scope, compiler)]
        else:
            nodes = (
                _range(value, parts, between, scope, compiler)
                if value.end
                else _nodes(value.start, value, parts, scope, compiler)
            )
        if not nodes:
            return EMPTY
        if scope.rendered is not None:
            scope.rendered.append(variable)
        return Node(formatting, nodes, True, "date")

    return date


def _sort_step(variable: str, length: int) -> Step:
    """The step of a date in a sort key: the first *length* parts as digits; a date in words gives nothing."""

    def date(scope: Scope) -> Rendered:
        value = scope.item.dates.get(variable)
        if value is None or scope.is_spent(variable):
            return EMPTY
        if scope.rendered is not None:
            scope.rendered.append(variable)
        key = sort_key(value, length)
        return Node(PLAIN, [key], True, "date") if key else EMPTY

    return date


def _format(element: Element, compiler: Compiler) -> tuple[Formatting, list[DatePart]]:
    """Formatting and date-parts of a cs:date.

    With `form` they are those of the locale, changed by attributes of the style (CSL 1.0.2, "Localized Date Formats").
    """
    form = element.get("form")
    found = compiler.locale.dates.get(form) if form else None
    if found is None:
        formatting = formatting_of(element, delimiter=element.get("delimiter"))
        return formatting, [_part(child, compiler, element) for child in element.all("date-part")]
    kept = _KEPT.get(element.get("date-parts"), ("year", "month", "day"))
    own = {child.get("name"): child for child in element.all("date-part")}
    parts = [
        _part(_overridden(child, own.get(child.get("name"))), compiler, element)
        for child in found.all("date-part")
        if child.get("name") in kept
    ]
    outer = formatting_of(element)
    inner = formatting_of(found)
    delimiter = element.get("delimiter") or found.get("delimiter")
    return replace(
        outer,
        formats=outer.formats or inner.formats,
        prefix=outer.prefix + inner.prefix,
        suffix=inner.suffix + outer.suffix,
        delimiter=delimiter,
    ), parts


def _overridden(child: Element, own: Element | None) -> Element:
    """A date-part of the locale with the attributes of the style's cs:date-part; affixes stay the locale's."""
    if own is None:
        return child
    attributes = {**child.attributes, **{k: v for k, v in own.attributes.items() if k not in ("prefix", "suffix")}}
    return Element(child.name, attributes, child.children, child.text, child.line)


def _part(child: Element, compiler: Compiler, date: Element) -> DatePart:
    """A cs:date-part compiled; it inherits the text-case of its cs:date."""
    if "text-case" not in child.attributes and date.get("text-case"):
        child = Element(child.name, {**child.attributes, "text-case": date.get("text-case")}, (), "", child.line)
    name = child.get("name")
    write = _WRITERS.get(name, _no_part)(child, compiler)
    return DatePart(name, write, make_leaf(child, compiler), formatting_of(child), child.get("range-delimiter", "–"))


def _no_part(element: Element, compiler: Compiler) -> Callable[[Parts, DateValue], str]:  # noqa: ARG001  # the signature of a writer
    return lambda date, value: ""  # noqa: ARG005  # the signature of a writer


def _year(element: Element, compiler: Compiler) -> Callable[[Parts, DateValue], str]:
    short = element.get("form") == "short"
    before, after = compiler.locale.term("bc"), compiler.locale.term("ad")

    def write(date: Parts, value: DateValue) -> str:
        year = date[0]
        if not year:
            return ""
        if short and year > 0:
            return f"{year % 100:02}"
        if date is value.start and _shares_era(value):
            return str(abs(year))
        return f"{-year}{before}" if year < 0 else f"{year}{after}" if year < 1000 else str(year)

    return write


def _shares_era(value: DateValue) -> bool:
    """Whether both ends of a range of years take the same term, which the last alone prints: "50–44 BC"."""
    if value.end is None or value.start[0] == value.end[0]:
        return False
    years = (value.start[0], value.end[0])
    return all(year < 0 for year in years) or all(0 < year < 1000 for year in years)


def _month(element: Element, compiler: Compiler) -> Callable[[Parts, DateValue], str]:
    form = element.get("form", "long")
    locale = compiler.locale
    strip = element.get("strip-periods") == "true"

    def write(date: Parts, value: DateValue) -> str:
        month = date[1]
        numeric = form in ("numeric", "numeric-leading-zeros")
        if numeric and 12 < month < 21:
            return ""  # as in citeproc-js: a season in place of a month has no number, one of its own is a word
        if not month:
            return value.season
        if month > 12:
            return locale.term(f"season-{(month - 13) % 4 + 1:02}")
        if numeric:
            return f"{month:02}" if form != "numeric" else str(month)
        text = locale.term(f"month-{month:02}", form)
        return text.replace(".", "") if strip else text

    return write


def _day(element: Element, compiler: Compiler) -> Callable[[Parts, DateValue], str]:
    form = element.get("form")
    locale = compiler.locale
    first_only = locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def write(date: Parts, value: DateValue) -> str:  # noqa: ARG001  # the signature of a writer
        day = date[2]
        if not day:
            return ""
        if form == "ordinal" and (day == 1 or not first_only):
            return locale.ordinal(day, locale.gender(f"month-{date[1]:02}"))
        return f"{day:02}" if form == "numeric-leading-zeros" else str(day)

    return write


_WRITERS: dict[str, Callable[[Element, Compiler], Callable[[Parts, DateValue], str]]] = {
    "year": _year,
    "month": _month,
    "day": _day,
}
"""Name of a date-part -> function that compiles its writer."""


def _suffix(scope: Scope, compiler: Compiler) -> list[Part]:
    """The year suffix after the first year; none if it is printed already or the style calls the variable itself."""
    suffix = scope.disambiguation.year_suffix
    if not suffix or scope.year_suffix_rendered or compiler.places_year_suffix:
        return []
    scope.year_suffix_rendered = True
    return [Node(PLAIN, [suffix], True, "year-suffix")]


def _nodes(
    date: Parts, value: DateValue, parts: Sequence[DatePart], scope: Scope, compiler: Compiler, *, suffix: bool = True
) -> list[Part]:
    """The nodes of the parts that a date has.

    Args:
        suffix: whether the year suffix follows the year.
    """
    nodes: list[Part] = []
    for part in parts:
        text = part.write(date, value)
        if text:
            node = part.leaf(text, scope)
            if part.name == "year" and suffix:
                node.parts.extend(_suffix(scope, compiler))
            nodes.append(node)
    return nodes


def _range(
    value: DateValue, parts: Sequence[DatePart], between: Formatting, scope: Scope, compiler: Compiler
) -> list[Part]:
    """The nodes of a range: parts that both ends share appear once, the others twice.

    The delimiter between the two is the range-delimiter of the largest date-part that differs.
    """
    start, end = value.start, value.end or (0, 0, 0)
    shown = [part for part in parts if part.write(start, value) or part.write(end, value)]
    level = next((n for n in range(3) if start[n] != end[n] and any(_PLACES[p.name] == n for p in shown)), None)
    if level is None:
        return _nodes(start, value, parts, scope, compiler)
    delimiter = next((part.range_delimiter for part in shown if _PLACES[part.name] == level), "–")
    if not any(end):
        return [Node(PLAIN, [Node(between, _nodes(start, value, shown, scope, compiler)), delimiter])]
    ranged = [n for n, part in enumerate(shown) if _PLACES[part.name] >= level]
    first, last = ranged[0], ranged[-1] + 1
    middle = shown[first:last]
    before = _without_last_suffix(_nodes(start, value, middle, scope, compiler, suffix=False))
    after = _without_first_prefix(_nodes(end, value, middle, scope, compiler))
    return [
        *_nodes(start, value, shown[:first], scope, compiler),
        Node(PLAIN, [Node(between, before), delimiter, Node(between, after)]),
        *_nodes(end, value, shown[last:], scope, compiler),
    ]


def _without_last_suffix(nodes: list[Part]) -> list[Part]:
    if nodes and isinstance(last := nodes[-1], Node):
        nodes[-1] = Node(replace(last.formatting, suffix=""), last.parts, last.from_variable, last.tag)
    return nodes


def _without_first_prefix(nodes: list[Part]) -> list[Part]:
    if nodes and isinstance(first := nodes[0], Node):
        nodes[0] = Node(replace(first.formatting, prefix=""), first.parts, first.from_variable, first.tag)
    return nodes
