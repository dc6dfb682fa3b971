"""TeX itself, given hostile texts: nothing in a .bib file of ours is executed.

`evil.tex` writes a line into the log of the TeX that reads it. Each document prints every entry, in full.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ponarscite.record.item import STRINGS, TEXT, from_item
from ponarscite.record.record import Record
from tests.formats import formats

MARK = "EVIL-TEX-WAS-READ"

ATTACKS = (
    "^^5cinput^^7bevil^^7d",
    "^^5Cinput^^7Bevil^^7D",
    "^^^^005cinput^^^^007bevil^^^^007d",  # LuaTeX
    "^^\x1cinput^^;evil^^=",  # the distance of 64, in characters
    "\\input{evil}",
    "\\input evil ",
    "}\\input{evil}{",
    "\\}\\input{evil}\\{",
    "$\\input{evil}$",
    "\\(\\input{evil}\\)",
    "\\csname input\\endcsname{evil}",
    "\\catcode`\\|=0 |input{evil}",
    "\\directlua{tex.print('\\\\input{evil}')}",
    "#1\\input{evil}##",
    "&\\input{evil}\\\\",
    "%\n\\input{evil}",
    "a\n\n\\input{evil}",
    '"\\input{evil}"',
    "~\\input{evil}",
    "@string{a={\\input{evil}}}",
    "\\verb|\\input{evil}|",
    "\\url{^^5cinput^^7bevil^^7d}",
    "\\immediate\\write18{touch evil.txt}",
    "<i>\\input{evil}</i>",
)
"""Texts that would be a command of TeX where they are not escaped."""

TYPES = ("report", "book", "article-journal", "chapter", "thesis", "webpage", "patent", "paper-conference", "dataset")

NATBIB = r"""
\documentclass{article}
\usepackage{natbib}%s
\begin{document}
\nocite{*}\bibliographystyle{%s}\bibliography{k}
\end{document}
"""
BIBLATEX = r"""
\documentclass{article}
\usepackage[backend=biber,style=verbose,maxnames=99]{biblatex}
\addbibresource{k.bib}
\begin{document}
\nocite{*}\printbibliography
\end{document}
"""


class Way(NamedTuple):
    """One way to print a bibliography: the format, the document, the engine, and the program between its two runs."""

    format: str
    document: str
    engine: str
    program: str


WAYS = {
    **{
        f"{style}{' and hyperref' if package else ''}": Way("bibtex", NATBIB % (package, style), "pdflatex", "bibtex")
        for package in ("", r"\usepackage{hyperref}")
        for style in ("plainnat", "abbrvnat", "unsrtnat")
    },
    "biblatex": Way("biblatex", BIBLATEX, "pdflatex", "biber"),
    "biblatex and lualatex": Way("biblatex", BIBLATEX, "lualatex", "biber"),
    "plainnat and lualatex": Way("bibtex", NATBIB % ("", "plainnat"), "lualatex", "bibtex"),
}


def items() -> Iterator[dict[str, Any]]:
    """Each attack in every text of every type, in the names, the key and the verbatim fields."""
    for number, attack in enumerate(ATTACKS):
        kind = TYPES[number % len(TYPES)]
        people = [{"family": attack, "given": attack, "suffix": attack}, {"literal": attack}]
        item: dict[str, Any] = dict.fromkeys((*STRINGS, *TEXT), attack)
        item |= {"id": f"k{number}{attack}", "type": kind, "author": people, "editor": people}
        item |= {"issued": {"literal": attack}, "archive": "arXiv" if number % 2 else attack}
        yield item | {"URL": f"http://example.org/{attack}", "DOI": f"10.1000/{attack}"}
        for other in TYPES[:3]:  # a page of the web: few fields, and an address
            plain = {"id": f"w{number}{other}", "type": other, "title": attack, "URL": f"http://example.org/{attack}"}
            yield plain | {"DOI": f"10.1000/{attack}", "issued": {"date-parts": [[2020]]}}


def log_of(way: Way, text: str, folder: Path) -> str:
    """The log of a document with this .bib file."""
    (folder / "k.bib").write_text(text, encoding="utf-8")
    (folder / "d.tex").write_text(way.document, encoding="utf-8")
    (folder / "evil.tex").write_text(rf"\immediate\write-1{{{MARK}}}", encoding="utf-8")
    tex = [way.engine, "-interaction=batchmode", "-shell-escape", "d"]
    for command in (tex, [way.program, "d"], tex):
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=250)
    return (folder / "d.log").read_bytes().decode("utf-8", "replace").replace("\n", "")


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Way:
    found = WAYS[request.param]
    missing = [program for program in (found.engine, found.program) if not shutil.which(program)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return found


def records() -> list[Record]:
    return [from_item(item) for item in items()]


@pytest.mark.parametrize("way", WAYS, indirect=True)
def test_tex_executes_nothing(way: Way, tmp_path: Path) -> None:
    log = log_of(way, formats.write(way.format, *records()), tmp_path)
    assert MARK not in log
    assert not (tmp_path / "evil.txt").exists()
    assert "Output written on d.pdf" in log
    entries = (tmp_path / "d.bbl").read_text(encoding="utf-8", errors="replace")
    assert entries.count(r"\bibitem") + entries.count(r"\entry{") == len(records())


@pytest.mark.parametrize("way", WAYS, indirect=True)
def test_tex_executes_what_is_not_escaped(way: Way, tmp_path: Path) -> None:
    """The test would notice it."""
    assert MARK in log_of(way, "@misc{k, author={A B}, title={A \\input{evil} B}, year=2020}\n", tmp_path)
