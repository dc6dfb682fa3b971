"""The steps of disambiguation: which of them need no more than the name that they change."""

from __future__ import annotations

import pytest

from ponarscite.csl.disambiguation_steps import ListShape, Methods, Place, Shape, steps
from ponarscite.csl.element import Element
from ponarscite.csl.scope import UNAMBIGUOUS

NAMES, OTHER = (Element("names"), None), (Element("names"), None)
THREE = ListShape(length=3, shown=1, level=0, initials=True, origin=NAMES)
ONE = THREE._replace(length=1)
TWO = THREE._replace(length=2)
FOUR = THREE._replace(length=4)


@pytest.mark.parametrize(
    ("shapes", "begin", "expected"),
    [
        ([(THREE,)], (0, 1), True),
        ([(THREE,), (FOUR,)], (0, 1), True),
        ([(TWO,)], (0, 1), True),
        ([(THREE, ONE), (THREE,)], (0, 1), True),
        ([(TWO,), (THREE,)], (0, 1), False),
        ([(THREE,), (FOUR,)], (0, 2), False),
        ([(ONE,), (THREE,)], (0, 1), False),
        ([(ONE,), (ONE, THREE)], (1, 1), False),
        ([(THREE,), (THREE._replace(origin=OTHER),)], (0, 1), False),
        ([(THREE._replace(origin=None),)], (0, 1), False),
        ([(THREE,), (FOUR._replace(shown=2),)], (0, 1), False),
        ([(FOUR._replace(shown=2),), (THREE,)], (0, 1), False),
        ([(THREE,)], (0, 2), False),
    ],
)
def test_one_more_name_decides_where_lists_are_shown_alike_before_and_after(
    shapes: list[Shape], begin: Place, expected: bool
) -> None:
    """Not where another list ends there, has no such name, or is of another origin, nor where two names appear."""
    step = next(step for step in steps(Methods(add_names=True), shapes, UNAMBIGUOUS, begin) if not step.level)
    assert step.by_name is expected


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        ([(THREE,), (FOUR,)], True),
        ([(TWO,), (THREE,)], True),
        ([(ONE,), (THREE,)], False),
        ([(ONE,), ()], False),
        ([(THREE._replace(origin=None),)], False),
    ],
)
def test_a_given_name_decides_where_all_cites_show_the_name(shapes: list[Shape], expected: bool) -> None:
    found = [
        step.by_name for step in steps(Methods(add_names=True, expand_given_names=True), shapes, UNAMBIGUOUS, (0, 0))
    ]
    assert found[0] is expected
