"""Manuscripts that `ponarscite fix` has changed are built by the real programs. Run: pytest tests/live/test_fixed.py

Each has a memo typed with a wrong year, which `fix` corrects and then turns into a citation by key. A program that is
absent is skipped with its reason.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run
from tests.live.test_writing import call, here, of_pdf, of_pypi, pandocs

WRONG = (
    "Olena Prykladna and Juan de la Prueba, “Borrowed Rivers: Who Pays for Water in Two Invented Valleys?” PONARS "
    "Eurasia Policy Memo No. 9001, George Washington University, March 2023"
)
RIGHT = WRONG.replace("2023", "2024")
MARKDOWN = f"Somebody pays for it.[^1]\n\n[^1]: {WRONG}.\n"


@pytest.fixture(autouse=True)
def library(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of the pages, in an empty folder, with its records as refs.bib."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    run("add", EXAMPLES / "pages")
    run("export", "--all", "-f", "biblatex", "-o", "refs.bib")


def fixed(run: Run, name: str, text: str, *options: str) -> str:
    """The text of a manuscript after `fix`."""
    Path(name).write_text(text, encoding="utf-8")
    assert run("fix", name, "-o", f"fixed-{name}", *options).code in (0, 1)
    return Path(f"fixed-{name}").read_text(encoding="utf-8")


def test_pandoc_cites_by_the_keys(run: Run) -> None:
    text = fixed(run, "paper.md", MARKDOWN, "--to-keys")
    assert "[@pepm9001]" in text
    for pandoc in pandocs():
        built = call(pandoc, "--citeproc", "--bibliography=refs.bib", "fixed-paper.md", "-t", "plain", pattern="WARN")
        assert "Prykladna and de la Prueba" in built
        assert "2024" in built


def test_latex_and_biber_build_the_keys(run: Run) -> None:
    here("pdflatex", "biber", "pdftotext")
    typed = WRONG.replace("“", "``").replace("”", "''")
    head = r"\documentclass{article}\usepackage[style=authoryear,backend=biber]{biblatex}\addbibresource{refs.bib}"
    body = rf"\begin{{document}}Somebody pays for it.\footnote{{{typed}.}}\printbibliography\end{{document}}"
    assert r"\footcite{pepm9001}" in fixed(run, "paper.tex", f"{head}\n{body}\n", "--to-keys")
    for program in (("pdflatex", "-interaction=nonstopmode"), ("biber",), ("pdflatex", "-interaction=nonstopmode")):
        call(*program, "fixed-paper", pattern="undefined citation" if program[0] == "biber" else "")
    assert "Prykladna and Prueba 2024" in " ".join(of_pdf("fixed-paper.pdf").replace("de la ", "").split())


def test_typst_builds_the_keys(run: Run) -> None:
    run("export", "--all", "--for", "typst", "-o", "refs.yml")
    text = f'Somebody pays for it.#footnote[{WRONG}.]\n\n#bibliography("refs.yml")\n'
    assert "pepm9001" in fixed(run, "paper.typ", text, "--to-keys")
    assert of_pypi("import typst; print(len(typst.compile('fixed-paper.typ')))").isdecimal()


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_word_processors_open_the_corrected_file(run: Run, ending: str) -> None:
    here("soffice", "pdftotext")
    Path("paper.md").write_text(MARKDOWN, encoding="utf-8")
    call(pandocs()[-1], "paper.md", "-o", f"paper.{ending}")
    assert run("fix", f"paper.{ending}", "-o", f"fixed.{ending}").code in (0, 1)
    call(
        "soffice",
        f"-env:UserInstallation=file://{Path.cwd()}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        f"fixed.{ending}",
    )
    assert RIGHT.rpartition("No. ")[2] in " ".join(of_pdf("fixed.pdf").split())
    assert "March 2024" in call(pandocs()[-1], f"fixed.{ending}", "-t", "plain", "--wrap=none")
