"""ponarscite check: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from ponarscite import Check, Finding, PluginManager, hookimpl
from tests.conftest import EXAMPLES, Run

UNDATED = EXAMPLES / "undated.txt"
GUIDELINE = EXAMPLES / "guideline.json"


def item(**more: Any) -> dict[str, Any]:
    """A memo with nothing wrong in it, and what is to be different."""
    return {
        "id": "sound",
        "type": "report",
        "title": "Borrowed Rivers",
        "author": [{"family": "Prykladna", "given": "Olena"}],
        "issued": {"date-parts": [[2020, 7]]},
        "genre": "PONARS Eurasia Policy Memo",
        "number": "660",
    } | more


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file with a memo that is wrong in two ways, and a sound one."""
    wrong = item(id="wrong", number="661", title="Night Trains of 1999", author=[], issued={"date-parts": [[2019, 3]]})
    path = tmp_path / "a, b.json"
    path.write_text(json.dumps([item(), wrong]), encoding="utf-8")
    return path


def test_a_line_a_problem_and_a_summary(run: Run, written: Path) -> None:
    ran = run("check", written)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{written}:1: P002 warning: wrong: the author is unknown",
        f"{written}:1: P006 error: wrong: No. 661 of PONARS Eurasia Policy Memo appeared after 2020-07, but its date "
        "is 2019-03",
    ]
    assert ran.err == "note: 1 error, 1 warning\n"


def test_nothing_found_is_success(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sound.json"
    path.write_text(json.dumps([item()]), encoding="utf-8")
    ran = run("check", path)
    assert (ran.code, ran.out, ran.err) == (0, "", "note: nothing found\n")
    assert run("check", path, "--json").out == "[]\n"
    assert run("check", path, "--format", "github").out == ""


def test_as_json(run: Run, written: Path) -> None:
    ran = run("check", written, "--json", "--select", "P006")
    (problem,) = json.loads(ran.out)
    assert problem | {"message": ""} == {
        "code": "P006",
        "name": "number-against-date",
        "severity": "error",
        "key": "wrong",
        "message": "",
        "variable": "number",
        "others": [],
        "document": str(written),
        "where": "item 2, line 1",
    }
    assert run("check", written, "--format", "json", "--select", "P006").out == ran.out


def test_for_github(run: Run, written: Path) -> None:
    lines = run("check", UNDATED, written, "--format", "github", "--ignore", "P002").out.splitlines()
    named = str(written).replace(",", "%2C")
    assert lines[0] == f"::warning file={UNDATED},line=3,title=P003 missing-date::ejemploorchard: the date is unknown"
    assert lines[2].startswith(f"::error file={named},line=1,title=P006 number-against-date::wrong: No. 661 of PONARS")
    assert len(lines) == 3


def test_what_a_source_says_is_no_command_of_github(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.json"
    title = "::error::100% \u2028 wrong\u202e \x1b[31m ::set-env name=A::b"
    twice = [item(id="a", title=title), item(id="b", issued={"date-parts": [[2022, 5]]}, number="775", title=title)]
    path.write_text(json.dumps(twice), encoding="utf-8")
    ran = run("check", path, "--format", "github", "--select", "P014")
    assert ran.out.startswith("::error file=")
    assert ran.out.count("\n") == 1
    assert "100%25" in ran.out
    text = run("check", path, "--select", "P014").out
    assert text.count("\n") == 1
    assert text.strip().isprintable()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((UNDATED,), 1),
        ((UNDATED, "--fail-on", "error"), 0),
        ((UNDATED, "--fail-on", "never"), 0),
        ((UNDATED, "--ignore", "p003, open-series"), 0),
        ((UNDATED, "--select", "P001", "--select", "P009"), 0),
        ((GUIDELINE,), 0),
        ((GUIDELINE, "--fail-on", "note"), 1),
        ((GUIDELINE, "missing.json"), 1),
        ((GUIDELINE, "missing.json", "--fail-on", "never"), 1),
    ],
)
def test_the_exit_code(run: Run, arguments: tuple[object, ...], code: int) -> None:
    ran = run("check", *arguments)
    assert ran.code == code
    assert ("error: no such source: 'missing.json'" in ran.err) == ("missing.json" in arguments)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((UNDATED, "--all"), "--all selects every record"),
        ((UNDATED, "--select", "P999"), "no check is called 'P999'"),
        ((UNDATED, "--ignore", "gaps"), "no check is called 'gaps'"),
        (("--explain", "P999"), "no check is called 'P999'"),
        (("--explain", ""), "no check is called ''"),
        ((UNDATED, "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_misuse(run: Run, arguments: tuple[object, ...], told: str) -> None:
    ran = run("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert told in ran.err
    assert "\nhint: " in ran.err


def test_every_code_is_explained(run: Run) -> None:
    for number in range(1, 15):
        ran = run("check", "--explain", f"p{number:03}")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"P{number:03} ")
    told = json.loads(run("check", "--explain", "placeholder-day", "--json").out)
    assert (told["code"], told["severity"], set(told)) == (
        "P012",
        "warning",
        {"code", "name", "severity", "explanation"},
    )


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A library with two pages, what they cite and mention, and a conflict."""
    path = tmp_path / "library.sqlite"
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    assert run("add", EXAMPLES / "pages" / "borrowed-rivers.html", EXAMPLES / "pages" / "night-trains.html").code == 0
    return path


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ((), ["P009", "P013"]),
        (("--all",), ["P009", "P013"]),
        (("pepm9002",), ["P013"]),
        (("9001",), []),
        (("pepm9001", "9002", "pepm9001"), ["P013"]),
        (("number:>9000", "--ignore", "conflict"), []),
        (("--query", "trains"), ["P013"]),
        (("pepm9002", UNDATED), ["P003", "P005", "P013"]),
    ],
)
def test_the_library_is_checked(run: Run, library: Path, arguments: tuple[object, ...], codes: list[str]) -> None:
    ran = run("check", *arguments, "--json")
    assert sorted(problem["code"] for problem in json.loads(ran.out)) == codes
    assert ran.code == int(bool({"P003", "P013"} & set(codes)))


def test_what_the_user_has_settled_is_no_problem_any_more(run: Run, library: Path) -> None:
    assert run("accept", "pepm9002").code == 0
    assert run("check", "--select", "conflict").code == 0


def test_without_a_library_nothing_can_be_checked(run: Run, tmp_path: Path) -> None:
    ran = run("check", "--library", tmp_path / "none.sqlite")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: there is no library at ")
    assert run("check", "pepm9999", "--library", tmp_path / "none.sqlite").code == 1


class House:
    """A plugin that wants titles to be short, alone and beside each other, and has an opinion about missing dates."""

    @hookimpl
    def provide_checks(self) -> Any:
        def short(record: ponarscite.Record, series: object) -> Any:
            if len(record.title) > 20:
                yield Finding(key=record.id, message=f"{len(record.title)} letters", variable="title")

        def several(records: Any, series: object) -> Any:
            if len(records) > 1:
                yield Finding(key="", message=f"{len(records)} records", others=tuple(record.id for record in records))

        return [
            Check(
                code="H1",
                name="long-title",
                severity="error",
                explanation="A title of ours has twenty letters at most.",
                examine=short,
                compare=several,
            ),
            Check(code="P003", name="undated", severity="note", explanation="We know."),
        ]


def test_a_plugin_adds_checks_and_replaces_ours(run: Run, plugins: PluginManager) -> None:
    plugins.register(House(), "house")
    ran = run("check", UNDATED, "--ignore", "P005")
    assert ran.out == f"{UNDATED}:1: H1 error: ejemploorchard: 26 letters\n"
    assert ran.code == 1
    assert run("check", "--explain", "H1").out.startswith("H1 long-title (error)\n\nA title of ours has twenty")
    ran = run("check", UNDATED, GUIDELINE, "--select", "H1")
    assert ran.out.splitlines()[0] == "H1 error: 4 records"
    assert ran.out.splitlines()[1].startswith(f"{UNDATED}:1: H1 error: ejemploorchard: 26 letters")


def test_another_program_checks_records(plugins: PluginManager) -> None:
    records = list(ponarscite.ingest([UNDATED, GUIDELINE], plugins=plugins))
    (problem,) = ponarscite.check(records, plugins, select=["P003"])
    assert (problem.code, problem.severity, problem.key) == ("P003", "warning", "ejemploorchard")
    codes = [problem.code for problem in ponarscite.check(records, plugins, ignore=["gap"])]
    assert codes == ["P003", "P005"]
    bare = ponarscite.Record(title="A Title", issued=ponarscite.Date(2019))
    assert [problem.key for problem in ponarscite.check([bare, bare], plugins, select=["P003"])] == []
    with pytest.raises(ponarscite.MisuseError, match="no check is called 'P099'"):
        ponarscite.check(bare, plugins, ignore=["P099"])


def test_what_a_reader_left_out_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text("@book{a, author={Ejemplo, Ana}, title={Rivers}, year=1990, file={a.pdf}}\n")
    ran = run("check", tmp_path / "x.bib")
    assert "x.bib: not read: file (1)" in ran.err
