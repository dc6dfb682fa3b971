"""Drive real editors with the language server, and compare what they show.

Run: python tests/live/editors.py PROGRAM...
     PROGRAM is a Neovim or an Emacs (with eglot); by default "nvim" and "emacs". ponarscite is the one of this Python.

Prints each editor's version, and what is not as expected. Ends with 1 when something is not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from ponarscite import Date, Library, Record
from ponarscite.record.name import Name

HERE = Path(__file__).parent / "editors"
PAPER = "See [@pepm9001, p. 3] and @ponars:427 and @nosuch9.\n\nAlso @vale\n"
EXPECTED = {
    "diagnostics": "3",
    "hover": r"Ana Valer?, “Snow 9001,?” .*9001.*",
    "completion": r"[1-9].*",
    "typed": r"Also @pepm9001",
    "replaced": r"See \[@pepm9001, p\. 3\] and @pm:427 and @nosuch9\.",
    "copied": r"Vale, “Snow 9001\.?”.*",
    "definition": r".*\.md.* readonly (?:true|t)",
    "renamed": r"See \[@snow2026, p\. 3\] and .*",
    "elsewhere": r"Here \[@snow2026\]\. ?",
    "refused": r".*cannot be a key.*",
}
"""Name of a check -> what it prints."""


def memo(number: int, year: int) -> Record:
    genre = "PONARS Policy Memo" if year < 2008 else "PONARS Eurasia Policy Memo"
    author = (Name(family="Vale", given="Ana"),)
    return Record(
        type="report", title=f"Snow {number}", author=author, genre=genre, number=str(number), issued=Date(year)
    )


def fill(folder: Path) -> dict[str, str]:
    """A folder to work in, and the environment for it."""
    library = folder / "library.sqlite"
    with Library(library) as opened:
        opened.add_all([memo(427, 2006), memo(427, 2016), memo(9001, 2026)])
    work = folder / "work"
    work.mkdir()
    (work / "paper.md").write_text(PAPER, encoding="utf-8")
    (work / "other.md").write_text("Here [@pepm9001].\n", encoding="utf-8")
    program = Path(sys.executable).with_name("ponarscite")
    home = folder / "home"
    home.mkdir()
    return os.environ | {
        "FOLDER": str(work),
        "PONARSCITE_LSP": str(program),
        "PONARSCITE_LIBRARY": str(library),
        "PONARSCITE_CACHE": str(folder / "cache"),
        "HOME": str(home),
    }


def told_by(program: str) -> list[tuple[str, str]]:
    """What an editor prints: name and value of each check."""
    is_emacs = "emacs" in Path(program).name
    script = HERE / ("emacs.el" if is_emacs else "neovim.lua")
    command = ["-batch", "-l", str(script)] if is_emacs else ["--headless", "--clean", "-c", f"luafile {script}"]
    with tempfile.TemporaryDirectory() as folder:
        environment = fill(Path(folder))
        done = subprocess.run(
            [program, *command], env=environment, capture_output=True, text=True, timeout=180, cwd=folder
        )
    lines = (line.partition(" ") for line in done.stdout.splitlines())
    found = [(name, value) for name, _, value in lines]
    return found or [("nothing", done.stderr[-2000:])]


def main() -> int:
    """Drive each editor, and return the exit code."""
    wrong = 0
    for program in sys.argv[1:] or ("nvim", "emacs"):
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
        print(version.splitlines()[0])
        told = told_by(program)
        checked = 0
        for name, value in told:
            if name in EXPECTED:
                checked += 1
            if name not in EXPECTED or not re.fullmatch(EXPECTED[name], value.strip()):
                is_wrong = name in EXPECTED or name == "nothing"
                wrong += is_wrong
                print(f"{'  WRONG' if is_wrong else '  '} {name}: {value}")
        print(f"  {checked} checks")
        wrong += checked < 8
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
