"""ponarscite fix: shows first, writes whole files or nothing, and tells what is left."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.conftest import Run

BIB = (
    "@book{lee2012, author={Lee, Ann}, title={Rivers of the North}, publisher={Oxford University Press}, year={2012}}\n"
)
NOTE = "[^1]: Ann Lee, *Rivers of the North* (Oxford: Oxford University Press, {}).\n"
PAPER = f"---\nbibliography: refs.bib\n---\n\nAs [@le2012, 3] and [@zhao1999] say.[^1]\n\n{NOTE}"


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "none"))
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    path = tmp_path / "paper.md"
    path.write_text(PAPER.format(2013), encoding="utf-8")
    return path


FIXED = PAPER.format(2012).replace("le2012", "lee2012")


def test_the_difference_is_shown_and_nothing_is_written(run: Run, paper: Path) -> None:
    for options in ([], ["--diff"], ["--dry-run"]):
        ran = run("fix", paper, *options)
        assert ran.code == 1
        assert ran.out.splitlines()[:2] == [f"--- {paper}", f"+++ {paper}"]
        assert [line for line in ran.out.splitlines()[2:] if line[:1] in ("+", "-")] == [
            "-As [@le2012, 3] and [@zhao1999] say.[^1]",
            "+As [@lee2012, 3] and [@zhao1999] say.[^1]",
            f"-{NOTE.format(2013)}".rstrip(),
            f"+{NOTE.format(2012)}".rstrip(),
        ]
        assert paper.read_text(encoding="utf-8") == PAPER.format(2013)
    assert f"to be corrected: {paper}:7:7: M004 error: lee2012: issued 2012, not 2013 (BibTeX)" in ran.err
    assert f"left: {paper}:5:23: M001 error: zhao1999: no record has this key" in ran.err
    assert "M013" not in ran.err


def test_the_file_is_replaced_and_the_old_one_kept(run: Run, paper: Path) -> None:
    paper.chmod(0o640)
    ran = run("fix", paper, "--in-place")
    assert (ran.code, ran.out) == (1, "")
    assert paper.read_text(encoding="utf-8") == FIXED
    assert paper.with_name("paper.md.bak").read_text(encoding="utf-8") == PAPER.format(2013)
    assert stat.S_IMODE(paper.stat().st_mode) == 0o640
    again = run("fix", paper, "--in-place", "--ignore", "M001")
    assert "nothing to correct" in again.err
    assert sorted(path.name for path in paper.parent.iterdir()) == ["paper.md", "paper.md.bak", "refs.bib"]
    paper.write_text(PAPER.format(2013), encoding="utf-8")
    run("fix", paper, "--in-place")
    assert paper.with_name("paper.md.bak2").exists()


def test_another_file_is_written(run: Run, paper: Path) -> None:
    target = paper.with_name("new.md")
    assert run("fix", paper, "-o", target).code == 1
    assert target.read_text(encoding="utf-8") == FIXED
    assert paper.read_text(encoding="utf-8") == PAPER.format(2013)


def test_a_clean_manuscript_is_left(run: Run, paper: Path) -> None:
    paper.write_text(FIXED.replace("zhao1999", "lee2012"), encoding="utf-8")
    ran = run("fix", paper, "--in-place")
    assert (ran.code, ran.out) == (0, "")
    assert not paper.with_name("paper.md.bak").exists()


def test_codes_are_selected(run: Run, paper: Path) -> None:
    run("fix", paper, "--select", "M001", "-o", paper.with_name("new.md"))
    assert paper.with_name("new.md").read_text(encoding="utf-8") == PAPER.format(2013).replace("le2012", "lee2012")


def test_typed_citations_become_keys_and_back(run: Run, paper: Path) -> None:
    ran = run("fix", paper, "--to-keys", "-o", paper)
    assert paper.read_text(encoding="utf-8").endswith("[^1]: [@lee2012].\n")
    assert "the bibliography needs what is cited by key now: ponarscite export lee2012" in ran.err
    ran = run("fix", paper, "--to-text", "apa", "--ignore", "M001", "-o", paper)
    assert paper.read_text(encoding="utf-8").endswith(
        "As (Lee, 2012, p. 3) and [@zhao1999] say.[^1]\n\n[^1]: (Lee, 2012).\n"
    )
    assert "3 citations" not in ran.err


@pytest.mark.parametrize(
    "options",
    [["--in-place", "--diff"], ["-o", "x", "--in-place"], ["--to-keys", "--to-text", "apa"], ["--select", "M9"]],
)
def test_misuse(run: Run, paper: Path, options: list[str]) -> None:
    ran = run("fix", paper, *options)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("name", ["missing.md", "refs.bib", "damaged.docx"])
def test_what_cannot_be_read_is_two_lines(run: Run, paper: Path, name: str) -> None:
    paper.with_name("damaged.docx").write_bytes(b"PK\x03\x04 no archive")
    ran = run("fix", paper.with_name(name))
    assert ran.code in (1, 2)
    assert [line.partition(":")[0] for line in ran.err.splitlines()][-2:] == ["error", "hint"]


def test_further_sources_are_asked_last(run: Run, paper: Path) -> None:
    more = paper.with_name("more.bib")
    more.write_text("@book{zhao1999, author={Zhao, Li}, title={Snow}, year={1999}}\n", encoding="utf-8")
    assert "M001" in run("check", paper, "--ignore", "M004").out
    paper.write_text(FIXED, encoding="utf-8")
    assert run("check", paper, "--with", more).code == 0
    assert run("fix", paper, "--with", more).code == 0
    assert "no source" in run("check", paper, "--with", "https://example.org/").err
