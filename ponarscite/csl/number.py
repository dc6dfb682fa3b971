"""Numbers: what counts as numeric, cs:number, ordinals and roman numerals.

Source: CSL 1.0.2 specification, "Number" and "is-numeric": numbers may have a prefix and a suffix of letters ("D2",
"2b"), and several may be joined by comma, hyphen or ampersand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.locale import Locale
from ponarscite.csl.page import format_pages
from ponarscite.csl.scope import Scope, Step, absent
from ponarscite.csl.text import make_leaf, value_of
from ponarscite.csl.tree import EMPTY, Rendered
from ponarscite.csl.numeral import is_numeric, pieces, roman

_FORMS: dict[str, Callable[[int, Locale, str], str]] = {
    "ordinal": lambda number, locale, gender: locale.ordinal(number, gender),
    "long-ordinal": lambda number, locale, gender: locale.long_ordinal(number, gender),
    "roman": lambda number, locale, gender: roman(number),
}
_DIGITS = re.compile(r"\d{1,9}")


def compile_number(element: Element, compiler: Compiler) -> Step:
    """cs:number."""
    variable = element.get("variable")
    value = value_of(variable, compiler)
    if value is None:
        return absent
    leaf = make_leaf(element, compiler, tag=variable if variable == "citation-number" else "")
    written = _writer(element, compiler, variable)

    def number(scope: Scope) -> Rendered:
        text = value(scope)
        if not text:
            return EMPTY
        if scope.recorded is not None:
            scope.recorded.append(variable)
        return leaf(written(text), scope)

    return number


def _writer(element: Element, compiler: Compiler, variable: str) -> Callable[[str], str]:
    if variable in ("page", "page-first"):
        ranges = compiler.style.options.get("page-range-format", "")
        delimiter = compiler.locale.term("page-range-delimiter") or "–"
        return lambda text: format_pages(text, ranges, delimiter)
    form = _FORMS.get(element.get("form"))
    gender = compiler.locale.gender(variable)
    return lambda text: write_number(text, form, compiler.locale, gender)


def write_number(text: str, form: Callable[[int, Locale, str], str] | None, locale: Locale, gender: str) -> str:
    """A number as text; what is not numeric stays as it is."""
    if not is_numeric(text):
        return text
    if form is None:
        return "".join(pieces(text))
    return "".join(form(int(piece), locale, gender) if _DIGITS.fullmatch(piece) else piece for piece in pieces(text))
