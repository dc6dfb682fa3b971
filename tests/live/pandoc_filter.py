"""Run the pandoc filter in real pandocs, and compare with the same document that has keys and a bibliography.

Run: python tests/live/pandoc_filter.py [--records N] [PANDOC...]
     PANDOC is a program; by default "pandoc". pandoc-ponarscite has to be on the PATH.

Prints what differs, and the processor time as a ratio to `python -c "import click"`.
Ends with 1 when something differs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ponarscite import Date, Library, Record
from ponarscite.library.names import Known
from ponarscite.record.name import Name

HEAD = """---
title: Snow
abstract: After [@{pepm12}].
nocite: '@{ponars660}'
references:
- id: own
  type: book
  title: Own *book*
  author: [{{family: Selbst, given: Anna}}]
  issued: 2001
---
"""
BODY = """
[@{ponars1001}, p. 3], @pepm1001 [p. 4], [-@{pepm1001}], [see @{ponars1001}; also @own, chap. 2].

Mail me@example.org, \\@x, `@pepm7`, <https://a.example/@pepm8>, note^[In a note @{pepm9}.]

| a | b |
|---|---|
| @{pepm10} | @{pm427} |

::: {{#refs}}
:::
"""
NAMES = {
    "ponars1001": "ponars:1001",
    "pepm1001": "PEPM:1001",
    "pepm12": "pepm:012",
    "ponars660": "ponars:660",
    "pepm9": "pepm:9",
    "pepm10": "pepm:10",
    "pm427": "pm:427",
}
"""Field of the text -> the name in it; the other document has keys."""
KEYS = {name: name.replace("ponars", "pepm") for name in NAMES}
TARGETS = (("html", "--citeproc"), ("docx", "--citeproc"), ("latex", "--biblatex"), ("typst", "--citeproc"))
MOST = 1.3
"""Ratio to `import click` that the filter may add."""


def filled(path: Path, count: int) -> None:
    """Make a library: the first records are memos."""
    with Library(path) as library:
        library.add_all(memo(n) if n <= 2_000 else article(n) for n in range(1, count + 1))
        library.add(
            Record(type="report", title="Old snow", genre="PONARS Policy Memo", number="427", issued=Date(2006))
        )


def memo(number: int) -> Record:
    title = f"Snow <i>{number}</i> of the valley"
    author = (Name(family=f"Ejemplo{number % 97}", given="Ana"),)
    year = 2008 + number // 140
    genre = "PONARS Eurasia Policy Memo"
    return Record(type="report", title=title, author=author, issued=Date(year), genre=genre, number=str(number))


def article(number: int) -> Record:
    author = (Name(family=f"Modelo{number % 997}", given="Sasha"),)
    issued = Date(1990 + number % 30)
    return Record(
        type="article-journal", title=f"Rivers {number}", author=author, issued=issued, container_title="Snow"
    )


def seconds(command: Sequence[str], text: str = "", runs: int = 7) -> float:
    """The median processor time of a process and its children."""
    taken = []
    for _ in range(runs):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
    return statistics.median(taken)


def written(command: Sequence[str], text: str, file: Path) -> str:
    """The document that pandoc makes; of a .docx file its text, read by pandoc."""
    done = subprocess.run([*command, "-o", str(file)], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"{done.returncode}: {done.stderr}"
    if file.suffix == ".docx":
        return subprocess.run([command[0], str(file), "-t", "html"], capture_output=True, text=True, check=True).stdout
    return file.read_text(encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("pandocs", nargs="*", default=["pandoc"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        os.environ["PONARSCITE_LIBRARY"] = str(folder / "library.sqlite")
        filled(folder / "library.sqlite", arguments.records)
        named, keyed = ((HEAD + BODY).format_map(fields) for fields in (NAMES, KEYS))
        with Library(folder / "library.sqlite", writing=False) as library:
            items = [one.item for one in library.lookup(sorted(KEYS.values())).values() if isinstance(one, Known)]
        (folder / "cited.json").write_text(json.dumps(items), encoding="utf-8")
        click = seconds([sys.executable, "-c", "import click"])
        return max([compared(pandoc, folder, named, keyed, click) for pandoc in arguments.pandocs])


def compared(pandoc: str, folder: Path, named: str, keyed: str, click: float) -> int:
    """1 when a target differs, or the filter takes too long."""
    version = subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    known = subprocess.run([pandoc, "--list-output-formats"], capture_output=True, text=True, check=True).stdout.split()
    code = 0
    for target, way in TARGETS:
        if target not in known:
            print(f"pandoc {version} {target}: not known to this version")
            continue
        file = folder / f"paper.{target}"
        ours = written([pandoc, "-t", target, "-F", "pandoc-ponarscite", way], named, file)
        theirs = written([pandoc, "-t", target, way, "--bibliography", "cited.json"], keyed, file)
        print(f"pandoc {version} {target}: {'equal' if ours == theirs else 'DIFFERS'}")
        if ours != theirs:
            code = 1
            print(f"--- with names\n{ours}\n--- with keys\n{theirs}")
    floor = seconds([pandoc, "--citeproc", "--bibliography", "cited.json", "-t", "html"], keyed)
    whole = seconds([pandoc, "-F", "pandoc-ponarscite", "--citeproc", "-t", "html"], named)
    ratio = (whole - floor) / click
    print(f"pandoc {version}: floor {floor * 1000:.0f} ms, with the filter {whole * 1000:.0f} ms: {ratio:.2f} x click")
    return max(code, int(ratio > MOST))


if __name__ == "__main__":
    sys.exit(main())
