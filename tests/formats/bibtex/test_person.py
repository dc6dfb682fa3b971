from __future__ import annotations

import time
from typing import Any

import pytest

from ponarscite.formats.bibtex.name_list import names_of, persons_of
from ponarscite.record.item import from_item
from ponarscite.record.name import Name


def names(text: str) -> list[Name]:
    return list(from_item({"author": persons_of(text)}).author)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lee, Ann and Sasha de Vogel", [Name("Lee", "Ann"), Name("Vogel", "Sasha", "de")]),
        ("de la Prueba, Juan", [Name("Prueba", "Juan", "de la")]),
        ("Prueba, Juan de la", [Name("Prueba", "Juan", dropping_particle="de la")]),
        ("García de la Torre, Ana", [Name("García de la Torre", "Ana")]),
        (r"Ma\~{n}ana, Jos\'{e}", [Name("Mañana", "José")]),
        (r"Jean Fran\c cois and Haji\v c, Jan", [Name("François", "Jean"), Name("Hajič", "Jan")]),
        (r"\ifmmode \check{Z}\else \v{Z}\fi{}umer, S.", [Name("Žumer", "S.")]),
        (r"A.~B. Uno", [Name("Uno", "A. B.")]),
        ("Uno, Ana AND OTHERS", [Name("Uno", "Ana"), Name(literal="others")]),
        ("Sánchez y Gómez, Luis", [Name("Sánchez y Gómez", "Luis")]),
        ("Machado de Assis, J. M.", [Name("Machado de Assis", "J. M.")]),
        ("Van den Berg, Jan", [Name("Van den Berg", "Jan")]),
        ("van den Berg, Jan", [Name("Berg", "Jan", "van den")]),
        ("de la Torre y Vega, Ana", [Name("Torre y Vega", "Ana", "de la")]),
        ("{\\'E}lan de la Cruz, Ana", [Name("Élan de la Cruz", "Ana")]),
        ("{\\'e}lan Cruz, Ana", [Name("Cruz", "Ana", "élan")]),
        ("{de la} Cruz, Ana", [Name("de la Cruz", "Ana")]),
        ("Ana Mar{\\'i}a de la Torre", [Name("Torre", "Ana María", "de la")]),
        ("bell hooks", [Name("hooks", "bell")]),
        ("King, Martin Luther, Jr.", [Name("King", "Martin Luther", suffix="Jr.")]),
        ("Freedom House", [Name(literal="Freedom House")]),
        ("Lee, A. and ", [Name("Lee", "A.")]),
        ("Lee, A. and Li, B. and", [Name("Lee", "A."), Name("Li", "B.")]),
        (" and Lee, A. and and Li, B. AND \n", [Name("Lee", "A."), Name("Li", "B.")]),
        ("and", []),
        ("Anderson, A. and Brand, B.", [Name("Anderson", "A."), Name("Brand", "B.")]),
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


@pytest.mark.parametrize(
    ("text", "expected", "outcome"),
    [
        ("Uno E, Dos G, Tres KA", [Name("Uno", "E"), Name("Dos", "G"), Name("Tres", "KA")], "read as 3 names"),
        ("Uno, A., Dos, B. C.", [Name("Uno", "A."), Name("Dos", "B. C.")], "read as 2 names"),
        ("Ana Uno, Bo Dos, Cy Tres", [Name("Uno", "Ana"), Name("Dos", "Bo"), Name("Tres", "Cy")], "read as 3 names"),
        ("Ana Uno; Dos, Bo; Tres", [Name("Uno", "Ana"), Name("Dos", "Bo"), Name(literal="Tres")], "read as 3 names"),
        ("Uno A, Dos BC", [Name("Uno", "A"), Name("Dos", "BC")], "read as 2 names"),
        ("A. Uno, B. C. Dos", [Name("Uno", "A."), Name("Dos", "B. C.")], "read as 2 names"),
        ("Ana Uno \\& Bo Dos", [Name("Uno", "Ana"), Name("Dos", "Bo")], "read as 2 names"),
        ("张伟, 李娜, 王芳", [Name(literal="张伟"), Name(literal="李娜"), Name(literal="王芳")], "read as 3 names"),
        ("Uno, Dos, Tres, Quattro", [Name(literal="Uno, Dos, Tres, Quattro")], "kept as one name"),
        ("Uno, Dos, Tres", [Name(literal="Uno, Dos, Tres")], "kept as one name"),
    ],
)
def test_a_list_without_and_is_told_and_keeps_its_order(text: str, expected: list[Name], outcome: str) -> None:
    assert names(text) == expected
    (doubt,) = names_of(text).doubts
    assert doubt == f'names without "and" between them: {text.replace(chr(92), "")!r} is {outcome}'


def test_a_comma_within_a_list_with_and_is_told() -> None:
    assert names("Ana Uno, Bo Dos and Cy Tres") == [Name("Ana Uno", "Bo Dos"), Name("Tres", "Cy")]
    assert names_of("Ana Uno, Bo Dos and Cy Tres").doubts == (
        "names without \"and\" between them: 'Ana Uno, Bo Dos' is kept as one name",
    )
    assert not names_of("García Márquez, Gabriel and Cy Tres").doubts
    assert not names_of("García Márquez, Gabriel José and Tres, Cy").doubts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Uno, Bo Dos, and Cy Tres", [Name("Uno", "Ana"), Name("Dos", "Bo"), Name("Tres", "Cy")]),
        ("A. Uno, B. Dos and C. Tres", [Name("Uno", "A."), Name("Dos", "B."), Name("Tres", "C.")]),
        ("Uno, A., Dos, B., and Tres, C.", [Name("Uno", "A."), Name("Dos", "B."), Name("Tres", "C.")]),
        ("Uno Dos, Ana Bo, and Tres, Cy", [Name("Uno Dos", "Ana Bo"), Name("Tres", "Cy")]),
        ("Uno, A. et al.", [Name("Uno", "A."), Name(literal="others")]),
        ("Ana Uno et~al.", [Name("Uno", "Ana"), Name(literal="others")]),
        ("Uno, A. and Dos, B., et al", [Name("Uno", "A."), Name("Dos", "B."), Name(literal="others")]),
    ],
)
def test_a_sentence_of_names(text: str, expected: list[Name]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lee, Ann and Li, Bo",
        "King, Jr., Martin",
        "King, Martin, Jr.",
        "{Lee, Li, Lo; Co}, Ann",
        "{A, B, C, D}",
        "Lee,, Ann",
    ],
)
def test_names_as_bibtex_wants_them_leave_no_doubt(text: str) -> None:
    assert not names_of(text).doubts


@pytest.mark.parametrize(
    "text", ["and " * 50_000, " and" * 50_000, "A, " * 50_000, "{;" * 50_000, "& " * 50_000, ";" * 50_000]
)
def test_a_hostile_list_is_read_in_no_time(text: str) -> None:
    began = time.monotonic()
    names_of(text)
    assert time.monotonic() - began < 10
