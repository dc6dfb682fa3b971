"""What TeX prints of a .bib file is what it prints of the same file read and written again."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ponarscite.formats.bibtex.block import parse_blocks
from ponarscite.interchange.latex import from_latex, plain_of
from ponarscite.record.text import clean
from tests.conftest import ROOT, Run

OWN = ROOT / "tests" / "data" / "latex" / "texts.bib"
GIVEN = sorted((ROOT.parent / "shared" / "findings" / "inputs").glob("*.bib"))
FILES = [OWN, *GIVEN]

TEXTS = ("title", "journaltitle", "journal", "booktitle", "publisher", "institution", "note", "series")
"""Fields with texts that both files have."""

DOCUMENT = r"""
\documentclass{article}
\usepackage{textcomp,amsmath,amssymb}
\usepackage[english]{babel}
\usepackage[paperwidth=150cm,textwidth=145cm]{geometry}
\usepackage{hyperref}
\usepackage[backend=biber,sorting=none,style=verbose]{biblatex}
\DeclareFieldFormat*{title}{#1}\DeclareFieldFormat*{booktitle}{#1}\DeclareFieldFormat*{journaltitle}{#1}
\providecommand{\enquote}{}
\renewcommand{\enquote}[1]{{\renewcommand{\enquote}[1]{`##1'}``#1''}}
\renewcommand*{\subtitlepunct}{\addcolon\space}
\pagestyle{empty}
\newbibmacro*{all}{\thefield{entrykey}: \printfield{title}
  \iffieldundef{subtitle}{}{\subtitlepunct\printfield{subtitle}}
  \iffieldundef{titleaddon}{}{. \printfield{titleaddon}}
  | \printfield{journaltitle} | \ifentrytype{book}{}{\printfield{booktitle}}}
"""
SECTION = r"\begin{refsection}[%s]\section*{SECTION}\nocite{*}\printbibliography\end{refsection}"
TYPES = (
    "article book booklet collection dataset inbook incollection inproceedings inreference manual misc online patent "
    "periodical proceedings report software thesis unpublished"
).split()


def written(file: Path, run: Run, folder: Path) -> Path:
    """What a .bib file becomes when it is read and written."""
    again = folder / f"{file.stem}-again.bib"
    run("export", file, "-f", "biblatex", "-q", "-o", again)
    return again


def texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """(key, field, LaTeX) of the texts of a file."""
    for block in parse_blocks(path.read_text(encoding="utf-8")):
        for field, latex in block.fields.items():
            if field in TEXTS:
                yield block.key, {"journal": "journaltitle"}.get(field, field), latex


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_text_is_read_again_as_it_was(file: Path, run: Run, tmp_path: Path) -> None:
    """The reader as the comparer, where there is no TeX."""
    read = {(key, field): clean(from_latex(latex)) for key, field, latex in texts(written(file, run, tmp_path))}
    for key, field, latex in texts(file):
        expected = clean(from_latex(latex))
        assert read.get((key, field), expected).startswith(expected)


@pytest.mark.skipif(not all(map(shutil.which, ("pdflatex", "biber", "pdftotext"))), reason="no TeX is installed")
def test_tex_prints_the_same(run: Run, tmp_path: Path) -> None:
    pairs = [(file, written(file, run, tmp_path)) for file in FILES]
    for file, given, again in zip(FILES, *printed(pairs, tmp_path), strict=True):
        assert again == given, file.name
        assert len(given) > 1, file.name


def printed(pairs: Sequence[tuple[Path, Path]], folder: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The lines, one an entry, that biblatex and pdflatex print of the first and of the second files."""
    files = [file for pair in zip(*pairs, strict=True) for file in pair]
    names = [f"x{number}.bib" for number, _ in enumerate(files)]
    for file, name in zip(files, names, strict=True):
        shutil.copy(file, folder / name)
    head = [rf"\addbibresource[location=local]{{{name}}}" for name in names]
    head += [rf"\DeclareBibliographyDriver{{{kind}}}{{\usebibmacro{{all}}}}" for kind in TYPES]
    body = [r"\begin{document}\raggedright\hyphenpenalty=10000", *(SECTION % name for name in names), r"\end{document}"]
    (folder / "x.tex").write_text("\n".join([DOCUMENT, *head, *body]), encoding="utf-8")
    tex = ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "x.tex"]
    for command in (tex, ["biber", "-q", "x"], tex, ["pdftotext", "-raw", "x.pdf", "x.txt"]):
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    sections = (folder / "x.txt").read_text(encoding="utf-8").replace("\f", "\n").split("SECTION\n")[1:]
    lines = [[_line(line) for line in re.split(r"\n(?=\S+: )", text)] for text in sections]
    return lines[: len(pairs)], lines[len(pairs) :]


def _line(text: str) -> str:
    """The text without what the macros between two fields leave: blanks before a full stop, a colon behind a mark."""
    return re.sub(r" (?=[.:,])", "", " ".join(text.split())).replace("?:", "?")


def test_the_sources_of_mathematics_stay_byte_for_byte(run: Run) -> None:
    written = run("export", OWN, "-f", "biblatex", "-q").out
    formulas = re.findall(r"(?<!\\)\$[^$]*(?<!\\)\$", OWN.read_text(encoding="utf-8"))
    kept = [formula for formula in formulas if not re.match(r"\$[_^]\{?\w", formula)]
    assert len(kept) > 9
    assert [formula for formula in kept if formula not in written] == []


def test_a_plain_text_has_no_macros() -> None:
    titles = [plain_of(latex) for _, field, latex in texts(OWN) if field == "title"]
    assert not [title for title in titles if re.search(r"\\[a-z]", title) and "$" not in title]
