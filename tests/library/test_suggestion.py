"""What somebody may mean who has typed so much, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ponarscite import Library, PluginManager
from ponarscite.library.suggestion import suggested
from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record


def memo(number: int, year: int, author: str, title: str) -> Record:
    genre = "PONARS Policy Memo" if year < 2008 else "PONARS Eurasia Policy Memo"
    names = (Name(family=author, given="Barbara"),)
    return Record(type="report", title=title, author=names, genre=genre, number=str(number), issued=Date(year))


RECORDS = (
    memo(427, 2006, "Snow", "Old Winters"),
    memo(427, 2016, "Snow", "New Winters"),
    memo(775, 2022, "Жунусбаева", "Borrowed Valleys of Kazakhstan"),
    memo(77, 2009, "de la Prueba", "Émigré Snow"),
    memo(660, 2020, "O’Hara", "2022 as a Year"),
    Record(id="valley2020", type="book", title="Rivers", author=(Name(family="Ejemplo"),), issued=Date(2020)),
    Record(id="Ünal-2019", type="book", title="Covid19 and After", author=(Name(family="Ünal"),), issued=Date(2019)),
)


@pytest.fixture(scope="module")
def library(plugins_of_module: PluginManager) -> Iterator[Library]:
    with Library(":memory:", plugins_of_module) as made:
        made.add_all(RECORDS)
        yield made


@pytest.fixture(scope="module")
def plugins_of_module() -> PluginManager:
    from ponarscite import plugin_manager

    return plugin_manager(external=False)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("77", "pepm77 pepm775"),
        ("pepm:77", "pepm77 pepm775"),
        ("PEPM77", "pepm77 pepm775"),
        ("ponars:427", "pm427 pepm427"),
        ("pm:427", "pm427"),
        ("pm:0427", "pm427"),
        ("pepm6", "pepm660"),
        ("2022", "pepm660 pepm775"),
        ("winters 2016", "pepm427"),
        ("snow", "pepm427 pm427 pepm77"),
        ("sn_wi_20", "pepm427 pm427"),
        ("emigre", "pepm77"),
        ("ÉMIGRÉ", "pepm77"),
        ("zhun", "pepm775"),
        ("Жуну", "pepm775"),
        ("prueba snow", "pepm77"),
        ("ohara", "pepm660"),
        ("o'hara", "pepm660"),
        ("valley", "valley2020 pepm775"),
        ("VALLEY2020", "valley2020"),
        ("unal", "Ünal-2019"),
        ("unal2019", "Ünal-2019"),
        ("covid19", "Ünal-2019"),
        ("ejemplo2020", "valley2020"),
        ("kazakhstan 775", "pepm775"),
        ("nothing", ""),
        ("snow nothing", ""),
        ("%", ""),
        ("' OR 1 = 1", ""),
        ('"', ""),
        ("ponars:" + "9" * 60, ""),
        ("\ud800", ""),
    ],
)
def test_records_are_meant(typed: str, keys: str, library: Library) -> None:
    assert [item["id"] for item in library.suggest(typed)] == keys.split()


def test_nothing_typed_means_the_newest(library: Library) -> None:
    assert [item["id"] for item in library.suggest("", 2)] == ["Ünal-2019", "valley2020"]
    assert library.suggest("snow", 0) == []


def test_no_more_are_meant_than_asked_for(library: Library) -> None:
    assert [item["id"] for item in library.suggest("snow", 2)] == ["pepm427", "pm427"]


@pytest.mark.parametrize("typed", ["a" * 100_000, "a " * 50_000, "7" * 100_000, "a_" * 50_000])
def test_what_is_long_is_cut(typed: str, library: Library) -> None:
    assert suggested(library._database, typed, 50) == []
