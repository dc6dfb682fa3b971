"""cs:text with a variable, macro, term or value; and the leaf nodes that all elements make of strings.

Source: CSL 1.0.2 specification, "Text".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from ponarscite.csl.address import ADDRESSES, Address, read_address
from ponarscite.csl.citation_label import citation_label
from ponarscite.csl.compiler import BIBLIOGRAPHY, Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.group import SPLICE, grouped
from ponarscite.csl.habits import Abbreviate
from ponarscite.csl.item import NUMBERS
from ponarscite.csl.numeral import Joints, roman, write
from ponarscite.csl.richtext import parse
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.subtitle import with_capitals
from ponarscite.csl.textcase import change_case
from ponarscite.csl.tidy import clean
from ponarscite.csl.tree import EMPTY, LINK, Formatting, Node, Part, Rendered, formatting_of
from ponarscite.errors import RenderError

Leaf = Callable[[str, Scope], Node]
"""Makes a node of a string."""
Writer = Callable[[str, Scope], str]
"""Rewrites the text of a variable."""
_PAGED = frozenset(("page", "page-first", "locator"))
"""Number variables with page ranges."""
_CITED = frozenset(("citation-number", "first-reference-note-number"))
"""Number variables that a document gives, printed as they are."""
_VERBATIM = frozenset(("URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN"))
"""Variables whose text is never read as markup."""
_SHORT = {"title": "title-short", "container-title": "container-title-short"}
"""Variable -> the variable that form="short" prints."""


LONGEST_TARGET = 2_000
"""Characters of an address that becomes a link; a longer one stays text."""


def compile_text(element: Element, compiler: Compiler) -> Step:
    """Compile cs:text by the attribute that names its content."""
    for kind, compiled in _KINDS.items():
        if kind in element.attributes:
            return compiled(element, compiler)
    return nothing


def make_leaf(
    element: Element,
    compiler: Compiler,
    *,
    from_variable: bool = True,
    verbatim: bool = False,
    tag: str = "",
    variable: str = "",
) -> Leaf:
    """A function that makes a node of a string, with the formatting, text-case and strip-periods of an element.

    Title case applies to English items only (CSL 1.0.2, "Title Case Conversion"); a term takes it in every language. As
    in citeproc-js, an item with a `jurisdiction` has none. The case of an address never changes: it might lead nowhere.

    Args:
        from_variable: whether the string comes from a variable; False for terms and values.
        verbatim: whether markup and quotation marks in the string stay text.
        tag: of the node.
        variable: that the string comes from, where it is known.
    """
    formatting = compiler.from_variable(formatting_of(element), variable)
    case = "" if variable in ADDRESSES else element.get("text-case")
    strip = element.get("strip-periods") == "true"
    own = compiler.locale.language.lower()

    def plain(text: str, scope: Scope) -> Node:  # noqa: ARG001  # the signature of a leaf
        return Node(formatting, [text] if verbatim else parse(text), from_variable, tag)

    def cased(parts: list[Part], scope: Scope) -> list[Part]:
        language = scope.item.language or own
        if case == "title" and (not language.startswith("en") or "jurisdiction" in scope.item.present):
            return parts
        return change_case(parts, case, True, language)

    def changed(text: str, scope: Scope) -> Node:
        parts = parse(text.replace(".", "") if strip else text)
        if case:
            parts = cased(parts, scope)
        return Node(formatting, parts, from_variable, tag)

    def constant(text: str, scope: Scope) -> Node:
        language = (scope.item.language or own) if case else ""
        return Node(formatting, [*_constant_parts(text, case, language[:2], strip)], False, tag)

    if not (case or strip):
        return plain
    return changed if from_variable else constant


@lru_cache(maxsize=1_000)
def _constant_parts(text: str, case: str, language: str, strip: bool) -> tuple[Part, ...]:
    """The parts of a term or value in a text-case; few are printed again and again."""
    return tuple(change_case(parse(text.replace(".", "") if strip else text), case, True, language))


def value_of(variable: str, compiler: Compiler) -> Callable[[Scope], str] | None:
    """A function that gives the text of a variable; None if items of this shape have no such variable."""
    special = _SPECIAL.get(variable)
    if special:
        return special if not (variable == "locator" and compiler.area == BIBLIOGRAPHY) else None
    if not compiler.has(variable):
        return None

    def value(scope: Scope) -> str:
        return "" if scope.is_spent(variable) else scope.item.texts.get(variable, "")

    return value


def _locator(scope: Scope) -> str:
    """The cited place; as in citeproc-js, a cite prints it once."""
    return "" if "locator" in scope.suppressed else scope.cite.locator


def _number(scope: Scope) -> str:
    return str(scope.number) if scope.number else ""


def _first_note(scope: Scope) -> str:
    return str(scope.cite.first_note) if scope.cite.first_note else ""


def _year_suffix(scope: Scope) -> str:
    scope.year_suffix_rendered = True
    return scope.disambiguation.year_suffix


def _label(scope: Scope) -> str:
    scope.year_suffix_rendered = True
    return citation_label(scope.item) + scope.disambiguation.year_suffix


_SPECIAL: dict[str, Callable[[Scope], str]] = {
    "locator": _locator,
    "citation-number": _number,
    "first-reference-note-number": _first_note,
    "year-suffix": _year_suffix,
    "citation-label": _label,
}
"""Variables whose value does not come from the item's own text -> function that gives it."""


def _variable(element: Element, compiler: Compiler) -> Step:
    """Compile cs:text with `variable`; form="short" takes the short variable if the items have it."""
    variable = element.get("variable")
    if element.get("form") == "short" and compiler.has(_SHORT.get(variable, "")):
        variable = _SHORT[variable]
    value = value_of(variable, compiler)
    if value is None:
        return absent
    value = _abbreviated(element, value, compiler)
    tag = variable if variable in _SPECIAL else ""
    leaf = make_leaf(element, compiler, verbatim=variable in _VERBATIM, tag=tag, variable=variable)
    if variable in ADDRESSES:
        leaf = _address_leaf(element, leaf, variable, compiler)
    written = _written(element, variable, compiler)
    named = tuple(dict.fromkeys((variable, element.get("variable"))))  # the short form stands for the long one, too
    missing = Node(SPLICE, [], True) if variable == "year-suffix" else EMPTY  # it never suppresses its group

    step = variable_step(named, value, leaf, written, missing)
    return _once(variable, step) if variable == "locator" else step


def variable_step(
    variables: tuple[str, ...],
    value: Callable[[Scope], str],
    leaf: Leaf,
    written: Writer | None = None,
    missing: Rendered = EMPTY,
) -> Step:
    """The step that prints a variable.

    Args:
        variables: its name, and those of variables that it stands for.
        value: gives its text, "" if it is empty.
        leaf: makes the node.
        written: rewrites the text first, None to leave it.
        missing: result for an empty variable.
    """

    def step(scope: Scope) -> Rendered:
        found = value(scope)
        if not found:
            return missing
        if scope.rendered is not None:
            scope.rendered += variables
        return leaf(written(found, scope) if written else found, scope)

    return step


def _once(variable: str, step: Step) -> Step:
    """A step that suppresses its variable for the rest of the cite."""

    def once(scope: Scope) -> Rendered:
        rendered = step(scope)
        if isinstance(rendered, Node):
            scope.suppressed.add(variable)
        return rendered

    return once


def _written(element: Element, variable: str, compiler: Compiler) -> Writer | None:
    """A function that rewrites the text of a number variable, or of URL in the short form; None for other variables."""
    if variable in NUMBERS and variable not in _CITED:
        return writer(variable, compiler)
    if variable in _SHORT and compiler.capital_subtitles and element.get("text-case") in ("", "normal"):
        return _subtitled(_SHORT[variable], compiler)
    return _host if variable == "URL" and element.get("form") == "short" else None


def _subtitled(short: str, compiler: Compiler) -> Writer:
    """A function that begins the subtitles of a title with capitals."""
    narrow = "\u202f" if compiler.style.default_locale.startswith("fr") else ""
    return lambda text, scope: with_capitals(text, scope.item.texts.get(short, ""), narrow=narrow)


def _abbreviated(element: Element, value: Callable[[Scope], str], compiler: Compiler) -> Callable[[Scope], str]:
    """The text of a variable, abbreviated by the caller's function where form="short"."""
    abbreviate, variable = compiler.habits.abbreviate, element.get("variable")
    if abbreviate is None or element.get("form") != "short" or variable in NUMBERS or variable in ADDRESSES:
        return value

    def shorter(scope: Scope) -> str:
        text = scope.item.texts.get(variable, "")
        return (text and value(scope) and _short_form(abbreviate, variable, text)) or value(scope)

    return shorter


def _short_form(abbreviate: Abbreviate, variable: str, text: str) -> str:
    """The abbreviation by the caller's function, "" for none. Raises RenderError if it fails or gives no text."""
    try:
        short = abbreviate(variable, text)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise RenderError(f"the abbreviation of {variable} {text!r} fails: {reason}") from error
    if not (short is None or isinstance(short, str)):
        raise RenderError(f"the abbreviation of {variable} {text!r} must be text, not {short!r}")
    return clean(short or "")


def _address_leaf(element: Element, leaf: Leaf, variable: str, compiler: Compiler) -> Leaf:
    """A leaf that prints an address as a link, where links are wished."""
    prefix = element.get("prefix")
    links = compiler.habits.links

    def linked(text: str, scope: Scope) -> Node:
        found = read_address(variable, text, prefix)
        node = leaf(found.text, scope)
        if links and found.target and len(text) <= LONGEST_TARGET:
            return _link(node, found)
        whole = found.prefix + found.root
        return node if whole == prefix else _with(node, replace(node.formatting, prefix=whole), node.parts)

    return linked


def _link(node: Node, address: Address) -> Node:
    """A node with its parts in a link, to which the root of the address belongs as well."""
    formatting, parts = node.formatting, node.parts
    if formatting.source:
        parts = [Node(Formatting(from_field=True, source=formatting.source), parts)]
        formatting = replace(formatting, source=None)
    if address.root:
        parts = [address.root, *parts]
    if address.prefix != formatting.prefix:
        formatting = replace(formatting, prefix=address.prefix)
    link = Node(Formatting(formats=((LINK, address.target),), from_field=True), parts)
    return _with(node, formatting, [link])


def _with(node: Node, formatting: Formatting, parts: list[Part]) -> Node:
    return Node(formatting, parts, node.from_variable, node.tag)


def _host(address: str, scope: Scope) -> str:  # noqa: ARG001  # the signature of a writer
    """The host of an address, as form="short" of URL prints it in citeproc-js; with the scheme if "www." is missing."""
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0]
    return host if host.startswith("www.") or not host else f"{scheme}://{host}"


def writer(variable: str, compiler: Compiler, form: str = "") -> Writer:
    """A function that writes the text of a number variable: joints, page ranges, labels, and the *form*.

    Args:
        form: "ordinal", "long-ordinal" or "roman"; anything else leaves the digits.
    """
    locale = compiler.locale
    joints = Joints(locale.term("page-range-delimiter") or "–", locale.ampersand, locale.term("and"))
    ranges = compiler.style.options.get("page-range-format", "") if variable in _PAGED else ""
    gender = locale.gender(variable)
    forms: dict[str, Callable[[int], str]] = {
        "ordinal": lambda number: locale.ordinal(number, gender),
        "long-ordinal": lambda number: locale.long_ordinal(number, gender),
        "roman": roman,
    }
    formed = forms.get(form)

    def inner(label: str, several: bool) -> str:
        return locale.term(label, "short", plural=several)

    def written(text: str, scope: Scope) -> str:
        label = scope.cite.label if variable == "locator" else "page" if variable in _PAGED else variable
        return write(text, joints, formed, ranges, label, inner)

    return written


def without_periods(node: Node) -> Node:
    """Remove periods from the strings of a node, but not from its affixes and delimiters."""
    parts = [part.replace(".", "") if isinstance(part, str) else without_periods(part) for part in node.parts]
    return Node(node.formatting, parts, node.from_variable, node.tag)


def _macro(element: Element, compiler: Compiler) -> Step:
    """Compile a call of a macro, which renders as a group.

    As in citeproc-js, strip-periods of the call applies to the macro's text, and text-case does not.
    """
    step = grouped(compiler.macro(element.get("macro")), formatting_of(element))
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
    leaf = make_leaf(element, compiler, from_variable=False, tag=tag)
    if not element.get("text-case"):
        node = leaf(text, _NO_SCOPE)
        return lambda _: node
    return lambda scope: leaf(text, scope)


_NO_SCOPE: Scope = None  # type: ignore[assignment]  # a leaf without text-case never looks at its scope
_KINDS: dict[str, Callable[[Element, Compiler], Step]] = {
    "variable": _variable,
    "macro": _macro,
    "term": _term,
    "value": _value,
}
"""Attribute of cs:text -> function that compiles it, in the order in which they are looked for."""
