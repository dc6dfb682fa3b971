"""cs:names with cs:name, cs:et-al, cs:label and cs:substitute.

Source: CSL 1.0.2 specification, "Names". If editors and translators are the same people, they appear once, with the
term "editortranslator" as label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.group import CALLED_EMPTY, SPLICE, compile_choose, first_of
from ponarscite.csl.label import term_maker
from ponarscite.csl.list_style import ListStyle
from ponarscite.csl.namelist import count_shown, list_style, write_list
from ponarscite.csl.person import Person
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.tree import EMPTY, PLAIN, Formatting, Node, Part, Rendered, formatting_of


def compile_names(element: Element, compiler: Compiler) -> Step:
    """Compile cs:names; inside cs:substitute it takes missing children from the cs:names around it."""
    outer = compiler.outer
    form = element if outer is None else _completed(element, outer)
    style = list_style(form, compiler, (element, outer))
    asked = () if compiler.dates_only else element.get("variable").split()
    variables = [variable for variable in asked if compiler.has(variable)]
    formatting = formatting_of(form, delimiter=form.get("delimiter", compiler.options.get("names-delimiter", "")))
    labels = _labels(form, compiler)
    merges = (
        any(labels) and sorted(asked) == ["editor", "translator"] and bool(compiler.locale.term("editortranslator"))
    )
    own = _own(variables, style, labels, formatting, merges=merges)
    substitute = element.find("substitute")
    others = _substitutes(substitute, form, compiler) if substitute else ()
    step = _with_substitutes(own if variables else absent, others)
    return _counted(step) if style.count and compiler.sorting and outer is None else step


def _with_substitutes(own: Step, others: Sequence[Step]) -> Step:
    """A step that renders the names or, if there are none, the first substitute with output."""
    if not others:
        return own

    def names(scope: Scope) -> Rendered:
        return own(scope) or _substituted(others, scope)

    return names


def _counted(step: Step) -> Step:
    """A step that prints 0 for no names, so that a sort key by form="count" puts them first."""
    return lambda scope: step(scope) or Node(PLAIN, ["0"], True, "names")


def _with_parts(element: Element, outer: Element) -> Element:
    """A cs:names with the cs:name-part elements of the cs:names around it, for a cs:name without children."""
    name = outer.find("name")
    parts = name.children if name else ()
    children = tuple(replace(child, children=parts) if child.name == "name" else child for child in element.children)
    return replace(element, children=children)


def _completed(element: Element, outer: Element) -> Element:
    """A cs:names inside cs:substitute with what it inherits from the cs:names around it (CSL 1.0.2, "Substitute").

    Without children it is written exactly like the outer one; otherwise it takes the children that it lacks.
    """
    name = element.find("name")
    if name is not None:
        return element if name.children else _with_parts(element, outer)
    attributes = element.attributes if element.children else {**outer.attributes, "variable": element.get("variable")}
    taken = (child for child in outer.children if child.name != "substitute" and element.find(child.name) is None)
    return Element(element.name, attributes, (*taken, *element.children), element.text, element.line)


def _substitutes(substitute: Element, outer: Element, compiler: Compiler) -> tuple[Step, ...]:
    """The steps of cs:substitute, up to the first that always prints: a term or a value."""
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
    """Render the first substitute with output, and suppress its variables in the rest of the cite."""
    outer, scope.rendered = scope.rendered, []
    for step in others:
        scope.rendered.clear()
        rendered = step(scope)
        if isinstance(rendered, Node):
            scope.suppressed.update(scope.rendered)
            if outer is not None:
                outer.extend(scope.rendered)
            scope.rendered = outer
            if rendered.tag == "term":  # no variable in it, and the names called are empty
                return Node(SPLICE, [Node(PLAIN, [rendered], False, "names")], False, CALLED_EMPTY)
            return Node(rendered.formatting, rendered.parts, True, "names")
    scope.rendered = outer
    return EMPTY


Labels = tuple[Callable[[str, bool, Scope], Node | None] | None, Callable[[str, bool, Scope], Node | None] | None]
"""The functions that make the label before the names and the label after them, None for no label."""


def _labels(form: Element, compiler: Compiler) -> Labels:
    """Compile the labels of cs:names; one before cs:name is printed before the names."""
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


def _own(variables: Sequence[str], style: ListStyle, labels: Labels, formatting: Formatting, *, merges: bool) -> Step:
    """The step that prints the name variables, each with its label.

    Args:
        merges: whether equal editors and translators become one list: only in a cs:names of just these two.
    """

    hides = min(style.shown, style.later_shown) <= 0

    def own(scope: Scope) -> Rendered:
        parts: list[Part] = []
        counted = 0
        for variable, term, persons in _lists(variables, scope, merges=merges):
            if scope.rendered is not None:
                scope.rendered.append(variable)
            if hides and count_shown(persons, style, scope, len(scope.name_lists)) == 0:
                continue
            if style.count:
                counted += count_shown(persons, style, scope, 0)
                continue
            parts.append(_labelled(variable, term, persons, style, labels, scope))
        if style.count:
            return Node(formatting, [str(counted)], True, "names") if counted else EMPTY
        return Node(formatting, parts, True, "names") if parts else EMPTY

    return own


def _lists(variables: Sequence[str], scope: Scope, *, merges: bool) -> list[tuple[str, str, tuple[Person, ...]]]:
    """(variable, term of its label, names) of each name list to print, in order."""
    names = scope.item.names
    found = [(v, v, names[v]) for v in variables if v in names and not scope.is_spent(v)]
    by_name = {variable: persons for variable, _, persons in found}
    if merges and "editor" in by_name and by_name["editor"] == by_name.get("translator"):
        kept = next(variable for variable, _, _ in found if variable in ("editor", "translator"))
        return [
            (v, "editortranslator" if v == kept else term, persons)
            for v, term, persons in found
            if v == kept or v not in ("editor", "translator")
        ]
    return found


def _labelled(
    variable: str, term: str, persons: tuple[Person, ...], style: ListStyle, labels: Labels, scope: Scope
) -> Node:
    """A name list with its labels."""
    node = write_list(variable, persons, style, scope)
    before, after = (made(term, len(persons) > 1, scope) if made else None for made in labels)
    if before is None and after is None:
        return node
    return Node(PLAIN, [part for part in (before, node, after) if part is not None])
