"""A plain search is answered without click and plugins, in the very words of the command."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from ponarscite.commands.plain_find import answer

from ponarscite import Library, Record, plugin_manager, to_item
from ponarscite.commands.record_lines import cells
from ponarscite.record.text import inert
from tests.conftest import EXAMPLES, ROOT, Run
from tests.strategies import records

PLUGINS = plugin_manager(external=False)
ANSWERED = (
    ["rivers"],
    ["rivers", "author:prykladna"],
    ["--keys-only"],
    ["is:numbered", "--json"],
    ["nowhere"],
    ["nowhere", "--json"],
    ["rivers", "--sort", "-issued", "--limit=2"],
    ["rivers", "--limit", "0"],
    ["rivers", "--sort", "-relevance"],
    ["--sort", "title"],
    ["policy", "--sort=number"],
    ["policy", "--sort", "-key", "--json"],
    ["policy", "--sort", "-added", "--keys-only"],
    ["policy -rivers role:subject -is:partial"],
    ["is:numbered -policy -author:prykladna"],
)
LEFT = (
    ["cites:660"],
    ["tittle:rivers"],
    ["--sort", "size"],
    ["--limit", "x"],
    ["--limit"],
    ["-h"],
    ["--lib", "x"],
    ["--"],
)


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    path = tmp_path / "a library #1?%20.sqlite"
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.setenv("PONARSCITE_DISABLE_PLUGINS", "1")
    assert run("add", EXAMPLES / "pages").code == 0
    return path


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("arguments", ANSWERED, ids=" ".join)
def test_it_says_what_the_command_says(arguments: list[str], run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(arguments)
    plain = capsys.readouterr()
    ran = run("find", *arguments)
    assert (plain.out, plain.err, 0) == (ran.out, ran.err, ran.code)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("arguments", LEFT, ids=" ".join)
def test_what_is_not_plain_is_left_to_the_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert not answer(arguments)
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("filled")
def test_a_plugin_may_have_a_command_of_this_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other-1.dist-info").mkdir()
    (tmp_path / "other-1.dist-info" / "entry_points.txt").write_text("[ponarscite]\nother = other\n")
    assert answer(["rivers"])
    monkeypatch.delenv("PONARSCITE_DISABLE_PLUGINS", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not answer(["rivers"])


def test_no_library(tmp_path: Path) -> None:
    assert not answer(["rivers", "--library", str(tmp_path / "none.sqlite")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--sort=added", "--json", "--keys-only"])
def test_damage_is_told_by_the_command(filled: Path, run: Run, capsys: pytest.CaptureFixture[str], option: str) -> None:
    connection = sqlite3.connect(filled)
    connection.execute("UPDATE record SET item = substr(item, 9) WHERE id = (SELECT max(id) FROM record)")
    connection.commit()
    connection.close()
    assert not answer([option])
    assert capsys.readouterr().out == ""
    ran = run("find", option)
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)
    assert "malformed" in ran.err


def test_neither_click_nor_plugins_are_loaded(filled: Path) -> None:
    code = (
        "import sys; sys.argv = ['ponarscite', 'find', 'rivers', '--library', sys.argv[1]]\n"
        "from ponarscite.__main__ import main; main()\n"
        "print(sorted({'click', 'pluggy', 'dataclasses', 'typing', 'lxml', 'requests', 'rich'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(filled)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "pepm9001" in ran.stdout
    assert ran.stdout.endswith("\n[]\n")


@given(records())
@hypothesis(deadline=None)
def test_a_line_has_what_the_record_says(record: Record) -> None:
    with Library(":memory:", PLUGINS) as library:
        kept = library.get(library.add(record))
        (item,) = library.items()
    assert item == to_item(kept)
    told = (kept.id, str(kept.issued), "; ".join(map(str, kept.author)), kept.title)
    assert cells(item) == list(map(inert, told))
