"""The README and the manual show what happens: their blocks of code are run, or parsed as commands."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ponarscite import PluginManager
from ponarscite.cli import group
from tests.conftest import EXAMPLES, Run
from tests.markdown import EVERY_TEXT, TEXTS, Page

LANGUAGES = {
    "console",
    "sh",
    "powershell",
    "python",
    "text",
    "tsv",
    "latex",
    "markdown",
    "typst",
    "toml",
    "yaml",
    "json",
    "lisp",
    "lua",
    "vim",
}

SHOWS_COMMANDS = [page for page in TEXTS if page.commands]
ABRIDGES = [page for page in TEXTS if page.blocks_in("text")]
SHOWS_PYTHON = [page for page in TEXTS if page.blocks_in("python") and page.name != "plugins"]
"""The modules on the page about plugins are run by test_plugin_examples.py."""


@pytest.fixture
def clean_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples alone, and no library yet, as a new user has it."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PONARSCITE_LIBRARY", str(tmp_path / "library.sqlite"))
    return tmp_path


@pytest.mark.parametrize("page", SHOWS_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_is_shown(page: Page, run: Run, clean_folder: Path) -> None:
    for command, output in page.commands:
        program, *arguments = shlex.split(command)
        assert program == "ponarscite"
        ran = run(*arguments)
        assert (ran.out + ran.err).rstrip("\n") == output.rstrip("\n"), command
        assert (ran.code == 0) == (re.search(r"error: |P\d{3} warning: ", output) is None), command


@pytest.mark.parametrize("page", ABRIDGES, ids=lambda page: page.name)
def test_an_abridged_command_prints_each_line_that_is_shown(page: Page, run: Run, clean_folder: Path) -> None:
    """In their order; "..." stands for others."""
    for body in page.blocks_in("text"):
        command, *shown = body.splitlines()
        printed = iter(run(*shlex.split(command)[2:]).out.splitlines())
        assert [line for line in shown if line.strip() != "..." and line not in printed] == []


@pytest.mark.parametrize("page", SHOWS_PYTHON, ids=lambda page: page.name)
def test_the_python_blocks_of_a_page_give_what_is_shown(page: Page, clean_folder: Path) -> None:
    """A page starts from nothing; its blocks follow each other."""
    names: dict[str, object] = {}
    for number, body in enumerate(page.blocks_in("python"), 1):
        place = f"{page.name}, Python block {number}"
        if ">>> " in body:
            run_session(body, names, place)
        else:
            exec(compile(body, place, "exec"), names)  # noqa: S102 -- the text is ours


def run_session(body: str, names: dict[str, object], place: str) -> None:
    parsed = doctest.DocTestParser().get_doctest(body, names, place, place, 0)
    parsed.globs = names  # doctest copies them, but a later block goes on from here
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(parsed, out=said.append, clear_globs=False)
    assert result.attempted
    assert result.failed == 0, "".join(said)


def test_enough_is_run() -> None:
    assert sum(len(page.commands) for page in TEXTS) >= 20
    assert sum(body.count(">>> ") for page in TEXTS for body in page.blocks_in("python")) >= 15


@pytest.mark.parametrize("page", EVERY_TEXT, ids=lambda page: page.place)
def test_every_kind_of_block_is_known(page: Page) -> None:
    assert {language for language, _ in page.blocks} <= LANGUAGES


def commands_in(line: str) -> Iterator[list[str]]:
    """The arguments of every call of ponarscite in a line for a shell."""
    words = shlex.shlex(line, posix=True, punctuation_chars="|&;>")
    words.whitespace_split = True
    current: list[str] = []
    for word in [*words, ";"]:
        if set(word) <= set("|&;>"):
            if current and current[0].rpartition("/")[2] == "ponarscite":
                yield current[1:]
            current = []
        else:
            current.append(word)


@pytest.mark.parametrize("page", EVERY_TEXT, ids=lambda page: page.place)
def test_the_parser_accepts_every_command_that_a_page_names(page: Page, plugins: PluginManager) -> None:
    """In blocks for a shell, and between the words: `ponarscite why KEY`."""
    lines = [line for body in page.blocks_in("sh") for line in body.splitlines()]
    for arguments in (found for line in (*lines, *page.code_in_prose) for found in commands_in(line)):
        assert_parses(arguments, plugins)


def assert_parses(arguments: list[str], plugins: PluginManager) -> None:
    """Every command and option is there, with values that it takes. Nothing is run. Arguments may be left out."""
    root = group(plugins)
    name, *rest = [word for word in arguments if word not in ("--help", "--version")] or ["COMMAND"]
    if name.isupper():  # "ponarscite COMMAND --help"
        return
    with root.make_context("ponarscite", []) as context:
        command = root.get_command(context, name)
        assert command, arguments
        try:
            command.make_context(name, rest, parent=context)
        except click.UsageError as error:
            if not (isinstance(error, click.MissingParameter) and isinstance(error.param, click.Argument)):
                raise AssertionError(f"{arguments}: {error.format_message()}") from error


def test_the_parser_refuses_an_option_that_is_not_there(plugins: PluginManager) -> None:
    """The check above can fail."""
    with pytest.raises(AssertionError):
        assert_parses(["export", "memo.html", "--markupp", "html"], plugins)


def test_commands_are_found_in_a_line() -> None:
    line = "curl x | ponarscite export - -f 'a|b' > file && .venv/bin/ponarscite undo  # ponarscite is not this"
    assert list(commands_in(line)) == [["export", "-", "-f", "a|b"], ["undo"]]
