"""The documents under examples/documents, and those of the README, built by the real programs. Run: pytest tests/live

They are built in a folder of the test's own, with what `ponarscite export --for PROGRAM` gives. A program that is
absent is skipped with its reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run
from tests.live.programs import AbsentError, needed, python
from tests.markdown import README

DOCUMENTS = EXAMPLES / "documents"
PRINTED = ("PONARS Eurasia Policy Memo", "9001", "9002", "George Washington University", "PONARS Policy Memo", "427")


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Callable[[str, str], Path]:
    """A copy of the documents, with the memos exported for a program into a file of it."""

    def make(program: str, name: str) -> Path:
        copy = tmp_path / "documents"
        shutil.copytree(DOCUMENTS, copy)
        sources = (EXAMPLES / "pages", EXAMPLES / "guideline.json")
        assert run("export", *sources, "--for", program, "-o", copy / name, "--quiet").code == 0
        return copy

    return make


def call(folder: Path, *command: object) -> str:
    """What a command says, on both streams."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, timeout=240, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0, said[-2000:]
    return said


def here(*names: str) -> None:
    try:
        needed(*names)
    except AbsentError as absent:
        pytest.skip(str(absent))


def of_pypi(name: str) -> Path:
    """A command of the environment with the programs of PyPI."""
    try:
        return python().parent / name
    except AbsentError as absent:
        pytest.skip(str(absent))


def assert_prints(text: str) -> None:
    """Number, series and institution of the memos are there, however the lines are broken."""
    flat = " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())
    assert [part for part in PRINTED if part not in flat] == []


def shown(pdf: Path) -> str:
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, timeout=60).stdout.decode()


def test_biblatex_with_biber(folder: Callable[[str, str], Path]) -> None:
    here("pdflatex", "biber", "pdftotext")
    place = folder("biber", "memos.bib")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "biblatex")
    call(place, *latex)
    checked = call(place, "biber", "--validate-datamodel", "biblatex").splitlines()
    told = [line for line in checked if line.startswith("WARN")]
    assert [line for line in told if "Missing mandatory field 'institution'" not in line] == []  # it named none in 2006
    assert "WARN" not in call(place, "biber", "biblatex")
    call(place, *latex)
    said = call(place, *latex)
    assert "LaTeX Warning: Citation" not in said
    assert "biblatex Warning" not in said
    assert_prints(shown(place / "biblatex.pdf"))


def test_natbib_with_bibtex(folder: Callable[[str, str], Path]) -> None:
    here("pdflatex", "bibtex", "pdftotext")
    place = folder("bibtex", "memos.bib")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "natbib")
    call(place, *latex)
    assert "Warning--" not in call(place, "bibtex", "natbib")
    call(place, *latex)
    assert "natbib Warning: Citation" not in call(place, *latex)
    assert_prints(shown(place / "natbib.pdf"))


def test_pandoc(folder: Callable[[str, str], Path]) -> None:
    script = "import pypandoc; print(pypandoc.get_pandoc_path())"
    place = folder("pandoc", "memos.json")
    pandoc = call(place, of_pypi("python"), "-c", script).strip()
    style = ("--metadata", "lang=en-US")
    assert "WARNING" not in call(place, pandoc, "pandoc.md", "--citeproc", *style, "-s", "-o", "pandoc.html")
    assert_prints((place / "pandoc.html").read_text(encoding="utf-8"))


def test_typst(folder: Callable[[str, str], Path]) -> None:
    here("pdftotext")
    place = folder("typst", "memos.yml")
    script = "import typst; typst.compile('typst.typ', output='typst.pdf')"
    assert "warning" not in call(place, of_pypi("python"), "-c", script)
    assert_prints(shown(place / "typst.pdf"))


def test_sphinx(folder: Callable[[str, str], Path]) -> None:
    place = folder("sphinx", "sphinx/memos.bib")
    call(place, of_pypi("sphinx-build"), "-q", "-W", "sphinx", "out")
    assert_prints((place / "out" / "index.html").read_text(encoding="utf-8"))


def test_mkdocs(folder: Callable[[str, str], Path]) -> None:
    place = folder("mkdocs", "mkdocs/memos.bib")
    said = call(place / "mkdocs", of_pypi("mkdocs"), "build", "--strict", "-d", "out")
    assert "WARNING" not in said
    assert_prints((place / "mkdocs" / "out" / "index.html").read_text(encoding="utf-8"))


@pytest.fixture
def paper(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], Path]:
    """Does what the README says for a task: runs its command, and writes its document."""

    def make(task: str, language: str, name: str) -> Path:
        shutil.copytree(EXAMPLES, tmp_path / "examples")
        monkeypatch.chdir(tmp_path)
        (command,) = re.findall(r"^\$ ponarscite (.+)$", README.section(task), re.MULTILINE)
        assert run(*command.split()).code == 0
        (document,) = README.blocks_in(language)
        (tmp_path / name).write_text(document, encoding="utf-8")
        return tmp_path

    return make


def test_the_latex_document_of_the_readme(paper: Callable[[str, str, str], Path]) -> None:
    here("pdflatex", "biber", "pdftotext")
    place = paper("LaTeX", "latex", "paper.tex")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper")
    call(place, *latex)
    assert "WARN" not in call(place, "biber", "paper")
    call(place, *latex)
    assert "(Prykladna and de la Prueba 2024, p. 3)" in " ".join(shown(place / "paper.pdf").split())


@pytest.mark.parametrize("name", ["paper.html", "paper.docx"])
def test_the_pandoc_document_of_the_readme(name: str, paper: Callable[[str, str, str], Path]) -> None:
    place = paper("pandoc and Quarto", "markdown", "paper.md")
    pandoc = call(place, of_pypi("python"), "-c", "import pypandoc; print(pypandoc.get_pandoc_path())").strip()
    assert "WARNING] Citeproc" not in call(place, pandoc, "paper.md", "--citeproc", "-o", name)
    assert "(Prykladna and de la Prueba 2024, 3)" in " ".join(call(place, pandoc, name, "-t", "plain").split())


def test_the_typst_document_of_the_readme(paper: Callable[[str, str, str], Path]) -> None:
    here("pdftotext")
    place = paper("Typst", "typst", "paper.typ")
    call(place, of_pypi("python"), "-c", "import typst; typst.compile('paper.typ', output='paper.pdf')")
    assert "(Prykladna & Prueba, 2024, p. 3)" in " ".join(shown(place / "paper.pdf").split())
