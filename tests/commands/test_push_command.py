"""`push`, and the hook by which a plugin adds a target."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

import ponarscite
from ponarscite import PluginManager, Pushed, PushError, PushOptions, PushResources, PushTarget, Record, hookimpl
from ponarscite.cli import group
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


def target(push: Any, name: str = "shelf") -> object:
    """A plugin with one push target."""

    class Plugin:
        @hookimpl
        def provide_push_targets(self) -> list[PushTarget]:
            return [PushTarget(name=name, description="a shelf", push=push)]

    return Plugin()


def test_a_plugin_can_add_a_target(plugins: PluginManager, run: Run) -> None:
    seen: list[tuple[PushOptions, str]] = []

    def push(records: list[Record], options: PushOptions, resources: PushResources) -> Iterator[Pushed]:
        seen.append((options, resources.render(records, "ris")))
        assert {one.id for one in resources.series} >= {"pm", "pepm"}
        yield from (Pushed(key=record.id, title=record.title, state="added") for record in records)

    plugins.register(target(push), "shelf")
    ran = run("push", "shelf", PAGE, "--collection", "C", "--tag", "a", "--tag", "b", "--no-check", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "added: pepm9001 Borrowed Rivers: Who Pays for Water in Two Invented Valleys?\n"
    ((options, text),) = seen
    assert options == PushOptions(collection="C", tags=("a", "b"), check=False, dry_run=True)
    assert text.startswith("TY  - RPRT")


def test_records_of_the_library_are_pushed_beside_what_is_read(
    plugins: PluginManager, run: Run, tmp_path: Path
) -> None:
    def push(records: list[Record], *_: object) -> Iterator[Pushed]:
        yield from (Pushed(key=record.id, title=record.title, state="added") for record in records)

    plugins.register(target(push), "shelf")
    library = tmp_path / "library.sqlite"
    assert run("add", PAGE, "--library", library).code == 0
    title = "Borrowed Rivers: Who Pays for Water in Two Invented Valleys?"
    for asked in (["pepm9001"], ["9001"], ["--all"], ["--query", "rivers"]):
        ran = run("push", "shelf", *asked, "--library", library)
        assert (ran.code, ran.err) == (0, "")
        assert f"added: pepm9001 {title}" in ran.out.splitlines()
    both = run("push", "shelf", "pepm9001", EXAMPLES / "pages" / "night-trains.html", "--library", library)
    assert [line.split()[1] for line in both.out.splitlines()] == ["pepm9001", "pepm9002"]


def test_a_plugins_target_goes_before_ours(plugins: PluginManager) -> None:
    plugins.register(target(lambda *_: iter((Pushed(key="a", title="b", state="there"),)), "zotero"), "own")
    assert list(ponarscite.push(Record(title="A"), "zotero", plugins)) == [Pushed(key="a", title="b", state="there")]


def test_what_was_not_done_is_told_beside_what_was(plugins: PluginManager, run: Run) -> None:
    outcomes = (
        Pushed(key="a", title="A\x1b[31m", state="added", problem="no\nroom", hint="make some"),
        Pushed(key="b", title="", state="failed", problem="why"),
    )
    plugins.register(target(lambda *_: iter(outcomes)), "shelf")
    ran = run("push", "shelf", PAGE)
    assert (ran.code, ran.out) == (1, "added: a A [31m\nnot added: b\n")
    assert ran.err == "error: a: no room\nhint: make some\nerror: b: why\nhint: push again\n"
    assert [one["state"] for one in json.loads(run("push", "shelf", PAGE, "--json").out)] == ["added", "failed"]


def breaking(*_: object) -> Iterator[Any]:
    """Pushes one record, then fails."""
    yield Pushed(key="a", title="A", state="added")
    raise ZeroDivisionError("broken on purpose")


@pytest.mark.parametrize(
    ("push", "told"),
    [
        (breaking, "ZeroDivisionError: broken on purpose"),
        (lambda *_: ["text"], "TypeError: 'text' is not of type Pushed"),
    ],
)
def test_a_target_that_fails_is_named(plugins: PluginManager, run: Run, push: Any, told: str) -> None:
    plugins.register(target(push), "shelf")
    ran = run("push", "shelf", PAGE)
    assert ran.code == 1
    assert ran.err.startswith(f"error: plugin 'shelf' failed: {told}\nhint: ")


def test_what_was_pushed_before_a_failure_is_told_as_json(plugins: PluginManager, run: Run) -> None:
    def push(*_: object) -> Iterator[Pushed]:
        yield Pushed(key="a", title="A", state="added")
        raise PushError("closed", hint="open it")

    plugins.register(target(push), "shelf")
    ran = run("push", "shelf", PAGE, "--json")
    assert (ran.code, ran.err) == (1, "error: closed\nhint: open it\n")
    assert [one["key"] for one in json.loads(ran.out)] == ["a"]


def test_conflicts_are_told_before_anything_is_pushed(plugins: PluginManager, run: Run) -> None:
    plugins.register(target(lambda *_: iter(())), "shelf")
    ran = run("push", "shelf", EXAMPLES / "pages" / "night-trains.html")
    assert ran.err.startswith("warning: pepm9002: issued is")


def test_targets_are_listed(plugins: PluginManager, run: Run) -> None:
    plugins.register(target(lambda *_: iter(())), "shelf")
    ran = run("push", "--list")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["shelf", "zotero", "zotero.org", "jabref"]


def test_targets_complete(plugins: PluginManager) -> None:
    completion = ShellComplete(group(plugins), {"obj": plugins}, "ponarscite", "_X")
    assert [one.value for one in completion.get_completions(["push"], "zo")] == ["zotero", "zotero.org"]
