"""The magics of IPython, in a shell within the process; `tests/live/notebook.py` runs them in a kernel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from ponarscite import Library, Record
from ponarscite.integrations.jupyter.notebook import Notebook
from ponarscite.ipython import load_ipython_extension
from tests.integrations.test_sphinx import ITEMS, NOTES


@pytest.fixture(scope="module")
def one_shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    """A shell that keeps no history; there is one in a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        patch.setattr(HistoryManager, "enabled", False)
        yield InteractiveShell.instance()
        InteractiveShell.clear_instance()


@pytest.fixture
def shell(one_shell: InteractiveShell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    path = tmp_path / "library.sqlite"
    with Library(path) as library:
        library.add(Record(type="report", title="Snow", genre="PONARS Eurasia Policy Memo", number="9001"))
    (tmp_path / "refs.json").write_text(json.dumps(ITEMS), encoding="utf-8")
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(path))
    monkeypatch.chdir(tmp_path)
    load_ipython_extension(one_shell)
    return one_shell


def cite(shell: Any, line: str) -> str:
    return str(shell.run_line_magic("cite", line))


def test_a_record_is_cited_by_key_and_number(shell: Any) -> None:
    assert cite(shell, "9001 --style apa") == "(Snow, n.d.)"
    assert cite(shell, "pepm9001 --locator 3-5") == "(Snow, n.d., pp. 3–5)"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("roe doe", "(Doe, 2019; Roe, 2020)"),
        ("roe --as text --locator 'chap. 2'", "Roe (2020, Chapter 2)"),
        ("roe --as author", "Roe"),
        ("roe --as year", "2020"),
        ("roe --as full", "Roe, A. (2020). Dams."),
        ("roe --style ieee", "[1]"),
        (f"roe --style {NOTES}", "Al Roe, Dams (2020)."),
        (f"roe --as text --style {NOTES}", "Al Roe Dams (2020)."),
        ("roe --locale de-DE --locator 3", "(Roe, 2020, S. 3)"),
    ],
)
def test_a_citation(shell: Any, line: str, printed: str) -> None:
    assert cite(shell, f"{line} --sources refs.json") == printed


def test_the_bibliography_lists_what_was_cited(shell: Any) -> None:
    cite(shell, "roe --sources refs.json --style ieee")
    assert cite(shell, "doe") == "[2]"
    assert cite(shell, "roe") == "[1]"
    shown = shell.run_line_magic("bibliography", "")
    assert str(shown).splitlines() == ["[1] A. Roe, Dams. 2020.", "[2] J. Doe, Rivers. 2019."]
    shown = shell.run_cell_magic("bibliography", "--style apa", "lee, doe2\n")
    assert str(shown).count("\n") == 3
    bundle = shown._repr_mimebundle_()
    assert "<script" not in bundle["text/html"]
    assert "&#60;script&#62;" in bundle["text/html"]
    assert "\\<script\\>" in bundle["text/markdown"]
    assert str(shell.run_line_magic("bibliography", "--forget roe")) == "Roe, A. (2020). Dams."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "name a record"),
        ("nosuch", "nosuch: no record has this key"),
        ("99999", "ponars:99999: no record has this number"),
        ("9001 --style nosuch", "no style is called"),
        ("9001 --wrong", "unrecognized arguments"),
        ("9001 'open", "No closing quotation"),
        ("9001 --as nothing", "invalid choice"),
    ],
)
def test_misuse(shell: Any, line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        cite(shell, line)


def test_what_fails_is_not_listed(shell: Any) -> None:
    notebook = Notebook(sources=("refs.json",))
    notebook.cite(["roe"])
    with pytest.raises(Exception, match="no record"):
        notebook.cite(["doe", "nosuch"])
    assert notebook.bibliography().text == "Roe, A. (2020). Dams."


def test_mathematics_in_a_title_stays_text(tmp_path: Path) -> None:
    item: dict[str, Any] = {**ITEMS[0], "title": "Cost $\\href{javascript:x}{y}$", "URL": "https://example.org/a$b"}
    (tmp_path / "refs.json").write_text(json.dumps([item]), encoding="utf-8")
    shown = Notebook(sources=(str(tmp_path / "refs.json"),)).bibliography(["doe"]).html
    assert "$\\href" not in shown
    assert 'href="https://example.org/a$b"' in shown
