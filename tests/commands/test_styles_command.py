"""`ponarscite styles`."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from ponarscite import hookspecs
from ponarscite.commands.styles import list_styles, print_table, register_commands
from ponarscite.hookspecs import StyleRepository
from ponarscite.plugins import PluginManager
from ponarscite.repositories import house


def repository(name, styles):
    return StyleRepository(name, {}.get, lambda: styles, lambda: [style for style, _ in styles])


OURS = repository("ours", [("ponars-eurasia", "PONARS Eurasia"), ("apa", "Our APA")])
THEIRS = repository("theirs", [("apa", "APA"), ("chicago-notes", "Chicago Manual (Notes)")])


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ([], ["ponars-eurasia", "apa", "chicago-notes"]),
        (["CHICAGO", "manual"], ["chicago-notes"]),
        (["notes", "nature"], []),
        (["our"], ["apa"]),
    ],
)
def test_a_style_has_all_the_words(words, ids):
    assert [style["id"] for style in list_styles([OURS, THEIRS], words)] == ids


def test_the_first_repository_wins_an_id():
    assert list(list_styles([OURS, THEIRS], ["apa"])) == [{"id": "apa", "title": "Our APA", "repository": "ours"}]


def test_a_terminal_gets_a_table(capsys):
    print_table(list_styles([OURS, THEIRS]))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "title"]
    assert lines[1].split() == ["ponars-eurasia", "PONARS", "Eurasia"]
    assert len(lines) == 4


def run(*arguments):
    group = click.Group()
    register_commands(group)
    plugins = PluginManager()
    plugins.add_hookspecs(hookspecs)
    plugins.register(house, "house")
    result = CliRunner().invoke(group, ["styles", *arguments], obj=plugins)
    assert result.exit_code == 0, result.output
    return result.output


def test_lines_of_id_and_title():
    assert run("ponars", "eurasia") == "ponars-eurasia\tPONARS Eurasia\n"


def test_json():
    expected = {"id": "ponars-eurasia", "title": "PONARS Eurasia", "repository": "ponarscite"}
    assert json.loads(run("--json", "ponars-eurasia")) == [expected]
    assert json.loads(run("--json", "no", "such", "style")) == []


def test_help_shows_examples():
    assert "ponarscite styles chicago notes" in run("--help")
