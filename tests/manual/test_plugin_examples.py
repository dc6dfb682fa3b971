"""Every example on the page about plugins is a plugin that does what its section says."""

from __future__ import annotations

import ast
import gzip
import importlib
import inspect
import json
import shutil
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ponarscite import PluginManager, Series, testing
from ponarscite.commands.plugin_kit.package import KINDS
from tests.conftest import EXAMPLES, ROOT, Run
from tests.markdown import PAGES

PAGE = PAGES["plugins"]
MEMO = "examples/pages/borrowed-rivers.html"
TITLE = "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?"

Check = Callable[[Run, Path], None]


def module_of(hook: str) -> types.ModuleType:
    """The one Python block below the heading of a hook, as a module."""
    (body,) = [part.partition("\n```")[0] for part in PAGE.section(hook).split("```python\n")[1:]]
    module = types.ModuleType(f"example_of_{hook}")
    exec(compile(body, f"plugins.md, {hook}", "exec"), module.__dict__)  # noqa: S102 -- the text is ours
    return module


def a_source(run: Run, _: Path) -> None:
    assert "number = {9001}" in run("export", "shelf:borrowed-rivers.html", "-f", "biblatex").out
    assert run("export", "shelf:missing.html").code == 1


def claims(run: Run, folder: Path) -> None:
    text = (EXAMPLES / "pages" / "borrowed-rivers.txt").read_text("utf-8")
    (folder / "memo.txt").write_text(f"{text}\nTranslator: Ana Ejemplo\n", encoding="utf-8")
    (item,) = json.loads(run("export", "memo.txt", "-f", "csl-json").out)
    assert item["translator"] == [{"family": "Ejemplo", "given": "Ana"}]
    assert "translator" not in run("export", MEMO, "-f", "csl-json").out


def a_series(run: Run, folder: Path) -> None:
    text = "Example Cable No. 7\n\nA Port Without a Sea\n\nMira van Esempio\n\nMarch 5, 2024\n\nThere is a port.\n"
    (folder / "cable-7.txt").write_text(text, encoding="utf-8")
    ran = run("export", "cable-7.txt", "-f", "biblatex")
    assert "@report{cable7," in ran.out
    assert "institution = {Wilson Center}" in ran.out


def a_format(run: Run, folder: Path) -> None:
    (folder / "list.txt").write_text("# Our shelf\n\n- Snow, Ann Lee (2020)\n- Rain, Bo Day (2021)\n", encoding="utf-8")
    ran = run("export", "list.txt", "-s", "apa")
    assert (ran.code, ran.out) == (0, "Day, B. (2021). Rain.\nLee, A. (2020). Snow.\n")


def a_renderer(run: Run, folder: Path) -> None:
    assert run("export", MEMO, "-f", "titles").out == f"{TITLE} (2024)\n"
    assert run("export", MEMO, "-o", "list.titles").code == 0
    assert (folder / "list.titles").read_text("utf-8") == f"{TITLE} (2024)\n"


def a_dialect(run: Run, _: Path) -> None:
    ran = run("export", MEMO, "--for", "my-wiki")
    assert "reportnumber = {9001}" in ran.out
    assert "abstract of pepm9001" in ran.err


def styles(run: Run, _: Path) -> None:
    assert "ponars-eurasia\tHouse style ponars-eurasia" in run("styles", "House").out


def an_engine(run: Run, _: Path) -> None:
    assert run("export", MEMO, "--engine", "titles-only").out == f"{TITLE}\n"


def a_check(run: Run, folder: Path) -> None:
    (folder / "loud.json").write_text('[{"id": "a", "type": "book", "title": "LOUD"}]', encoding="utf-8")
    ran = run("check", "loud.json", "--select", "X001")
    assert (ran.code, "X001 warning: a: the title is in capitals" in ran.out) == (1, True)
    assert run("check", MEMO, "--select", "X001").out == ""
    assert "Write it as a sentence." in run("check", "--explain", "X001").out


def an_output(run: Run, folder: Path) -> None:
    assert run("export", MEMO, "-f", "ris", "-o", "memos.ris.gz").code == 0
    assert gzip.decompress((folder / "memos.ris.gz").read_bytes()).startswith(b"TY  - RPRT")
    assert run("export", MEMO, "-f", "ris", "-o", "memos.ris").code == 0
    assert (folder / "memos.ris").read_text("utf-8").startswith("TY  - RPRT")


def a_target(run: Run, _: Path) -> None:
    said = [run("push", "board", MEMO, *options).out for options in (["--dry-run"], [], [])]
    assert ["would add" in said[0], "added" in said[1], "already there" in said[2]] == [True] * 3


def a_command(run: Run, _: Path) -> None:
    assert run("authors", MEMO).out == "Olena Prykladna; Juan de la Prueba\n"


EXAMPLE_OF: dict[str, Check] = {
    "read_source": a_source,
    "extract_claims": claims,
    "provide_series": a_series,
    "provide_formats": a_format,
    "provide_renderers": a_renderer,
    "provide_dialects": a_dialect,
    "provide_styles": styles,
    "provide_engines": an_engine,
    "provide_checks": a_check,
    "write_output": an_output,
    "provide_push_targets": a_target,
    "register_commands": a_command,
}
"""Hook -> a test of its example."""


@pytest.mark.parametrize("hook", EXAMPLE_OF)
def test_the_example_of_a_hook_works(
    hook: str, plugins: PluginManager, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    monkeypatch.chdir(tmp_path)
    module = module_of(hook)
    plugins.register(module, "example")
    plugins.check_pending()
    assert [caller.name for caller in plugins.get_hookcallers(module) or ()] == [hook]
    EXAMPLE_OF[hook](run, tmp_path)
    assert plugins.broken == {}


@pytest.mark.parametrize("hook", EXAMPLE_OF)
def test_an_example_is_short(hook: str) -> None:
    (body,) = [part.partition("\n```")[0] for part in PAGE.section(hook).split("```python\n")[1:]]
    assert len([line for line in body.splitlines() if line.strip() and not line.startswith(("from", "import"))]) <= 12


def test_the_example_of_a_test_works(plugins: PluginManager, monkeypatch: pytest.MonkeyPatch) -> None:
    (body,) = [part.partition("\n```")[0] for part in PAGE.section("Test a plugin").split("```python\n")[1:]]
    names: dict[str, Any] = {}
    exec(compile(body, "plugins.md, Test a plugin", "exec"), names)  # noqa: S102 -- the text is ours
    monkeypatch.syspath_prepend(EXAMPLES / "ponarscite-kennan")
    plugins.add(importlib.import_module("ponarscite_kennan"), "kennan")
    names["test_a_cable_has_its_imprint"](plugins)


def test_every_fixture_is_on_the_page() -> None:
    section = PAGE.section("Test a plugin")
    tree = ast.parse(inspect.getsource(testing))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    fixtures = [one.name for one in functions if any("fixture" in ast.unparse(mark) for mark in one.decorator_list)]
    assert {"plugins", "run", "golden", "library", "site"} <= set(fixtures)
    assert [name for name in fixtures if f"| `{name}` |" not in section] == ["nothing_of_the_user"]


def test_every_kind_and_field_of_a_series_is_on_the_page() -> None:
    section = PAGE.section("Make a package")
    assert [kind for kind in KINDS if f"`{kind}`" not in section] == []
    named = ("id", "label", "labels", "eras", "hosts", "file_codes", "categories", "item_type", "of_issues")
    assert [name for name in named if f"`{name}`" not in section or name not in Series.__annotations__] == []
