"""The conditions of cs:if and cs:else-if, decided at compile time if the shape of the items suffices.

Source: CSL 1.0.2 specification, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

from ponarscite.csl.compiler import BIBLIOGRAPHY, Compiler
from ponarscite.csl.element import Element
from ponarscite.csl.numeral import is_numeric
from ponarscite.csl.scope import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Scope

Test: TypeAlias = Any
"""True or False if the shape decides, otherwise a function Scope -> bool."""
_OF_CITES = frozenset(("locator", "first-reference-note-number", "citation-number", "year-suffix"))
"""Variables whose value depends on the cite, not on the item."""


def compile_test(branch: Element, compiler: Compiler) -> Test:
    """The test of a cs:if or cs:else-if under its `match`."""
    tests = list(_tests(branch, compiler))
    match = branch.get("match", "all")
    decided = [test for test in tests if isinstance(test, bool)]
    open_tests = [test for test in tests if not isinstance(test, bool)]
    if match == "any":
        return _any(decided, open_tests)
    if match == "none":
        return False if any(decided) else (_none(open_tests) if open_tests else True)
    return False if not all(decided) else (_all(open_tests) if open_tests else bool(tests))


def _any(decided: list[bool], tests: list[Test]) -> Test:
    if any(decided):
        return True
    return (lambda scope: any(test(scope) for test in tests)) if tests else False


def _none(tests: list[Test]) -> Test:
    return lambda scope: not any(test(scope) for test in tests)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    return lambda scope: all(test(scope) for test in tests)


def _tests(branch: Element, compiler: Compiler) -> Iterator[Test]:
    """One test for each value of each condition attribute."""
    for name, value in branch.attributes.items():
        if name == "type":
            yield compiler.shape.type in value.split()  # an item has one type, so match="all" must mean any of them
        elif kind := _KINDS.get(name):
            yield from (kind(word, compiler) for word in value.split())


def _variable(word: str, compiler: Compiler) -> Test:
    if word not in _OF_CITES:
        return compiler.has(word)
    if compiler.area == BIBLIOGRAPHY and word in ("locator", "first-reference-note-number"):
        return False
    return _CITE_VARIABLES[word]


_CITE_VARIABLES: dict[str, Callable[[Scope], bool]] = {
    "locator": lambda scope: bool(scope.cite.locator),
    "first-reference-note-number": lambda scope: bool(scope.cite.first_note),
    "citation-number": lambda scope: bool(scope.number),
    "year-suffix": lambda scope: bool(scope.disambiguation.year_suffix),
}


def _is_numeric(word: str, compiler: Compiler) -> Test:
    if word == "locator":
        return lambda scope: is_numeric(scope.cite.locator)
    if word == "citation-number":
        return True
    if not compiler.has(word):
        return False
    return lambda scope: word in scope.item.texts and is_numeric(scope.item.texts[word])


def _is_uncertain_date(word: str, compiler: Compiler) -> Test:
    if not compiler.has(word):
        return False
    return lambda scope: word in scope.item.dates and scope.item.dates[word].circa


def _locator(word: str, compiler: Compiler) -> Test:
    if compiler.area == BIBLIOGRAPHY:
        return False
    wanted = "sub verbo" if word == "sub-verbo" else word
    return lambda scope: bool(scope.cite.locator) and scope.cite.label.replace("sub-verbo", "sub verbo") == wanted


def _position(word: str, compiler: Compiler) -> Test:
    if compiler.area == BIBLIOGRAPHY:
        return False
    return partial(_is_at, word)


def _is_at(word: str, scope: Scope) -> bool:
    """Test a position; ibid-with-locator implies ibid, and ibid implies subsequent."""
    position = scope.cite.position
    if word == "near-note":
        return scope.cite.near_note
    if word == "first":
        return position == FIRST
    return position >= {"subsequent": SUBSEQUENT, "ibid": IBID, "ibid-with-locator": IBID_WITH_LOCATOR}.get(word, 99)


def _disambiguate(word: str, compiler: Compiler) -> Test:  # noqa: ARG001  # the signature of a test
    """Test disambiguate="true": only the first `scope.disambiguation.condition` tests of a cite hold.

    Counting them lets disambiguation switch on one condition after the other, no more than an item needs.
    """
    if word != "true":
        return lambda scope: not scope.disambiguation.condition

    def is_ambiguous(scope: Scope) -> bool:
        scope.conditions_seen += 1
        return scope.conditions_seen <= scope.disambiguation.condition

    return is_ambiguous


_KINDS: dict[str, Callable[[str, Compiler], Test]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain_date,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}
"""Condition attribute -> function that compiles one value of it."""
