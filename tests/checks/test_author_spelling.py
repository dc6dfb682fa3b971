"""One author under two spellings, and people who only look alike."""

import pytest

from ponarscite.record.name import parse_name
from tests.checks.catalogue import found, keys, numbered


def told(*names: str) -> list[str]:
    """The keys of the memos whose author is reported as a spelling of another; each memo has one author."""
    return keys([numbered(700 + n, by=name) for n, name in enumerate(names)], "P011")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sener Akturk", "Şener Aktürk"),
        ("Oleksandr Scherback", "Oleksandr Shcherbak"),
        ("Lisa Sundstrom", "Lisa McIntosh Sundstrom"),
        ("Alexander Sukharenko", "Alexander N. Sukharenko"),
        ("J. Goode", "J. Paul Goode"),
        ("A. Junisbai", "Azamat Junisbai"),
        ("Azamat Zhunisbay", "Azamat Junisbai"),
        ("Mikhail Alekseev", "Mikhail Alexseev"),
        ("Dmitry Gorenberg", "Dmitry Gorenburg"),
        ("Sufian Zhemukov", "Sufian Zhemukhov"),
        ("Alla Kasianova", "Alla Kassianova"),
        ("Ivan Popoff", "Ivan Popov"),
        ("Junisbai Azamat", "Azamat Junisbai"),
        ("Ана Ежемпло", "Ана Э. Ежемпло"),
        ("Wilson Sokhey, Sarah", "Sarah Wilson Sokhey"),
    ],
)
def test_one_author_in_two_spellings(one: str, other: str) -> None:
    assert len(told(one, other)) == 1
    assert told(one, other, other) == ["pepm700"]
    assert told(other, other, one) == ["pepm702"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Ejemplo", "Sergei Ejemplo"),
        ("Sergii Ejemplo", "Serhii Ejemplo"),
        ("Azamat Junisbai", "Barbara Junisbai"),
        ("Ivan Ivanov", "Ivan Ivanova"),
        ("Sasha Belsky", "Sasha Belskaya"),
        ("John O’Loughlin", "John O'Loughlin"),
        ("Vladimir Gel'man", "Vladimir Gelʼman"),
        ("Nigel Gould-Davies", "Nigel Gould‑Davies"),
        ("Азамат Жунисбай", "Azamat Zhunisbay"),
        ("John Keats", "John Yeats"),
        ("Alexander N. Ejemplo", "Alexander V. Ejemplo"),
        ("Ana Prykladna", "Ana Zrazok"),
        ("PONARS Eurasia", "PONARS Euroasia Team"),
        ("Plato", "Plata"),
        ("A. Kozlov", "B. Kozlov"),
    ],
)
def test_two_people_or_one_spelling(one: str, other: str) -> None:
    assert told(one, other) == []


def test_an_initial_that_fits_two_people_is_not_reported() -> None:
    assert told("A. Ejemplo", "Ana Ejemplo", "Arturo Ejemplo") == []
    assert told("A. Ejemplo", "Ana Ejemplo", "Ana M. Ejemplo") == ["pepm700", "pepm701"]


def test_the_message_names_the_other_spelling_and_its_records() -> None:
    records = [numbered(n, by=by) for n, by in ((1, "Şener Aktürk"), (2, "Şener Aktürk"), (3, "Sener Akturk"))]
    (problem,) = found(records, "P011")
    assert problem.message == "Sener Akturk is spelled Şener Aktürk in pepm1 and 1 more record"
    assert (problem.key, problem.variable, problem.others) == ("pepm3", "author", ("pepm1", "pepm2"))
    split = [numbered(1, author=(parse_name("Wilson Sokhey, Sarah"),)), numbered(2, by="Sarah Wilson Sokhey")]
    (problem,) = found(split, "P011")
    assert problem.message == "Sokhey, Sarah Wilson is spelled Wilson Sokhey, Sarah in pepm1"


def test_an_author_twice_in_a_record_is_reported_once() -> None:
    assert told("Sener Akturk and Sener Akturk", "Şener Aktürk", "Şener Aktürk", "Şener Aktürk") == ["pepm700"]
