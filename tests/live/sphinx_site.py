"""A site of Sphinx of 300 pages with 900 citations, and its PDF. Run by hand: takes about two minutes and pdflatex.

    python tests/live/sphinx_site.py [PAGES]

Tells whether one process and four write the same bytes, what one touched page costs, what a changed record costs, and
whether each builder takes each kind of style without a warning. Fails where one does not hold.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STYLES = ("apa", "ieee", "chicago-notes-bibliography")
BUILDERS = ("html", "singlehtml", "latex", "text", "epub", "gettext")
CONF = """extensions = ["ponarscite.sphinx"]
ponarscite_sources = ["refs.json"]
project, author, copyright, version, html_theme = "Site", "A", "A", "1", "basic"
exclude_patterns, html_last_updated_fmt = ["_build"], None
latex_elements = {"fontpkg": ""}
"""


def item(number: int, title: str = "Rivers") -> dict[str, object]:
    names = ("Doe", "Roe", "Lee", "Poe")
    return {
        "id": f"key{number}",
        "type": "book",
        "title": f"{title} <script>alert({number})</script>",
        "author": [{"family": names[number % 4], "given": "Jo"}],
        "issued": {"date-parts": [[2000 + number % 20]]},
    }


def write(folder: Path, pages: int) -> None:
    folder.mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "refs.json").write_text(json.dumps([item(number) for number in range(pages)]))
    for number in range(pages):
        keys = [(number * step + step) % pages for step in (1, 7, 13)]
        text = f"One :cite:p:`key{keys[0]}, 3`, two :cite:t:`key{keys[1]}`, three :cite:p:`{{see}}key{keys[2]}`."
        (folder / f"page{number}.rst").write_text(f"Page {number}\n==========\n\n{text}\n")
    tree = "".join(f"   page{number}\n" for number in range(pages))
    (folder / "index.rst").write_text(f"Home\n====\n\n.. toctree::\n\n{tree}   refs\n")
    (folder / "refs.rst").write_text("References\n==========\n\n.. bibliography::\n")


def build(folder: Path, out: Path, *options: str, builder: str = "html") -> tuple[float, str]:
    """Seconds of processor time, and what Sphinx printed. Fails on a warning."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-b",
        builder,
        "-d",
        f"{out}.trees",
        *options,
        str(folder),
        str(out),
    ]
    before = os.times()
    done = subprocess.run(command, capture_output=True, text=True)
    after = os.times()
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return sum(after[2:4]) - sum(before[2:4]), done.stdout


def different(one: Path, other: Path) -> list[str]:
    """The files of two sites that differ."""
    names = {path.relative_to(one) for path in one.rglob("*.html")} | {
        p.relative_to(other) for p in other.rglob("*.html")
    }
    return sorted(str(name) for name in names if not filecmp.cmp(one / name, other / name, shallow=False))


def rewritten(out: Path, since: float) -> list[str]:
    return sorted(path.stem for path in out.glob("*.html") if path.stat().st_mtime > since)


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = root / "site"
        write(site, pages)
        one, _ = build(site, root / "one", "-j", "1")
        four, _ = build(site, root / "four", "-j", "4")
        wrong = different(root / "one", root / "four")
        print(
            f"{pages} pages, processor time: -j 1 {one:.1f} s, -j 4 {four:.1f} s; {len(wrong)} files differ {wrong[:5]}"
        )
        assert not wrong
        inert(root / "one")
        plain(site, root, pages)
        page = site / "page5.rst"
        page.write_text(page.read_text() + "\nMore.\n")
        since = time.time()
        seconds, told = build(site, root / "one")
        print(f"one page touched: {seconds:.1f} s; {counts(told)}; written: {rewritten(root / 'one', since)}")
        (site / "refs.json").write_text(
            json.dumps([{**item(n), **({"publisher": "Anew"} if n == 6 else {})} for n in range(pages)])
        )
        since = time.time()
        seconds, told = build(site, root / "one")
        cite = sorted(p.stem for p in site.glob("page*.rst") if "key6`" in p.read_text() or "key6," in p.read_text())
        print(f"one record changed: {seconds:.1f} s; {counts(told)}; written: {rewritten(root / 'one', since)}")
        assert set(rewritten(root / "one", since)) - {"genindex", "search", "index"} == {*cite, "refs"}
        each_builder(root)


def plain(site: Path, root: Path, pages: int) -> None:
    """What Sphinx takes for the same pages without citations."""
    bare = root / "bare"
    shutil.copytree(site, bare)
    for path in bare.glob("*.rst"):
        path.write_text(
            path.read_text().replace(":cite:p:", "").replace(":cite:t:", "").replace(".. bibliography::", "x")
        )
    (bare / "conf.py").write_text(CONF.replace('"ponarscite.sphinx"', ""))
    seconds, _ = build(bare, root / "plain", "-j", "1")
    print(f"the same pages without citations: {seconds:.1f} s")


def counts(told: str) -> str:
    return next((line for line in told.splitlines() if line.startswith("updating environment")), "")


def inert(out: Path) -> None:
    for path in out.rglob("*.html"):
        assert "<script>alert" not in path.read_text(), path


def each_builder(root: Path) -> None:
    site = root / "small"
    write(site, 6)
    for style in STYLES:
        for builder in BUILDERS:
            build(site, root / style / builder, "-D", f"ponarscite_style={style}", builder=builder)
        pdf(root / style / "latex")
        print(f"{style}: {', '.join(BUILDERS)} without a warning")


PREAMBLE = r"""\documentclass{report}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{hyperref}
\let\sphinxAtStartPar\relax \let\sphinxmaketitle\relax \let\sphinxtableofcontents\relax \let\sphinxstepscope\relax
\let\sphinxstyleemphasis\emph \let\sphinxstylestrong\textbf \let\sphinxhref\href \let\sphinxurl\url
\let\sphinxcrossref\relax \let\sphinxAtStartFootnote\relax \newenvironment{sphinxuseclass}[1]{}{}
\newcommand\DUrole[2]{#2} \renewcommand\pagestyle[1]{}
\newsavebox\notebox \renewenvironment{footnote}[1][0]{\begin{lrbox}{\notebox}}{\end{lrbox}\usebox\notebox}
"""
"""The commands of Sphinx's template, plainly: for a TeX without its packages (framed, tabulary, titlesec, ...)."""


def pdf(folder: Path) -> None:
    """A PDF whose references are all there, from Sphinx's template where TeX has its packages."""
    if not shutil.which("pdflatex"):
        print("pdflatex is not here")
        return
    source, name = (folder / "site.tex").read_text(), "site"
    if subprocess.run(
        ["kpsewhich", "framed.sty", "tabulary.sty", "titlesec.sty"], stdout=subprocess.DEVNULL
    ).returncode:
        body = source.partition("\\begin{document}")[2].partition("\\renewcommand{\\indexname}")[0]
        (folder / "plain.tex").write_text(f"{PREAMBLE}\\begin{{document}}{body}\\end{{document}}\n")
        name = "plain"
    for _ in range(2):
        command = ["pdflatex", "-interaction=nonstopmode", f"{name}.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace")
    log = (folder / f"{name}.log").read_text(errors="replace")
    assert (folder / f"{name}.pdf").exists(), done.stdout[-1500:]
    assert "undefined references" not in log
    assert "\n! " not in log, log[log.index("\n! ") :][:800]
    print(f"{folder.parent.name}: {name}.pdf, {(folder / f'{name}.pdf').stat().st_size} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
