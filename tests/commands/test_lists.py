"""--from: a list of sources, one a line."""

import io
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run

RIVERS = EXAMPLES / "pages" / "borrowed-rivers.html"
TRAINS = EXAMPLES / "pages" / "night-trains.html"


@pytest.mark.parametrize("command", ["export", "explain"])
def test_sources_come_from_a_list(command: str, tmp_path: Path, run: Run) -> None:
    listed = tmp_path / "list.txt"
    listed.write_bytes(f"\ufeff# what to cite\r\n\r\n  {TRAINS}  \r\n{RIVERS}".encode())
    ran = run(command, "--from", listed)
    assert ran.code == 0
    assert ran.out.index("9002") < ran.out.index("9001")


def test_they_come_behind_those_that_are_named(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a").write_text(f"{TRAINS}\n{RIVERS}\n", encoding="utf-8")
    ran = run("export", RIVERS, "--from", tmp_path / "a", "--from", tmp_path / "a", "-f", "ris")
    assert [line for line in ran.out.splitlines() if line.startswith("ID")] == ["ID  - pepm9001", "ID  - pepm9002"]


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{TRAINS}\n".encode())))
    assert "9002" in run("export", "--from", "-").out


def test_a_source_of_a_list_that_fails_does_not_stop_the_rest(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a").write_text(f"missing.html\n{TRAINS}\n", encoding="utf-8")
    ran = run("export", "--from", tmp_path / "a")
    assert ran.code == 1
    assert "9002" in ran.out
    assert "error: no such source: 'missing.html'" in ran.err


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "error: cannot read the list {}: No such file or directory\n"),
        ("\n# x\n", "error: the list {} names no source\n"),
    ],
)
def test_a_list_that_is_none(content: str | None, error: str, tmp_path: Path, run: Run) -> None:
    listed = tmp_path / "a"
    if content is not None:
        listed.write_text(content, encoding="utf-8")
    ran = run("export", "--from", listed)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(error.format(listed) + "hint: ")


def test_misuse(run: Run) -> None:
    assert run("export").err == "error: Missing argument 'SOURCES...'.\nhint: see: ponarscite export --help\n"
    assert run("export").code == 2
    ran = run("export", "-", "--from", "-")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: standard input can be read only once")
