"""`export --used-in`: what manuscripts cite and nothing else, kept up to date, and as a service."""

from __future__ import annotations

import json
import os
import plistlib
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ponarscite import Library, PluginManager
from ponarscite.commands.used import paths_in
from tests.conftest import ROOT, Run

ITEMS = [
    {"id": key, "type": "book", "title": f"On {key}", "author": [{"family": key.title()}], "issued": {"raw": "2019"}}
    for key in ("doe", "roe", "lee")
]
MEMO = {"type": "report", "genre": "PONARS Eurasia Policy Memo", "number": "9001", "title": "Snow"}


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    path = tmp_path / "library.sqlite"
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "items.json"
    source.write_text(json.dumps([*ITEMS, MEMO]), encoding="utf-8")
    assert run("add", source).code == 0
    return path


def keys(text: str) -> list[str]:
    return re.findall(r"^@\w+\{(\w+),", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paper.md", "A [see @roe, 3; @doe] and again @roe. `@lee`\n"),
        ("paper.tex", "A \\cite[3]{roe} and \\parencite{doe,roe}.% \\cite{lee}\n"),
        ("paper.rst", "A :cite:p:`roe, 3; doe`, and ``:cite:p:`lee```.\n"),
        ("paper.org", "A [cite:@roe 3;@doe].\n"),
        ("paper.typ", "A #cite(<roe>, supplement: [3]) and @doe.\n"),
        ("myst.md", "A {cite:p}`roe{p. 3},doe`.\n"),
    ],
)
def test_exactly_what_is_cited_is_written(tmp_path: Path, run: Run, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ran = run("export", "--used-in", name, "-f", "bibtex")
    assert (ran.code, keys(ran.out), ran.err) == (0, ["roe", "doe"], "")


def test_a_notebook(tmp_path: Path, run: Run) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "As [@roe] says"}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "book.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert keys(run("export", "--used-in", "book.ipynb", "-f", "bibtex").out) == ["roe"]


def test_several_manuscripts(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.md").write_text("[@roe]", encoding="utf-8")
    (tmp_path / "b.tex").write_text("\\cite{doe}", encoding="utf-8")
    for given in (["a.md,b.tex"], ["a.md", "b.tex"], ["a.md, b.tex", "a.md"]):
        options = [word for one in given for word in ("--used-in", one)]
        assert keys(run("export", *options, "-f", "bibtex").out) == ["roe", "doe"]
    (tmp_path / "a,b.md").write_text("[@lee]", encoding="utf-8")
    assert paths_in(["a,b.md"]) == ("a,b.md",)


def test_names_are_told_once(tmp_path: Path, run: Run) -> None:
    (tmp_path / "own.bib").write_text("@book{mine, title = {Mine}}\n", encoding="utf-8")
    head = "---\nbibliography: own.bib\nnocite: '@lee, @*'\n---\n"
    text = f"{head}[@nosuch; @nosuch, 3] [@mine] @ponars:9001 [@other] [@pepm9001]\n"
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    ran = run("export", "--used-in", "paper.md", "-f", "bibtex")
    assert (ran.code, keys(ran.out)) == (0, ["lee", "pepm9001"])
    assert [line for line in ran.err.splitlines() if "drops" not in line] == [
        "warning: nosuch (cited 2 times): no record has this key",
        "warning: other (cited once): no record has this key",
        "note: 1 cited by other names than the keys that are written: ponars:9001 → pepm9001",
    ]


@pytest.mark.parametrize("text", ["", "Nothing.", "[@nosuch]", "Typed: Doe, On doe, 2019."])
def test_where_nothing_is_cited_the_former_file_stays(tmp_path: Path, run: Run, text: str) -> None:
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    (tmp_path / "refs.json").write_text("[1]", encoding="utf-8")
    ran = run("export", "--used-in", "paper.md", "-o", "refs.json")
    assert ran.code == 0
    assert ran.err.endswith("warning: refs.json stays as it was: the manuscripts cite no record by name\n")
    assert (tmp_path / "refs.json").read_text(encoding="utf-8") == "[1]"


@pytest.mark.parametrize("is_there", [True, False])
def test_where_nothing_is_cited_a_new_file_is_empty(tmp_path: Path, run: Run, is_there: bool) -> None:
    (tmp_path / "paper.md").write_text("Nothing.", encoding="utf-8")
    if is_there:
        (tmp_path / "refs.json").touch()
    ran = run("export", "--used-in", "paper.md", "-o", "refs.json")
    assert (ran.code, ran.err) == (0, "note: nothing found\n")
    assert json.loads((tmp_path / "refs.json").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["[@doe]", "Nothing."])
@pytest.mark.parametrize("target", ["paper.md", "./paper.md", "link.md", "hard.md", "folder/../paper.md"])
@pytest.mark.parametrize("option", ["-o", "--watch"])
def test_a_manuscript_is_never_replaced(tmp_path: Path, run: Run, text: str, target: str, option: str) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(text, encoding="utf-8")
    (tmp_path / "link.md").symlink_to(paper)
    (tmp_path / "hard.md").hardlink_to(paper)
    (tmp_path / "folder").mkdir()
    ran = run("export", "--used-in", "none.tex,paper.md", option, target, "-f", "ris")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 2)
    assert ran.err.startswith(f"error: {target} would be replaced while it is read")
    assert paper.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "arguments", [["items.json"], ["./items.json"], ["roe", "items.json"], ["items.json", "--for", "zotero"]]
)
def test_a_source_is_never_replaced(tmp_path: Path, run: Run, arguments: list[str]) -> None:
    before = (tmp_path / "items.json").read_bytes()
    assert run("export", *arguments, "-o", tmp_path / "items.json").code == 2
    assert (tmp_path / "items.json").read_bytes() == before


def test_the_library_is_never_replaced(run: Run, library: Path) -> None:
    before = library.read_bytes()
    assert run("export", "--all", "-f", "ris", "-o", library).code == 2
    assert library.read_bytes() == before


def test_standard_input_is_never_replaced(tmp_path: Path) -> None:
    source = tmp_path / "items.json"
    before = source.read_bytes()
    command = [sys.executable, "-m", "ponarscite", "export", "-", "-o", str(source)]
    with source.open("rb") as stream:
        ran = subprocess.run(command, stdin=stream, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, source.read_bytes()) == (2, before)
    assert "standard input" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in a folder")
def test_a_pipe_is_no_manuscript(tmp_path: Path, run: Run) -> None:
    os.mkfifo(tmp_path / "paper.md")
    ran = run("export", "--used-in", "paper.md", "-f", "ris")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: paper.md is no regular file\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--used-in", "none.md"], 1),
        (["--used-in", "paper.xyz"], 2),
        (["--used-in", "paper.md", "--all"], 2),
        (["--used-in", "paper.md", "doe"], 2),
        (["--used-in", "paper.md", "--watch"], 2),
        (["--all", "--print-unit", "systemd"], 2),
    ],
)
def test_misuse(tmp_path: Path, run: Run, arguments: list[str], code: int) -> None:
    (tmp_path / "paper.md").write_text("[@doe]", encoding="utf-8")
    (tmp_path / "paper.xyz").write_text("[@doe]", encoding="utf-8")
    ran = run("export", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ")


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_file_follows_manuscript_and_library(tmp_path: Path, library: Path, plugins: PluginManager) -> None:
    paper, target = tmp_path / "paper.md", tmp_path / "refs.bib"
    paper.write_text("[@doe]", encoding="utf-8")
    command = [sys.executable, "-m", "ponarscite", "export", "--used-in", str(paper), "-o", str(target), "--watch"]

    def there(*wanted: str) -> Callable[[], bool]:
        return lambda: target.exists() and keys(target.read_text(encoding="utf-8")) == list(wanted)

    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            wait_for(there("doe"))
            paper.rename(tmp_path / "away.md")  # as an editor does while it saves
            time.sleep(0.7)
            paper.write_text("[@doe; @roe]", encoding="utf-8")
            wait_for(there("doe", "roe"))
            with Library(library, plugins) as opened:
                opened.edit("roe", {"title": ["Watched"]})
            wait_for(lambda: "Watched" in target.read_text(encoding="utf-8"))
            before = target.stat().st_mtime_ns
            paper.write_text("Other words [@doe; @roe]", encoding="utf-8")
            time.sleep(0.7)
            assert target.stat().st_mtime_ns == before
        finally:
            process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 0
    assert "Traceback" not in said
    assert said.count("error: cannot read") == 1


def test_a_service_of_systemd(tmp_path: Path, run: Run, library: Path) -> None:
    ran = run("export", "--used-in", "100% $a.md", "--watch", 'a "b".bib', "--print-unit", "systemd")
    assert (ran.code, ran.err) == (0, "")
    found = (line for line in ran.out.splitlines() if "=" in line and "_CONFIG" not in line)
    lines = dict(line.split("=", 1) for line in found)
    assert lines["WorkingDirectory"] == str(tmp_path).replace("%", "%%")
    assert lines["Environment"] == f'"PONARSCITE_LIBRARY={library}"'
    words = shlex.split(lines["ExecStart"].replace("%%", "%").replace("$$", "$"))
    assert words == [sys.executable, "-m", "ponarscite", "export", "--used-in", "100% $a.md", "--watch", 'a "b".bib']


def test_a_service_of_launchd(tmp_path: Path, run: Run) -> None:
    ran = run("export", "--all", "--print-unit=launchd", "--watch", "a.bib")
    service = plistlib.loads(ran.out.encode())
    assert service["ProgramArguments"] == [sys.executable, "-m", "ponarscite", "export", "--all", "--watch", "a.bib"]
    assert (service["Label"], service["WorkingDirectory"]) == ("ponarscite.a-bib", str(tmp_path))


def test_a_unit_holds_no_control_characters(run: Run) -> None:
    assert run("export", "--all", "--watch", "a\nb.bib", "--print-unit", "systemd").code == 2
