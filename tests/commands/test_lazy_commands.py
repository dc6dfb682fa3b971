"""Built-in commands are imported when they are needed; the table of them says what they say themselves."""

from __future__ import annotations

import dataclasses
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import click
import pytest

from ponarscite import PluginManager, hookimpl, plugin_manager
from ponarscite.__about__ import __version__
from ponarscite.cli import group
from ponarscite.commands.check import CheckOptions
from ponarscite.commands.export import ExportOptions
from ponarscite.commands.lazy import LazyCommand
from ponarscite.commands.push import PushCommandOptions
from ponarscite.commands.record_list import ListOptions
from ponarscite.commands.register import COMMANDS, SECTIONS
from tests.conftest import ROOT, Run

INTEGRATIONS = {
    ("graph", "Draw who cites whom in the library."),
    ("pandoc-filter", "Cite by name in a document of pandoc."),
    ("lsp", "Serve an editor: complete, show and check citations."),
    ("live", "Make the citations of a manuscript live fields of Zotero."),
    ("serve", "Show the library in a browser; editors pick from it."),
}
"""Commands of integrations, and their summaries."""


def loaded(plugins: PluginManager, name: str) -> click.Command:
    command = group(plugins).commands[name]
    assert isinstance(command, LazyCommand)
    return command.loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_the_name_and_summary_of_the_table(name: str, plugins: PluginManager) -> None:
    command = loaded(plugins, name)
    assert command.name == name
    assert inspect.cleandoc(command.help or "").partition("\n\n")[0] == COMMANDS[name][1]


def test_the_list_of_commands_shows_every_summary_whole(run: Run) -> None:
    below = run("--help").out.partition(next(iter(SECTIONS)))[2]
    lines = {tuple(line.split(maxsplit=1)) for line in below.splitlines() if line.startswith("  ")}
    own = {(name, summary) for name, (_, summary) in COMMANDS.items()}
    assert lines == own | INTEGRATIONS


def test_every_built_in_command_stands_in_one_section() -> None:
    placed = [name for names in SECTIONS.values() for name in names]
    assert sorted(set(placed)) == sorted(placed)
    assert set(COMMANDS) <= set(placed)


def test_a_command_of_a_plugin_stands_below_plugins(plugins: PluginManager) -> None:
    class Plugin:
        @hookimpl
        def register_commands(self, group: click.Group) -> None:
            group.add_command(click.Command("theirs", help="Do what a plugin does. And more."))

    plugins.register(Plugin(), "outside")
    shown = group(plugins).get_help(click.Context(group(plugins), info_name="ponarscite")).partition("Plugins:\n")[2]
    assert [line.split(maxsplit=1) for line in shown.splitlines()] == [
        ["plugins", COMMANDS["plugins"][1]],
        ["plugin", COMMANDS["plugin"][1]],
        ["theirs", "Do what a plugin does."],
    ]


@pytest.mark.parametrize("arguments", [("-V",), ("--version",), ("version",)])
def test_the_version(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == type(run())(0, f"ponarscite {__version__}\n", "")


def test_no_command_is_a_wish_for_help(run: Run) -> None:
    assert run() == run("--help")


def test_a_stand_in_has_the_parameters_of_its_command(plugins: PluginManager) -> None:
    stand_in = group(plugins).commands["export"]
    assert stand_in.params is loaded(plugins, "export").params


@pytest.mark.parametrize(
    ("name", "options", "others"),
    [
        ("export", ExportOptions, set()),
        ("check", CheckOptions, set()),
        ("push", PushCommandOptions, {"target"}),
        ("find", ListOptions, {"words", "library"}),
        ("list", ListOptions, {"library"}),
    ],
)
def test_the_options_are_those_of_the_command(
    name: str, options: Any, others: set[str], plugins: PluginManager
) -> None:
    """`reading` stands for the options of a source; `sources` and *others* are passed beside the options."""
    of_sources = set("lists url allow_private site offline refresh hosts since until doubtful resolver".split())
    fields = set(getattr(options, "_fields", ())) or {field.name for field in dataclasses.fields(options)}
    passed = {one.name for one in loaded(plugins, name).params if one.expose_value} - others - {"sources"}
    assert fields - {"reading"} == passed - of_sources
    assert ("reading" in fields) == (of_sources <= passed)


def hiding(group: click.Group) -> None:
    @group.command("help")
    def help_() -> None:
        click.echo("my own")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (hiding, "hides the command help"),
        (lambda group: group.commands.clear(), "removes the command serve"),
        (lambda group: group.commands.pop("find"), "removes the command find"),
    ],
    ids=["hides", "removes all", "removes one"],
)
def test_an_outside_plugin_neither_hides_nor_removes_a_command(
    body: Callable[[click.Group], object], told: str, plugins: PluginManager, run: Run
) -> None:
    class Own:
        @hookimpl
        def register_commands(self, group: click.Group) -> None:
            group.command("own")(lambda: None)
            body(group)

    plugins.register(Own(), "own")
    ran = run("help")
    assert (ran.code, "my own" in ran.out) == (0, False)
    assert f"warning: plugin 'own' failed in register_commands: TypeError: it {told}" in ran.err
    assert " own " not in run("--help").out


def test_an_outside_plugin_adds_an_option_to_a_command(plugins: PluginManager, run: Run) -> None:
    class Own:
        @hookimpl
        def register_commands(self, group: click.Group) -> None:
            option = click.Option(["--colour"], expose_value=False, help="Any colour.")
            group.commands["plugins"].params.append(option)

    plugins.register(Own(), "own")
    try:
        assert run("plugins", "--colour", "red").code == 0
    finally:
        loaded(plugin_manager(external=False), "plugins").params.pop()


def test_a_command_imports_its_own_module_alone() -> None:
    code = (
        "import sys\nfrom ponarscite.__main__ import main\nsys.argv[1:] = ['plugins', '--json']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert json.loads(done.stdout)
    homes = {f"ponarscite.commands.{home.partition(':')[0]}" for home, _ in COMMANDS.values()}
    assert homes & set(done.stderr.split()) == {"ponarscite.commands.plugins"}
