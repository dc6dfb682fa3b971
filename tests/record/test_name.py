"""Names as pages print them, and every way a byline joins them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from ponarscite.record.institution import INSTITUTIONS, is_institution
from ponarscite.record.name import (
    CAPITAL_PARTICLES,
    MAX_BYLINE,
    PARTICLES,
    Name,
    parse_name,
    parse_names,
    split_affiliations,
    split_byline,
    split_given,
)
from ponarscite.record.text import clean


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sasha de Vogel", Name("Vogel", "Sasha", "de")),
        ("Sebastian de Quant", Name("Quant", "Sebastian", "de")),
        ("Stephan De Spiegeleire", Name("De Spiegeleire", "Stephan")),
        ("Kimberly St. Julian-Varnon", Name("St. Julian-Varnon", "Kimberly")),
        ("Jean-François Ratelle", Name("Ratelle", "Jean-François")),
        ("Remington, Thomas F., Jr.", Name("Remington", "Thomas F.", suffix="Jr.")),
        ("Invented Works,", Name(literal="Invented Works")),
        ("Nigel Gould-Davies", Name("Gould-Davies", "Nigel")),
        ("John O’Loughlin", Name("O’Loughlin", "John")),
        ("Vladimir Gel'man", Name("Gel'man", "Vladimir")),
        ("Alexander N. Sukharenko", Name("Sukharenko", "Alexander N.")),
        ("J. Paul Goode", Name("Goode", "J. Paul")),
        ("Kristin M. Bakke", Name("Bakke", "Kristin M.")),
        ("Lisa McIntosh Sundstrom", Name("Sundstrom", "Lisa McIntosh")),
        ("Sarah Wilson Sokhey", Name("Sokhey", "Sarah Wilson")),
        ("Şener Aktürk", Name("Aktürk", "Şener")),
        ("Алексей Иванович Петров", Name("Петров", "Алексей Иванович")),
        ("Juan de la Prueba", Name("Prueba", "Juan", "de la")),
        ("Thomas F. Remington, Jr.", Name("Remington", "Thomas F.", suffix="Jr.")),
        ("Thomas F. Remington Jr.", Name("Remington", "Thomas F.", suffix="Jr.")),
        ("Remington, Jr., Thomas F.", Name("Remington", "Thomas F.", suffix="Jr.")),
        ("de Vogel, Sasha", Name("Vogel", "Sasha", "de")),
        ("Vogel, Sasha de", Name("Vogel", "Sasha", "de")),
        ("De Spiegeleire, Stephan", Name("De Spiegeleire", "Stephan")),
        ("Oleksandr Scherback", Name("Scherback", "Oleksandr")),  # "dr" and "by" end names, too
        ("Bobby Lee", Name("Lee", "Bobby")),
        ("Dr. Ann Lee", Name("Lee", "Ann")),
        ("By Ann Lee", Name("Lee", "Ann")),
        ("Ann\u00a0Lee", Name("Lee", "Ann")),
        ("PONARS Eurasia", Name(literal="PONARS Eurasia")),
        ("George Washington University", Name(literal="George Washington University")),
        ("Plato", Name(literal="Plato")),
        ("Ann Lee, Ph.D.", Name("Lee", "Ann")),
        ("Ann Lee PhD", Name("Lee", "Ann")),
        ("By: Prof. Dr. Ann Lee", Name("Lee", "Ann")),
        ("Ann de la van Lee", Name("Lee", "Ann", "de la van")),
        ("Ann de La Van Lee", Name("La Van Lee", "Ann", "de")),
        ("Ann De de Lee", Name("Lee", "Ann De", "de")),
        ("de Vogel", Name("Vogel", "de")),
        ("De Vogel", Name("Vogel", "De")),
        ("Lee Jr.", Name("Lee", suffix="Jr.")),
        ("Lee, Jr.", Name("Lee", suffix="Jr.")),
        ("Lee, III", Name("Lee", suffix="III")),
        ("Ann By Lee", Name("Lee", "Ann By")),
        ("ANN BY LEE", Name("LEE", "ANN BY")),
        ("Policy Memo by Ann Lee", Name("Lee", "Ann")),
        ("WRITTEN BY Ann Lee", Name("Lee", "Ann")),
        ("A dispatch from afar by Ann Lee", Name("Lee", "Ann")),
        ("Ann Lee, Senior Fellow", Name("Lee", "Ann")),
        ("Jan Van den Berg", Name("Van den Berg", "Jan")),
        ("Van den Berg, Jan", Name("Van den Berg", "Jan")),
        ("García de la Torre, Ana", Name("García de la Torre", "Ana")),
        ("William H. Press", Name("Press", "William H.")),
        ("Press, William H.", Name("Press", "William H.")),
        ("Apple, Inc.", Name(literal="Apple, Inc.")),
        ("张伟", Name(literal="张伟")),
        ("Wei Zhang (张伟)", Name("Zhang", "Wei (张伟)")),
        ("Wei Zhang 张伟", Name("Zhang", "Wei 张伟")),
        ("Wei (张伟) Zhang", Name("Zhang", "Wei (张伟)")),
        ("Zhang, Wei (张伟)", Name("Zhang", "Wei (张伟)")),
        ("山田 太郎", Name("山田", "太郎")),
        ("김 민수", Name("김", "민수")),
        ("山田 Taro", Name(literal="山田 Taro")),
        ("Kim 김민수", Name(literal="Kim 김민수")),
        ("Ann de Lee III", Name("Lee", "Ann", "de", suffix="III")),
        ("de la, Sasha", Name("la", "Sasha", "de")),
        ("de la Vogel, Sasha van der", Name("Vogel", "Sasha", "de la van der")),
        ("Lee,  Ann ,Jr.", Name("Lee", "Ann ,Jr.")),
        ("Lee,", Name(literal="Lee")),
        ("Lee, Ann, Bo", Name("Lee", "Ann", suffix="Bo")),
        ("", Name()),
        (" \n", Name()),
    ],
)
def test_parse_name(text: str, name: Name) -> None:
    assert parse_name(text) == name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Dinissa Duvanova and Barbara Junisbai", ("Dinissa Duvanova", "Barbara Junisbai")),
        ("Laura Henry, Valerie Sperling and Lisa Sundstrom", ("Laura Henry", "Valerie Sperling", "Lisa Sundstrom")),
        ("A Bo, B Co, and C Do", ("A Bo", "B Co", "C Do")),
        ("A Bo, B Co", ("A Bo", "B Co")),
        ("A Bo & B Co", ("A Bo", "B Co")),
        ("А Бо и В Ко", ("А Бо", "В Ко")),
        ("Junisbai, Azamat", ("Junisbai, Azamat",)),
        ("de Vogel, Sasha", ("de Vogel, Sasha",)),
        ("Junisbai, Azamat; de Vogel, Sasha", ("Junisbai, Azamat", "de Vogel, Sasha")),
        ("Junisbai, A., & de Vogel, S. P.", ("Junisbai, A.", "de Vogel, S. P.")),
        ("Thomas F. Remington, Jr. and Ann Lee", ("Thomas F. Remington, Jr.", "Ann Lee")),
        ("By Ann Lee and Bob Roe", ("Ann Lee", "Bob Roe")),
        ("Center for Research and Education", ("Center for Research and Education",)),
        ("PONARS Eurasia", ("PONARS Eurasia",)),
        ("Ann Lee¹ and Bo Li*", ("Ann Lee", "Bo Li")),
        ("Ann Lee[2], Bo Li3", ("Ann Lee", "Bo Li")),
        ("Ann Lee with Bo Li", ("Ann Lee", "Bo Li")),
        ("Ann Lee und Bo Li", ("Ann Lee", "Bo Li")),
        ("Ann Lee, & Bo Li", ("Ann Lee", "Bo Li")),
        ("Олена Ко та Ян Бо", ("Олена Ко", "Ян Бо")),
        ("Lee, Ann and Li", ("Lee", "Ann", "Li")),
        ("van der Lee, Ann Maria", ("van der Lee", "Ann Maria")),
        ("Lee, Ann Maria", ("Lee, Ann Maria",)),
        ("van der Lee, Ann", ("van der Lee, Ann",)),
        ("Lee, Jr.", ("Lee, Jr.",)),
        ("Ann Lee, Ph.D., and Bo Li, M.A.", ("Ann Lee, Ph.D.", "Bo Li, M.A.")),
        ("Lee, A. B., Li, C", ("Lee, A. B.", "Li, C")),
        ("Lee; ; Li, ;", ("Lee", "Li")),
        (",; Ann Lee, ", ("Ann Lee",)),
        ("Ann Lee、Bo Li，Ян Бо", ("Ann Lee", "Bo Li", "Ян Бо")),
        ("张伟；李娜", ("张伟", "李娜")),
        ("Policy Memo by Ann Lee and Bo Li", ("Ann Lee", "Bo Li")),
        ("Report by: Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, Senior Fellow", ("Ann Lee",)),
        ("Ann Lee, Professor of Law and Politics, and Bo Li, PhD Candidate", ("Ann Lee", "Bo Li")),
        ("Ann Lee, Professor", ("Ann Lee",)),
        ("Senior Fellow", ()),
        ("Ann Lee and Dr. Bo Li", ("Ann Lee", "Bo Li")),
        ("Ann By Lee and Bo Li", ("Ann By Lee", "Bo Li")),
        ("Ann Lee, Bo Li, and Center for Snow", ("Ann Lee", "Bo Li", "Center for Snow")),
        ("Center for Snow, Ice and Rain", ("Center for Snow, Ice and Rain",)),
        ("  ", ()),
    ],
)
def test_split_byline(byline: str, names: tuple[str, ...]) -> None:
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sener Akturk", "Şener Aktürk", True),
        ("Vladimir Gel'man", "Vladimir Gel’man", True),
        ("Lisa McIntosh Sundstrom", "Lisa Sundstrom", True),
        ("A. Junisbai", "Azamat Junisbai", True),
        ("Sergey Petrov", "Sergei Petrov", False),
        ("Sergiy Kudelia", "Serhii Kudelia", False),
        ("Azamat Junisbai", "Barbara Junisbai", False),
        ("Azamat Junisbai", "Azamat Petrov", False),
        ("Junisbai, A. B.", "Azamat Junisbai", True),
        ("Az Junisbai", "Azamat Junisbai", False),
        ("A Junisbai", "B. Junisbai", False),
        ("PONARS Eurasia", "ponars  eurasia", True),
        ("PONARS Eurasia", "PONARS", False),
        ("Sasha de Vogel", "Sasha Vogel", False),
        ("De Spiegeleire, Stephan", "Stephan de Spiegeleire", True),
        ("Stephan De Spiegeleire", "Anna de Spiegeleire", False),
    ],
)
def test_two_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    assert parse_name(one).is_same(parse_name(other)) is same
    assert parse_name(other).is_same(parse_name(one)) is same


NO_NAMES = frozenset(
    "and with und и та і by author authors автор авторы dr prof professor amb ambassador "
    "ph phd d m a j ma jd md esq".split()
)
"""Words of a byline that belong to nobody's name: between names, before them, and degrees behind them."""


@given(st.text(max_size=200) | st.text(alphabet="0aB.,;' \r-&Јr", max_size=20))
@example("0\r0,\r0")
@example("García Márquez, Gabriel; Ann Lee, Jr.")
def test_any_byline_is_read_without_losing_it(text: str) -> None:
    assume(NO_NAMES.isdisjoint(re.findall(r"\w+", clean(text).casefold())))
    names = parse_names(text)
    assert all(names)
    assert sorted(filter(str.isalpha, "".join(map(str, names)))) == sorted(filter(str.isalpha, clean(text)))


@given(st.text(alphabet="abcDE ,;.'-&", max_size=60))
def test_printing_a_name_loses_no_letter(text: str) -> None:
    printed = str(parse_name(text))
    assert sorted(filter(str.isalpha, printed)) == sorted(filter(str.isalpha, text)) or len(printed) < len(text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Ann Lee", [("Ann Lee", "")]),
        ("By: Ann Lee and Bo Roe", [("Ann Lee", ""), ("Bo Roe", "")]),
        ("Ann Lee, Example University", [("Ann Lee", "Example University")]),
        ("Ann Lee (Example University)", [("Ann Lee", "Example University")]),
        ("Ann Lee (guest)", [("Ann Lee (guest)", "")]),
        ("Ann Lee – Center for Snow", [("Ann Lee", "Center for Snow")]),
        ("Ann Lee, Center for Ice, Snow, and Rain", [("Ann Lee", "Center for Ice, Snow, and Rain")]),
        (
            "Ann Lee, Example College, and Bo Roe, MGIMO University",
            [("Ann Lee", "Example College"), ("Bo Roe", "MGIMO University")],
        ),
        ("Ann Lee and PONARS Eurasia", [("Ann Lee", ""), ("PONARS Eurasia", "")]),
        ("PONARS Eurasia", [("PONARS Eurasia", "")]),
        (
            "Institute for European, Russian, and Eurasian Studies",
            [("Institute for European, Russian, and Eurasian Studies", "")],
        ),
        ("", []),
        ("Ann LeeTomsk State University", [("Ann Lee", "Tomsk State University")]),
        ("Ann LeeMcGill University", [("Ann Lee", "McGill University")]),
        ("Ann McDonaldYork University", [("Ann McDonald", "York University")]),
        ("Олена ПрикладнаТомский университет", [("Олена Прикладна", "Томский университет")]),
        ("PeaceTech University", [("PeaceTech University", "")]),
        ("Lisa McIntosh Sundstrom", [("Lisa McIntosh Sundstrom", "")]),
        ("Ann Lee, Senior Fellow", [("Ann Lee", "Senior Fellow")]),
        ("Ann Lee, Professor of Law, Example College", [("Ann Lee", "Professor of Law, Example College")]),
        ("Report by Ann Lee, Director, and Bo Li", [("Ann Lee", "Director"), ("Bo Li", "")]),
    ],
)
def test_split_affiliations(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(split_affiliations(text)) == pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Name("De La Prueba", "Juan"), Name("La Prueba", "Juan de")),
        (Name("Prueba", "Juan", "de la"), Name("La Prueba", "Juan de")),
        (Name("Prueba", "Juan", "de la"), Name("Prueba", "Juan", "", "de la")),
        (Name(literal="Ann Lee"), Name("Lee", "Ann")),
    ],
)
def test_a_name_split_otherwise_is_the_same(one: Name, other: Name) -> None:
    assert one.is_same(other)
    assert other.is_same(one)


@pytest.mark.parametrize(
    ("name", "printed", "inverted", "sort"),
    [
        (Name("Vogel", "Sasha", "de"), "Sasha de Vogel", "de Vogel, Sasha", "de Vogel"),
        (Name("Ray", "Bo", "de", "d'", "Jr."), "Bo d' de Ray Jr.", "de Ray, Bo d', Jr.", "de Ray"),
        (Name("Lee", "Ann"), "Ann Lee", "Lee, Ann", "Lee"),
        (Name("山田", "太郎"), "山田 太郎", "山田, 太郎", "山田"),
        (Name("Lee"), "Lee", "Lee", "Lee"),
        (Name("Lee", "", "de"), "de Lee", "de Lee", "de Lee"),
        (Name(literal="Snow Institute"), "Snow Institute", "Snow Institute", "Snow Institute"),
        (Name("Lee", "Ann", literal="Snow Institute"), "Snow Institute", "Snow Institute", "Snow Institute"),
        (Name(), "", "", ""),
    ],
)
def test_a_name_is_printed_inverted_and_sorted(name: Name, printed: str, inverted: str, sort: str) -> None:
    assert (str(name), name.inverted, name.sort) == (printed, inverted, sort)


@pytest.mark.parametrize(
    ("name", "is_named"),
    [
        (Name("Lee"), True),
        (Name(given="Ann"), True),
        (Name(literal="Lee"), True),
        (Name(non_dropping_particle="de", suffix="Jr."), False),
        (Name(), False),
    ],
)
def test_a_name_needs_more_than_particles(name: Name, is_named: bool) -> None:
    assert bool(name) is is_named


@pytest.mark.parametrize(
    ("given", "split"),
    [
        ("Juan de la", ("Juan", "de la")),
        ("Juan", ("Juan", "")),
        ("Juan De", ("Juan De", "")),
        ("de", ("de", "")),
        ("de la", ("de", "la")),
        ("Juan de B.", ("Juan de B.", "")),
        ("", ("", "")),
    ],
)
def test_a_particle_is_split_from_given_names(given: str, split: tuple[str, str]) -> None:
    assert split_given(given) == split


@pytest.mark.parametrize("particle", sorted(PARTICLES))
def test_a_particle_stands_before_the_family_name(particle: str) -> None:
    name = Name("Prueba", "Ana", particle)
    for text in (f"Ana {particle} Prueba", f"{particle} Prueba, Ana", f"Prueba, Ana {particle}"):
        assert parse_name(text) == name, text


@pytest.mark.parametrize("particle", sorted(CAPITAL_PARTICLES))
def test_a_particle_with_a_capital_belongs_to_the_family_name(particle: str) -> None:
    for text in (f"Ana {particle} Prueba", f"{particle} Prueba, Ana"):
        assert parse_name(text) == Name(f"{particle} Prueba", "Ana"), text


@pytest.mark.parametrize("word", sorted(INSTITUTIONS))
def test_a_name_with_such_a_word_is_an_institution(word: str) -> None:
    for text in (word, word.upper(), f"Invented {word} of Snow", f"Snow ({word})", f"Snow-{word}"):
        assert is_institution(text), text
    assert not is_institution(f"{word}x Lee")
    assert parse_name(f"Ann {word}") == Name(literal=f"Ann {word}")


def test_what_follows_a_very_long_byline_is_left_out() -> None:
    one, other = "x" * (MAX_BYLINE - 12), "x" * MAX_BYLINE
    assert split_byline(f"{one} and Ann Lee") == (one, "Ann Lee")
    assert split_byline(f"{other} and Ann Lee") == (other,)


@pytest.mark.parametrize("text", ["Ivanov, S.A.", "Kim, N.V.", "Petrov, B.V."])
def test_initials_behind_a_comma_are_no_legal_form(text: str) -> None:
    family, _, given = text.partition(", ")
    assert parse_name(text) == Name(family, given)


@pytest.mark.parametrize("text", ["Acme, Inc.", "Simon & Schuster, Inc.", "Rivers and Lakes, S.A.", "Petrobras S.A."])
def test_a_legal_form_behind_a_comma_is_no_given_name(text: str) -> None:
    assert parse_name(text) == Name(literal=text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Frye T", Name("Frye", "T")),
        ("Frye TM", Name("Frye", "TM")),
        ("Onuch O.", Name("Onuch", "O.")),
        ("Onuch O. A.", Name("Onuch", "O. A.")),
        ("Ivanov I.I.", Name("Ivanov", "I.I.")),
        ("Иванов И. И.", Name("Иванов", "И. И.")),
        ("De Spiegeleire S", Name("De Spiegeleire", "S")),
        ("van Zon H", Name("Zon", "H", "van")),
        ("García Márquez G", Name("García Márquez", "G")),
        ("O’Loughlin J.-F.", Name("O’Loughlin", "J.-F.")),
        ("J. Van den Bosch", Name("Van den Bosch", "J.")),
        ("J. van den Bosch", Name("Bosch", "J.", "van den")),
        ("T Frye", Name("Frye", "T")),
        ("A. B. Lee", Name("Lee", "A. B.")),
        ("Anna LEE", Name("LEE", "Anna")),
        ("Wei XU", Name("XU", "Wei")),
        ("John Paul II", Name("Paul", "John", suffix="II")),
        ("T. F.", Name("F.", "T.")),
    ],
)
def test_initials_behind_a_name_are_given_names(text: str, name: Name) -> None:
    assert parse_name(text) == name
