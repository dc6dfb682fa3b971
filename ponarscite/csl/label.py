"""Labels: cs:label beside a number; the labels of names are made here too.

Source: CSL 1.0.2 specification, "Label". As in citeproc-js, one whose variable the item has not is for one number.
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
"""CSL 1.0.2 spells it with a hyphen, 1.0.1 without."""
_COUNTS = frozenset(("number-of-pages", "number-of-volumes"))


def compile_label(element: Element, compiler: Compiler) -> Step:
    """cs:label of a number variable: a term, whether there is a number or not."""
    variable = element.get("variable")
    value = value_of(variable, compiler)
    made = term_maker(element, compiler)
    several = _several(variable, compiler.locale.term("and"))

    def label(scope: Scope) -> Rendered:
        text = value(scope) if value else ""
        name = scope.cite.label if variable == "locator" else variable
        return made(name, bool(text) and several(text), scope)

    return label


def _several(variable: str, word: str) -> Callable[[str], bool]:
    if variable in _COUNTS:
        return lambda text: is_several(text, word) or (is_numeric(text) and text.strip() != "1")
    return lambda text: is_several(text, word)


def term_maker(element: Element, compiler: Compiler) -> Callable[[str, bool, Scope], Node | None]:
    """What makes the node of a label: (term, whether plural, scope) -> node, None where there is no such term."""
    leaf = make_leaf(element, compiler, solid=False)
    form = element.get("form", "long")
    plural = element.get("plural", "contextual")

    def made(name: str, several: bool, scope: Scope) -> Node | None:
        many = several if plural == "contextual" else plural == "always"
        text = compiler.locale.term(name, form, plural=many) or compiler.locale.term(
            _SPELLINGS.get(name, name), form, plural=many
        )
        return leaf(text, scope) if text else None

    return made
