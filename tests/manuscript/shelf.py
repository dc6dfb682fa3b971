"""The records that the manuscripts of these tests cite. All of them are invented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ponarscite import Library, Record, from_item

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
RECORDS = (RIVERS, ROADS, TRAINS, SALT, SNOW, BOOK)


def library() -> Library:
    """A library in memory with all of them."""
    made = Library(":memory:")
    for record in RECORDS:
        made.add(record)
    return made
