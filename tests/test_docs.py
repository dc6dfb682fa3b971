"""Every hook, command, option, format and exit is documented where people look for it."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import click
import pytest

import ponarscite
from ponarscite import PluginManager, hookspecs, pipeline
from ponarscite.checks import review
from ponarscite.cli import CLOSED_PIPE, INTERRUPTED, group
from ponarscite.hookspecs import FORMS, MARKUPS
from ponarscite.record.claim import ROLES
from ponarscite.record.key import SCHEMES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
HOOKS = sorted(name for name, value in vars(hookspecs).items() if hasattr(value, "ponarscite_spec"))
PACKAGE = ROOT / "ponarscite"


def test_there_are_eleven_hooks() -> None:
    assert len(HOOKS) == 11
    assert "eleven hooks" in (hookspecs.__doc__ or "")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented(hook: str) -> None:
    assert inspect.getdoc(getattr(hookspecs, hook))
    assert f"| `{hook}` |" in README


def test_every_format_is_in_the_readme_and_described(plugins: PluginManager) -> None:
    for name, renderer in pipeline.renderers(plugins).items():
        assert f"`{name}`" in README
        assert renderer.description


def test_every_check_is_in_the_readme_and_explained(plugins: PluginManager) -> None:
    for code, check in review.checks(plugins).items():
        assert f"| {code} `{check.name}` | {check.severity} |" in README
        assert len(check.explanation) > 60
        assert check.explanation.endswith(".")


def test_every_option_of_check_is_in_the_readme(plugins: PluginManager) -> None:
    section = README.partition("## Checking")[2].partition("\n## ")[0]
    own = {"--select", "--ignore", "--fail-on", "--json", "--format", "--explain"}
    options = {name for option in group(plugins).commands["check"].params for name in option.opts}
    assert own <= options
    assert [name for name in own if name not in section] == []
    reading = {"sources", "--from", "--url", "--allow-private", "--site", "--offline", "--refresh"}
    assert options - own == reading | {"--all", "--query", "--library"}


def test_every_command_is_in_the_readme(plugins: PluginManager) -> None:
    for name, command in group(plugins).commands.items():
        assert f"`{name}`" in README
        assert command.help


def test_every_option_of_export_is_in_the_readme(plugins: PluginManager) -> None:
    options = [option for option in group(plugins).commands["export"].params if isinstance(option, click.Option)]
    for option in options:
        names = ", ".join(f"`{name}`" for name in option.opts)
        assert f"| {names} |" in README, names
    choices = [choice for option in options if isinstance(option.type, click.Choice) for choice in option.type.choices]
    assert set(choices) == {*MARKUPS, *FORMS}
    assert [choice for choice in (*choices, *SCHEMES, *ROLES) if f"`{choice}`" not in README] == []


def test_every_exit_code_is_in_the_readme() -> None:
    codes = {ponarscite.SourceError.exit_code, ponarscite.MisuseError.exit_code, INTERRUPTED, CLOSED_PIPE}
    table = README.partition("| exit code |")[2].partition("\n\n")[0]
    assert codes <= {int(code) for code in re.findall(r"\d+", table)}


def test_every_environment_variable_is_in_the_readme() -> None:
    settings = (PACKAGE / "settings.py").read_text(encoding="utf-8")
    variables = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", settings))
    assert variables
    assert [name for name in variables if name not in README] == []


def test_settings_alone_reads_the_environment() -> None:
    readers = {path.name for path in PACKAGE.rglob("*.py") if re.search(r"environ\b|getenv", path.read_text("utf-8"))}
    assert readers - {"__init__.py"} == {"settings.py"}


CORRECTED = "ponarscite/engines/citeproc_py/"
"""Its classes stand in for those of citeproc-py of the same name, which say what they are."""


def public_definitions() -> list[tuple[str, ast.AST]]:
    """Every public module, class and function of a module."""
    found: list[tuple[str, ast.AST]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT).as_posix()
        found.append((name, tree))
        named = (node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef))
        found += [(f"{name}:{node.name}", node) for node in named if not node.name.startswith("_")]
    return found


def test_whatever_is_public_says_what_it_is() -> None:
    undocumented = [name for name, node in public_definitions() if not ast.get_docstring(node)]
    assert [name for name in undocumented if not name.startswith(CORRECTED)] == []


def test_every_room_has_a_noun() -> None:
    forbidden = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
    modules = [path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"]
    assert [path for path in modules if {path.stem, path.parent.name} & forbidden] == []


def test_each_style_of_the_house_says_its_licence() -> None:
    styles = sorted(Path(ROOT, "styles").glob("*.csl"))
    assert styles
    assert [path.name for path in styles if "<rights" not in path.read_text(encoding="utf-8")] == []
