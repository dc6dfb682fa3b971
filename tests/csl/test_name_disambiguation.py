"""Given names that tell people apart: who is affected when items come and go, and namesakes in one list."""

from __future__ import annotations

import pytest

from ponarscite.csl.name_disambiguation import NameDisambiguator, levels_within_list
from ponarscite.csl.person import Person

ANN, AL, BO, ALONE = (Person("Lee", given) for given in ("Ann", "Al", "Bo", ""))
ORR, VAN, FUND = Person("Orr", "Ann"), Person("Lee", "Ann", non_dropping="van"), Person(literal="Lee Fund")


def levels(names: NameDisambiguator, *persons: Person) -> list[int]:
    return [names.level(person) for person in persons]


def test_levels_of_given_names() -> None:
    """CSL 1.0.2, "Expansion of Individual Names": initials first, full given names where these do not suffice."""
    names = NameDisambiguator(with_initials=False)
    names.add("1", [ANN, ORR])
    assert levels(names, ANN, ORR) == [0, 0]
    names.add("2", [BO])
    assert levels(names, ANN, BO, ORR) == [1, 1, 0]
    names.add("3", [AL])
    assert levels(names, ANN, AL, BO) == [2, 2, 1]
    assert levels(names, ALONE, FUND, Person("Lee", "Cy")) == [0, 0, 1]


def test_rules_with_initials_show_no_more() -> None:
    names = NameDisambiguator(with_initials=True)
    names.add("1", [ANN, AL])
    assert levels(names, ANN, AL) == [0, 0]
    names.add("2", [BO])
    assert levels(names, ANN, AL, BO) == [1, 1, 1]


@pytest.mark.parametrize(("with_particles", "expected"), [(False, [1, 1]), (True, [0, 0])])
def test_a_particle_may_be_part_of_the_family_name(with_particles: bool, expected: list[int]) -> None:
    names = NameDisambiguator(with_initials=False, with_particles=with_particles)
    names.add("1", [VAN])
    names.add("2", [BO])
    assert levels(names, VAN, BO) == expected


def test_periods_and_spaces_of_given_names_do_not_count() -> None:
    names = NameDisambiguator(with_initials=False)
    names.add("1", [Person("Lee", "A. B.")])
    assert names.add("2", [Person("Lee", "A.B.")]) == set()
    assert names.level(Person("Lee", "A B")) == 0


def test_only_items_that_are_affected_are_named() -> None:
    names = NameDisambiguator(with_initials=False)
    assert names.add("1", [ANN, ORR]) == set()
    assert names.add("2", [ANN]) == set()
    assert names.add("3", [BO]) == {"1", "2"}
    assert names.add("4", [AL]) == {"1", "2"}
    assert names.add("5", [Person("Lee", "Abe")]) == set()
    assert names.add("6", [Person("Lee", "Cy")]) == set()
    assert names.add("7", [ALONE, FUND]) == set()
    assert names.remove("5", [Person("Lee", "Abe")]) == set()
    assert names.remove("4", [AL]) == {"1", "2"}
    assert names.remove("6", [Person("Lee", "Cy")]) == set()
    assert names.remove("3", [BO]) == {"1", "2"}
    assert names.remove("2", [ANN]) == set()
    assert names.remove("2", [ANN]) == set()
    assert names.remove("9", [Person("Nobody", "Known")]) == set()
    assert levels(names, ANN, ORR) == [0, 0]
    assert names.add("8", [AL, BO]) == {"1"}


@pytest.mark.parametrize(
    ("persons", "levels", "expected"),
    [
        ([ANN, ORR], (), ()),
        ([ANN, AL], (), (2, 2)),
        ([ANN, BO], (), (1, 1)),
        ([ANN, BO, ORR], (), (1, 1, 0)),
        ([ANN, AL], (1,), (1, 2)),
        ([ANN, ANN], (), (0, 0)),
        ([ANN, ORR], (1,), (1,)),
    ],
)
def test_namesakes_in_one_list(persons: list[Person], levels: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert levels_within_list(persons, levels) == expected
