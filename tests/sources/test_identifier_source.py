"""Identifiers as sources: what the services say, and which answers are refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ponarscite.errors import SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources.identifier import read_source
from tests.conftest import EXAMPLES, Run
from tests.network.scripted import Answers, Reply, Script, as_json
from tests.sources.stand_ins import (
    CROSSREF,
    DATASET,
    DOI,
    OPEN_LIBRARY,
    PUBMED,
    SICI,
    ZOTERO,
    atom,
    csl,
    doi_path,
    entry,
    running,
)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    with running(monkeypatch) as script:
        yield script


def item(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("export", "--allow-private", "-f", "csl-json", *arguments)
    assert done.code == 0, done.err
    (found,) = json.loads(done.out)
    return dict(found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"doi:{DOI}", {"type": "article-journal", "DOI": DOI, "title": "The Tides of Mud", "ISSN": "1086-3214"}),
        (f"DOI: {DOI.upper()}.", {"DOI": DOI, "volume": "33", "issue": "1", "page": "5-18"}),
        (f"https://doi.org/{DOI}?from=x", {"DOI": DOI}),
        (
            "http://dx.doi.org/" + SICI.replace("<", "%3C").replace(">", "%3E"),
            {"DOI": SICI.upper(), "title": "Old Mud"},
        ),
        (f"doi:{SICI}", {"issued": {"date-parts": [[1998]]}}),
        (f"doi:{DATASET}", {"type": "dataset", "publisher": "Dryad", "version": "2"}),
        ("arXiv:1706.03762", {"type": "article", "title": "Mud is all you need", "number": "arXiv:1706.03762"}),
        ("arxiv:1706.03762v5 [cs.CL]", {"URL": "https://arxiv.org/abs/1706.03762v5", "keyword": "cs.CL"}),
        ("arxiv:hep-th/9901001", {"number": "arXiv:hep-th/9901001", "publisher": "arXiv"}),
        ("PMID: 31452104", {"PMID": "31452104", "container-title": "Journal of silt"}),
        ("pmcid:PMC6709999", {"PMCID": "PMC6709999", "DOI": "10.1000/silt.2019.312"}),
        ("isbn:978-0-691-16585-1", {"type": "book", "title": "The mud we share: a history"}),
        ("ISBN-10: 0-691-16585-8", {"publisher-place": "Lakeville", "issued": {"date-parts": [[2016, 3]]}}),
    ],
)
def test_a_service_describes_the_work(run: Run, services: Script, source: str, expected: Mapping[str, Any]) -> None:
    found = item(run, source)
    assert {name: found.get(name) for name in expected} == expected
    assert "accessed" not in found


def test_several_at_once_come_in_order(run: Run, services: Script) -> None:
    done = run("export", "--allow-private", "-f", "bibtex", f"doi:{DOI}", "isbn:0691165858", f"DOI:{DOI.upper()}")
    assert (done.code, done.out.count("@")) == (0, 2)
    assert done.out.index("lee2022tides") < done.out.index("lee2016mud")


def test_several_in_one_text(run: Run, services: Script) -> None:
    text = f"doi:{DOI}, DOI: {DOI.upper()}; pmid:1\nISBN: 0-691-16585-8  https://doi.org/{DATASET}"
    done = run("export", "--allow-private", "-f", "csl-json", text)
    assert [one["title"] for one in json.loads(done.out)] == [
        "The Tides of Mud",
        "The mud we share: a history",
        "Data from: The Tides of Mud",
    ]
    assert (done.code, done.err.splitlines()[0]) == (1, "error: pmid:1: PubMed does not know it")
    assert len(services.asked) == 4


def test_what_is_sent(run: Run, services: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONARSCITE_CONTACT", "me@lake.example")
    item(run, f"doi:{DOI}")
    (asked,) = services.asked
    assert asked.headers["Accept"] == "application/vnd.citationstyles.csl+json"
    assert "(+mailto:me@lake.example)" in asked.headers["User-Agent"]


def test_claims_have_the_service_as_their_origin(run: Run, services: Script) -> None:
    names = {f"doi:{DOI}": "Crossref", "arxiv:1706.03762": "arXiv", "pmid:31452104": "PubMed"}
    for source, name in {**names, "isbn:9780691165851": "Open Library"}.items():
        (record,) = json.loads(run("explain", "--allow-private", "--json", source).out)
        claims = [claim for variable in record["variables"].values() for claim in variable["claims"]]
        assert {(claim["origin"], claim["rank"]) for claim in claims} == {(name, "cited")}


BIB = f"@article{{mine, title={{The tides of mud}}, author={{Lee, Ann}}, journal={{J. Mud}}, year=2022, doi={{{DOI}}}}}"


def test_a_service_ranks_below_a_document(run: Run, services: Script, tmp_path: Any) -> None:
    file = tmp_path / "mine.bib"
    file.write_text(BIB)
    found = item(run, f"doi:{DOI}", str(file))
    assert (found["id"], found["title"], found["issued"]) == ("mine", "The tides of mud", {"date-parts": [[2022]]})
    assert found["volume"] == "33"


@pytest.mark.parametrize("kind", ["journal-article", "report", "posted-content"])
def test_a_memo_is_not_completed_from_a_look_alike(run: Run, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    page = EXAMPLES / "pages" / "borrowed-rivers.html"
    (memo,) = json.loads(run("export", str(page), "-f", "csl-json").out)
    alike = {"type": kind, "title": memo["title"], "author": memo["author"], "issued": memo["issued"]}
    with running(monkeypatch, {doi_path(DOI): csl(CROSSREF | alike)}):
        done = run("export", "--allow-private", "-f", "csl-json", str(page), f"doi:{DOI}")
    first, second = json.loads(done.out)
    assert first == memo
    assert second["DOI"] == DOI


def test_offline_takes_the_cache_alone(run: Run, services: Script) -> None:
    missing = run("export", "--allow-private", "--offline", f"doi:{DOI}")
    assert (missing.code, services.asked) == (1, [])
    assert "is not in the cache" in missing.err
    first = item(run, f"doi:{DOI}")
    assert item(run, "--offline", f"doi:{DOI}") == first
    assert len(services.asked) == 1


def test_an_answer_and_a_page_of_one_address_are_kept_apart(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Reply(b"<!doctype html><title>T</title>")

    def negotiated(asked: Any) -> Reply:
        return csl(CROSSREF) if "csl+json" in asked.headers["Accept"] else page

    with running(monkeypatch, {doi_path(DOI): negotiated}) as script:
        assert run("export", "--allow-private", f"{script.home}{DOI}").code == 1
        assert item(run, f"doi:{DOI}")["DOI"] == DOI


MISFILED = {"ISBN:9780306406157": OPEN_LIBRARY["ISBN:9780691165851"]}
WRONG = {
    "another DOI": (f"doi:{DOI}", csl(CROSSREF | {"DOI": "10.1353/other"}), "another work, doi:10.1353/other"),
    "no DOI": (f"doi:{DOI}", csl({**CROSSREF, "DOI": ""}), "does not say that its answer is about it"),
    "not there": (f"doi:{DOI}", Reply(b"no", 404), "does not know it"),
    "busy": (f"doi:{DOI}", Reply(b"", 429, {"Retry-After": "900"}), "answered 429 Too Many Requests"),
    "a page": (f"doi:{DOI}", Reply(b"<!doctype html><title>Cookies</title>"), "a web page in place of JSON"),
    "broken": (f"doi:{DOI}", Reply(b'{"title": '), "no description"),
    "no content": (f"doi:{DOI}", Reply(b"", 204), "no description"),
    "not acceptable": (f"doi:{DOI}", Reply(b"", 406), "doi.org has no description of it"),
    "two works": (f"doi:{DOI}", csl([CROSSREF, CROSSREF | {"title": "B"}]), "Crossref answered with 2 works"),
    "another preprint": ("arxiv:1707.00001", None, "another work, arxiv:1707.99999v1"),
    "unknown preprint": ("arxiv:1706.99999", None, "incorrect id format for 1706.99999"),
    "empty feed": ("arxiv:1706.03762", Reply(atom()), "no description"),
    "no feed": ("arxiv:1706.03762", Reply(b"Rate exceeded."), "in place of Atom"),
    "another version": ("arxiv:1706.03762v5", Reply(atom(entry("1706.03762v7"))), "another work, arxiv:1706.03762v7"),
    "unknown article": ("pmid:1", None, "PubMed does not know it"),
    "another article": ("pmid:31452104", as_json(PUBMED | {"PMID": "2"}), "another work, pmid:2"),
    "another PMCID": ("pmcid:PMC6709999", as_json(PUBMED | {"PMCID": "PMC1"}), "another work, pmcid:PMC1"),
    "unknown book": ("isbn:9780306406157", None, "Open Library has no description"),
    "another book": ("isbn:9780306406157", as_json(OPEN_LIBRARY), "another work, isbn:9780691165851"),
    "another book under its key": ("isbn:9780306406157", as_json(MISFILED), "another work, isbn:9780691165851"),
}
PATHS = {
    "doi": doi_path(DOI),
    "arxiv": "/api/query",
    "pmid": "/lit/pubmed/",
    "pmcid": "/lit/pmc/",
    "isbn": "/api/books",
}


@pytest.mark.parametrize(("source", "reply", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, source: str, reply: Reply | None, problem: str
) -> None:
    more: dict[str, Answers] = {PATHS[source.partition(":")[0]]: reply} if reply else {}
    with running(monkeypatch, more):
        done = run("export", "--allow-private", source)
    error, hint = done.err.splitlines()
    assert (done.code, done.out) == (1, "")
    assert error.startswith(f"error: {source}: ")
    assert problem in error
    assert hint.startswith("hint: ")


def test_the_hint_tells_when_to_come_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {doi_path(DOI): Reply(b"", 429, {"Retry-After": "900"})}) as script:
        done = run("export", "--allow-private", f"doi:{DOI}")
    assert "hint: try again in 900 seconds" in done.err
    assert len(script.asked) == 1


def test_a_private_address_is_not_reached(run: Run, services: Script) -> None:
    done = run("export", f"doi:{DOI}")
    assert (done.code, services.asked) == (1, [])
    assert "is not a public address" in done.err


def test_an_answer_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch):
        found = read_source(f"doi:{DOI}", SourceOptions(allow_private=True, max_bytes=100))
        (document,) = found or ()
        with pytest.raises(SourceError, match="is larger than the limit of 100 bytes"):
            _ = document.content


@pytest.mark.parametrize("source", ["isbn:0-306-40615-3", "doi:", "arxiv:1713.00001", "pmid:0", "pmcid:x"])
def test_a_wrong_identifier_is_not_asked_for(run: Run, services: Script, source: str) -> None:
    done = run("export", "--allow-private", source)
    assert (done.code, services.asked, len(done.err.splitlines())) == (1, [], 2)


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("10.1353/jod.2022.0001", "doi:10.1353/jod.2022.0001"),
        ("arXiv1706.03762", "arxiv:1706.03762"),
        ("9780691165851", "isbn:9780691165851"),
        ("31452104", "pmid:31452104"),
        ("PMC6709999", "pmcid:PMC6709999"),
    ],
)
def test_a_bare_identifier_is_no_source(run: Run, services: Script, source: str, named: str) -> None:
    done = run("export", "--allow-private", source)
    assert (done.code, services.asked) == (1, [])
    assert done.err.splitlines()[1] == f"hint: an identifier needs its kind before it: {named}"


def test_a_file_of_that_name_comes_first(run: Run, services: Script, tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmid:1").write_text(BIB)
    assert item(run, "pmid:1")["id"] == "mine"
    assert services.asked == []


@pytest.mark.parametrize("source", ["x.html", "doi", "https://doi.org/", "https://doi.org/the-identifier", "", "pm:1"])
def test_other_sources_are_left_to_others(source: str) -> None:
    assert read_source(source, SourceOptions()) is None


@pytest.mark.parametrize("command", ["check", "explain"])
def test_other_commands_take_identifiers(run: Run, services: Script, command: str) -> None:
    done = run(command, "--allow-private", f"doi:{DOI}")
    assert "doi.org" not in done.err
    assert done.code == 0
    assert len(services.asked) == 1


def test_a_library_takes_identifiers(run: Run, services: Script, tmp_path: Any) -> None:
    library = tmp_path / "l.sqlite"
    done = run("add", "--allow-private", "--library", library, f"doi:{DOI}", "isbn:9780691165851")
    assert done.code == 0
    assert "lee2022tides" in run("list", "--library", library).out


# --resolver


def test_a_resolver_is_asked_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {"/search": as_json([ZOTERO])}) as script:
        found = item(run, "--resolver", script.home, f"doi:{DOI}")
        assert found["title"] == "The tides of mud, by Zotero"
        (asked,) = script.asked
        assert (asked.path, asked.body) == ("/search", DOI)
        assert asked.headers["Content-Type"].startswith("text/plain")
        again = item(run, "--resolver", script.home, "--offline", f"doi:{DOI}")
        assert (again, len(script.asked)) == (found, 1)


def test_a_resolver_may_be_private(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {"/search": as_json([ZOTERO])}) as script:
        assert run("export", "--resolver", script.home, f"doi:{DOI}").code == 0


def test_a_setting_names_the_resolver(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {"/search": as_json([ZOTERO])}) as script:
        monkeypatch.setenv("PONARSCITE_RESOLVER", script.home)
        assert item(run, f"doi:{DOI}")["title"] == "The tides of mud, by Zotero"
        assert item(run, "--resolver", "", f"doi:{DOI}")["title"] == "The Tides of Mud"


NOT_FOUND = {
    "no translator": Reply(b"No translators available", 501),
    "a failing one": Reply(b"An error occurred during translation.", 500),
    "nothing": as_json([]),
    "a look-alike": as_json([ZOTERO | {"DOI": "10.1353/other"}]),
    "an attachment": as_json([{"itemType": "attachment", "title": "PDF"}]),
    "no JSON": Reply(b"<html>"),
}


@pytest.mark.parametrize("reply", NOT_FOUND.values(), ids=NOT_FOUND)
def test_the_service_is_asked_where_a_resolver_finds_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    with running(monkeypatch, {"/search": reply}) as script:
        assert item(run, "--resolver", script.home, f"doi:{DOI}")["title"] == "The Tides of Mud"


def test_offline_an_answer_of_the_service_will_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch) as script:
        found = item(run, f"doi:{DOI}")
        assert item(run, "--offline", "--resolver", script.home, f"doi:{DOI}") == found


def test_a_pmcid_is_not_searched_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {"/search": as_json([ZOTERO])}) as script:
        assert item(run, "--resolver", script.home, "pmcid:PMC6709999")["PMCID"] == "PMC6709999"
        assert "/search" not in script.paths


@pytest.mark.parametrize("reply", [Reply(b"", 302, {"Location": "/elsewhere"}), Reply(b"", 403)], ids=["302", "403"])
def test_a_resolver_that_fails_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    with running(monkeypatch, {"/search": reply}) as script:
        done = run("export", "--allow-private", "--resolver", script.home, f"doi:{DOI}")
    assert (done.code, script.paths) == (1, ["/search"])
    assert f"hint: check the translation server at {script.home}, or leave out --resolver" in done.err


def test_a_password_of_a_resolver_is_not_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with running(monkeypatch, {"/search": Reply(b"", 403)}) as script:
        done = run("export", "-v", "--resolver", script.home.replace("//", "//ann:hush@"), f"doi:{DOI}")
    assert done.code == 1
    assert "hush" not in done.err
    assert script.asked[0].headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("address", ["127.0.0.1:1969", "ftp://lake.example", "/search"])
def test_a_resolver_has_an_address(run: Run, services: Script, address: str) -> None:
    done = run("export", "--resolver", address, f"doi:{DOI}")
    assert (done.code, services.asked) == (2, [])
    assert f"the resolver {address!r} is not an http(s) address" in done.err
