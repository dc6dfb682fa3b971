"""`ponarscite styles`."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from ponarscite import hookspecs
from ponarscite.citation.popular import POPULAR, list_styles
from ponarscite.commands.styles import print_table, styles
from ponarscite.hooks.offered import repositories
from ponarscite.hooks.registry import PluginManager
from ponarscite.hookspecs import StyleRepository
from ponarscite.repositories import house
from tests.conftest import EXAMPLES, Run


def repository(name: str, styles: list[tuple[str, str]]) -> StyleRepository:
    return StyleRepository(
        name=name, read=lambda _: None, list=lambda: styles, ids=lambda: [style for style, _ in styles]
    )


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
def test_a_style_has_all_the_words(words: list[str], ids: list[str]) -> None:
    assert [style["id"] for style in list_styles([OURS, THEIRS], words)] == ids


def test_the_style_that_is_named_and_the_usual_ones_come_first(plugins: PluginManager) -> None:
    found = [style["id"] for style in list_styles(repositories(plugins))]
    assert tuple(found[: len(POPULAR)]) == POPULAR
    assert found[len(POPULAR) :] == sorted(found[len(POPULAR) :])
    assert [style["id"] for style in list_styles(repositories(plugins), ["APA"])][:2] == ["apa", "apa-6th-edition"]
    assert list_styles(repositories(plugins), ["chicago", "author"])[0]["id"] == "chicago-author-date"


def test_popular_styles_alone(plugins: PluginManager) -> None:
    assert len(set(POPULAR)) == len(POPULAR)
    ran = CliRunner().invoke(styles, ["--popular"], obj=plugins)
    assert tuple(line.partition("\t")[0] for line in ran.output.splitlines()) == POPULAR
    ran = CliRunner().invoke(styles, ["--popular", "politics"], obj=plugins)
    assert [line.partition("\t")[0] for line in ran.output.splitlines()] == [
        "east-european-politics",
        "geopolitics",
        "comparative-politics",
        "world-politics",
    ]


def test_the_first_repository_wins_an_id() -> None:
    assert list(list_styles([OURS, THEIRS], ["apa"])) == [{"id": "apa", "title": "Our APA", "repository": "ours"}]


def test_a_terminal_gets_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(list_styles([OURS, THEIRS]))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "title"]
    assert lines[1].split() == ["ponars-eurasia", "PONARS", "Eurasia"]
    assert len(lines) == 4


def run(*arguments: str) -> str:
    group = click.Group()
    group.add_command(styles)
    plugins = PluginManager()
    plugins.add_hookspecs(hookspecs)
    plugins.register(house, "house")
    result = CliRunner().invoke(group, ["styles", *arguments], obj=plugins)
    assert result.exit_code == 0, result.output
    return result.output


def test_lines_of_id_and_title() -> None:
    assert run("ponars", "eurasia") == "ponars-eurasia\tPONARS Eurasia\n"


def test_json() -> None:
    expected = {"id": "ponars-eurasia", "title": "PONARS Eurasia", "repository": "ponarscite"}
    assert json.loads(run("--json", "ponars-eurasia")) == [expected]
    assert json.loads(run("--json", "no", "such", "style")) == []


def test_help_shows_examples() -> None:
    assert "ponarscite styles chicago notes" in run("--help")


PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


def test_a_style_is_shown(run: Run) -> None:
    ran = run("styles", "--show", "nature")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "id: nature\ntitle: Nature\nclass: in-text\nfields: science, generic-base\n"
        "licence: http://creativecommons.org/licenses/by-sa/3.0/\nbibliography: yes\n"
        "prints a report's number: no\nprints a report's series: no\n"
    )


def test_a_dependent_style_is_shown_with_its_parent(run: Run) -> None:
    told = json.loads(run("styles", "--show", "nature-neuroscience", "--json").out)
    assert (told["parent"], told["class"], told["number"]) == ("nature", "in-text", False)


def test_the_house_style_prints_number_and_series(run: Run) -> None:
    told = json.loads(run("styles", "--show", "ponars-eurasia", "--json").out)
    assert (told["number"], told["series"], told["fields"]) == (True, True, ["political_science"])


def test_a_style_that_does_not_exist_is_an_error(run: Run) -> None:
    ran = run("styles", "--show", "natur")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: no style is called 'natur'")


@pytest.mark.parametrize(("style", "warned"), [("nature", True), ("apa", False), ("ponars-eurasia", False)])
def test_a_style_that_drops_the_number_says_so(run: Run, style: str, warned: bool) -> None:
    told = run("export", PAGE, "-s", style).err
    assert ("warning: citation drops number of pepm9001" in told) == warned
    assert run("export", PAGE, "-s", style, "--quiet").err == ""
