"""cs:number.

Source: CSL 1.0.2 specification, "Number".
"""

from __future__ import annotations

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.scope import Step, absent
from ponarscite.csl.text import make_leaf, value_of, variable_step, writer


def compile_number(element: Element, compiler: Compiler) -> Step:
    """Compile cs:number."""
    variable = element.get("variable")
    value = value_of(variable, compiler)
    if value is None:
        return absent
    leaf = make_leaf(element, compiler, verbatim=True, tag="number", variable=variable)
    return variable_step((variable,), value, leaf, writer(variable, compiler, element.get("form")))
