"""cs:group, cs:choose, and how the children of an element are rendered together.

A group prints nothing if it calls variables and all of them are empty. A group or macro with output counts as a
non-empty variable for the group around it. Source: CSL 1.0.2 specification, "Group" and "Choose".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from weakref import WeakSet

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.conditions import Test, compile_test
from ponarscite.csl.element import Element
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.tree import EMPTY, Formatting, Node, Part, Rendered, adds_nothing, formatting_of

SPLICE = Formatting()
"""Formatting of the children of cs:choose, which join those around it under its delimiter; compared by identity."""
CALLED_EMPTY = "called-empty"
"""Tag of spliced children if they called an empty variable."""
_GROUPS: WeakSet[Step] = WeakSet()
"""Steps of groups that may stand for a group around them."""


def compile_group(element: Element, compiler: Compiler) -> Step:
    """Compile cs:group."""
    return grouped(compiler.children(element), formatting_of(element, delimiter=element.get("delimiter")))


def grouped(steps: Sequence[Step], formatting: Formatting) -> Step:
    """The step of a group: its parts in *formatting*, or nothing by the rule of cs:group."""
    called_empty = absent in steps
    live = tuple(step for step in steps if step is not absent and step is not nothing)
    if not live:
        return absent if called_empty else nothing

    if len(live) == 1 and not called_empty:
        return _group_of_one(live[0], formatting)

    def group(scope: Scope) -> Rendered:
        parts, from_variable, empty = render_children(live, scope, called_empty)
        if empty and not from_variable:
            return EMPTY
        return Node(formatting, parts) if parts else None

    return _noted(group, formatting)


def _group_of_one(step: Step, formatting: Formatting) -> Step:
    """The step of a group of one element; a group that adds nothing to a group is that group."""
    if step in _GROUPS and adds_nothing(formatting):
        return step

    def group(scope: Scope) -> Rendered:
        part = step(scope)
        if not isinstance(part, Node):
            return part
        if part.formatting is not SPLICE:
            return Node(formatting, [part])
        if part.tag is CALLED_EMPTY and not part.from_variable:
            return EMPTY
        return Node(formatting, part.parts) if part.parts else None

    return _noted(group, formatting)


def _noted(group: Step, formatting: Formatting) -> Step:
    """The step of a group, noted if its nodes end with their parts, not with what the formatting adds."""
    if not (formatting.suffix or formatting.quotes or formatting.display):
        _GROUPS.add(group)
    return group


def listed(steps: Sequence[Step]) -> Step:
    """The step of the children of a layout or branch, which do not form a group."""
    called_empty = absent in steps
    live = tuple(step for step in steps if step is not absent and step is not nothing)
    if not live:
        return absent if called_empty else nothing
    if len(live) == 1 and not called_empty:
        return live[0]

    def children(scope: Scope) -> Rendered:
        parts, from_variable, empty = render_children(live, scope, called_empty)
        if not parts:
            return EMPTY if empty else None
        return Node(SPLICE, parts, from_variable, CALLED_EMPTY if empty else "")

    return children


def render_children(steps: Sequence[Step], scope: Scope, called_empty: bool = False) -> tuple[list[Part], bool, bool]:
    """Run steps one after the other.

    Args:
        called_empty: whether an empty variable was called before.
    Returns:
        The parts printed; whether a variable contributed to them; whether an empty variable was called.
    """
    parts: list[Part] = []
    from_variable = False
    for step in steps:
        part = step(scope)
        if part is None:
            continue
        if not isinstance(part, Node):
            called_empty = True
            continue
        if part.formatting is SPLICE:
            parts += part.parts
            called_empty = called_empty or part.tag is CALLED_EMPTY
        else:
            parts.append(part)
        from_variable = from_variable or part.from_variable
    return parts, from_variable, called_empty


def first_of(steps: Sequence[Step]) -> Step:
    """The step of alternatives in cs:substitute: the first with output from a variable."""
    live = tuple(step for step in steps if step is not absent and step is not nothing)

    def first(scope: Scope) -> Rendered:
        nodes = (step(scope) for step in live)
        return next((node for node in nodes if isinstance(node, Node) and node.from_variable), EMPTY)

    return first if live else absent


def compile_choose(element: Element, compiler: Compiler, combine: Callable[[Sequence[Step]], Step] = listed) -> Step:
    """Compile cs:choose; a branch whose test the shape decides is taken or dropped here.

    Args:
        combine: makes one step of the steps of a branch.
    """
    branches: list[tuple[Test, Step]] = []
    for branch in element.children:
        test = True if branch.name == "else" else compile_test(branch, compiler)
        if test is False:
            continue
        step = combine(compiler.children(branch))
        if test is True:
            return _chosen(branches, step)
        branches.append((test, step))
    return _chosen(branches, nothing)


def _chosen(branches: Sequence[tuple[Test, Step]], otherwise: Step) -> Step:
    """The step that takes the first branch whose test holds, else *otherwise*."""
    if not branches:
        return otherwise

    def choose(scope: Scope) -> Rendered:
        for test, step in branches:
            if test(scope):
                return step(scope)
        return otherwise(scope)

    return choose
