"""ponarscite check of manuscripts: what is one, the bibliographies, the formats, the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

import ponarscite
from tests.conftest import Run

BIB = (
    "@book{lee2012, author={Lee, Ann}, title={Rivers of the North}, publisher={Oxford University Press}, year={2012}}\n"
)
PAPER = """---
bibliography: refs.bib
---

As [@lee2012, 3] and [@lee2013] say.[^1]

[^1]: Ann Lee, *Rivers of the North* (Oxford: Oxford University Press, 2013).
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "none"))
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    path = tmp_path / "paper.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_a_line_a_problem_with_line_and_column(run: Run, paper: Path) -> None:
    ran = run("check", paper)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"{paper}:5:23: M001 error: lee2013: no record has this key; nearest: lee2012",
        f"{paper}:7:7: M004 error: lee2012: issued 2012, not 2013 (BibTeX)",
    ]
    assert ran.err.splitlines()[-1] == "note: 2 errors"


def test_the_formats(run: Run, paper: Path) -> None:
    first = json.loads(run("check", paper, "--json").out)[0]
    assert {name: first[name] for name in ("code", "line", "column", "end_line", "end_column", "text")} == {
        "code": "M001",
        "line": 5,
        "column": 23,
        "end_line": 5,
        "end_column": 31,
        "text": "@lee2013",
    }
    sarif = json.loads(run("check", paper, "--format", "sarif").out)
    (found,) = sarif["runs"]
    assert sarif["version"] == "2.1.0"
    assert [one["ruleId"] for one in found["results"]] == ["M001", "M004"]
    region = found["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "startColumn": 23, "endLine": 5, "endColumn": 31}
    assert run("check", paper, "--format", "errorformat").out.startswith(f"{paper}:5:23: error: lee2013: ")
    assert etree.fromstring(run("check", paper, "--format", "junit").out.encode()).get("failures") == "2"
    github = run("check", paper, "--format", "github").out.splitlines()
    message = "lee2013: no record has this key; nearest: lee2012"
    assert github[0].endswith(f",line=5,endLine=5,col=23,endColumn=31,title=M001 unknown-key::{message}")


def test_a_baseline_leaves_out_what_was_known(run: Run, paper: Path) -> None:
    baseline = paper.with_suffix(".json")
    baseline.write_text(run("check", paper, "--json").out, encoding="utf-8")
    paper.write_text(f"{PAPER}\nA further [@unknown].\n", encoding="utf-8")
    ran = run("check", paper, "--baseline", baseline)
    assert [line.split(" ")[1] for line in ran.out.splitlines()] == ["M001"]
    assert run("check", paper, "--baseline", paper).code == 2


def test_checks_are_selected_and_explained(run: Run, paper: Path) -> None:
    assert run("check", paper, "--ignore", "M001,wrong-date").code == 0
    assert run("check", paper, "--select", "M004", "--fail-on", "never").code == 0
    assert run("check", "--explain", "M009").out.startswith("M009 impossible (error)\n")


def test_a_bibliography_that_is_missing_is_told_and_keys_are_not_doubted(run: Run, paper: Path) -> None:
    paper.with_name("refs.bib").unlink()
    ran = run("check", paper)
    assert (ran.code, ran.out) == (1, "")
    assert "error: there is no bibliography" in ran.err


def test_a_further_bibliography(run: Run, paper: Path) -> None:
    more = paper.with_name("more.bib")
    more.write_text(BIB.replace("lee2012", "lee2013"), encoding="utf-8")
    ran = run("check", paper, "--bibliography", more, "--select", "M001")
    assert (ran.code, ran.out) == (0, "")


def test_what_is_a_manuscript(run: Run, paper: Path) -> None:
    memo = paper.with_name("memo.md")
    head = "# Borrowed Rivers\n\n**PONARS Eurasia Policy Memo No. 9001**\n\nMarch 2024\n\nRivers are lent.[^1]\n"
    note = "[^1]: Ann Lee, “Old Invented Roads,” PONARS Policy Memo No. 601, May 2004.\n"
    memo.write_text(f"{head}\n{note}", encoding="utf-8")
    assert "M0" not in run("check", memo).out
    assert "M0" in run("check", memo, "--manuscript").out
    assert "M0" not in run("check", paper, "--source").out
    assert run("check", paper.with_name("refs.bib"), "--manuscript").code == 2


@pytest.mark.parametrize(
    ("text", "is_manuscript"),
    [
        ("As studies show (PONARS Eurasia Policy Memo No. 5000, March 2022), dust settles.\n", True),
        ("- Piotr Nowak, “Dust,” PONARS Eurasia Policy Memo No. 5000, March 2022.\n", False),
        ("Nothing is cited here.\n", False),
    ],
)
def test_sentences_that_cite_make_a_manuscript(run: Run, paper: Path, text: str, is_manuscript: bool) -> None:
    paper.write_text(text, encoding="utf-8")
    assert ("M009" in run("check", paper).out) is is_manuscript


def test_a_damaged_manuscript_costs_only_itself(run: Run, paper: Path) -> None:
    damaged = paper.with_name("damaged.docx")
    damaged.write_bytes(b"PK")
    ran = run("check", damaged, paper)
    assert (ran.code, len(ran.out.splitlines())) == (1, 2)
    assert "error: this .docx file is damaged or encrypted" in ran.err


def test_python(paper: Path) -> None:
    found = ponarscite.check_manuscript(paper)
    assert [(one.code, one.severity, one.line, one.key) for one in found] == [
        ("M001", "error", 5, ""),
        ("M004", "error", 7, "lee2012"),
    ]
    with pytest.raises(ponarscite.SourceError):
        ponarscite.check_manuscript(paper.with_name("missing.md"))
    with pytest.raises(ponarscite.MisuseError):
        ponarscite.check_manuscript(paper.with_name("refs.bib"))
    paper.with_name("refs.bib").unlink()
    failures: list[ponarscite.PonarsciteError] = []
    assert ponarscite.check_manuscript(paper, failures=failures) == []
    assert len(failures) == 1


def test_quotations_are_looked_up_in_a_folder_of_texts(run: Run, paper: Path) -> None:
    texts = paper.with_name("texts")
    texts.mkdir()
    (texts / "lee2012.txt").write_text("Rivers of the north run to the sea and never come back.\n", encoding="utf-8")
    quoted = "Rivers of the north run to the sea and never come back"
    paper.write_text(f"---\nbibliography: refs.bib\n---\n\n“{quoted}” [@lee2012].\n", encoding="utf-8")
    assert run("check", paper, "--texts", texts, "--fail-on", "note").code == 0
    paper.write_text(paper.read_text(encoding="utf-8").replace("never", "always"), encoding="utf-8")
    ran = run("check", paper, "--texts", texts, "--fail-on", "note")
    assert (ran.code, ran.out.split(": ")[1]) == (1, "M015 note")
    assert run("check", paper, "--texts", paper.with_name("none")).code == 1
