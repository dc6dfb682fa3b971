"""Libraries for the tests of the pages: one that shows every view, and one whose texts attack whoever shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ponarscite import Library, PluginManager, ingest
from tests.conftest import EXAMPLES

AUTHORS = (
    {"family": "Prykladna", "given": "Olena"},
    {"family": "Wymysłowski", "given": "Jan"},
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


MONTHS = "January February March April May June July August September October November December".split()

TEXT = """\
Policy Memos | Аналитика

{title}

  • {date}
  • {authors}
ponars eurasia policy memo no. {number} (pdf)

Nobody counted this valley before, and nobody agreed on how to.[1] The counting went on for a year.

What Was Counted

Roads, lights and trees.[2] The rest is told elsewhere.

{notes}

Pepm{number}_{family}_{stamp} (PDF)Download
"""
"""The text of a memo's page."""


def month_of(number: int) -> tuple[int, int]:
    """Year and month of a memo."""
    return 2023 + (number - 8951) // 4, 1 + (number - 8951) % 4 * 3


def authors_of(number: int) -> list[dict[str, str]]:
    """Authors of a memo."""
    return [AUTHORS[number % 5], AUTHORS[(number + 2) % 5]][: 1 + number % 2]


def note(place: int, number: int) -> str:
    """A note that cites a memo."""
    year, month = month_of(number)
    names = " and ".join(f"{one['given']} {one['family']}" for one in authors_of(number))
    dated = f"{MONTHS[month - 1]} {year}"
    return f"[{place}] See: {names}, “{TITLES[number]},” PONARS Eurasia Policy Memo No. {number}, {dated}."


def text_of(number: int) -> str:
    """The text of a memo's page, which cites up to three older memos."""
    year, month = month_of(number)
    older = [one for one in TITLES if one < number]
    cited = dict.fromkeys([*older[:1], *older[number % 3 :: 3]])
    names = " and ".join(f"{one['given']} {one['family']}" for one in authors_of(number))
    family, stamp = authors_of(number)[0]["family"].replace(" ", "-"), f"{MONTHS[month - 1]}{year}"
    notes = "\n\n".join(note(place, one) for place, one in enumerate(cited, 1))
    date = f"{MONTHS[month - 1]} 14, {year}"
    given = {"number": number, "date": date, "authors": names, "notes": notes, "family": family, "stamp": stamp}
    return TEXT.format(title=TITLES[number], **given)


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
        "author": authors_of(number),
        "issued": {"date-parts": [list(month_of(number))]},
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
        {**article, "id": "wymyslowski2019rivers"},
        {**article, "id": "wymyslowski2020river", "title": "Rivers as Archives of the Invented State", "issue": "3"},
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
    disputed = [{**memo(8953, TITLES[8953]), "issued": {"date-parts": [[2023, 9, 2]]}}] if len(found) > 6 else []
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


def citing(folder: Path, plugins: PluginManager) -> str:
    """The path of a library as `usual`, with the texts of memos that cite each other."""
    path = usual(folder, plugins)
    texts = folder / "texts"
    texts.mkdir()
    for number in list(TITLES)[1:]:
        (texts / f"{number}.txt").write_text(text_of(number), encoding="utf-8")
    with Library(path, plugins) as library:
        library.add_all(ingest(str(texts), roles=("subject", "cited"), plugins=plugins))
    return path
