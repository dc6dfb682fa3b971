"""What the author of a plugin has overlooked is told: a forgotten mark, a misspelt hook, a variable that CSL lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ponarscite
from ponarscite import About, Claim, Document, Format, PluginError, PluginManager, Rank, Reference, Series, hookimpl
from ponarscite.hooks.registry import MOST_OVERSIGHTS
from ponarscite.testing import page
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


def module(**functions: object) -> ModuleType:
    """A plugin with these functions."""
    made = ModuleType("mine")
    vars(made).update(functions)
    return made


def nothing() -> tuple[()]:
    return ()


def told(plugins: PluginManager) -> list[tuple[str, str]]:
    """(message, hint) of each oversight of the plugin "mine"."""
    return [tuple(one) for one in plugins.oversights.get("mine", {}).values()]  # type: ignore[misc]


# Hooks


def test_a_forgotten_mark_is_told(plugins: PluginManager) -> None:
    plugins.add(module(provide_series=nothing), "mine")
    (only,) = told(plugins)
    assert only[0] == "plugin 'mine': the function provide_series is not marked as a hook, and is never called"
    assert only[1].startswith("put @hookimpl above it")


def test_a_forgotten_mark_beside_a_hook_is_told(plugins: PluginManager) -> None:
    plugins.add(module(provide_series=nothing, provide_formats=hookimpl(lambda: ())), "mine")
    assert len(told(plugins)) == 1


@pytest.mark.parametrize(
    "name", ["provide_serie", "provides_formats", "extract_claim", "read_sources", "write_outputs"]
)
def test_a_name_like_that_of_a_hook_is_told(name: str, plugins: PluginManager) -> None:
    plugins.add(module(**{name: nothing, "register_commands": hookimpl(lambda group: None)}), "mine")
    expected = [] if name.startswith("provides") else [name]
    assert [message.split()[4] for message, _ in told(plugins)] == expected
    assert all("did you mean " in hint for _, hint in told(plugins))


@pytest.mark.parametrize("name", ["read_sources", "read_page", "provide", "format", "records", "_provide_series"])
def test_other_functions_are_the_plugins_own(name: str, plugins: PluginManager) -> None:
    plugins.add(module(**{name: nothing, "read_source": hookimpl(lambda source: None)}), "mine")
    assert told(plugins) == []


def test_a_plugin_without_hooks_is_told(plugins: PluginManager) -> None:
    plugins.add(module(hello=nothing, Format=Format, hookimpl=hookimpl), "mine")
    (only,) = told(plugins)
    assert only[0] == "plugin 'mine' has no hook, and does nothing"
    assert "provide_series" in only[1]


def test_the_specifications_are_no_oversights(plugins: PluginManager) -> None:
    from ponarscite.hookspecs import provide_formats, provide_series

    plugins.add(module(provide_series=provide_series, provide_formats=provide_formats, f=hookimpl), "mine")
    assert [message for message, _ in told(plugins)] == ["plugin 'mine' has no hook, and does nothing"]


def test_a_method_counts_as_a_function(plugins: PluginManager) -> None:
    class Mine:
        def provide_series(self) -> tuple[()]:
            return ()

        @staticmethod
        def provide_formats() -> tuple[()]:
            return ()

    plugins.add(Mine(), "mine")
    assert sorted(message.split()[4] for message, _ in told(plugins)) == ["provide_formats", "provide_series"]


def test_a_misspelt_hook_is_refused_with_what_may_be_meant(plugins: PluginManager) -> None:
    mine = module(provide_serie=hookimpl(lambda: ()))
    with pytest.raises(PluginError, match="unknown hook 'provide_serie'") as caught:
        plugins.add(mine, "mine")
    assert caught.value.hint.startswith("did you mean provide_series or ")
    assert not plugins.is_registered(mine)


def test_an_argument_that_the_hook_does_not_have_is_refused(plugins: PluginManager) -> None:
    with pytest.raises(PluginError, match="page"):
        plugins.add(module(extract_claims=hookimpl(lambda page: ())), "mine")


def test_they_are_warnings_and_in_the_list_of_plugins(plugins: PluginManager, run: Run) -> None:
    plugins.add(module(provide_series=nothing), "mine")
    listed = run("plugins", "--json")
    (mine,) = (one for one in json.loads(listed.out) if one["name"] == "mine")
    assert (mine["state"], mine["hooks"]) == ("idle", [])
    assert mine["oversights"] == [message for message, _ in told(plugins)]
    for ran in (listed, run("export", PAGE)):
        assert ran.code == 0
        assert ran.err.count("warning: plugin 'mine': the function provide_series is not marked") == 1


# Variables


def claiming(*said: tuple[str, str]) -> ModuleType:
    """A plugin that makes these claims about the subject of each document."""

    @hookimpl
    def extract_claims(document: Document) -> list[Claim]:
        about = About("subject", "", document.name)
        return [Claim(variable, text, Rank.OWN, "mine", about, "line 3") for variable, text in said]

    return module(extract_claims=extract_claims)


@pytest.mark.parametrize(
    ("variable", "meant"),
    [
        ("Title", "title"),
        ("TITLE", "title"),
        ("url", "URL"),
        ("doi", "DOI"),
        ("container_title", "container-title"),
        ("publisher_place", "publisher-place"),
        ("autor", "author"),
        ("pages", "page"),
        ("colour", ""),
        ("", ""),
        ("изданo", ""),
    ],
)
def test_a_claim_about_no_variable_is_told_and_left_out(variable: str, meant: str, plugins: PluginManager) -> None:
    plugins.add(claiming((variable, "Red"), (variable, "Blue")), "mine")
    found = ponarscite.ingest(PAGE, plugins=plugins)
    (record,) = found
    assert variable not in dict(record.extra)
    assert found.unread == {str(PAGE): {variable: 1}}
    ((message, hint),) = told(plugins)
    assert message == f"plugin 'mine' claims the variable {variable!r}, which does not exist: it is left out"
    assert hint.startswith(f"did you mean {meant}") if meant else "did you mean" not in hint


@pytest.mark.parametrize(
    ("name", "meant"), [("policy-memo", ""), ("Report", "report"), ("artcle-journal", "article-journal")]
)
def test_a_type_that_csl_does_not_have_is_told(name: str, meant: str, plugins: PluginManager) -> None:
    plugins.add(claiming(("type", name)), "mine")
    found = ponarscite.ingest(PAGE, plugins=plugins)
    assert next(found).type == "report"
    assert found.unread == {str(PAGE): {f"type {name}": 1}}
    assert meant in told(plugins)[0][1]


@pytest.mark.parametrize(
    ("name", "meant"), [("memo", ""), ("Report", "report"), ("article_journal", "article-journal")]
)
def test_a_series_of_a_type_that_csl_does_not_have_is_told(name: str, meant: str, plugins: PluginManager) -> None:
    rivers = Series(id="river", label="River Note", item_type=name, first_year=2014)
    plugins.add(module(provide_series=hookimpl(lambda: [rivers])), "mine")
    (record,) = ponarscite.ingest(page("A Port", label="River Note No. 7"), plugins=plugins)
    ((message, hint),) = told(plugins)
    assert record.number == "7"
    assert message.startswith(f"plugin 'mine' gives the series 'River Note' the type {name!r}, which does not exist")
    assert meant in hint


def test_a_hook_under_another_name_is_none(plugins: PluginManager) -> None:
    plugins.add(module(rivers=hookimpl(lambda: (), specname="provide_series")), "mine")
    assert told(plugins) == []
    with pytest.raises(PluginError) as caught:
        plugins.add(module(rivers=hookimpl(lambda: (), specname="provide_serie")), "other")
    assert caught.value.hint.startswith("did you mean provide_series or ")


def test_known_variables_are_no_oversights(plugins: PluginManager) -> None:
    known = ("title", "editor", "original-date", "ISBN", "keyword", "notes", "pdf-url", "affiliation", "series")
    plugins.add(claiming(*((one, "2020: x") for one in (*known, "doubt", "remark", "house", "id"))), "mine")
    list(ponarscite.ingest(PAGE, plugins=plugins))
    assert told(plugins) == []


def test_the_record_of_a_claim_that_is_left_out_is_valid(plugins: PluginManager, run: Run) -> None:
    plugins.add(claiming(("colour", "red")), "mine")
    ran = run("export", PAGE, "-f", "csl-json")
    assert (ran.code, "colour" in ran.out) == (0, False)
    assert f"{PAGE}: not read: colour (1)" in ran.err
    assert ran.err.count("warning: plugin 'mine' claims the variable 'colour'") == 1


def reading(*items: dict[str, Any]) -> ModuleType:
    """A plugin with a format whose files hold these items."""

    def read(_: str) -> Iterator[Reference]:
        for number, item in enumerate(items, 1):
            yield Reference(place=f"entry {number}", item=item)

    shelf = Format(name="shelf", description="ours", sign=lambda text: text.startswith("# shelf"), read=read)
    return module(provide_formats=hookimpl(lambda: [shelf]))


def test_an_item_with_an_unknown_variable_is_told(plugins: PluginManager, tmp_path: Path, run: Run) -> None:
    (tmp_path / "x.shelf").write_text("# shelf", encoding="utf-8")
    plugins.add(reading({"title": "A", "author": "Lee", "Issued": "2020"}, {"title": "B", "author": "Day"}), "mine")
    ran = run("export", tmp_path / "x.shelf", "-f", "ris")
    assert ran.out.count("TY  - ") == 2
    assert "x.shelf: not read: Issued (1)" in ran.err
    assert (
        "warning: plugin 'mine' gives the variable 'Issued', which does not exist: it is left out\n"
        "hint: did you mean issued?"
    ) in ran.err


def test_the_variables_of_csl_in_an_item_are_no_oversights(plugins: PluginManager, tmp_path: Path) -> None:
    (tmp_path / "x.shelf").write_text("# shelf", encoding="utf-8")
    item = {"title": "A", "author": "Lee", "citation-key": "a", "id": "a", "custom": {"x": 1}, "categories": ["c"]}
    plugins.add(reading(item), "mine")
    list(ponarscite.ingest(tmp_path / "x.shelf", plugins=plugins))
    assert told(plugins) == []


def test_oversights_are_not_told_without_end(plugins: PluginManager, run: Run) -> None:
    plugins.add(claiming(*((f"colour-{number}", "red") for number in range(500))), "mine")
    list(ponarscite.ingest(PAGE, plugins=plugins))
    assert len(told(plugins)) == MOST_OVERSIGHTS + 1
    assert told(plugins)[-1][0] == "plugin 'mine' has more oversights of this kind"


def test_those_of_other_processes_are_told(plugins: PluginManager, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes(PAGE.read_bytes())
    plugins.add(claiming(("colour", "red")), "mine")
    list(ponarscite.ingest(tmp_path, plugins=plugins, jobs=2))
    assert [message for message, _ in told(plugins)] == [
        "plugin 'mine' claims the variable 'colour', which does not exist: it is left out"
    ]


def test_control_characters_are_not_printed(plugins: PluginManager, run: Run) -> None:
    plugins.add(claiming(("col\x1b[31mour", "red")), "mine")
    assert "\x1b" not in run("export", PAGE).err
