from __future__ import annotations

from typing import Any

import pytest

from ponarscite.formats.bibtex.person import persons_of
from ponarscite.record.item import from_item
from ponarscite.record.name import Name


def names(text: str) -> list[Name]:
    return list(from_item({"author": persons_of(text)}).author)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, Ann and Sasha de Vogel", [Name("Lee", "Ann"), Name("Vogel", "Sasha", "de")]),
        ("de la Prueba, Juan", [Name("Prueba", "Juan", "de la")]),
        ("Prueba, Juan de la", [Name("Prueba", "Juan", "de la")]),
        ("{De Spiegeleire}, Stephan", [Name("De Spiegeleire", "Stephan")]),
        ("{de Vogel}, Sasha", [Name("de Vogel", "Sasha")]),
        ("Remington, Jr., Thomas F.", [Name("Remington", "Thomas F.", suffix="Jr.")]),
        ("{PONARS Eurasia} and others", [Name(literal="PONARS Eurasia"), Name(literal="others")]),
        ("PONARS Eurasia", [Name(literal="PONARS Eurasia")]),
        ("Plato", [Name(literal="Plato")]),
        (r"{\"O}rnek, {\c S}ener and Zr{\'a}zok, P.~Q.", [Name("Örnek", "Şener"), Name("Zrázok", "P. Q.")]),
        ("family=Prueba, given=Juan, prefix=de la, useprefix=true", [Name("Prueba", "Juan", "de la")]),
        (
            'family=Humboldt, given={Alexander}, prefix="von", useprefix=false',
            [Name("Humboldt", "Alexander", dropping_particle="von")],
        ),
        ("family=, given=Ann", []),
        ("", []),
        (" and ", []),
        ("Lee, Ann,", [Name("Lee", "Ann")]),
        ("Lee}, Ann", [Name("Lee", "Ann")]),
    ],
)
def test_names(text: str, expected: Any) -> None:
    assert names(text) == expected
