"""Names of CSL-JSON: what of them is a particle, a suffix, an institution."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl.person import Person, is_east_asian, parse_persons


@pytest.mark.parametrize(
    ("family", "non_dropping", "bare"),
    [
        ("van Dahl", "van", "Dahl"),
        ("Van Dahl", "", "Van Dahl"),
        ("de la Roe", "de la", "Roe"),
        ("d'Orr", "d’", "Orr"),
        ("D'Orr", "", "D'Orr"),
        ("de' Rossi", "de’ ", "Rossi"),
        ("'t Lam", "’t", "Lam"),
        ("in 't Lam", "in ’t", "Lam"),
        ("al-Karim", "al-", "Karim"),
        ("Al-Karim", "", "Al-Karim"),
        ("аль-Карим", "аль-", "Карим"),
        ("фон Даль", "фон", "Даль"),
        ("Orr y Poe", "", "Orr y Poe"),
        ('"van Dahl"', "", "van Dahl"),
        ("von", "", "von"),
    ],
)
def test_particles_of_family_names(family: str, non_dropping: str, bare: str) -> None:
    (person,) = parse_persons([{"family": family, "given": "Ann"}])
    assert (person.non_dropping, person.family) == (non_dropping, bare)


@pytest.mark.parametrize(
    ("given", "bare", "dropping", "suffix"),
    [
        ("Ann van", "Ann", "van", ""),
        ("Ann de la", "Ann", "de la", ""),
        ("Ann d'", "Ann", "d’", ""),
        ("Ann, Jr.", "Ann", "", "Jr."),
        ("Ann,! III", "Ann", "", "III"),
        ("Ann B.", "Ann B.", "", ""),
    ],
)
def test_particles_and_suffixes_of_given_names(given: str, bare: str, dropping: str, suffix: str) -> None:
    (person,) = parse_persons([{"family": "Orr", "given": given}])
    assert (person.given, person.dropping, person.suffix) == (bare, dropping, suffix)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("A Fund", (Person(literal="A Fund"),)),
        ({"literal": "A Fund"}, (Person(literal="A Fund"),)),
        ([{"given": "Ann"}], (Person(literal="Ann"),)),
        ([{"family": "Orr", "parse-names": False, "given": "Ann van"}], (Person("Orr", "Ann van"),)),
        ([{}, None, 7, ""], ()),
        (None, ()),
        (7, ()),
    ],
)
def test_odd_values(value: Any, expected: tuple[Person, ...]) -> None:
    assert tuple(person for person in parse_persons(value) if person != Person(literal="")) == expected


@pytest.mark.parametrize("char", "ᄀᇿ⺀鿿가豈\U00020000\U0002ffff")
def test_the_first_and_last_letters_of_east_asian_scripts(char: str) -> None:
    assert is_east_asian(char)


@pytest.mark.parametrize("char", "DДა\u10ff\u1200\u2e7f\ua000")
def test_a_letter_of_another_script_is_not_east_asian(char: str) -> None:
    assert not is_east_asian(char)
