"""The library on the command line: what is printed, on which stream, and with which exit code."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ponarscite import Library, PluginManager
from tests.conftest import EXAMPLES, ROOT, Run
from tests.pages import memo_page

PAGES = EXAMPLES / "pages"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "library.sqlite"
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    return path


@pytest.fixture
def filled(library: Path, run: Run) -> Path:
    assert run("add", PAGES / "night-trains.html", PAGES / "borrowed-rivers.html").code == 0
    return library


def test_add_prints_keys_and_what_happened(library: Path, run: Run) -> None:
    ran = run("add", PAGES / "borrowed-rivers.html")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "pepm9001: added"
    assert "pepm8950: added" in lines
    again = run("add", PAGES / "borrowed-rivers.html")
    assert {line.partition(": ")[2] for line in again.out.splitlines()} == {"unchanged"}
    assert run("log").out.count("\n") == 1
    other = run("add", PAGES / "borrowed-rivers.txt", "--json")
    outcomes = {row["key"]: row["outcome"] for row in json.loads(other.out)}
    assert outcomes["pepm9001"] in ("merged into", "conflict")


def test_add_names_what_failed_and_keeps_the_rest(library: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<p>nothing</p>", encoding="utf-8")
    ran = run("add", "absent.html", PAGES / "night-trains.html", tmp_path / "empty.html")
    assert ran.code == 1
    assert "pepm9002: added" in ran.out
    assert ran.err.count("error: ") == 2
    assert run("list", "--keys-only").out.splitlines()[0] == "pepm9002"


def test_a_page_by_another_path_is_the_same_document(
    filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "night-trains.html"
    copy.write_bytes((PAGES / "night-trains.html").read_bytes())
    monkeypatch.chdir(tmp_path)
    for source in ("night-trains.html", "./night-trains.html", copy):
        assert {line.partition(": ")[2] for line in run("add", source).out.splitlines()} == {"unchanged"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("find", "snow"),
        ("list",),
        ("show", "x"),
        ("why", "x"),
        ("open", "x"),
        ("edit", "x", "title=y"),
        ("tag", "x", "y"),
        ("remove", "x", "--yes"),
        ("conflicts",),
        ("accept", "x"),
        ("duplicates",),
        ("merge", "x", "y"),
        ("distinct", "x", "y"),
        ("undo",),
        ("log",),
        ("backup", "b.sqlite"),
        ("dump", "d"),
        ("export", "--all"),
        ("export", "x"),
    ],
    ids=" ".join,
)
def test_without_a_library_nothing_is_made(library: Path, run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(("error: there is no library at ", "error: no such source"))
    assert not library.exists()


def test_find_and_list(filled: Path, run: Run) -> None:
    found = run("find", "borrowed", "author:prykladna")
    assert found.out.startswith("pepm9001\t2024-03-14\tOlena Prykladna; Juan de la Prueba\tBorrowed Rivers")
    assert run("find", "series:pepm number:>9000", "--sort", "-number", "--keys-only").out == "pepm9002\npepm9001\n"
    (item,) = json.loads(run("find", "key:pepm9002", "--json").out)
    assert (item["id"], item["number"]) == ("pepm9002", "9002")
    assert json.loads(run("find", "nothingatall", "--json").out) == []
    assert len(json.loads(run("list", "--json").out)) == len(run("list").out.splitlines()) > 4
    assert len(run("list", "--limit", 2).out.splitlines()) == 2


def test_a_bad_query_points_at_the_place(filled: Path, run: Run) -> None:
    ran = run("find", "rivers", "colour:red")
    assert ran.code == 2
    problem, hint = ran.err.splitlines()
    assert problem == "error: search: no field is called 'colour', at character 8: rivers ⟶colour:red"
    assert hint.startswith("hint: known: abstract, author, cited-by, cites, ")


def test_show_tells_what_surrounds_a_record(filled: Path, run: Run) -> None:
    run("tag", "9001", "to read")
    shown = run("show", "9001")
    assert "  cites: " in shown.out
    assert "  tags: to read" in shown.out
    (page,) = json.loads(run("show", "pepm8950", "--json").out)
    assert page["library"]["cited-by"] == ["pepm9001"]
    assert page["library"]["documents"][0]["hash"]
    missing = run("show", "pepm9O01")
    assert missing.code == 1
    assert "did you mean pepm900" in missing.err


def test_why(filled: Path, run: Run) -> None:
    why = run("why", "9002", "issued")
    assert "! 2024-03-22T01:30:00+00:00  [own: Open Graph" in why.out
    assert "title:" not in why.out
    assert set(json.loads(run("why", "9002", "year", "--json").out)["variables"]) == {"issued"}
    assert run("why", "9002", "volume").code == 2


def test_edit_survives_and_is_undone(filled: Path, run: Run) -> None:
    assert run("edit", "9002", "title=Night Trains", "author+=Ann Lee").out == "pepm9002: title, author changed\n"
    run("add", PAGES / "night-trains.html")
    assert "Night Trains." in run("export", "9002", "-s", "ponars-eurasia").out.replace(",”", ".”").replace(".”", ".")
    assert run("undo").out.startswith("undone: edit pepm9002") or run("undo").code == 0
    assert "Do Timetables" in run("show", "9002").out


def test_edit_in_the_editor(filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1]); text = path.read_text(encoding='utf-8')\n"
        "assert 'author = [\"Mira van Esempio\"]' in text\n"
        "path.write_text(text.replace('Night Trains', 'Day Trains') + 'note = \"mine\"\\n', encoding='utf-8')\n"
        "import os; os.utime(path, (1, 2_000_000_000))\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    assert run("edit", "9002").out == "pepm9002: title, note changed\n"
    assert "Day Trains" in run("show", "9002").out
    script.write_text("", encoding="utf-8")
    assert run("edit", "9002").out == "pepm9002: nothing changed\n"


def test_edit_tells_what_has_changed(filled: Path, run: Run) -> None:
    assert run("edit", "9002", "title=").out == "pepm9002: nothing changed\n"
    assert run("edit", "9002", "title=Mine").out == "pepm9002: title changed\n"
    assert run("edit", "9002", "title=Mine").out == "pepm9002: nothing changed\n"
    assert run("edit", "9002", "title=").out == "pepm9002: title changed\n"
    assert run("edit", "9002", "id=mine").out == "mine: id changed\n"


def test_conflicts_and_accept(filled: Path, run: Run) -> None:
    (dispute,) = json.loads(run("conflicts", "--json").out)
    assert (dispute["key"], dispute["variable"]) == ("pepm9002", "issued")
    assert [(one["value"], one["kept"]) for one in dispute["values"]] == [("2024-03-21", True), ("2024-03-22", False)]
    assert run("conflicts").out.startswith("pepm9002: issued\n  2024-03-21  [page (")
    assert run("accept", "9002", "issued", "2024-03-22").out == "pepm9002: issued settled\n"
    assert json.loads(run("conflicts", "--json").out) == []
    assert (run("conflicts").out, run("conflicts").err) == ("", "note: nothing found\n")
    run("undo")
    assert run("accept", "9002").out == "pepm9002: issued settled\n"


def test_duplicates_merge_and_distinct(filled: Path, run: Run, tmp_path: Path) -> None:
    items = [
        {"id": "a", "type": "report", "title": "Snow in the City", "author": [{"family": "Lee", "given": "Ann"}]},
        {"id": "b", "type": "report", "title": "Snow in the Citys", "author": [{"family": "Lee", "given": "A."}]},
    ]
    source = tmp_path / "items.json"
    source.write_text(json.dumps(items), encoding="utf-8")
    assert run("add", source).out == "a: added\nb: added\n"
    (pair,) = json.loads(run("duplicates", "--json").out)
    assert (pair["first"], pair["second"]) == ("a", "b")
    assert run("duplicates").out.startswith("a\tb\ttitles 9")
    assert run("distinct", "a", "b").out == "a and b are different works\n"
    assert (run("duplicates").out, run("duplicates").err) == ("", "note: nothing found\n")
    run("undo")
    assert run("merge", "a", "b").out == "a: merged with b\n"
    assert run("show", "b").out.startswith("a (subject)")
    assert run("merge", "a").code == 2
    assert run("merge", "9001", "9002").code == 1


def test_remove_asks(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(text: str) -> None:
        monkeypatch.setattr("sys.stdin", __import__("io").StringIO(text))

    for said in ("n\n", ""):
        answer(said)
        refused = run("remove", "9002")
        assert (refused.code, refused.out) == (1, "")
        assert "Night Trains" in refused.err
    answer("y\n")
    assert run("remove", "9002").out == "pepm9002: removed\n"
    assert "was removed" in run("show", "pepm9002").err
    assert run("undo").out == "undone: remove pepm9002\n"
    assert run("remove", "9002", "9001", "--yes").out == "pepm9002: removed\npepm9001: removed\n"
    run("undo")
    assert run("show", "9001", "9002").code == 0


def test_undo_to_the_beginning(filled: Path, run: Run) -> None:
    run("tag", "9001", "x", "-y")
    assert run("tag", "9001").out == "x\n"
    assert run("tag", "9001", "-x").out == ""
    while run("undo").code == 0:
        pass
    assert run("list").out == ""
    assert run("undo").err.startswith("error: there is nothing to undo")
    assert all(one["undone"] for one in json.loads(run("log", "--json").out))
    assert "(undone)" in run("log").out


def test_open_prints_the_address(filled: Path, run: Run) -> None:
    assert run("open", "9001", "--url").out.startswith("https://www.ponarseurasia.org/borrowed-rivers")
    assert "has no address" in run("open", "pepm8950").err


def test_backup_dump_and_restore(filled: Path, run: Run, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy.sqlite").code == 0
    assert run("dump", tmp_path / "dump").code == 0
    assert run("restore", tmp_path / "dump", "--library", tmp_path / "new.sqlite").code == 0
    everything = run("list", "--json").out
    for path in ("copy.sqlite", "new.sqlite"):
        assert run("list", "--json", "--library", tmp_path / path).out == everything
    assert run("restore", tmp_path / "dump").code == 1
    assert run("restore", tmp_path / "absent", "--library", tmp_path / "other.sqlite").code == 1


def test_export_takes_keys_numbers_and_queries(filled: Path, run: Run) -> None:
    def keys(*arguments: object) -> list[str]:
        return [item["id"] for item in json.loads(run("export", *arguments, "-f", "csl-json").out)]

    assert keys("9002", "pepm9001", "PEPM9002") == ["pepm9002", "pepm9001"]
    assert keys("author:prykladna series:pepm number:>9000") == ["pepm9001"]
    assert keys("--query", "rivers number:9001", "9002") == ["pepm9002", "pepm9001"]
    assert keys("pepm8950") == ["pepm8950"], "whatever its role"
    assert len(keys("--all")) == len(run("list").out.splitlines())
    assert keys("9001", "--keys", "author-year") == ["prykladna2024borrowed"]


def test_export_says_when_a_search_finds_nothing(filled: Path, run: Run) -> None:
    ran = run("export", "--query", "author:nobody", "-f", "ris")
    assert (ran.code, ran.out, ran.err) == (0, "", "note: nothing found\n")


def test_edit_names_the_variable_that_may_be_meant(filled: Path, run: Run) -> None:
    ran = run("edit", "9001", "titel=X")
    assert (ran.code, ran.err) == (2, "error: no variable is called 'titel'\nhint: did you mean title?\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("sometime", "note: issued is no date, and is kept in words: sometime\n"),
        ("forthcoming", "note: issued is no date, and is kept in words: forthcoming\n"),
        ("May 2024", ""),
        ("2024-05-02", ""),
    ],
)
def test_edit_says_when_a_date_is_none(filled: Path, run: Run, typed: str, told: str) -> None:
    assert run("edit", "9001", f"issued={typed}") == type(run())(0, "pepm9001: issued changed\n", told)


def test_export_mixes_the_library_and_pages(library: Path, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "cited.txt"
    page.write_text(memo_page(), encoding="utf-8")
    run("add", page)
    run("edit", "775", "id=mine")
    ran = run("export", PAGES / "night-trains.html", "775", "pepm750", page, "-f", "csl-json")
    assert [item["id"] for item in json.loads(ran.out)] == ["pepm9002", "mine", "pepm750"]


def test_export_never_takes_a_path_for_a_query(filled: Path, run: Run) -> None:
    for wrong in ("rivers", "memo.html", "pepm1"):
        assert run("export", wrong).err.startswith(f"error: no such source: '{wrong}'")
    assert run("export", "author:").code in (1, 2)
    ran = run("export", "colour:red")
    assert ran.err.startswith("error: no such source: 'colour:red'")
    assert "or the key or number of a record in the library" in ran.err
    assert run("export").code == 2
    assert run("export", "--all", "9001").code == 2
    assert run("export", "--query", "x", PAGES / "night-trains.html").code == 2


def test_a_number_of_two_series_asks_which(library: Path, run: Run, tmp_path: Path) -> None:
    items = [
        {"type": "report", "genre": "PONARS Policy Memo", "number": "419", "title": title, "issued": {"raw": year}}
        for title, year in (("Old", "2006-12"), ("New", "2016-02"))
    ]
    source = tmp_path / "items.json"
    source.write_text(json.dumps(items), encoding="utf-8")
    run("add", source)
    ran = run("export", "419")
    assert (ran.code, ran.out) == (1, "")
    assert "pm419" in ran.err
    assert "pepm419" in ran.err
    assert run("export", "pm419", "-f", "bibtex").out.startswith("@techreport{pm419,")


def test_watch_keeps_a_file_up_to_date(filled: Path, plugins: PluginManager, tmp_path: Path) -> None:
    target = tmp_path / "memos.bib"
    command = [sys.executable, "-m", "ponarscite", "export", "--watch", str(target)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            wait_for(lambda: target.exists() and "pepm9001" in target.read_text(encoding="utf-8"))
            with Library(filled, plugins) as library:
                library.edit("9001", {"title": ["Watched Rivers"]})
            wait_for(lambda: "Watched" in target.read_text(encoding="utf-8"))
        finally:
            process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 0
    assert "Traceback" not in said


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_damaged_library_is_told_in_two_lines(library: Path, run: Run) -> None:
    library.parent.mkdir()
    library.write_bytes(b"this is no database at all" * 20)
    for command in (("list",), ("add", PAGES / "night-trains.html"), ("export", "--all")):
        ran = run(*command)
        assert ran.code == 1
        assert ran.err.startswith("error: library ")
        assert ran.err.count("\n") == 2
    assert library.read_bytes() == b"this is no database at all" * 20


def test_a_tag_is_printed_without_escape_sequences(filled: Path, run: Run) -> None:
    ran = run("tag", "pepm9001", "red \x1b[31m\x9b2J\u202e")
    assert (ran.code, ran.out.startswith("red ")) == (0, True)
    assert not {"\x1b", "\x9b", "\u202e"} & set(ran.out + run("show", "pepm9001").out)
