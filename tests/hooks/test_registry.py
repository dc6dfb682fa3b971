"""Plugins: what is built in, the example package, and what an outside plugin can do."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ponarscite
from ponarscite import Format, PluginManager, Record, Renderer, hookimpl, pipeline, plugin_manager
from ponarscite.hooks.listing import list_plugins
from ponarscite.hooks.registry import BUILT_IN
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
KENNAN = EXAMPLES / "ponarscite-kennan"
CABLE = KENNAN / "kennan-cable-9052.txt"
HOOKS = {
    "read_source",
    "extract_claims",
    "provide_series",
    "provide_formats",
    "provide_renderers",
    "provide_dialects",
    "provide_styles",
    "provide_engines",
    "provide_checks",
    "write_output",
    "provide_push_targets",
    "register_commands",
}


# What is built in


def test_everything_built_in_is_listed_in_order(plugins: PluginManager) -> None:
    found = list(list_plugins(plugins))
    assert tuple(plugin.name for plugin in found) == tuple(BUILT_IN)
    assert {plugin.state for plugin in found} == {"built-in"}
    assert {plugin.version for plugin in found} == {ponarscite.__version__}
    used = {hook for plugin in found for hook in plugin.hooks}
    assert used == HOOKS - {"provide_renderers"}  # every format of ours is a Format


def test_plugins_as_json(run: Run) -> None:
    listed = json.loads(run("plugins", "--json").out)
    assert [plugin["name"] for plugin in listed] == list(BUILT_IN)
    assert all(set(plugin) == {"name", "version", "hooks", "state", "problem", "oversights"} for plugin in listed)


def test_managers_do_not_share_plugins() -> None:
    one, other = plugin_manager(external=False), plugin_manager(external=False)
    one.register(type("Extra", (), {})(), "extra")
    assert not other.has_plugin("extra")


def test_a_failure_of_our_own_is_not_hidden(plugins: PluginManager) -> None:
    ours = ModuleType("ponarscite.extractors.faulty")

    @hookimpl
    def extract_claims(document: object, series: object) -> Any:
        raise RuntimeError("our own bug")

    vars(ours)["extract_claims"] = extract_claims
    plugins.register(ours)
    with pytest.raises(RuntimeError, match="our own bug"):
        list(pipeline.ingest(str(PAGE), plugins))


# The example package


@pytest.fixture
def kennan(monkeypatch: pytest.MonkeyPatch, plugins: PluginManager) -> PluginManager:
    """A manager with the example plugin registered by hand, as its README shows."""
    monkeypatch.syspath_prepend(str(KENNAN))
    plugins.register(importlib.import_module("ponarscite_kennan"), "kennan")
    plugins.check_pending()
    return plugins


def test_the_example_adds_a_series(kennan: PluginManager) -> None:
    (cable,) = ponarscite.ingest(CABLE, plugins=kennan)
    assert (cable.id, cable.genre, cable.number) == ("kennancable9052", "Kennan Cable", "9052")
    assert (cable.publisher, cable.publisher_place) == ("Wilson Center", "Washington, DC")
    assert cable.identity.value == ("kennancable", "9052")


def test_the_example_leaves_other_series_alone(plugins: PluginManager, kennan: PluginManager) -> None:
    without = list(ponarscite.ingest(PAGE, plugins=plugin_manager(external=False), roles=("subject", "cited")))
    assert list(ponarscite.ingest(PAGE, plugins=kennan, roles=("subject", "cited"))) == without


def test_without_the_example_a_cable_belongs_to_no_series(plugins: PluginManager) -> None:
    assert [record.identity.kind for record in ponarscite.ingest(CABLE, plugins=plugins, failures=[])] in (
        [],
        ["title"],
    )


def test_the_example_adds_a_format(kennan: PluginManager, tmp_path: Path, run: Run) -> None:
    records = list(ponarscite.ingest([CABLE, PAGE], plugins=kennan))
    expected = (
        "- A Port Without a Sea, Mira van Esempio (2024)\n"
        "- [Borrowed Rivers: Who Pays for Water in Two Invented Valleys?]"
        "(<https://www.ponarseurasia.org/borrowed-rivers-who-pays-for-water/>), "
        "Olena Prykladna, Juan de la Prueba (2024)\n"
    )
    assert ponarscite.render(records, "reading-list", kennan) == expected
    assert run("export", CABLE, PAGE, "-o", tmp_path / "list.md").code == 0
    assert (tmp_path / "list.md").read_text(encoding="utf-8") == expected


def test_the_example_shows_markup_as_text(kennan: PluginManager) -> None:
    hostile = Record(id="x", title="<script>*a*\n# [b](http://c) &lt;", url="javascript:alert(1)")
    (line,) = ponarscite.render(hostile, "reading-list", kennan).splitlines()
    assert line == r"- \<script\>\*a\* \# \[b\](http://c) \&lt;"


def test_the_example_is_listed_before_what_is_built_in(kennan: PluginManager) -> None:
    first = next(iter(list_plugins(kennan)))
    assert (first.name, first.state, first.hooks) == ("kennan", "active", ("provide_renderers", "provide_series"))


# What an outside plugin can do


def test_an_outside_plugin_goes_before_ours(plugins: PluginManager) -> None:
    class Own:
        @hookimpl
        def provide_renderers(self) -> Any:
            return [
                Renderer(
                    name="bibtex",
                    description="mine",
                    suffixes=(".bib",),
                    render=lambda records, options, resources: iter(("mine",)),
                )
            ]

    plugins.register(Own(), "own")
    assert ponarscite.render([Record(title="A")], "bibtex", plugins) == "mine"


def test_an_outside_format_replaces_what_it_does_and_no_more(plugins: PluginManager, tmp_path: Path) -> None:
    class Own:
        @hookimpl
        def provide_formats(self) -> Any:
            write = lambda records, options, resources: iter(("mine",))  # noqa: E731
            return [
                Format(name="ris", description="mine", write=write),
                Format(name="bibtex", description="mine", read=lambda text: ()),
            ]

    plugins.register(Own(), "own")
    memo = Record(id="k", type="report", title="A", number="7")
    assert ponarscite.render([memo], "ris", plugins) == "mine"
    assert ponarscite.render([memo], "bibtex", plugins).startswith("@techreport{k,")
    (tmp_path / "x").write_text("TY  - RPRT\nTI  - A\nSN  - 7\nER  - \n", encoding="utf-8")
    assert [record.number for record in ponarscite.ingest(tmp_path / "x", plugins=plugins)] == ["7"]


def test_a_plugin_can_add_a_source_an_output_and_a_command(plugins: PluginManager, run: Run) -> None:
    import click

    written: list[str] = []

    class Shelf:
        @hookimpl
        def read_source(self, source: str, options: object) -> Any:
            if source.startswith("shelf:"):
                return [ponarscite.Document(source, PAGE.read_bytes, media_type="text/html")]
            return None

        @hookimpl
        def write_output(self, pieces: Any, target: str) -> bool | None:
            if target != "shelf:":
                return None
            written.extend(pieces)
            return True

        @hookimpl
        def register_commands(self, group: click.Group) -> None:
            @group.command()
            @click.pass_obj
            def dust(manager: PluginManager) -> None:
                """Count the plugins."""
                click.echo(f"dusted {len(list(list_plugins(manager)))}")

    plugins.register(Shelf(), "shelf")
    assert run("export", "shelf:1", "-f", "ris", "-o", "shelf:").code == 0
    assert "".join(written).startswith("TY  - RPRT")
    assert run("dust").out == f"dusted {len(BUILT_IN) + 1}\n"
