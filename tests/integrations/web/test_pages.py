"""The pages: whole without a script, and harmless whatever the records say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.middleware import Middleware

from ponarscite import plugin_manager
from ponarscite.integrations.web import markup, pages, saying
from ponarscite.integrations.web.door import Guarded
from ponarscite.integrations.web.values import ClaimRow, Variable
from tests.integrations.web import shelves
from tests.integrations.web.conftest import Site

VIEWS = (
    "/",
    "/?q=rivers",
    "/?q=lighth",
    "/?q=nosuchword",
    "/?q=author:(",
    "/?sort=title&after=10",
    "/record?key=pepm8953",
    "/record?key=pepm9001",
    "/record?key=pepm8953&as=bibtex",
    "/record?key=pepm8953&as=style:apa&locator=3",
    "/record?key=pepm8953&style=nosuch",
    "/export?q=series:pepm&as=ris",
    "/export?key=pepm8951&key=pepm8952&as=style:apa",
    "/export?q=&as=nosuch",
    "/review",
    "/duplicates",
    "/series",
    "/check",
    "/graph",
    "/graph?name=pepm9001&kind=coupling&depth=2",
    "/graph?name=nosuch",
    "/record?key=nosuch",
    "/nosuch",
)
HOSTILE_VIEWS = (
    *("/", "/?q=hostile", "/?q=%3Cscript%3Ealert(1)%3C/script%3E", "/export?q=&as=html", "/review", "/graph"),
    *(f"/record?key=hostile-{name}" for name in shelves.HOSTILE_TEXTS),
    "/record?key=%3Cimg%20src=x%20onerror=alert(1)%3E",
)


def site_of(path: str) -> Site:
    return Site(Path(path))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = site_of(shelves.usual(tmp_path_factory.mktemp("usual"), plugin_manager(external=False)))
    yield found
    found.desk.close()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    found = site_of(shelves.hostile(tmp_path_factory.mktemp("hostile"), plugin_manager(external=False)))
    yield found
    found.desk.close()


def tree_of(site: Site, view: str) -> Any:
    answer = site.get(view)
    assert answer.status == (404 if "nosuch" in view and view.startswith(("/nosuch", "/record?key=nosuch")) else 200)
    return html.document_fromstring(answer.text)


def name_of(control: Any, tree: Any) -> str:
    """The accessible name of a control, "" for none."""
    if label := control.get("aria-label"):
        return str(label)
    labels = tree.xpath("//label[@for=$id]", id=control.get("id") or "") or control.xpath("ancestor::label")
    words = labels[0].text_content() if labels else control.text_content() if control.tag == "button" else ""
    return " ".join(words.split())


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole(usual: Site, view: str) -> None:
    tree = tree_of(usual, view)
    headings = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3") if not one.xpath("ancestor::dialog")]
    assert headings.count(1) <= 1
    assert all(after - before <= 1 for before, after in zip([0, *headings], headings, strict=False)) or view.startswith(
        "/?q=nosuch"
    )
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title")
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    ids = list(tree.xpath("//@id"))
    assert len(ids) == len(set(ids))
    controls = [one for one in tree.iter("input", "select", "button", "textarea") if one.get("type") != "hidden"]
    assert [html.tostring(one) for one in controls if not name_of(one, tree)] == []
    assert {one.get("method") for one in tree.iter("form")} <= {"get", "dialog", None}


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_nothing_that_the_policy_forbids(usual: Site, view: str) -> None:
    tree = tree_of(usual, view)
    assert not tree.xpath("//style | //*[@style]")
    assert not tree.xpath("//script[not(@src)] | //script[normalize-space()]")
    assert not [name for one in tree.iter() for name in one.attrib if str(name).startswith("on")]
    assert not tree.xpath("//iframe | //object | //embed | //base")
    sources = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src | //form/@action")
    assert all(one.startswith("/") and not one.startswith("//") for one in sources)


@pytest.mark.parametrize("view", VIEWS)
def test_links_lead_to_pages_or_to_addresses_of_records(usual: Site, view: str) -> None:
    tree = tree_of(usual, view)
    for link in tree.xpath("//main//a/@href"):
        assert not urlsplit(link).scheme or link.startswith(("https://", "http://"))
        assert not link.startswith("//")
    assert not [one for one in tree.xpath("//body/header//a/@href") if "://" in one]


@pytest.mark.parametrize("view", HOSTILE_VIEWS)
def test_no_text_of_a_record_becomes_markup(attacked: Site, view: str) -> None:
    answer = attacked.get(view)
    tree: Any = html.document_fromstring(answer.text)
    assert not tree.xpath("//main//script | //main//img | //main//iframe | //main//textarea")
    assert not tree.xpath("//main//*[name()='svg' and not(contains(@class, 'graph'))]")
    assert not [name for one in tree.iter() for name in one.attrib if str(name).startswith("on")]
    assert not [one for one in tree.xpath("//@href") if one.lower().lstrip().startswith(("javascript", "vbscript"))]
    assert "49" not in tree.findtext(".//title")
    assert not tree.xpath("//pre/svg | //title/*")
    assert "\u202e" not in answer.text


@pytest.mark.parametrize("name", shelves.HOSTILE_TEXTS)
def test_a_title_is_isolated(attacked: Site, name: str) -> None:
    tree: Any = html.document_fromstring(attacked.get(f"/record?key=hostile-{name}").text)
    [heading] = tree.xpath("//h1")
    assert [one.tag for one in heading] == ["bdi"]
    assert len(heading.text_content()) <= 5_000


def test_a_search_finds_suggests_and_explains(usual: Site) -> None:
    assert len(tree_of(usual, "/?q=author:zrazok").xpath("//ol[@data-list]/li")) == 4
    guessed = tree_of(usual, "/?q=lighth").text_content()
    assert "Meant, perhaps" in guessed
    assert "Lighthouses" in guessed
    assert tree_of(usual, "/?q=author:(").xpath("//*[@role='alert']")
    assert "Nothing found" in tree_of(usual, "/?q=nosuchword").text_content()


def test_results_come_in_pages(usual: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.integrations.web.pages.ROWS", 10)
    seen: list[str] = []
    address: str | None = "/?q=&sort=title"
    while address:
        tree = tree_of(usual, address)
        seen += tree.xpath("//input[@name='key']/@value")
        address = next(iter(tree.xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == usual.desk.count()


def test_a_sheet_has_every_claim_with_its_source(usual: Site) -> None:
    sheet = usual.desk.record("pepm8953")
    tree = tree_of(usual, "/record?key=pepm8953")
    assert tree.xpath("//dl[@class='claims']//dt/text()") == [one.name for one in _valued_first(sheet.variables)]
    assert len(tree.xpath("//span[@class='source']//bdi[@title]")) == sum(len(one.claims) for one in sheet.variables)
    assert tree.xpath("//section[@id='conflicts']//button/@data-post") == ["/api/accept"] * 2


def _valued_first(variables: tuple[Variable, ...]) -> list[Variable]:
    return sorted(variables, key=lambda one: not one.value)


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "gost-r-7-0-5-2008"])
def test_a_citation_is_that_of_the_desk(usual: Site, style: str) -> None:
    tree = tree_of(usual, f"/record?key=pepm8957&as=style:{style}")
    assert tree.xpath("string(//pre[@data-copied])") == usual.desk.cite(["pepm8957"], style)
    assert tree.xpath("//div[@data-html]")


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "mods", "xlsx"])
def test_an_export_has_the_bytes_of_the_desk(usual: Site, name: str) -> None:
    try:
        wanted = usual.desk.export("", ["pepm8951", "pepm8963"], name)
    except Exception:  # not a format of this installation
        pytest.skip(f"no format {name}")
    answer = usual.get(f"/download?key=pepm8951&key=pepm8963&as={name}")
    assert answer.body == wanted.content
    assert answer.headers["content-disposition"].startswith("attachment; ")


def test_a_series_tells_its_gaps(usual: Site) -> None:
    words = " ".join(tree_of(usual, "/series").text_content().split())
    assert "8954–8955 not in the library" in words
    assert "8959–8961 not in the library" in words


def test_the_graph_is_the_picture_of_the_command(usual: Site) -> None:
    tree = tree_of(usual, "/graph")
    assert len(tree.xpath("//*[name()='circle']")) == 4
    links = tree.xpath("//*[name()='svg']//*[name()='a']/@href")
    assert f"/record?key={quote('pepm9001')}" in links
    assert tree.xpath("//form[contains(@class, 'graph-tools')]//input")


def test_a_page_for_picking_is_there_while_somebody_waits(usual: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert usual.get("/pick/nosuch").status == 404
    door = Middleware(Guarded, door=usual.door)
    monkeypatch.setattr(usual, "app", Starlette(routes=pages.routes(usual.desk, lambda _: True), middleware=[door]))
    for query, count in (("", 22), ("counting lighth", 1), ("author:zrazok", 4), ("author:(", 0), ("nosuchword", 0)):
        tree = tree_of(usual, f"/pick/number?q={quote(query)}")
        assert len(tree.xpath("//a[@data-pick]")) == count
        assert tree.xpath("//*[@data-number='number']")
        assert all(name_of(one, tree) for one in tree.iter("input", "button"))


@pytest.mark.parametrize("name", ["design.css", "page.css", "page.js", "pick.js", "graph.js"])
def test_what_a_page_loads_is_served(usual: Site, name: str) -> None:
    answer = usual.get(f"/static/{name}")
    assert answer.status == 200
    assert not re.search(rb"https?://(?!www\.w3\.org)", answer.body)


def test_the_scripts_are_short() -> None:
    folder = resources.files("ponarscite.integrations.web") / "static"
    lines = [len((folder / name).read_text().splitlines()) for name in ("page.js", "pick.js")]
    assert sum(lines) <= 350
    text = "".join((folder / name).read_text() for name in ("page.js", "pick.js"))
    assert not re.search(r"innerHTML\s*=|insertAdjacentHTML|document\.write|eval\(|new Function", text)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<i>A</i> &amp; B", "<i>A</i> &amp; B"),
        ("<script>alert(1)</script>x", "x"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="https://a.example/?b&c" onclick="x()">x</a>', None),
        ('<div class="csl-entry evil" onmouseover="x">x</div>', '<div class="csl-entry">x</div>'),
        ('<span style="font-variant: small-caps">x</span>', '<span class="small-caps">x</span>'),
        ("<img src=x onerror=alert(1)>a<!-- b -->c", "ac"),
        ("<b><svg onload=x><i>y</i></svg></b>", "<b><i>y</i></b>"),
        ("", ""),
        ("1 < 2", "1 &lt; 2"),
    ],
)
def test_the_html_of_a_citation_is_harmless(given: str, wanted: str | None) -> None:
    found = str(markup.harmless(given))
    if wanted is None:
        assert found == '<a href="https://a.example/?b&amp;c" rel="noreferrer">x</a>'
    else:
        assert found == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"family":"Lee","given":"Ann"}', "Ann Lee"),
        ('{"date-parts":[[2023,9,2]]}', "2023-09-02"),
        ("{not json", "{not json"),
        ("[" * 5_000, "[" * 5_000),
        ('{"family": 3}', None),
        ("plain", "plain"),
    ],
)
def test_claims_are_told_in_words(text: str, words: str | None) -> None:
    assert isinstance(saying.words_of(text), str)
    if words is not None:
        assert saying.words_of(text) == words


def test_claims_with_one_text_stand_together() -> None:
    claims = tuple(
        ClaimRow(text, "own", "page", "", "", "", lost) for text, lost in (("a", False), ("b", True), ("a", False))
    )
    first, second = saying.sayings(Variable("title", "a", claims))
    assert (first.text, len(first.claims)) == ("", 2)
    assert (second.text, second.is_lost) == ("b", True)


def test_a_pair_shows_where_its_records_differ(usual: Site) -> None:
    tree = tree_of(usual, "/duplicates")
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//table[@class='differences']//tr")]
    assert rows == [
        ["title", "Rivers as Archives of an Invented State", "Rivers as Archives of the Invented State"],
        ["issue", "—", "3"],
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("page (/home/me/memos/a b.html); next (/home/me/c.txt item 3)", "page (a b.html); next (c.txt item 3)"),
        ("/home/me/a.json", "a.json"),
        (r"page (C:\memos\a.html)", "page (a.html)"),
        ("page (https://a.example/b/c)", "page (https://a.example/b/c)"),
        ("and/or", "and/or"),
        ("/" * 50_000, "/" * 50_000),
    ],
)
def test_paths_are_told_by_their_files(text: str, words: str) -> None:
    assert saying.without_folders(text) == words


def test_a_large_export_is_shown_by_its_beginning(usual: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ponarscite.integrations.web.pages.PREVIEWED", 3)
    tree = tree_of(usual, "/export?q=series:pepm&as=bibtex")
    assert tree.xpath("string(//pre)").count("@techreport") == 3
    assert "of the first 3 records" in tree.text_content()
    assert usual.get("/download?q=series:pepm&as=bibtex").body.count(b"@techreport") == 12
