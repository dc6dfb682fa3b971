"""Names: cs:names with name, et-al, label and substitute.

Source: CSL 1.0.2 specification, "Names"; names that the editors and the translators share are written once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.group import ASKED, SPLICE, compile_choose, first_of
from ponarscite.csl.label import term_maker
from ponarscite.csl.namelist import ListStyle, list_style, shown, write_list
from ponarscite.csl.person import Person
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.tree import EMPTY, PLAIN, Look, Node, Part, Rendered, look_of


def compile_names(element: Element, compiler: Compiler) -> Step:
    """cs:names; inside cs:substitute it takes the children that it has not from the cs:names around."""
    outer = compiler.outer
    form = element if outer is None else _completed(element, outer)
    style = list_style(form, compiler)
    asked = () if compiler.dates_only else element.get("variable").split()
    variables = [variable for variable in asked if compiler.has(variable)]
    look = look_of(form, delimiter=form.get("delimiter", compiler.options.get("names-delimiter", "")))
    labels = _labels(form, compiler)
    merges = any(labels) and bool(compiler.locale.term("editortranslator"))
    own = _own(variables, style, labels, look, merges=merges)
    substitute = element.find("substitute")
    others = _substitutes(substitute, form, compiler) if substitute else ()
    step = _with_substitutes(own if variables else absent, others)
    return _counted(step) if style.count and compiler.sorting and outer is None else step


def _with_substitutes(own: Step, others: Sequence[Step]) -> Step:
    if not others:
        return own

    def names(scope: Scope) -> Rendered:
        return own(scope) or _substituted(others, scope)

    return names


def _counted(step: Step) -> Step:
    """In sort keys no names are none, and come first."""
    return lambda scope: step(scope) or Node(PLAIN, ["0"], True, "names")


def _with_parts(element: Element, outer: Element) -> Element:
    """A cs:names whose cs:name says nothing of the parts of names: that around it does."""
    name = outer.find("name")
    parts = name.children if name else ()
    children = tuple(replace(child, children=parts) if child.name == "name" else child for child in element.children)
    return replace(element, children=children)


def _completed(element: Element, outer: Element) -> Element:
    """A cs:names inside of cs:substitute: one without children is written as that around it, one with cs:name alone."""
    name = element.find("name")
    if name is not None:
        return element if name.children else _with_parts(element, outer)
    attributes = element.attributes if element.children else {**outer.attributes, "variable": element.get("variable")}
    taken = (child for child in outer.children if child.name != "substitute" and element.find(child.name) is None)
    return Element(element.name, attributes, (*taken, *element.children), element.text, element.line)


def _substitutes(substitute: Element, outer: Element, compiler: Compiler) -> tuple[Step, ...]:
    """The steps of what may stand in for the names, up to the first that always does: a term or a value."""
    before, compiler.outer = compiler.outer, outer
    steps = []
    for child in substitute.children:
        chooses = child.name == "choose"
        steps.append(compile_choose(child, compiler, first_of) if chooses else compiler.compile(child))
        if child.name == "text" and ("term" in child.attributes or "value" in child.attributes):
            break
    compiler.outer = before
    return tuple(step for step in steps if step is not absent and step is not nothing)


def _substituted(others: Sequence[Step], scope: Scope) -> Rendered:
    """What stands in for the names; the variables it says are not said again."""
    outer, scope.recorded = scope.recorded, []
    for step in others:
        scope.recorded.clear()
        rendered = step(scope)
        if isinstance(rendered, Node):
            scope.silent.update(scope.recorded)
            if outer is not None:
                outer.extend(scope.recorded)
            scope.recorded = outer
            if rendered.tag == "term":  # it says nothing of a variable, and the names have been asked for
                return Node(SPLICE, [Node(PLAIN, [rendered], False, "names")], False, ASKED)
            return Node(rendered.look, rendered.parts, True, "names")
    scope.recorded = outer
    return EMPTY


Labels = tuple[Callable[[str, bool, Scope], Node | None] | None, Callable[[str, bool, Scope], Node | None] | None]


def _labels(form: Element, compiler: Compiler) -> Labels:
    """What makes the label before the names, and what makes that behind them."""
    if compiler.sorting:
        return None, None
    seen_name = False
    before = after = None
    for child in form.children:
        seen_name = seen_name or child.name == "name"
        if child.name == "label":
            if seen_name or form.find("name") is None:
                after = term_maker(child, compiler)
            else:
                before = term_maker(child, compiler)
    return before, after


def _own(variables: Sequence[str], style: ListStyle, labels: Labels, look: Look, *, merges: bool) -> Step:
    def own(scope: Scope) -> Rendered:
        parts: list[Part] = []
        counted = 0
        for variable, term, persons in _lists(variables, scope, merges=merges):
            if scope.recorded is not None:
                scope.recorded.append(variable)
            if shown(persons, style, scope, len(scope.lists)) == 0:
                continue
            if style.count:
                counted += shown(persons, style, scope, 0)
                continue
            parts.append(_labelled(term, persons, style, labels, scope))
        if style.count:
            return Node(look, [str(counted)], True, "names") if counted else EMPTY
        return Node(look, parts, True, "names") if parts else EMPTY

    return own


def _lists(variables: Sequence[str], scope: Scope, *, merges: bool) -> list[tuple[str, str, tuple[Person, ...]]]:
    """(variable, term of its label, names) in order; editors who translated too are one list."""
    names = scope.item.names
    said = (*scope.silent, *scope.recorded) if scope.recorded else scope.silent
    found = [(v, v, names[v]) for v in variables if v in names and v not in said]
    by_name = {variable: persons for variable, _, persons in found}
    if merges and "editor" in by_name and by_name["editor"] == by_name.get("translator"):
        kept = next(variable for variable, _, _ in found if variable in ("editor", "translator"))
        return [
            (v, "editortranslator" if v == kept else term, persons)
            for v, term, persons in found
            if v == kept or v not in ("editor", "translator")
        ]
    return found


def _labelled(term: str, persons: tuple[Person, ...], style: ListStyle, labels: Labels, scope: Scope) -> Node:
    node = write_list(persons, style, scope)
    before, after = (made(term, len(persons) > 1, scope) if made else None for made in labels)
    if before is None and after is None:
        return node
    return Node(PLAIN, [part for part in (before, node, after) if part is not None])
