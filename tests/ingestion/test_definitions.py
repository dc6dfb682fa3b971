"""Macros of one .bib file are known in those that follow it in the same call."""

from __future__ import annotations

from pathlib import Path

import pytest

from ponarscite import ingest
from tests.conftest import Run

MACROS = "@string{jx = {Journal X}}\n@string{jy = jx # { and Y}}\n"
ENTRY = "@article{k, author={Uno, A.}, title={S}, journal=jy, year=2001}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.bib").write_text(MACROS, encoding="utf-8")
    (tmp_path / "b.bib").write_text(f"\n\n{ENTRY}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_macro_of_an_earlier_file_is_known(jobs: int) -> None:
    (found,) = ingest(["a.bib", "b.bib"], jobs=jobs)
    assert found.container_title == "Journal X and Y"
    assert {claim.where for claim in found.claims} == {"line 3"}


@pytest.mark.usefixtures("folder")
def test_a_macro_of_a_later_file_is_not(folder: Path) -> None:
    (found,) = ingest(["b.bib", "a.bib"])
    assert found.container_title == "jy"
    (folder / "c.ris").write_text("TY  - BOOK\nTI  - T\nAU  - Uno, A.\nER  - \n", encoding="utf-8")
    assert [one.container_title for one in ingest(["a.bib", "c.ris", "b.bib"])] == ["", "Journal X and Y"]


@pytest.mark.usefixtures("folder")
def test_a_file_of_macros_alone_is_no_failure(run: Run, folder: Path) -> None:
    ran = run("export", "a.bib", "b.bib", "-f", "csl-json")
    assert (ran.code, ran.out.count("Journal X and Y")) == (0, 1)
    assert "a.bib: it defines 2 macros, and has no entries\n" in ran.err
    assert run("export", "a.bib").code == 0
    (folder / "empty.bib").write_text("% nothing", encoding="utf-8")
    assert run("export", "empty.bib").code == 1
