"""Libraries for the tests of the pages: one that shows every view, and one whose texts attack whoever shows them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ponarscite import Library, PluginManager, ingest
from tests.conftest import EXAMPLES

AUTHORS = (
    {"family": "Prykladna", "given": "Olena"},
    {"family": "de la Prueba", "given": "Juan"},
    {"family": "Beispiel", "given": "Kit"},
    {"family": "Придуманная", "given": "Иванна"},
    {"family": "Zrazok", "given": "Petro"},
)
TITLES = {
    8951: "Snow Roads: How an Invented Valley Counts Its Winters",
    8952: "Ledgers Without Banks",
    8953: "Who Reads the Timetable?",
    8956: "Borders That Move at Night: Ferries, Fog, and the Politics of a Made-up Delta",
    8957: "Кто платит за воду: выдуманные долины и их счета",
    8958: "The Committee That Never Met",
    8962: "An Orchard on the Line: Property, Memory, and Apples After a Border That Nobody Drew, "
    "With a Note on the Two Censuses That Counted the Same Trees Twice",
    8963: "Small Ships, Long Rivers",
    8964: "Counting Lighthouses in a Steppe",
}
"""Number -> title; 8954, 8955 and 8959 to 8961 are missing."""

HOSTILE_TEXTS = {
    "img": '<img src=x onerror="alert(1)"><script>alert(2)</script>',
    "quotes": "\"' onmouseover='alert(3)' x=\"{{ 7*7 }} {% raw %}",
    "bidi": "\u202eevil\u2066 \u200f title\u202c",
    "long": "A" * 2_500 + " " + "Long words " * 230,
    "tags": "</title></textarea></pre></script><svg onload=alert(4)>",
}


def memo(number: int, title: str, **more: Any) -> dict[str, Any]:
    """A memo of the series, as CSL-JSON."""
    return {
        "id": f"pepm{number}",
        "type": "report",
        "genre": "PONARS Eurasia Policy Memo",
        "publisher": "George Washington University",
        "publisher-place": "Washington, DC",
        "number": str(number),
        "title": title,
        "author": [AUTHORS[number % 5], AUTHORS[(number + 2) % 5]][: 1 + number % 2],
        "issued": {"date-parts": [[2021 + (number - 8951) // 4, 1 + number % 12]]},
        "URL": f"https://www.ponarseurasia.org/invented-{number}/",
        **more,
    }


def items() -> list[dict[str, Any]]:
    """Memos with gaps, an article twice, and works of other kinds."""
    article = {
        "type": "article-journal",
        "title": "Rivers as Archives of an Invented State",
        "container-title": "Journal of Made-Up Studies",
        "volume": "12",
        "page": "1-20",
        "author": [AUTHORS[1]],
        "issued": {"date-parts": [[2019]]},
    }
    return [
        *(memo(number, title) for number, title in TITLES.items()),
        {**article, "id": "prueba2019rivers"},
        {**article, "id": "prueba2020river", "title": "Rivers as Archives of the Invented State", "issue": "3"},
        {
            "id": "zrazok2018book",
            "type": "book",
            "title": "A Short History of Bridges",
            "publisher": "Exempel",
            "author": [AUTHORS[4]],
            "issued": {"date-parts": [[2018]]},
        },
    ]


def hostile_items() -> list[dict[str, Any]]:
    """Works whose every text attacks."""
    return [
        {
            "id": f"hostile-{name}",
            "type": "book",
            "title": text,
            "author": [{"family": text[:200], "given": "A."}],
            "publisher": text[:300],
            "abstract": text,
            "note": text,
            "URL": "javascript:alert(5)",
            "issued": {"date-parts": [[2020]]},
        }
        for name, text in HOSTILE_TEXTS.items()
    ]


def filled(folder: Path, plugins: PluginManager, found: list[dict[str, Any]]) -> str:
    """The path of a library with some items, and with the pages of the examples."""
    path = folder / "library.sqlite"
    file = folder / "items.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    disputed = [{**memo(8953, TITLES[8953]), "issued": {"date-parts": [[2021, 9, 2]]}}] if len(found) > 6 else []
    file_2 = folder / "other.json"
    file_2.write_text(json.dumps(disputed), encoding="utf-8")
    with Library(path, plugins) as library:
        for source in (file, *([file_2] if disputed else []), EXAMPLES / "pages"):
            library.add_all(ingest(str(source), roles=("subject", "cited", "mentioned"), plugins=plugins))
        library.tag("pepm8951", "water", "read twice") if disputed else None
    return str(path)


def usual(folder: Path, plugins: PluginManager) -> str:
    """The path of a library that has something for every view."""
    return filled(folder, plugins, items())


def hostile(folder: Path, plugins: PluginManager) -> str:
    """The path of a library whose texts attack."""
    return filled(folder, plugins, hostile_items())


EXPECTED: Mapping[str, int] = {"missing": 5}
