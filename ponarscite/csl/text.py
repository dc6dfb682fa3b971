"""Text: cs:text in its four kinds, and the leaves that every element makes of a string.

Source: CSL 1.0.2 specification, "Text".
"""

from __future__ import annotations

from collections.abc import Callable

from ponarscite.csl.compiler import BIBLIOGRAPHY, Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.group import SPLICE, grouped
from ponarscite.csl.item import NUMBERS
from ponarscite.csl.numeral import Joints, roman, write
from ponarscite.csl.richtext import parse
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tree import EMPTY, Node, Rendered, look_of
from ponarscite.csl.trigraph import label

Leaf = Callable[[str, Scope], Node]
_CITED = frozenset(("citation-number", "first-reference-note-number"))
_VERBATIM = frozenset(("URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"))
_SHORT = {"title": "title-short", "container-title": "container-title-short"}


def compile_text(element: Element, compiler: Compiler) -> Step:
    """cs:text."""
    for kind, compiled in _KINDS.items():
        if kind in element.attributes:
            return compiled(element, compiler)
    return nothing


def make_leaf(
    element: Element, compiler: Compiler, *, solid: bool = True, verbatim: bool = False, tag: str = ""
) -> Leaf:
    """What makes a string a node in the look of an element, with its text case and without its periods.

    Title case is for the words of English items; a term, which is not *solid*, takes it in every language.
    """
    look = look_of(element)
    case = element.get("text-case")
    strip = element.get("strip-periods") == "true"
    english = compiler.locale.is_english

    def plain(text: str, scope: Scope) -> Node:  # noqa: ARG001  # as the other
        return Node(look, [text] if verbatim else parse(text), solid, tag)

    def changed(text: str, scope: Scope) -> Node:
        parts = parse(text.replace(".", "") if strip else text)
        if case:
            language = scope.item.language
            parts = change_case(parts, case, not solid or (language.startswith("en") if language else english))
        return Node(look, parts, solid, tag)

    return changed if case or strip else plain


def value_of(variable: str, compiler: Compiler) -> Callable[[Scope], str] | None:
    """What gives the text of a variable; None when the items have none."""
    special = _SPECIAL.get(variable)
    if special:
        return special if not (variable == "locator" and compiler.area == BIBLIOGRAPHY) else None
    if not compiler.has(variable):
        return None

    def value(scope: Scope) -> str:
        return "" if variable in scope.silent else scope.item.texts.get(variable, "")

    return value


def _locator(scope: Scope) -> str:
    """The cited place, which a cite says once, as in citeproc-js."""
    return "" if "locator" in scope.silent else scope.cite.locator


def _number(scope: Scope) -> str:
    return str(scope.number) if scope.number else ""


def _first_note(scope: Scope) -> str:
    return str(scope.cite.first_note) if scope.cite.first_note else ""


def _year_suffix(scope: Scope) -> str:
    scope.suffix_said = True
    return scope.detail.year_suffix


def _label(scope: Scope) -> str:
    scope.suffix_said = True
    return label(scope.item) + scope.detail.year_suffix


_SPECIAL: dict[str, Callable[[Scope], str]] = {
    "locator": _locator,
    "citation-number": _number,
    "first-reference-note-number": _first_note,
    "year-suffix": _year_suffix,
    "citation-label": _label,
}


def _variable(element: Element, compiler: Compiler) -> Step:
    variable = element.get("variable")
    if element.get("form") == "short" and compiler.has(_SHORT.get(variable, "")):
        variable = _SHORT[variable]
    value = value_of(variable, compiler)
    if value is None:
        return absent
    leaf = make_leaf(element, compiler, verbatim=variable in _VERBATIM, tag=variable if variable in _SPECIAL else "")
    written = _written(element, variable, compiler)
    missing = Node(SPLICE, [], True) if variable == "year-suffix" else EMPTY  # no group is silent for want of that

    step = saying(variable, value, leaf, written, missing)
    return _once(variable, step) if variable == "locator" else step


def saying(
    variable: str,
    value: Callable[[Scope], str],
    leaf: Leaf,
    written: Callable[[str], str] | None = None,
    missing: Rendered = EMPTY,
) -> Step:
    """The step that says a variable: its value as *written*, as a leaf, or what stands for one that is *missing*."""

    def step(scope: Scope) -> Rendered:
        found = value(scope)
        if not found:
            return missing
        if scope.recorded is not None:
            scope.recorded.append(variable)
        return leaf(written(found) if written else found, scope)

    return step


def _once(variable: str, step: Step) -> Step:
    def once(scope: Scope) -> Rendered:
        rendered = step(scope)
        if isinstance(rendered, Node):
            scope.silent.add(variable)
        return rendered

    return once


def _written(element: Element, variable: str, compiler: Compiler) -> Callable[[str], str] | None:
    if variable in NUMBERS and variable not in _CITED:
        return writer(variable, compiler)
    return _host if variable == "URL" and element.get("form") == "short" else None


def _host(address: str) -> str:
    """The short form of an address, as citeproc-js has it: its host, without the scheme where it begins with www."""
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0]
    return host if host.startswith("www.") or not host else f"{scheme}://{host}"


def writer(variable: str, compiler: Compiler, form: str = "") -> Callable[[str], str]:
    """How the text of a number variable is written.

    Args:
        form: "ordinal", "long-ordinal" or "roman"; anything else leaves the digits.
    """
    locale = compiler.locale
    pages = ("page", "locator")
    dash = (locale.term("page-range-delimiter") or "–") if variable in pages else "–"
    joints = Joints(dash, locale.term("and", "symbol") or "&", locale.term("and"))
    ranges = compiler.style.options.get("page-range-format", "") if variable in pages else ""
    gender = locale.gender(variable)
    forms: dict[str, Callable[[int], str]] = {
        "ordinal": lambda number: locale.ordinal(number, gender),
        "long-ordinal": lambda number: locale.long_ordinal(number, gender),
        "roman": roman,
    }
    return lambda text: write(text, joints, forms.get(form), ranges)


def without_periods(node: Node) -> Node:
    """A node whose texts have no periods; those of affixes and delimiters stay."""
    parts = [part.replace(".", "") if isinstance(part, str) else without_periods(part) for part in node.parts]
    return Node(node.look, parts, node.solid, node.tag)


def _macro(element: Element, compiler: Compiler) -> Step:
    """A macro is a group; as in citeproc-js its caller has a say in its periods, and none in its text case."""
    step = grouped(compiler.macro(element.get("macro")), look_of(element))
    if element.get("strip-periods") != "true" or step in (nothing, absent):
        return step

    def macro(scope: Scope) -> Rendered:
        node = step(scope)
        return without_periods(node) if isinstance(node, Node) else node

    return macro


def _term(element: Element, compiler: Compiler) -> Step:
    text = compiler.locale.term(
        element.get("term"), element.get("form", "long"), plural=element.get("plural") == "true"
    )
    return _constant(text, element, compiler, tag="" if element.get("text-case") else "term")


def _value(element: Element, compiler: Compiler) -> Step:
    return _constant(element.get("value"), element, compiler)


def _constant(text: str, element: Element, compiler: Compiler, tag: str = "") -> Step:
    if not text:
        return nothing
    leaf = make_leaf(element, compiler, solid=False, tag=tag)
    if not element.get("text-case"):
        node = leaf(text, _NO_SCOPE)
        return lambda _: node
    return lambda scope: leaf(text, scope)


_NO_SCOPE: Scope = None  # type: ignore[assignment]  # a leaf without text case asks for none
_KINDS: dict[str, Callable[[Element, Compiler], Step]] = {
    "variable": _variable,
    "macro": _macro,
    "term": _term,
    "value": _value,
}
