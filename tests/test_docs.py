"""Every hook, command, option, format and exit is documented where people look for it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TypeAlias

import click
import pytest
import yaml

import ponarscite
from ponarscite import Era, PluginManager, Reference, Series, hookspecs
from ponarscite.cli import CLOSED_PIPE, INTERRUPTED, group
from ponarscite.commands.export import REFERENCES
from ponarscite.commands.unit import UNITS
from ponarscite.hooks import offered
from ponarscite.hookspecs import FORMS, MARKUPS
from ponarscite.library.query import FIELDS, STATES
from ponarscite.record.claim import ROLES
from ponarscite.record.key import SCHEMES
from ponarscite.record.key_filters import FILTERS
from ponarscite.record.key_functions import FUNCTIONS
from ponarscite.settings.configuration import SETTINGS
from tests.conftest import ROOT
from tests.markdown import PAGES

HOOKS = sorted(name for name, value in vars(hookspecs).items() if hasattr(value, "ponarscite_spec"))
PACKAGE = ROOT / "ponarscite"


def values_of_hooks() -> list[type]:
    """The classes of the values that hooks take and give."""
    return [value for value in vars(hookspecs).values() if isinstance(value, type) and is_dataclass(value)]


def test_every_value_of_a_hook_is_documented_field_by_field() -> None:
    assert len(values_of_hooks()) > len(HOOKS)
    for value in values_of_hooks():
        documented = (inspect.getdoc(value) or "").partition("Args:\n")[2]
        assert [one.name for one in fields(value) if f"    {one.name}: " not in documented] == []


def test_every_value_of_a_hook_takes_keywords_only() -> None:
    for value in (*values_of_hooks(), Series, Era, Reference):
        assert [one.name for one in fields(value) if not one.kw_only] == []


def test_no_prose_counts_the_hooks() -> None:
    prose = [hookspecs.__doc__ or "", *(page.text for page in PAGES.values())]
    assert not re.search(r"\b(?:ten|eleven|twelve|thirteen|\d+) hooks\b", "\n".join(prose))


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented(hook: str) -> None:
    assert inspect.getdoc(getattr(hookspecs, hook))
    assert f"| `{hook}` |" in PAGES["plugins"].text
    assert "```python\n" in PAGES["plugins"].section(hook)


def test_every_field_of_a_format_is_on_the_page_of_plugins() -> None:
    section = PAGES["plugins"].section("provide_formats")
    assert [one.name for one in fields(hookspecs.Format) if f"`{one.name}`" not in section] == []


def test_every_format_is_on_its_page_and_described(plugins: PluginManager) -> None:
    table = PAGES["formats"].text.partition("## Dialects")[0]
    for name, one in offered.writers(plugins).items():
        assert f"`{name}`" in table
        assert one.description


def test_every_dialect_is_on_the_page_of_formats(plugins: PluginManager) -> None:
    section = PAGES["formats"].section("Dialects")
    assert [name for name in offered.dialects(plugins) if f"`{name}`" not in section] == []


def test_every_check_is_on_its_page_and_explained(plugins: PluginManager) -> None:
    for code, check in offered.checks(plugins).items():
        assert f"| {code} `{check.name}` | {check.severity} |" in PAGES["checks"].text
        assert len(check.explanation) > 60
        assert check.explanation.endswith(".")


def test_every_option_of_check_is_on_its_page(plugins: PluginManager) -> None:
    section = PAGES["checks"].section("Check records")
    own = {"--select", "--ignore", "--fail-on", "--json", "--format", "--explain", "--baseline"}
    own |= {"--manuscript", "--as", "--bibliography", "--with", "--texts"}
    options = {name for option in group(plugins).commands["check"].params for name in option.opts}
    assert own <= options
    assert [name for name in (*own, "--source") if f"`{name}`" not in section] == []
    reading = {
        "sources",
        "--from",
        "--url",
        "--allow-private",
        "--site",
        "--offline",
        "--refresh",
        "--doubtful",
        "--resolver",
        "--host",
        "--since",
        "--until",
    }
    assert options - own == reading | {"--all", "--query", "--library"}


def test_the_hook_for_commits_is_the_one_that_is_offered() -> None:
    (shown,) = PAGES["checks"].blocks_in("yaml")
    offered = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (hook,) = yaml.safe_load(shown)["repos"][0]["hooks"]
    assert hook["id"] in [one["id"] for one in yaml.safe_load(offered)]


def page_of_commands(plugins: PluginManager) -> dict[str, str]:
    """Command -> the page that the table of all commands names."""
    table = PAGES["command-line"].section("All commands")
    found: dict[str, str] = {}
    for names, _, link in re.findall(r"^\| (`.*?`) \| (.*?) \| (.*?) \|$", table, re.MULTILINE):
        topics = re.findall(r"\]\(([\w-]+)\.md\)", link) or ["command-line"]
        commands = re.findall(r"`([\w-]+)(?: new)?`", names)
        found |= dict(zip(commands, topics if len(topics) > 1 else topics * len(commands), strict=True))
    return found


def test_every_command_is_in_the_table_of_commands(plugins: PluginManager) -> None:
    commands = group(plugins).commands
    assert set(page_of_commands(plugins)) == set(commands)
    assert [name for name, command in commands.items() if not command.help] == []


def test_every_option_of_every_command_is_named_in_the_manual(plugins: PluginManager) -> None:
    """On the page of its command, or with the options of export."""
    shared = PAGES["command-line"].text
    for name, topic in page_of_commands(plugins).items():
        with click.Context(group(plugins)) as context:
            options = options_of(group(plugins).commands[name], context)
        assert [one for one in options if one not in PAGES[topic].text and one not in shared] == [], name


def options_of(command: click.Command, context: click.Context) -> list[str]:
    """The long options, also of a command whose module is imported when it is called."""
    text = command.make_context(command.name, ["--help"], parent=context, resilient_parsing=True).get_help()
    return re.findall(r"(?<![\w-])--[a-z][\w-]+", text.partition("Options:")[2])


def test_every_option_of_export_is_on_its_page(plugins: PluginManager) -> None:
    page = PAGES["command-line"].text
    options = [
        option
        for option in group(plugins).commands["export"].params
        if isinstance(option, click.Option) and not option.hidden
    ]
    for option in options:
        names = ", ".join(f"`{name}`" for name in option.opts)
        assert f"| {names} |" in page, names
    choices = [choice for option in options if isinstance(option.type, click.Choice) for choice in option.type.choices]
    assert set(choices) == {*MARKUPS, *FORMS, REFERENCES, *UNITS}
    assert [choice for choice in (*choices, *SCHEMES, *ROLES) if f"`{choice}`" not in page] == []


def test_every_option_and_target_of_push_is_on_its_page(plugins: PluginManager) -> None:
    page = PAGES["push"].text
    options = [option for option in group(plugins).commands["push"].params if isinstance(option, click.Option)]
    assert [option.opts[-1] for option in options if f"`{option.opts[-1]}`" not in page] == []
    assert [name for name in offered.push_targets(plugins) if f"| `{name}` |" not in page] == []


def test_every_part_of_a_pattern_is_on_the_page_of_keys() -> None:
    page = PAGES["keys"].text
    named = set(re.findall(r"`(\w+)(?:\([^`]*\))?`", page))
    assert [name for name in (*FUNCTIONS, *FILTERS) if name not in named] == []


def test_every_field_of_a_search_is_on_the_page_of_the_library() -> None:
    section = PAGES["library"].section("Searches")
    assert [field for field in FIELDS if f"`{field}:`" not in section] == []
    assert [state for state in STATES if f"`{state}`" not in section] == []


def test_every_exit_code_is_in_the_manual() -> None:
    codes = {ponarscite.SourceError.exit_code, ponarscite.MisuseError.exit_code, INTERRUPTED, CLOSED_PIPE}
    table = PAGES["command-line"].text.partition("| exit code |")[2].partition("\n\n")[0]
    assert codes <= {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}


def test_every_environment_variable_is_in_the_manual() -> None:
    settings = (PACKAGE / "settings" / "__init__.py").read_text(encoding="utf-8")
    variables = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", settings))
    variables |= {"XDG_CONFIG_HOME", "XDG_DATA_HOME", *(f"PONARSCITE_{name.upper()}" for name in SETTINGS)}
    section = PAGES["command-line"].section("Environment variables")
    assert [name for name in variables if name not in section] == []


def test_settings_alone_reads_the_environment() -> None:
    readers = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bos\.environ|import environ|getenv", path.read_text("utf-8"))
    }
    assert readers == {"settings"}


CORRECTED = "ponarscite/engines/citeproc_py/"
"""Its classes stand in for those of citeproc-py of the same name, which say what they are."""


Documented: TypeAlias = ast.Module | ast.ClassDef | ast.FunctionDef


def public_definitions() -> Iterator[tuple[str, Documented]]:
    """Every public module, class and function of a module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT).as_posix()
        yield name, tree
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{name}:{node.name}", node


def test_every_public_name_has_a_docstring() -> None:
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
