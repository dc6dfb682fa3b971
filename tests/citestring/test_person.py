"""Names from their label and form."""

from __future__ import annotations

import pytest

from ponarscite.citestring.person import institution, is_body, is_doubled, is_person, person
from ponarscite.record.name import Name


@pytest.mark.parametrize(
    ("text", "family", "given", "particle", "suffix"),
    [
        ("Frye, Timothy", "Frye", "Timothy", "", ""),
        ("Timothy Frye", "Frye", "Timothy", "", ""),
        ("Frye T", "Frye", "T", "", ""),
        ("Rodríguez-Pose A", "Rodríguez-Pose", "A", "", ""),
        ("FRYE T", "Frye", "T", "", ""),
        ("VAN DIJCK J", "Dijck", "J", "van", ""),
        ("HE Hale", "Hale", "HE", "", ""),
        ("Hale HE", "Hale", "HE", "", ""),
        ("Onuch O.", "Onuch", "O.", "", ""),
        ("Petrov, N.V.", "Petrov", "N.V.", "", ""),
        ("Ставицкий В. В.", "Ставицкий", "В. В.", "", ""),
        ("В.В. Ставицкий", "Ставицкий", "В.В.", "", ""),
        ("Сакс Дж.", "Сакс", "Дж.", "", ""),
        ("J. Van den Bosch", "Van den Bosch", "J.", "", ""),
        ("Thomas De Waal", "De Waal", "Thomas", "", ""),
        ("Sasha de Vogel", "Vogel", "Sasha", "de", ""),
        ("van der Linden S", "Linden", "S", "van der", ""),
        ("de la Torre, C.", "Torre", "C.", "de la", ""),
        ("JUNISBAI, Azamat", "Junisbai", "Azamat", "", ""),
        ("MCFAUL, Michael", "McFaul", "Michael", "", ""),
        ("Timothy FRYE", "Frye", "Timothy", "", ""),
        ("Nye, J. S., Jr.", "Nye", "J. S.", "", "Jr."),
        ("John W. Smith Jr.", "Smith", "John W.", "", "Jr."),
        ("Blondiaux (Loïc)", "Blondiaux", "Loïc", "", ""),
        ("Sasse", "Sasse", "", "", ""),
        ("William H. Press", "Press", "William H.", "", ""),
        ("Lee, Ann.", "Lee", "Ann", "", ""),
        ("With Tucker, J.", "Tucker", "J.", "", ""),
    ],
)
def test_a_person(text: str, family: str, given: str, particle: str, suffix: str) -> None:
    name = person(text)
    assert name == Name(family, given, particle, suffix=suffix)
    assert is_person(name)


@pytest.mark.parametrize("text", ["", ", ", "123"])
def test_no_letters_are_no_person(text: str) -> None:
    assert person(text) == Name()


@pytest.mark.parametrize(
    "text",
    [
        "the Author",
        "Lee’s",
        "See Ann Lee",
        "Ann Lee Bo Ek Cy Fu Di Go",
        "What Next?",
        "lee",
        "Ann Lee 2012",
        "X",
        "As de Prueba, Esempio",
    ],
)
def test_what_has_not_the_form_of_a_person(text: str) -> None:
    assert not is_person(person(text))


@pytest.mark.parametrize("text", ["Freedom House", "Human Rights Watch", "OECD", "The Kremlin", "Levada Center."])
def test_an_institution_is_a_literal(text: str) -> None:
    name = institution(text)
    assert name == Name(literal=text.rstrip("."))
    assert is_body(name)


@pytest.mark.parametrize("text", ["freedom house", "“Nations in Transit”", "It rained. Then it stopped."])
def test_what_has_not_the_form_of_an_institution(text: str) -> None:
    assert not is_body(institution(text))


def test_an_institution_that_is_labelled_as_a_person_is_noticed() -> None:
    assert is_doubled("World Bank")
    assert not is_doubled("Karen House")
    assert not is_doubled("House, Karen")
