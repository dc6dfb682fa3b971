"""The pandoc filter, on documents as pandoc 2.17 and 3.9 give them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ponarscite import Library, PluginManager
from ponarscite.integrations.pandoc.document import citations, inlines, metadata, texts
from ponarscite.integrations.pandoc.own import keys_of
from ponarscite.integrations.pandoc.program import run
from ponarscite.record.date import Date
from ponarscite.record.record import Record
from tests.conftest import DATA, EXAMPLES

PAPERS = [(DATA / "pandoc" / f"paper-{version}.json").read_text(encoding="utf-8") for version in ("2.17", "3.9")]
TOLD = [
    "[ponarscite] ponars:427: several records have this number: pm:427 (pm427, 2006, Snow 427); "
    "pepm:427 (pepm427, 2016, Snow 427)",
    "[ponarscite] nosuch99: no record has this key",
    "[ponarscite] 2024: a bare number is no name: write ponars:2024",
    "[ponarscite] pepm9002: no record has this number; nearest: pepm9001",
]


def memo(number: int, year: int) -> Record:
    genre = "PONARS Policy Memo" if year < 2008 else "PONARS Eurasia Policy Memo"
    return Record(type="report", title=f"Snow {number}", genre=genre, number=str(number), issued=Date(year))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: PluginManager) -> Path:
    """A folder to work in, with a library that is the user's."""
    path = tmp_path / "library.sqlite"
    with Library(path, plugins) as library:
        library.add_all([memo(427, 2006), memo(427, 2016), memo(660, 2020), memo(9001, 2026)])
        library.add(Record(id="smith2020", type="book", title="The <i>Rivers</i>", issued=Date(2020)))
        library.add(Record(id="o'hara{x}", type="book", title="A key of its own"))
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cite(key: str) -> dict[str, Any]:
    one = {"citationId": key, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": "NormalCitation"}}
    return {"t": "Cite", "c": [[one | {"citationNoteNum": 1, "citationHash": 0}], []]}


def document(*keys: str, **meta: Any) -> dict[str, Any]:
    values = {name.replace("_", "-"): metadata(value) for name, value in meta.items()}
    return {"pandoc-api-version": [1, 23], "meta": values, "blocks": [{"t": "Para", "c": [cite(key) for key in keys]}]}


def filtered(given: dict[str, Any] | str, target: str = "html") -> tuple[int, dict[str, Any]]:
    """The exit code, and the document that is written."""
    result = io.BytesIO()
    text = given if isinstance(given, str) else json.dumps(given)
    code = run(io.BytesIO(text.encode("utf-8", "surrogatepass")), result, target)
    return code, json.loads(result.getvalue() or "{}")


def ids(written: dict[str, Any]) -> list[str]:
    references = written["meta"].get("references", {"c": []})["c"]
    return ["".join(texts(one["c"]["id"])) for one in references]


@pytest.mark.parametrize("paper", PAPERS, ids=("2.17", "3.9"))
def test_names_become_keys_and_references(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, written = filtered(paper)
    cited = [one["citationId"] for one in citations(written)]
    text = cited[: cited.index("smith2020") + 1]
    assert code == 0
    assert text == [
        *("pepm9001", "pepm9001", "pepm9001", "pepm9001", "own", "fig:one", "ponars:427", "nosuch99", "2024"),
        *("pepm9002", "pepm9001", "smith2020"),
    ]
    assert sorted(cited[len(text) :]) == ["*", "pepm660", "pepm9001", "pm427"]
    assert sorted(ids(written)) == ["own", "pepm660", "pepm9001", "pm427", "smith2020"]
    assert sorted(capsys.readouterr().err.splitlines()) == sorted(TOLD)


@pytest.mark.parametrize("paper", PAPERS, ids=("2.17", "3.9"))
def test_all_else_stays_as_it_is(paper: str) -> None:
    before, (_, after) = json.loads(paper), filtered(paper)
    for one in (before, after):
        one["meta"].pop("references")
        for each in citations(one):
            each["citationId"] = ""
    assert after == before


@pytest.mark.parametrize("paper", PAPERS, ids=("2.17", "3.9"))
def test_a_strict_document_is_not_written(paper: str, capsys: pytest.CaptureFixture[str]) -> None:
    strict = json.loads(paper)
    strict["meta"]["ponarscite-strict"] = {"t": "MetaBool", "c": True}
    assert filtered(strict) == (1, {})
    assert sorted(capsys.readouterr().err.splitlines()) == sorted(TOLD)


def test_the_references_of_the_document_go_before_the_library() -> None:
    own = [{"id": "pepm660", "title": "Mine"}]
    given = document("pepm660", "ponars:660", references=own)
    code, written = filtered(given)
    assert (code, written) == (0, document("pepm660", "pepm660", references=own))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.bib", "@string{x = {y}}\n@book { pepm660,\n title = {Mine}}\n"),
        ("own.json", '[{"id": "pepm660", "title": "Mine"}]'),
        ("own.yaml", "references:\n- id: pepm660\n  title: Mine\n"),
        ("own.ris", "TY  - BOOK\nID  - pepm660\nER  - \n"),
    ],
)
def test_the_bibliographies_of_the_document_go_before_the_library(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    given = document("pepm660", "pepm9001", bibliography=["none.bib", name])
    code, written = filtered(given)
    assert (code, ids(written)) == (0, ["pepm9001"])


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.json", "[" * 100_000), ("a.json", '{"x": 1}'), ("a.bib", "@a{" * 100_000), ("a.yaml", "- " * 9)],
)
def test_a_damaged_bibliography_has_no_keys(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert keys_of(name) == {}


def test_a_document_without_citations_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONARSCITE_LIBRARY", "/none/at/all")
    assert filtered(document()) == (0, document())


def test_a_missing_library_is_told_and_the_document_stays(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    given = document("pepm660", ponarscite_library=str(folder / "none.sqlite"))
    assert filtered(given) == (0, given)
    assert "there is no library at" in capsys.readouterr().err
    given["meta"]["ponarscite-strict"] = {"t": "MetaString", "c": "true"}
    assert filtered(given) == (1, {})


def test_records_can_come_from_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PONARSCITE_LIBRARY", "/none/at/all")
    code, written = filtered(document("ponars:9001", ponarscite_sources=[str(EXAMPLES / "pages")]))
    assert (code, ids(written)) == (0, ["pepm9001"])


def test_nothing_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert filtered(document("a", ponarscite_sources=["https://a.example/x"])) == (1, {})
    assert capsys.readouterr().err == (
        "[ponarscite] error: https://a.example/x is no file\n"
        "[ponarscite] hint: nothing is fetched: save it, and name the file\n"
    )


def test_what_is_cited_is_saved(folder: Path) -> None:
    code, _ = filtered(document("ponars:660", "smith2020", "nosuch", ponarscite_bibliography="refs.json"))
    saved = json.loads((folder / "refs.json").read_text(encoding="utf-8"))
    assert (code, [one["id"] for one in saved]) == (0, ["pepm660", "smith2020"])
    assert saved[1]["title"] == "The <i>Rivers</i>"


def saved_items(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "refs.json").read_text(encoding="utf-8"))
    return found


def test_what_is_saved_knows_the_names_of_the_document(folder: Path) -> None:
    filtered(document("ponars:660", "PEPM660", "smith2020", ponarscite_bibliography="refs.json"))
    assert [one.get("other-ids") for one in saved_items(folder)] == ["ponars:660 PEPM660", None]


@pytest.mark.parametrize("meta", [{}, {"bibliography": "refs.json"}], ids=("apart", "own"))
def test_a_co_author_without_the_library_has_what_was_saved(
    meta: dict[str, str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = document("ponars:660", "pm:427", ponarscite_bibliography="refs.json", ponarscite_strict="true", **meta)
    first = filtered(given)
    saved = saved_items(folder)
    for library in (str(folder / "library.sqlite"), "/none/at/all"):
        given["meta"]["ponarscite-library"] = metadata(library)
        code, written = filtered(given)
        assert (code, ids(written), saved_items(folder)) == (0, ids(first[1]), saved)
    given["blocks"][0]["c"].append(cite("pepm9001"))
    assert filtered(given)[0] == 1
    assert saved_items(folder) == saved
    assert capsys.readouterr().err.endswith("; not looked up: pepm9001\n")


def test_items_that_are_not_cited_stay_in_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "refs.json").write_text('[{"id": "mine", "title": "By hand"}]', encoding="utf-8")
    assert filtered(document("pepm660", ponarscite_bibliography="refs.json"))[0] == 0
    assert [one["id"] for one in saved_items(folder)] == ["mine", "pepm660"]
    assert capsys.readouterr().err == "[ponarscite] refs.json keeps 1 items that the document does not cite\n"


@pytest.mark.parametrize("text", ['{"name": "a package"}', "[1, 2]", "no JSON", '{"items": [{"id": "a"}]}'])
def test_a_file_that_is_no_list_of_items_stays_as_it_is(text: str, folder: Path) -> None:
    (folder / "refs.json").write_text(text, encoding="utf-8")
    assert filtered(document("pepm660", ponarscite_bibliography="refs.json")) == (1, {})
    assert (folder / "refs.json").read_text(encoding="utf-8") == text


def test_a_strict_document_with_unknown_names_saves_nothing(folder: Path) -> None:
    given = document("pepm660", "nosuch", ponarscite_bibliography="refs.json", ponarscite_strict="true")
    assert filtered(given) == (1, {})
    assert not (folder / "refs.json").exists()


def test_the_other_names_of_own_items_are_theirs(folder: Path) -> None:
    (folder / "own.json").write_text('[{"id": "snow", "other-ids": "ponars:660 schnee"}]', encoding="utf-8")
    code, written = filtered(document("ponars:660", "schnee", bibliography="own.json"))
    assert (code, ids(written), [one["citationId"] for one in citations(written)]) == (0, [], ["snow", "snow"])


def test_keys_that_are_written_alike_are_told_apart(
    folder: Path, plugins: PluginManager, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(folder / "library.sqlite", plugins) as library:
        for number, key in enumerate(("a'b", "a~b", "a_b")):
            library.add(Record(id=key, type="book", title=f"Book {number}"))
    _, written = filtered(document("a~b", "a'b", "a_b"), "latex")
    keys = [one["citationId"] for one in citations(written)]
    assert sorted(keys) == ["a_b", "a_b-2", "a_b-3"]
    assert ids(written) == keys
    assert "written differently for latex: a'b → a_b, a_b → a_b-2, a~b → a_b-3" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["../refs.json", "/refs.json", "refs.txt", "none/refs.json", ".bashrc"])
def test_a_document_writes_nowhere_else(path: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {one.name for one in folder.iterdir()}
    assert filtered(document("ponars:660", ponarscite_bibliography=path)) == (1, {})
    assert {one.name for one in folder.iterdir()} - before <= {"library.sqlite-shm", "library.sqlite-wal"}
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(("target", "key"), [("html", "o'hara{x}"), ("latex", "o_hara_x_")])
def test_a_key_is_written_for_its_target(target: str, key: str) -> None:
    _, written = filtered(document("o'hara{x}"), target)
    assert (ids(written), next(citations(written))["citationId"]) == ([key], key)


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", "null", '{"meta": 1}', '{"meta": {}, "blocks": [{"t": "Cite", "c": 1}]}', "[" * 10**6]
)
def test_what_is_no_document_is_told_in_two_lines(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, written = filtered(text)
    assert (code, written) in ((1, {}), (0, {"meta": {}, "blocks": []}))
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.fixture
def pipe(folder: Path) -> Path:
    path = folder / "pipe.json"
    os.mkfifo(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(pipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert filtered(document("pepm660", bibliography=pipe.name))[0] == 0
    for setting in ("ponarscite_bibliography", "ponarscite_style"):
        capsys.readouterr()
        assert filtered(document("pepm660", **{setting: f"./{pipe.name}" if "style" in setting else pipe.name}))[0] == 1
        assert len(capsys.readouterr().err.splitlines()) == 2
    assert filtered(document("pepm660", ponarscite_library=str(pipe)))[0] == 0


def test_long_names_are_told_in_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert filtered(document("x" * 10**6, ponarscite_style="apa"))[0] == 0
    assert len(capsys.readouterr().err) < 200
    assert filtered(document("pepm660", ponarscite_style="x" * 10**6))[0] == 1
    assert len(capsys.readouterr().err) < 300


def test_deep_nesting_is_answered_or_told() -> None:
    deep = '{"t":"BlockQuote","c":[' * 10_000 + "]}" * 10_000
    assert filtered(f'{{"pandoc-api-version":[1,23],"meta":{{}},"blocks":[{deep}]}}')[0] in (0, 1)


def test_ten_thousand_citations() -> None:
    code, written = filtered(document(*["ponars:660", "pepm9001"] * 5_000))
    assert (code, ids(written)) == (0, ["pepm660", "pepm9001"])


def test_the_command_is_the_filter() -> None:
    command = [sys.executable, "-m", "ponarscite", "pandoc-filter", "html"]
    ran = subprocess.run(command, input=json.dumps(document("ponars:660")).encode(), capture_output=True, check=True)
    assert ids(json.loads(ran.stdout)) == ["pepm660"]


def inline(text: str) -> dict[str, Any]:
    return {"t": "Space"} if text == " " else {"t": "Str", "c": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>A b</i> c", [{"t": "Emph", "c": [*map(inline, ("A", " ", "b"))]}, inline(" "), inline("c")]),
        ('<span class="nocase">iOS</span>', [{"t": "Span", "c": [["", ["nocase"], []], [inline("iOS")]]}]),
        ('<span style="font-variant:small-caps;">x</span>', [{"t": "SmallCaps", "c": [inline("x")]}]),
        ("<i>a<b>b</b></i>", [{"t": "Emph", "c": [inline("a"), {"t": "Strong", "c": [inline("b")]}]}]),
        ("a < b<i>c", [*map(inline, ("a", " ", "<", " ", "b", "<i>", "c"))]),
        ("</i>a", [inline("</i>"), inline("a")]),
        ("<i>a</b>", [inline("<i>"), inline("a"), inline("</b>")]),
    ],
)
def test_rich_text_becomes_inlines(text: str, expected: list[Any]) -> None:
    assert inlines(text) == expected
