"""The records that the manuscripts of these tests cite. All of them are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ponarscite import Library, Record, from_item, to_item

EURASIA, PONARS = "PONARS Eurasia Policy Memo", "PONARS Policy Memo"


def memo(number: int, title: str, authors: Sequence[tuple[str, str]], *date: int, **more: Any) -> Record:
    """A memo with the key that its series and number give."""
    is_old = date[0] < 2008
    item: dict[str, Any] = {
        "id": f"{'pm' if is_old else 'pepm'}{number}",
        "type": "report",
        "title": title,
        "author": [{"family": family, "given": given} for family, given in authors],
        "issued": {"date-parts": [list(date)]},
        "genre": PONARS if is_old else EURASIA,
        "number": str(number),
        **more,
    }
    return from_item(item)


RIVERS = memo(
    775,
    "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?",
    [("Prykladna", "Olena")],
    2022,
    5,
    URL="https://www.ponarseurasia.org/borrowed-rivers/",
    **{"number-of-pages": "6"},
)
ROADS = memo(427, "Roads to an Invented Market", [("Primerov", "Ivan")], 2006, 12)
TRAINS = memo(427, "Night Trains and Their Timetables", [("Ejemplo", "Ana")], 2016, 5)
SALT = memo(660, "Salt Roads of an Imaginary Steppe", [("Beispiel", "Karl"), ("Ejemplo", "Ana")], 2020, 7)
SNOW = memo(590, "Снег и его счетоводы", [("Примеров", "Сергей")], 2019, 4, language="ru")
BOOK = from_item(
    {
        "id": "lee2012",
        "type": "book",
        "title": "Rivers of the North",
        "author": [{"family": "Lee", "given": "Ann"}],
        "publisher": "Oxford University Press",
        "publisher-place": "Oxford",
        "issued": {"date-parts": [[2012]]},
    }
)
COUNTS = memo(548, "Counting the Uncounted: Censuses in Three Fictive Republics", [("Przykładowski", "Jan")], 2018, 11)
GAS = memo(
    497,
    "Gas, Grain, and Guesswork",
    [("de Prueba", "Juan"), ("Esempio", "Livia"), ("Beispiel", "Karl")],
    2017,
    12,
    **{"number-of-pages": "5"},
)
DREAM = memo(303, "“Like a Dream”: Memory Politics in a City That Is Not", [("O'Sample", "Brian")], 2013, 10)
WATER = memo(284, "Why Did the Imaginary Governors Fall?", [("Örneksoy", "Şener")], 2002, 11)
TAXES = memo(
    131, "Налоги вымышленного города", [("Ежемплова", "Мария"), ("Примеров", "Сергей")], 2010, 10, language="ru"
)
ARTICLE = from_item(
    {
        "id": "roe2015",
        "type": "article-journal",
        "title": "Lending Rivers to the Neighbours",
        "author": [{"family": "Roe", "given": "Alan"}],
        "container-title": "Invented Studies",
        "volume": "12",
        "issue": "3",
        "page": "210-235",
        "issued": {"date-parts": [[2015]]},
    }
)
FORMER = from_item(
    {
        "id": "stone2010",
        "type": "book",
        "title": "Stones and Their Owners",
        "author": [{"family": "Stone", "given": "Eva"}],
        "publisher": "Cambridge University Press",
        "publisher-place": "Cambridge",
        "issued": {"date-parts": [[2010]]},
    }
)
"""Its key becomes "stone2010stones" in the library."""

RECORDS = (RIVERS, ROADS, TRAINS, SALT, SNOW, BOOK, COUNTS, GAS, DREAM, WATER, TAXES, ARTICLE, FORMER)


def library() -> Library:
    """A library in memory with all of them."""
    made = Library(":memory:")
    for record in RECORDS:
        made.add(record)
    made.edit("stone2010", {"id": ("stone2010stones",)})
    return made


def own() -> list[Record]:
    """The own bibliography of a manuscript: one memo under two keys, and a book."""
    from ponarscite.manuscript.reading import OURS
    from ponarscite.series.identity import settle

    item = dict(to_item(RIVERS))
    twins = [settle(from_item({**item, "id": key}), OURS) for key in ("prykladna2022", "prykladna2022rivers")]
    book = {"id": "vale2001", "type": "book", "title": "Vales", "author": [{"family": "Vale", "given": "Io"}]}
    return [*twins, from_item({**book, "issued": {"date-parts": [[2001]]}})]
