"""The table of the manual's page "Editors": our files in the real programs, by pytest tests/live/test_editor_files.py.

A program that is absent is skipped with its reason. Typst comes from PyPI: pip install typst.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ponarscite import Library, PluginManager
from tests.conftest import EXAMPLES, Run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and a library of the pages of the examples."""
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    run("add", EXAMPLES / "pages")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(*command: str) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"there is no {command[0]} here")
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def written(run: Run, folder: Path, name: str, text: str, target: str, *options: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    ran = run("export", "--used-in", name, "-o", target, *options)
    assert (ran.code, (folder / target).exists()) == (0, True), ran.err


def test_pandoc(run: Run, folder: Path) -> None:
    written(run, folder, "paper.md", "A [@pepm9001, p. 3].\n", "refs.json")
    assert "(Prykladna and Prueba 2024, 3)" in (
        text := called("pandoc", "--citeproc", "--bibliography", "refs.json", "-t", "plain", "paper.md")
    ).replace("de la ", "").replace("\n", " "), text


def test_latex(run: Run, folder: Path) -> None:
    text = "\\documentclass{article}\\usepackage[backend=biber,style=authoryear]{biblatex}\\addbibresource{refs.bib}\n"
    text += "\\begin{document}A \\parencite[3]{pepm9001}.\\printbibliography\\end{document}\n"
    written(run, folder, "paper.tex", text, "refs.bib", "-f", "biblatex")
    called("biber", "--tool", "--validate-datamodel", "refs.bib")
    for command in ("pdflatex", "biber", "pdflatex", "pdflatex"):
        last = called(command, *(["-interaction=batchmode"] if command == "pdflatex" else []), "paper")
    assert "undefined" not in (folder / "paper.log").read_text(errors="replace"), last


def test_typst(run: Run, folder: Path) -> None:
    try:
        typst = importlib.import_module("typst")
    except ImportError:
        pytest.skip("there is no typst here: pip install typst")
    for target in ("refs.bib", "refs.yml"):
        written(run, folder, "paper.typ", f'A @pepm9001[p. 3].\n#bibliography("{target}")\n', target)
        assert typst.compile(str(folder / "paper.typ"), format="pdf").startswith(b"%PDF")


@pytest.mark.parametrize("target", ["refs.bib", "refs.json"])
def test_emacs_with_org_cite(run: Run, folder: Path, target: str) -> None:
    text = f"#+bibliography: {target}\n#+cite_export: basic\nA [cite:@pepm9001].\n\n#+print_bibliography:\n"
    written(run, folder, "paper.org", text, target)
    load = "(progn (require 'ox-ascii) (require 'oc-basic))"
    called("emacs", "-Q", "--batch", "--eval", load, "paper.org", "-f", "org-ascii-export-to-ascii")
    shown = " ".join((folder / "paper.txt").read_text(encoding="utf-8").split())
    assert "A (Prykladna" in shown
    assert "Borrowed Rivers" in shown


def test_systemd(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "refs.service").write_text(run("export", "--all", "--watch", "a $b%.json", "--print-unit", "systemd").out)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    assert called("systemd-analyze", "verify", "--user", str(folder / "refs.service")).strip() == ""


def test_a_reader_never_sees_half_a_file(folder: Path, plugins: PluginManager) -> None:
    """1,000 changes a minute for ten seconds; each is in the file within a second, and idling costs next to nothing."""
    target = folder / "library.json"
    command = [sys.executable, "-m", "ponarscite", "export", "--all", "--watch", str(target), "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + 20
            while not target.exists():
                assert time.monotonic() < until
                time.sleep(0.05)
            broken, reads, ended = [], [0], threading.Event()

            def poll() -> None:
                while not ended.is_set():
                    reads[0] += 1
                    try:
                        json.loads(target.read_text(encoding="utf-8"))
                    except (ValueError, OSError) as error:
                        broken.append(error)

            reader = threading.Thread(target=poll)
            reader.start()
            with Library(folder / "library.sqlite", plugins) as library:
                for number in range(160):
                    library.edit("9001", {"title": [f"Changed {number}"]})
                    time.sleep(0.06)
            changed = time.monotonic()
            while "Changed 159" not in target.read_text(encoding="utf-8"):
                time.sleep(0.02)
            late = time.monotonic() - changed
            ended.set()
            reader.join()
            time.sleep(1)
            before = _seconds(process.pid)
            time.sleep(5)
            idle = (_seconds(process.pid) - before) / 5
        finally:
            process.send_signal(signal.SIGINT)
    print(f"{reads[0]} reads, {len(broken)} broken; {late:.2f} s late; {idle:.1%} of a core while idle")
    assert not broken
    assert late < 1.5
    assert idle < 0.02


def _seconds(pid: int) -> float:
    """The processor time of a process (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
