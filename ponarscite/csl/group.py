"""Groups: cs:group, cs:choose and the calling of macros.

Source: CSL 1.0.2 specification, "Group" and "Choose". A group is silent when it asks for variables and all of them
are empty; a group or macro that says something counts as a variable for the group around it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ponarscite.csl.compiler import Compiler
from ponarscite.csl.conditions import Test, compile_test
from ponarscite.csl.element import Element
from ponarscite.csl.scope import Scope, Step, absent, nothing
from ponarscite.csl.tree import EMPTY, Look, Node, Part, Rendered, look_of

SPLICE = Look()
"""The look of the children of cs:choose, which stand under the delimiter around it; compared by identity."""
ASKED = "asked"
"""The tag of such children of which one found its variables empty."""


def compile_group(element: Element, compiler: Compiler) -> Step:
    """cs:group."""
    return grouped(compiler.children(element), look_of(element, delimiter=element.get("delimiter")))


def grouped(steps: Sequence[Step], look: Look) -> Step:
    """The step of a group of steps."""
    asked = absent in steps
    live = tuple(step for step in steps if step is not absent and step is not nothing)
    if not live:
        return absent if asked else nothing

    def group(scope: Scope) -> Rendered:
        parts, solid, wanted = said(live, scope, asked)
        if wanted and not solid:
            return EMPTY
        return Node(look, parts) if parts else None

    return group


def listed(steps: Sequence[Step]) -> Step:
    """The step of the children of a layout or of a branch, which are no group of their own."""
    asked = absent in steps
    live = tuple(step for step in steps if step is not absent and step is not nothing)
    if not live:
        return absent if asked else nothing
    if len(live) == 1 and not asked:
        return live[0]

    def children(scope: Scope) -> Rendered:
        parts, solid, wanted = said(live, scope, asked)
        if not parts:
            return EMPTY if wanted else None
        return Node(SPLICE, parts, solid, ASKED if wanted else "")

    return children


def said(steps: Sequence[Step], scope: Scope, asked: bool = False) -> tuple[list[Part], bool, bool]:
    """The parts that steps give, whether a variable gave any, and whether one was empty."""
    parts: list[Part] = []
    solid = False
    for step in steps:
        part = step(scope)
        if part is None:
            continue
        if not isinstance(part, Node):
            asked = True
            continue
        if part.look is SPLICE:
            parts += part.parts
            asked = asked or part.tag is ASKED
        else:
            parts.append(part)
        solid = solid or part.solid
    return parts, solid, asked


def first_of(steps: Sequence[Step]) -> Step:
    """The step of alternatives: the first that says something of a variable."""
    live = tuple(step for step in steps if step is not absent and step is not nothing)

    def first(scope: Scope) -> Rendered:
        nodes = (step(scope) for step in live)
        return next((node for node in nodes if isinstance(node, Node) and node.solid), EMPTY)

    return first if live else absent


def compile_choose(element: Element, compiler: Compiler, combine: Callable[[Sequence[Step]], Step] = listed) -> Step:
    """cs:choose: branches that the shape decides are decided here."""
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
    if not branches:
        return otherwise

    def choose(scope: Scope) -> Rendered:
        for test, step in branches:
            if test(scope):
                return step(scope)
        return otherwise(scope)

    return choose
