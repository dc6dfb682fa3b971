"""`ponarscite find`: what it prints, and how little it loads."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis

from ponarscite import Library, Record, plugin_manager, to_item
from ponarscite.commands.record_lines import cells
from ponarscite.record.text import inert
from tests.conftest import EXAMPLES, ROOT, Run
from tests.strategies import records

PLUGINS = plugin_manager(external=False)


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    path = tmp_path / "a library #1?%20.sqlite"
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    assert run("add", EXAMPLES / "pages").code == 0
    return path


SEARCHES: tuple[tuple[str, str, int | None], ...] = (
    ("rivers", "", None),
    ("rivers author:prykladna", "", None),
    ("is:numbered", "", None),
    ("nowhere", "", None),
    ("rivers", "-issued", 2),
    ("rivers", "", 0),
    ("rivers", "-relevance", None),
    ("", "title", None),
    ("policy", "number", None),
    ("policy", "-key", None),
    ("policy", "-added", None),
    ("policy -rivers role:subject -is:partial", "", None),
    ("is:numbered -policy -author:prykladna", "", None),
    ("cited-by:9001", "", None),
    ("cited-by:pepm9001 is:numbered", "", None),
)
"""A query, an order, a limit."""


@pytest.mark.parametrize(("query", "sort", "limit"), SEARCHES)
def test_it_finds_what_the_library_finds(filled: Path, query: str, sort: str, limit: int | None, run: Run) -> None:
    with Library(filled, PLUGINS, writing=False) as library:
        keys = [record.id for record in library.find(query, sort)][:limit]
        items = [to_item(library.get(key)) for key in keys]
    arguments = ["find", *([query] if query else ()), f"--sort={sort}", *(() if limit is None else ("--limit", limit))]
    ran = run(*arguments)
    told = "" if items or limit == 0 else "note: nothing found\n"
    assert (ran.code, ran.err) == (0, told)
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == keys
    assert run(*arguments, "--keys-only").out == "".join(f"{key}\n" for key in keys)
    assert json.loads(run(*arguments, "--json").out) == items


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["cites:nowhere"], "no record is called 'nowhere'"),
        (["tittle:rivers"], "'tittle'"),
        (["--sort", "size"], "no order is called 'size'"),
        (["--limit", "x"], "'x' is not a valid integer"),
        (["--library", ""], "the name of the library is empty"),
    ],
)
def test_misuse(arguments: list[str], problem: str, run: Run) -> None:
    ran = run("find", *arguments)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 2)
    assert problem in ran.err


def test_a_missing_library_is_an_error_and_is_not_made(tmp_path: Path, run: Run) -> None:
    ran = run("find", "rivers", "--library", tmp_path / "none.sqlite")
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--sort=added", "--json", "--keys-only"])
def test_a_damaged_item_is_an_error(filled: Path, run: Run, option: str) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE record SET item = substr(item, 9) WHERE id = (SELECT max(id) FROM record)")
    connection.commit()
    connection.close()
    ran = run("find", option)
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)
    assert "malformed" in ran.err


def test_a_search_loads_no_claims_and_no_values_of_records(filled: Path) -> None:
    code = (
        "import sys; sys.argv = ['ponarscite', 'find', 'rivers', '--library', sys.argv[1]]\n"
        "from ponarscite.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", code, str(filled)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found, loaded = ran.stdout.splitlines()[:-1], set(ran.stdout.splitlines()[-1].split())
    assert any(line.startswith("pepm9001\t") for line in found)
    heavy = {"record.record", "record.claim", "reconcile.choice", "library.library", "series.ponars", "pipeline"}
    assert {f"ponarscite.{name}" for name in heavy} & loaded == set()
    assert {"lxml", "requests", "rich", "platformdirs", "pathlib"} & loaded == set()


@given(records())
@hypothesis(deadline=None)
def test_a_line_has_the_values_of_the_record(record: Record) -> None:
    with Library(":memory:", PLUGINS) as library:
        kept = library.get(library.add(record))
        (item,) = library.items()
    assert item == to_item(kept)
    values = (kept.id, str(kept.issued), "; ".join(map(str, kept.author)), kept.title)
    assert cells(item) == list(map(inert, values))


def test_titles_are_printed_without_rich_text(run: Run, tmp_path: Path) -> None:
    path, library = tmp_path / "x.bib", tmp_path / "l.sqlite"
    path.write_text("@book{a, author={Ejemplo, Ana}, title={The \\emph{Lutra} of H$_2$O}, year=1990}\n")
    assert run("add", path, "--library", library).code == 0
    assert "The Lutra of H2O" in run("find", "lutra", "--library", library).out
    assert "title: The Lutra of H2O" in run("show", "a", "--library", library).out
    assert "<i>Lutra</i>" in run("find", "lutra", "--library", library, "--json").out
