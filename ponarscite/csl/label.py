"""cs:label, and the labels of name variables.

Source: CSL 1.0.2 specification, "Label" and "Label in cs:names".
"""

from __future__ import annotations

from collections.abc import Callable

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.numeral import is_numeric, is_several
from ponarscite.csl.scope import Scope, Step
from ponarscite.csl.text import make_leaf, value_of
from ponarscite.csl.tree import Node, Rendered

_SPELLINGS = {"sub-verbo": "sub verbo", "sub verbo": "sub-verbo"}
"""CSL 1.0.2 spells the term "sub-verbo", CSL 1.0.1 "sub verbo"; a locale file may have either."""
_COUNTS = frozenset(("number-of-pages", "number-of-volumes"))
"""Variables that hold a count: any number but 1 takes the plural."""


def compile_label(element: Element, compiler: Compiler) -> Step:
    """Compile cs:label of a number variable: its term, in the plural if the variable names several numbers.

    As in citeproc-js the label is printed, in the singular, even if its variable is empty; CSL 1.0.2 prints none. A
    cs:group around label and variable makes them equal.
    """
    variable = element.get("variable")
    value = value_of(variable, compiler)
    made = term_maker(element, compiler)
    several = _several(variable, compiler.locale.term("and"))

    def label(scope: Scope) -> Rendered:
        text = value(scope) if value else ""
        name = scope.cite.label if variable == "locator" else variable
        return made(name, bool(text) and several(text, name), scope)

    return label


def _several(variable: str, word: str) -> Callable[[str, str], bool]:
    """A function (text, label) that tells whether a variable takes the plural; *word* is the term "and"."""
    if variable in _COUNTS:
        return lambda text, label: is_several(text, word, label) or (is_numeric(text) and text.strip() != "1")
    return lambda text, label: is_several(text, word, label)


def term_maker(element: Element, compiler: Compiler) -> Callable[[str, bool, Scope], Node | None]:
    """A function (term, whether plural, scope) -> node of the label, None if the locale has no such term."""
    leaf = make_leaf(element, compiler, from_variable=False)
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")

    def made(name: str, several: bool, scope: Scope) -> Node | None:
        many = several if plural == "contextual" else plural == "always"
        text = compiler.locale.term(name, form, plural=many) or compiler.locale.term(
            _SPELLINGS.get(name, name), form, plural=many
        )
        return leaf(text, scope) if text else None

    return made
