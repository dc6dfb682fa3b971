"""Cite as you write: the citations that Better BibTeX and JabRef give, and the picker's page."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest

from ponarscite import Library, from_item
from ponarscite.integrations.web.citation_text import KEYS, LABELS, WRITERS, Picked
from ponarscite.integrations.web.picks import MOST, Picks
from tests.integrations.web.conftest import HOST, Site

LEE = {"key": "lee2020"}
RAY = {"key": "ray2021"}
PAGE = {"key": "lee2020", "locator": "3-5", "label": "page"}
CHAPTER = {"key": "ray2021", "locator": "2", "label": "chapter", "prefix": "see", "suffix": "passim"}
YEAR = {"key": "lee2020", "suppressAuthor": True}
SEE = {"key": "lee2020", "prefix": "see"}
AGAIN = {"key": "lee2020", "suffix": "and passim"}
SLASH = {"key": "10.1000/a"}
EVIL = {"key": r"a}b\input{x}"}
HARD = {"key": "lee2020", "prefix": "50 % & #", "locator": "1"}

ROWS: list[tuple[str, dict[str, str], list[dict[str, Any]], str]] = [
    ("latex", {}, [LEE], r"\cite{lee2020}"),
    ("latex", {}, [LEE, RAY], r"\cite{lee2020,ray2021}"),
    ("latex", {"command": "citep"}, [LEE, RAY], r"\citep{lee2020,ray2021}"),
    ("latex", {"command": r"\evil{}%"}, [LEE], r"\evil{lee2020}"),
    ("latex", {}, [PAGE], r"\cite[3-5]{lee2020}"),
    ("latex", {}, [CHAPTER], r"\cite[see][ch. 2, passim]{ray2021}"),
    ("latex", {}, [SEE], r"\cite[see][]{lee2020}"),
    ("latex", {}, [AGAIN], r"\cite[and passim]{lee2020}"),
    ("latex", {}, [YEAR], r"\citeyear{lee2020}"),
    ("latex", {}, [YEAR, {**RAY, "suppressAuthor": True}], r"\citeyear{lee2020,ray2021}"),
    ("latex", {}, [YEAR, RAY], r"\citeyear{lee2020}\cite{ray2021}"),
    ("latex", {}, [PAGE, RAY], r"\cite[3-5]{lee2020}\cite{ray2021}"),
    ("latex", {"page": "S."}, [PAGE], r"\cite[S. 3-5]{lee2020}"),
    ("latex", {}, [HARD], r"\cite[50 \% \& \#][1]{lee2020}"),
    ("cite", {}, [LEE], r"\cite{lee2020}"),
    ("citep", {}, [LEE], r"\citep{lee2020}"),
    ("citet", {}, [LEE, RAY], r"\citet{lee2020,ray2021}"),
    ("natbib", {}, [LEE], r"\cite{lee2020}"),
    ("biblatex", {}, [LEE, RAY], r"\autocite{lee2020,ray2021}"),
    ("biblatex", {"command": "parencite"}, [PAGE], r"\parencite[3-5]{lee2020}"),
    ("biblatex", {}, [YEAR], r"\autocite*{lee2020}"),
    ("biblatex", {"command": "textcite"}, [YEAR], r"\textcite{lee2020}"),
    ("biblatex", {}, [YEAR, RAY], r"\autocite{lee2020,ray2021}"),
    ("biblatex", {}, [PAGE, CHAPTER], r"\autocites[3-5]{lee2020}[see][ch. 2, passim]{ray2021}"),
    ("biblatex", {"command": "cites"}, [PAGE, RAY], r"\cites[3-5]{lee2020}{ray2021}"),
    ("latex", {}, [EVIL], r"\cite{a_b_input_x_}"),
    ("biblatex", {}, [EVIL, LEE], r"\autocite{a_b_input_x_,lee2020}"),
    ("biblatex", {}, [{**EVIL, "prefix": "see [1]", "suffix": "and ] there"}], r"\autocite[{see [1]}][{and ] there}]{a_b_input_x_}"),  # fmt: skip  # noqa: E501
    ("mmd", {}, [LEE, RAY], "[#lee2020][][#ray2021][]"),
    ("mmd", {}, [SEE], "[see][#lee2020]"),
    ("pandoc", {}, [LEE, RAY], "@lee2020; @ray2021"),
    ("pandoc", {"brackets": "1"}, [LEE], "[@lee2020]"),
    ("pandoc", {"brackets": "true"}, [PAGE, CHAPTER], "[@lee2020, p. 3-5; see @ray2021, ch. 2 passim]"),
    ("pandoc", {"brackets": "yes"}, [YEAR], "[-@lee2020]"),
    ("pandoc", {"brackets": "yes"}, [SLASH], "[@10.1000/a]"),
    ("asciidoctor-bibtex", {}, [LEE, RAY], "cite:[lee2020, ray2021]"),
    ("asciidoctor-bibtex", {"cite": "citenp"}, [PAGE, CHAPTER], "citenp:[lee2020(3-5), ray2021(ch. 2)]"),
    ("scannable-cite", {}, [LEE], "{ | Lee, (2020) | | | key:lee2020 }"),
    ("scannable-cite", {}, [CHAPTER], "{ see | Ray, (2021) | ch. 2 | passim | key:ray2021 }"),
    ("scannable-cite", {}, [YEAR], "{ | -Lee, (2020) | | | key:lee2020 }"),
    ("playground", {}, [LEE, RAY], "lee2020,ray2021"),
    (
        "playground",
        {"citeprefix": "#cite(", "citepostfix": ")", "keyprefix": '"', "keypostfix": '"', "separator": ", "},
        [LEE, RAY],
        '#cite("lee2020", "ray2021")',
    ),
    ("citationLinks", {}, [LEE, RAY], "cites: lee2020\ncites: ray2021"),
    ("typst", {}, [LEE, RAY], "@lee2020 @ray2021"),
    ("typst", {}, [PAGE], "@lee2020[p. 3-5]"),
    ("typst", {}, [CHAPTER], "see @ray2021[ch. 2, passim]"),
    ("typst", {}, [YEAR], '#cite(<lee2020>, form: "year")'),
    ("typst", {}, [SLASH], '#cite(label("10.1000/a"))'),
    ("typst", {}, [{**LEE, "prefix": "#x [y] $z$"}], r"\#x \[y\] \$z\$ @lee2020"),
    ("typst", {}, [{**LEE, "suffix": "1/2 // a /* b"}], r"@lee2020[1/2 \// a \/\* b]"),
    ("org-cite", {}, [LEE, RAY], "[cite:@lee2020;@ray2021]"),
    ("org-cite", {}, [PAGE, CHAPTER], "[cite:@lee2020 p. 3-5;see @ray2021 ch. 2 passim]"),
    ("org-cite", {}, [YEAR], "[cite/na:@lee2020]"),
    ("org-cite", {}, [YEAR, RAY], "[cite/na:@lee2020][cite:@ray2021]"),
    ("rst", {}, [LEE, RAY], ":cite:p:`lee2020,ray2021`"),
    ("rst", {}, [PAGE, CHAPTER], ":cite:p:`lee2020{p. 3-5},{see}ray2021{ch. 2, passim}`"),
    ("rst", {}, [YEAR], ":cite:year:`lee2020`"),
    (
        "simple-json",
        {},
        [PAGE],
        '[{"id": 1, "citationKey": "lee2020", "locator": "p. 3-5", "suppressAuthor": false}]',
    ),
]
"""Format, parameters, what was picked, and the citation."""


@pytest.mark.parametrize(("format", "options", "told", "citation"), ROWS, ids=range(len(ROWS)))
def test_a_citation_in_each_format(format: str, options: dict[str, str], told: list[Any], citation: str) -> None:
    people = {"lee2020": ("Lee", 2020), "ray2021": ("Ray", 2021), "10.1000/a": ("Roe", 2022), EVIL["key"]: ("Doe", 2023)}
    picked = []
    for one in told:
        family, year = people[one["key"]]
        item = {"id": one["key"], "author": [{"family": family}], "issued": {"date-parts": [[year]]}}
        picked.append(Picked.of(item, one))
    assert WRITERS[format](picked, options) == citation


def test_every_format_has_a_row() -> None:
    assert {row[0] for row in ROWS} | {"json", "pick"} == WRITERS.keys()


@pytest.mark.parametrize("format", sorted(WRITERS.keys() - {"json", "pick", "simple-json", "playground", "citationLinks"}))
@pytest.mark.parametrize("key", [r"a}\input{x}", "a]b", "a|b", "a`b", "a,b", "a b", 'a"b', "#x", "a;b"])
def test_a_key_ends_no_citation(site: Site, format: str, key: str) -> None:
    """A key of a file may have any sign; what an editor gets is one citation, or an error."""
    item = from_item({"id": key, "type": "book", "title": "Fog"})
    with Library(site.library, site.desk.plugins) as library:
        library.add(item)
    site.desk.selected = (key,)
    answer = site.pick(urlencode({"format": format, "selected": "1", "brackets": "1"}))
    if answer.status == 400:
        assert format in KEYS
        assert "no citation for the key" in answer.text
    elif format in ("latex", "cite", "citep", "citet", "natbib", "biblatex"):
        assert re.fullmatch(r"\\[a-z]+\{[^\s{}\\%#,]+\}", answer.text)
    elif format != "typst":
        assert key in answer.text


@pytest.mark.parametrize("label", LABELS)
def test_each_label_has_a_short_form(label: str) -> None:
    picked = Picked.of({"id": "k"}, {"locator": "2", "label": label})
    assert WRITERS["pandoc"]([picked], {}) == f"@k, {LABELS[label]} 2"


def test_other_values_than_texts_are_left_out() -> None:
    told = {"locator": ["3"], "prefix": 5, "suffix": None, "suppressAuthor": "yes", "label": "nonsense"}
    assert Picked.of({"id": "k"}, told) == Picked("k", {"id": "k"})


@pytest.mark.parametrize(
    ("query", "citation"),
    [
        ("probe=true", "ready"),
        ("probe=1&format=nope", "ready"),
        ("format=pandoc&brackets=1&pick=lee2020", "[@lee2020]"),
        ("format=pandoc&brackets=1&pick=9001,lee2020", "[@pepm9001; @lee2020]"),
        ("format=pandoc&pick=PEPM%209001&locator=3&label=chapter", "@pepm9001, ch. 3"),
        ("pick=lee2020&suppressAuthor=1", r"\citeyear{lee2020}"),
        ("format=formatted-citation&style=apa&pick=lee2020,ray2021", "(Lee, 2020; Ray, 2021)"),
        ("format=formatted-citation&style=apa&pick=lee2020&locator=3&prefix=see", "(see Lee, 2020, p. 3)"),
        (
            "format=formatted-bibliography&style=apa&pick=ray2021,lee2020",
            "Lee, A. (2020). Snow. https://example.org/snow\nRay, B. (2021). Rain.",
        ),
        ("format=pandoc&selected=true", ""),
    ],
)
def test_an_editor_gets_a_citation_at_once(shared: Site, query: str, citation: str) -> None:
    before = shared.state()
    parts = [part.replace("%20", " ") for part in query.split("&")]
    answer = shared.pick(urlencode([(part.partition("=")[0], part.partition("=")[2]) for part in parts]))
    assert (answer.status, answer.text) == (200, citation)
    assert shared.state() == before
    assert shared.shown == []


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("format=nope&pick=lee2020", 400, "no format is called 'nope'"),
        ("format=pandoc&pick=nosuch", 404, "no record has the key 'nosuch'"),
        ("format=translate&translator=nope&pick=lee2020", 400, "no translator is called 'nope'"),
        ("format=formatted-citation&style=nope&pick=lee2020", 400, "no style"),
        ("format=formatted-citation&markup=nope&pick=lee2020", 400, "no markup is called 'nope'"),
        ("format=formatted-citation&locale=nope-nope-nope&pick=lee2020", 400, "nope"),
    ],
)
def test_what_is_wrong_is_told(shared: Site, query: str, status: int, words: str) -> None:
    answer = shared.pick(query)
    assert answer.status == status
    assert words in answer.text


@pytest.mark.parametrize(
    ("translator", "beginning"),
    [
        ("", "@report{lee2020,"),
        ("biblatex", "@report{lee2020,"),
        ("Better BibTeX", "@techreport{lee2020,"),
        ("bibtex", "@techreport{lee2020,"),
        ("csljson", "[\n"),
        ("better csl json", "[\n"),
        ("f4b52ab0-f878-4556-85a0-c7aeedd09dfc", "[\n"),
        ("ris", "TY  - RPRT"),
    ],
)
def test_a_translator_writes_the_record(shared: Site, translator: str, beginning: str) -> None:
    answer = shared.pick(urlencode({"format": "translate", "translator": translator, "pick": "lee2020"}))
    assert answer.text.startswith(beginning)
    assert "Snow" in answer.text


def test_json_has_what_clients_read(shared: Site) -> None:
    answer = shared.pick("format=json&pick=lee2020&locator=3")
    assert answer.headers["content-type"] == "application/json"
    (one,) = answer.json
    assert one["item"]["title"] == "Snow"
    del one["item"]
    assert one == {
        "id": 1,
        "locator": "3",
        "suppressAuthor": False,
        "prefix": "",
        "suffix": "",
        "label": "page",
        "citationKey": "lee2020",
        "citekey": "lee2020",
        "uri": "https://example.org/snow",
        "itemType": "report",
        "title": "Snow",
    }


def test_what_concerns_other_windows_is_told(shared: Site) -> None:
    answer = shared.pick("format=pandoc&clipboard=yes&minimize=true&pick=lee2020")
    assert answer.headers["x-ponarscite-ignored"] == "clipboard, minimize"


def test_the_selected_records(site: Site) -> None:
    assert site.post("/api/selected", {"keys": ["ray2021", "lee2020"]}).status == 200
    assert site.pick("format=pandoc&selected=true").text == "@ray2021; @lee2020"
    assert site.post("/api/selected", {"keys": [5]}).status == 400


async def waiting(site: Site) -> tuple[asyncio.Task[Any], str]:
    """A request of an editor that waits, and the number of its page."""
    seen = len(site.shown)
    asked = asyncio.create_task(site.asked("GET", "/better-bibtex/cayw?format=pandoc", (("Host", HOST),), [b""]))
    while len(site.shown) == seen:
        await asyncio.sleep(0.005)
    address = site.shown[-1].removeprefix(f"http://{HOST}")
    entered = await site.asked("GET", address, (("Host", HOST),), [b""])
    assert entered.status == 303
    return asked, entered.headers["location"].removeprefix("/pick/")


async def answered(site: Site, number: str, citations: object) -> int:
    headers = (("Host", HOST), site.cookie, site.token, ("Content-Type", "application/json"))
    body = json.dumps({"citations": citations}).encode()
    return int((await site.asked("POST", f"/api/picks/{number}", headers, [body])).status)


def test_an_editor_waits_for_the_page(site: Site) -> None:
    async def play() -> str:
        asked, number = await waiting(site)
        assert await answered(site, number, [{"key": "nosuch"}]) == 404
        assert await answered(site, number, [{}]) == 400
        assert await answered(site, number, "lee2020") == 400
        assert not asked.done()
        assert await answered(site, number, [PAGE, {"key": "9001", "suppressAuthor": True}]) == 200
        assert await answered(site, number, [PAGE]) == 404
        return str((await asked).text)

    assert asyncio.run(play()) == "@lee2020, p. 3-5; -@pepm9001"


def test_a_closed_picker_gives_nothing(site: Site) -> None:
    async def play() -> Any:
        asked, number = await waiting(site)
        assert await answered(site, number, []) == 200
        return await asked

    answer = asyncio.run(play())
    assert (answer.status, answer.text) == (200, "")


def test_pickers_do_not_mix(site: Site) -> None:
    async def play() -> list[str]:
        (first, one), (second, two) = await waiting(site), await waiting(site)
        await answered(site, two, [RAY])
        await answered(site, one, [LEE])
        return [(await first).text, (await second).text]

    assert asyncio.run(play()) == ["@lee2020", "@ray2021"]


async def for_ever() -> None:
    await asyncio.Event().wait()


def test_nobody_waits_for_ever(site: Site) -> None:
    async def play() -> list[object]:
        ending = asyncio.Event()
        slow = Picks(site.door, site.shown.append, ending, seconds=0.01)
        found: list[object] = [await slow.pick(for_ever)]
        picks = Picks(site.door, site.shown.append, ending)
        found.append(await picks.pick(lambda: asyncio.sleep(0.01)))
        asked = asyncio.create_task(picks.pick(for_ever))
        await asyncio.sleep(0.01)
        ending.set()
        found.append(await asked)
        return found

    assert asyncio.run(play()) == [(), (), ()]
    assert not any(map(site.door.waits, site.shown))


def test_few_pickers_are_open(site: Site) -> None:
    async def play() -> int:
        waits = [await waiting(site) for _ in range(MOST)]
        one_more = await site.asked("GET", "/better-bibtex/cayw", (("Host", HOST),), [b""])
        for asked, number in waits:
            await answered(site, number, [])
            await asked
        return int(one_more.status)

    assert asyncio.run(play()) == 503


def test_a_picker_that_cannot_be_opened_is_told(site: Site) -> None:
    from ponarscite import OutputError
    from ponarscite.integrations.web.app import application

    def broken(_: str) -> None:
        raise OutputError("there is no browser to pick with", hint="name a program with --picker CMD")

    site.app = application(site.desk, site.door, broken)
    answer = site.pick("format=pandoc")
    assert (answer.status, answer.text) == (
        500,
        "there is no browser to pick with\nname a program with --picker CMD\n",
    )
