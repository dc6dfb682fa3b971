"""The paragraph of the manual's page "Writing", built by the real programs. Run: pytest tests/live/test_writing.py

What the page shows of each is what the program printed. A program that is absent is skipped with its reason.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run
from tests.live.programs import AbsentError, needed, python
from tests.markdown import PAGES

PAGE = PAGES["writing"]
RAISED = str.maketrans("", "", "¹²")


@pytest.fixture
def folder(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, a library of the pages, and the program of the filter on the PATH."""
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    run("add", EXAMPLES / "pages")
    place = tmp_path / "writing"
    shutil.copytree(EXAMPLES / "writing", place)
    monkeypatch.chdir(place)
    return place


def here(*names: str) -> None:
    try:
        needed(*names)
    except AbsentError as absent:
        pytest.skip(str(absent))


def of_pypi(script: str) -> str:
    """What a script prints in the environment with the programs of PyPI."""
    try:
        return call(python(), "-c", script).strip()
    except AbsentError as absent:
        pytest.skip(str(absent))


def call(*command: object, pattern: str = "") -> str:
    """What a command says, on both streams; *pattern* must not be in it."""
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=400, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0, said[-2000:]
    assert not pattern or not re.search(pattern, said), said[-2000:]
    return said


def pandocs() -> list[str]:
    """The pandoc that is installed, and the one of PyPI."""
    installed = [found] if (found := shutil.which("pandoc")) else []
    return [*installed, of_pypi("import pypandoc; print(pypandoc.get_pandoc_path())")]


def words(text: str) -> str:
    """The words of a text, without tags, marks of notes and places where lines are broken."""
    flat = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<sup>.*?</sup>", "", text)))
    return re.sub(r"\s+([,.;)])", r"\1", re.sub(r"\(\s+", "(", " ".join(flat.split())))


def shown(section: str) -> list[str]:
    """The paragraphs that the page shows as a result."""
    lines = [line[1:].strip() for line in PAGE.section(section).splitlines() if line.startswith(">")]
    return [words(part.translate(RAISED)) for part in "\n".join(lines).split("\n\n")]


def assert_shows(section: str, text: str) -> None:
    flat = words(text)
    assert [part for part in shown(section) if part not in flat] == []


def of_pdf(path: str) -> str:
    return re.sub(r"(?<=[a-z.])[12](?= )", "", call("pdftotext", path, "-"))


def test_pandoc(folder: Path) -> None:
    assert shown("pandoc")
    for pandoc in pandocs():
        call(pandoc, "-F", "pandoc-ponarscite", "--citeproc", "paper.md", "-o", "paper.html", pattern="ponarscite|WARN")
        assert words(shown("pandoc")[0].partition(";")[0]) in words((folder / "paper.html").read_text())
    assert_shows("Quarto", (folder / "paper.html").read_text())  # pandoc 3 has a style of 2024


def test_word(folder: Path) -> None:
    style = ("-M", "ponarscite-style=ponars-eurasia")
    for pandoc in pandocs():
        for name in ("paper.docx", "paper.odt"):
            call(pandoc, "-F", "pandoc-ponarscite", *style, "paper.md", "-o", name, pattern="ponarscite|WARN")
            assert_shows("Word", call(pandoc, name, "-t", "html"))


def test_libreoffice_opens_what_pandoc_writes(folder: Path) -> None:
    here("soffice", "pdftotext")
    style = ("-M", "ponarscite-style=ponars-eurasia")
    for name in ("paper.docx", "paper.odt"):
        call(pandocs()[-1], "-F", "pandoc-ponarscite", *style, "paper.md", "-o", name)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        call("soffice", profile, "--headless", "--convert-to", "pdf", name)
        assert_shows("Word", of_pdf("paper.pdf"))


def test_quarto(folder: Path, run: Run) -> None:
    """Its filter, run by pandoc: Quarto itself is on no package index."""
    run("pandoc-filter", "--quarto", ".")
    run("export", "--all", "-o", "ponarscite.jsonl")
    lua = "_extensions/ponarscite/ponarscite.lua"
    text = call(pandocs()[-1], "-f", "markdown", "-t", "html", "-L", lua, "paper.qmd", pattern="ponarscite]|WARN")
    assert_shows("Quarto", text)


def lua_filter(run: Run) -> None:
    Path("ponarscite.lua").write_text(run("pandoc-filter", "--lua").out, encoding="utf-8")
    run("export", "--all", "-o", "ponarscite.jsonl")


def test_r_markdown(folder: Path, run: Run) -> None:
    here("Rscript")
    lua_filter(run)
    call("Rscript", "-e", 'rmarkdown::render("paper.Rmd")', pattern=r"\[ponarscite\]")
    assert_shows("pandoc", (folder / "paper.html").read_text())


def test_r_markdown_in_a_style_of_ours(folder: Path) -> None:
    here("Rscript")
    text = (folder / "paper.Rmd").read_text()
    new = text.replace('"--lua-filter=ponarscite.lua", "--citeproc"', '"-F", "pandoc-ponarscite"')
    (folder / "paper.Rmd").write_text(new.replace("output:", "ponarscite-style: ponars-eurasia\noutput:"))
    call("Rscript", "-e", 'rmarkdown::render("paper.Rmd")', pattern=r"\[ponarscite\]")
    assert_shows("Word", (folder / "paper.html").read_text())


def test_bookdown(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    here("Rscript")
    monkeypatch.chdir(folder / "book")
    lua_filter(run)
    call("Rscript", "-e", 'bookdown::render_book("index.Rmd")', pattern=r"\[ponarscite\]|label")
    chapters = [words(path.read_text()) for path in sorted((folder / "book" / "_book").glob("[rs]*.html"))]
    sentences = shown("pandoc")[0].split("Or, as")
    assert sentences[0].strip() in words((folder / "book" / "_book" / "index.html").read_text())
    assert any(f"Or, as{sentences[1]}" in chapter for chapter in chapters)


def test_latex(folder: Path, run: Run) -> None:
    here("pdflatex", "biber", "pdftotext")
    run("export", "--all", "-o", "refs.bib")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper")
    call(*latex)
    call("biber", "paper", pattern="WARN|ERROR")
    call(*latex)
    call(*latex, pattern="LaTeX Warning: Citation|biblatex Warning")
    assert_shows("LaTeX", call("pdftotext", "paper.pdf", "-"))


def test_latex_by_pandoc(folder: Path, run: Run) -> None:
    """Names become keys of the exported file, or the text of our own style."""
    here("pdflatex", "biber", "pdftotext")
    if not subprocess.run(["kpsewhich", "lmodern.sty"], capture_output=True, check=False).stdout:
        pytest.skip("lmodern is not installed (Debian has it)")
    run("export", "--all", "-o", "refs.bib")
    ours = ("-F", "pandoc-ponarscite", "-s", "paper.md", "-o", "out.tex")
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "out")
    for pandoc in pandocs():
        call(pandoc, "--biblatex", "--bibliography", "refs.bib", *ours, pattern="ponarscite]")
        tex = " ".join(Path("out.tex").read_text().split())
        assert re.search(r"\\autocites\[(?:p\.~)?3\]\{pepm9001\}\[see also\]\[\]\{ejemplo2024counting\}", tex)
        call(pandoc, "-M", "ponarscite-style=ponars-eurasia", "-M", "link-citations=true", *ours, pattern="ponarscite]")
        call(*latex)
        assert_shows("Word", of_pdf("out.pdf"))


def test_typst(folder: Path, run: Run) -> None:
    here("pdftotext")
    run("export", "--all", "-o", "refs.yml")
    assert of_pypi("import typst; typst.compile('paper.typ', output='paper.pdf')") == ""
    assert_shows("Typst", call("pdftotext", "paper.pdf", "-"))


def test_typst_by_pandoc(folder: Path) -> None:
    here("pdftotext")
    style = ("-M", "ponarscite-style=ponars-eurasia", "-M", "link-citations=true")
    call(pandocs()[-1], "-F", "pandoc-ponarscite", *style, "-s", "paper.md", "-o", "out.typ", pattern="ponarscite]")
    assert of_pypi("import typst; typst.compile('out.typ', output='out.pdf')") == ""
    assert_shows("Word", of_pdf("out.pdf"))
