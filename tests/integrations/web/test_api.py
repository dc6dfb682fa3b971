"""The JSON interface gives what the library and the command line give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from ponarscite import Library
from tests.conftest import Run
from tests.integrations.web.conftest import HOSTILE, Site


@pytest.fixture
def library(shared: Site) -> Iterator[Library]:
    with Library(shared.library, writing=False) as library:
        yield library


@pytest.mark.parametrize("query", ["", "snow", "rivers OR snow", "author:lee", "issued:2020..2021", "nothing at all"])
def test_a_search_is_the_librarys(shared: Site, library: Library, query: str) -> None:
    expected = list(library.items(query))
    found = shared.get(f"/api/records?q={quote(query)}").json
    assert [row["item"] for row in found["rows"]] == expected
    assert (found["total"], found["is_last"]) == (len(expected), True)


@pytest.mark.parametrize("sort", ["", "title", "-title", "-issued", "-added"])
def test_a_search_goes_on(shared: Site, library: Library, sort: str) -> None:
    found: list[str] = []
    after, is_last = 0, False
    while not is_last:
        page = shared.get(f"/api/records?limit=2&after={after}&sort={sort}").json
        found += [row["key"] for row in page["rows"]]
        after, is_last = page["after"], page["is_last"]
        assert page["total"] == len(library)
    assert found == [item["id"] for item in library.items("", sort)]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/records?q=issued:abc", 400, "is no date"),
        ("/api/records?q=nofield:snow", 400, "no field is called"),
        ("/api/records?sort=nope", 400, "no order"),
        ("/api/records?limit=-1", 400, "limit is a number"),
        ("/api/records?after=1e9", 400, "after is a number"),
        ("/api/records?after=99999999999999999999", 400, "after is a number"),
        ("/api/records/nosuch", 404, "nosuch"),
        ("/api/records/lee2020/nope", 404, "Not Found"),
        ("/api/records/lee2020/why/why", 404, "Not Found"),
        ("/api/cite", 400, "keys name what to cite"),
        ("/api/cite?keys=", 400, "keys name what to cite"),
        ("/api/cite?keys=lee2020&style=nosuch", 400, "nosuch"),
        ("/api/cite?keys=lee2020&as=nosuch", 400, "nosuch"),
        ("/api/cite?keys=lee2020&markup=nosuch", 400, "nosuch"),
        ("/api/export?keys=lee2020&format=nosuch", 400, "nosuch"),
        ("/api/export?keys=lee2020&for=nosuch", 400, "nosuch"),
        ("/api/nosuch", 404, "Not Found"),
    ],
)
def test_what_is_wrong_is_told(shared: Site, path: str, status: int, words: str) -> None:
    answer = shared.get(path)
    assert (answer.status, set(answer.json)) == (status, {"error", "hint"})
    assert words in answer.json["error"]


def test_a_record_has_its_claims_with_their_sources(shared: Site, library: Library) -> None:
    record = shared.get("/api/records/pepm9001").json
    expected = library.get("pepm9001")
    assert record["row"]["title"] == expected.title
    claims = [claim["text"] for one in record["variables"] for claim in one["claims"]]
    assert sorted(claims) == sorted(claim.text for claim in expected.claims)
    assert all(claim["origin"] and claim["document"] for one in record["variables"] for claim in one["claims"])
    (conflict,) = shared.get("/api/records/pepm9002").json["conflicts"]
    assert [value for value, _ in conflict["values"]] == ["2024-03-21", "2024-03-22"]
    assert shared.get("/api/conflicts").json == [conflict]


def test_hostile_values_stay_values(shared: Site) -> None:
    record = shared.get(f"/api/records/{quote('10.1000/a b', safe='')}").json
    assert record["row"]["url"] == ""
    assert record["row"]["title"] in (HOSTILE, HOSTILE[:-1])


def test_why_is_the_commands(shared: Site, run: Run) -> None:
    expected = run("why", "pepm9001", "--json", "--library", shared.library)
    assert shared.get("/api/records/pepm9001/why").json == json.loads(expected.out)


def test_cites_and_cited_by(site: Site) -> None:
    from ponarscite import ingest
    from tests.paths import EXAMPLES

    with Library(site.library) as library:
        library.add_all(ingest(EXAMPLES / "pages" / "borrowed-rivers.html", roles=("subject", "cited")))
        cited = [one.id for one in library.cites("pepm9001")]
    assert [row["key"] for row in site.get("/api/records/pepm9001/cites").json] == cited
    assert [row["key"] for row in site.get(f"/api/records/{cited[0]}/cited-by").json] == ["pepm9001"]


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "ponars-eurasia"])
@pytest.mark.parametrize("options", ["", "as=note&locator=3", "as=short", "markup=html", "locale=de-DE"])
def test_a_citation_is_the_commands(shared: Site, run: Run, style: str, options: str) -> None:
    arguments = [f"--{one}" for one in options.split("&") if one]
    expected = run("export", "pepm9001", "lee2020", "-s", style, *arguments, "--library", shared.library, "-q")
    answer = shared.get(f"/api/cite?keys=pepm9001&keys=lee2020&style={style}&{options}")
    assert answer.text == expected.out


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "ris", "csl-json", "csl-jsonl", "mods", "html", "csv"])
def test_an_export_is_the_commands(shared: Site, run: Run, format: str) -> None:
    answer = shared.get(f"/api/export?keys=pepm9001&keys=ray2021&format={format}")
    target = shared.library.with_suffix(".out")
    run("export", "pepm9001", "ray2021", "-f", format, "-o", target, "--library", shared.library)
    assert answer.body == target.read_bytes()
    assert answer.headers["content-disposition"].startswith('attachment; filename="records.')


@pytest.mark.parametrize("program", ["zotero", "jabref", "typst"])
def test_an_export_for_a_program_is_the_commands(shared: Site, run: Run, program: str) -> None:
    target = shared.library.with_suffix(".out")
    ran = run("export", "--query", "issued:2020..", "--for", program, "-o", target, "--library", shared.library)
    answer = shared.get(f"/api/export?q=issued:2020..&for={program}")
    assert answer.body == target.read_bytes()
    warnings = json.loads(answer.headers.get("x-ponarscite-warnings", "[]"))
    assert all(warning in ran.err for warning in warnings)


def test_what_a_format_drops_is_told(shared: Site) -> None:
    answer = shared.get("/api/export?keys=pepm9001&format=bibtex")
    assert "bibtex drops" in json.loads(answer.headers["x-ponarscite-warnings"])[0]


def test_styles_formats_and_programs(shared: Site) -> None:
    assert [one["id"] for one in shared.get("/api/styles").json][:3] == ["ponars-eurasia", "apa", "chicago-author-date"]
    assert shared.get("/api/styles?q=apa&limit=1").json == [{"id": "apa", "title": "APA Style 7th edition"}]
    assert "biblatex" in [one["id"] for one in shared.get("/api/formats").json]
    assert "zotero" in [one["id"] for one in shared.get("/api/programs").json]


def test_the_version_changes_with_the_library(site: Site) -> None:
    before = site.get("/api/version")
    assert site.get("/api/version", ("If-None-Match", before.headers["etag"])).status == 304
    with Library(site.library) as library:  # another program
        library.tag("lee2020", "x")
    after = site.get("/api/version", ("If-None-Match", before.headers["etag"]))
    assert after.status == 200
    assert after.json != before.json
    assert site.get("/api/records/lee2020").json["tags"] == ["x"]


def test_changes_and_their_undoing(site: Site) -> None:
    settled = site.post("/api/accept", {"key": "pepm9002", "variable": "issued", "value": "2024-03-22"}).json
    assert settled["words"] == "pepm9002: issued settled"
    assert site.get("/api/conflicts").json == []
    edited = site.post("/api/edit", {"key": "lee2020", "changes": ["title=Ice", "author+=Bo Ray"]}).json
    assert edited["words"] == "lee2020: title, author changed"
    assert site.get("/api/records/lee2020").json["row"]["title"] == "Ice"
    late = site.post("/api/undo", {"change": settled["change"]})
    assert (late.status, late.json["error"]) == (400, "another change came after it: edit lee2020 author title")
    assert site.post("/api/undo", {"change": edited["change"]}).json["words"] == "undone: edit lee2020 author title"
    assert site.get("/api/records/lee2020").json["row"]["title"] == "Snow"
    assert site.post("/api/undo", {"change": settled["change"]}).status == 200
    assert len(site.get("/api/conflicts").json) == 1


def test_two_pages_undo_a_change_once(site: Site) -> None:
    first = site.post("/api/tag", {"key": "lee2020", "add": ["one"]}).json["change"]
    second = site.post("/api/tag", {"key": "lee2020", "add": ["two"]}).json["change"]
    told = [site.post("/api/undo", {"change": number}) for number in (first, second, second, first, first, 10**30)]
    assert [answer.status for answer in told] == [400, 200, 400, 200, 400, 400]
    words = [told[place].json["error"].partition(":")[0] for place in (0, 2, 5)]
    assert words == ["another change came after it", "this was undone before", f"there is no change {10**30}"]


def test_merging_and_telling_apart(site: Site) -> None:
    assert site.post("/api/distinct", {"keys": ["lee2020", "ray2021"]}).status == 200
    merged = site.post("/api/merge", {"keys": ["lee2020", "ray2021"]}).json
    assert merged["key"] == "lee2020"
    assert site.get("/api/records/ray2021").json["row"]["key"] == "lee2020"
    site.post("/api/undo", {})
    assert site.get("/api/records/ray2021").json["row"]["key"] == "ray2021"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("merge", {"keys": ["lee2020"]}, 400),
        ("merge", {}, 400),
        ("merge", {"keys": ["lee2020", "nosuch"]}, 404),
        ("distinct", {"keys": ["lee2020"]}, 400),
        ("distinct", {"keys": ["lee2020", "lee2020"]}, 503),
        ("tag", {"add": ["x"]}, 400),
        ("tag", {"key": "nosuch", "add": ["x"]}, 404),
        ("edit", {"key": "lee2020", "changes": ["nonsense"]}, 400),
        ("edit", {"key": "lee2020", "changes": "title=Ice"}, 400),
        ("edit", {"key": "lee2020", "changes": ["URL=javascript:alert(1)"]}, 400),
        ("accept", {"key": "lee2020", "variable": "title"}, 400),
        ("undo", {"change": True}, 400),
        ("undo", {"change": 99}, 400),
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(site: Site, path: str, body: Any, status: int) -> None:
    before = site.get("/api/log").json
    assert site.post(f"/api/{path}", body).status == status
    assert site.get("/api/log").json == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("tag", {"key": "lee2020", "add": ["\ud800"]}),
        ("edit", {"key": "lee2020", "changes": ["title=Ice\udfff"]}),
        ("accept", {"key": "lee2020", "variable": "\ud800"}),
        ("merge", {"keys": ["\ud800", "lee2020"]}),
        ("distinct", {"keys": ["\ud800", "lee2020"]}),
        ("check", {"text": "[@a\ud800]", "name": "a.md"}),
        ("check", {"text": "[@a]", "name": "\ud800.md"}),
        ("selected", {"keys": ["\ud800"]}),
        ("undo", {"\ud800": {"a": ["\ud800"]}}),
    ],
)
def test_half_a_character_is_no_text(site: Site, path: str, body: Any) -> None:
    before = site.state()
    answer = site.post(f"/api/{path}", body)
    assert (answer.status, answer.json["error"]) == (400, "this is not JSON")
    assert site.state() == before


def test_a_damaged_manuscript_is_told(shared: Site) -> None:
    answer = shared.post("/api/check", {"text": "x", "name": "a.docx"})
    assert (answer.status, answer.json["error"]) == (400, "this .docx file is damaged or encrypted")


def test_a_manuscript_is_checked_and_opens_no_file(shared: Site) -> None:
    text = "---\nbibliography: /etc/passwd\n---\nSee [@lee2020] and [@nosuch].\n"
    assert shared.post("/api/check", {"text": text, "name": "a.md"}).json == {
        "problems": [],
        "bibliographies": ["/etc/passwd"],
    }
    found = shared.post("/api/check", {"text": text.partition("---\nS")[2], "name": "a.md"}).json["problems"]
    assert [(one["code"], one["text"]) for one in found] == [("M001", "@nosuch")]
    assert shared.post("/api/check", {"text": "x", "name": "a.md", "select": ["M002"]}).json["problems"] == []
    assert shared.post("/api/check", {"text": 5}).status == 400


def test_a_series_by_year_with_its_gaps(site: Site) -> None:
    from ponarscite import from_item

    memo = {"type": "report", "genre": "PONARS Eurasia Policy Memo"}
    with Library(site.library) as library:
        for number, year in ((8990, 2022), (8993, 2023), (8994, 2023), (8996, 2024)):
            own = {"title": f"Memo {number}", "number": str(number), "issued": {"date-parts": [[year]]}}
            library.add(from_item(memo | own))
    (series,) = site.get("/api/series").json
    assert (series["id"], series["label"]) == ("pepm", "PONARS Eurasia Policy Memo")
    assert (series["count"], series["missing"]) == (6, 7)
    told = {
        year["year"]: [member.get("number") or (member["first"], member["last"]) for member in year["members"]]
        for year in series["years"]
    }
    assert told == {
        "2022": ["8990"],
        "2023": [(8991, 8992), "8993", "8994"],
        "2024": [(8995, 8995), "8996", (8997, 9000), "9001", "9002"],
    }
