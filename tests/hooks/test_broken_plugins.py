"""Outside plugins as they are installed, found and switched off; those that fail cost their own answer only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ponarscite
from ponarscite import (
    Check,
    Engine,
    Format,
    PluginManager,
    Reference,
    Renderer,
    StyleRepository,
    hookimpl,
    plugin_manager,
)
from ponarscite.cli import main
from ponarscite.hooks import offered
from ponarscite.hooks.listing import list_plugins
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.series import Series
from tests.conftest import EXAMPLES, ROOT, Run
from tests.hooks.test_registry import HOOKS

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


EXPORT = ("export", PAGE, "-s", "ponars-eurasia")
ASKING: dict[str, tuple[object, ...]] = {
    "provide_checks": ("check", "--explain", "P012"),
    "provide_dialects": ("export", PAGE, "--for", "pandoc"),
    "provide_push_targets": ("push", "--list"),
}
"""Hook -> a command that asks it, where EXPORT does not."""


def explode(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("broken on purpose")


def wrong(value: object) -> Any:
    """A value of another type than the field takes, which type checkers let pass."""
    return value


def outsider(**hooks: Callable[..., Any]) -> object:
    """A plugin with these hooks."""
    return type("Outsider", (), {name: hookimpl(staticmethod(body)) for name, body in hooks.items()})()


def breaking_midway(hook: str, *values: object) -> object:
    """A plugin with one hook, a generator that gives *values* and then fails."""

    def answer(**_: object) -> Iterator[object]:
        yield from values
        explode()

    return outsider(**{hook: answer})


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_a_failing_hook_costs_its_own_answer_only(
    hook: str, plugins: PluginManager, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = run(*ASKING.get(hook, EXPORT))
    assert (expected.code, expected.err) == (0, "")
    plugins.register(outsider(**{hook: explode}), "broken")
    ran = run(*ASKING.get(hook, EXPORT))
    assert (ran.code, ran.out) == (0, expected.out)
    assert ran.err.splitlines() == [
        f"warning: plugin 'broken' failed in {hook}: ZeroDivisionError: broken on purpose",
        "hint: its results are left out; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins",
    ]


@pytest.mark.parametrize(
    "hook",
    [
        "extract_claims",
        "provide_series",
        "provide_formats",
        "provide_renderers",
        "provide_styles",
        "provide_engines",
        "provide_checks",
    ],
)
def test_a_generator_that_fails_midway_costs_no_more(hook: str, plugins: PluginManager, run: Run) -> None:
    expected = run(*ASKING.get(hook, EXPORT)).out
    plugins.register(breaking_midway(hook), "broken")
    ran = run(*ASKING.get(hook, EXPORT))
    assert (ran.code, ran.out) == (0, expected)
    assert f"warning: plugin 'broken' failed in {hook}: ZeroDivisionError" in ran.err


def test_what_a_generator_gave_before_it_failed_stands(plugins: PluginManager) -> None:
    silent = Renderer(
        name="silent", description="nothing", suffixes=(), render=lambda records, options, resources: iter(())
    )
    plugins.register(breaking_midway("provide_renderers", silent), "broken")
    assert "silent" in offered.writers(plugins)
    assert "provide_renderers" in plugins.broken["broken"].message


def test_one_that_fails_everywhere_is_reported_once(plugins: PluginManager, run: Run) -> None:
    plugins.register(outsider(**dict.fromkeys(HOOKS, explode)), "broken")
    ran = run("export", PAGE, "-f", "bibtex")
    assert ran.code == 0
    assert ran.out.startswith("@techreport{pepm9001,")
    assert ran.err.count("warning: plugin 'broken'") == 1
    state = {plugin["name"]: plugin["state"] for plugin in json.loads(run("plugins", "--json").out)}
    assert state.pop("broken") == "broken"
    assert set(state.values()) == {"built-in"}


@pytest.mark.parametrize("hook", sorted(HOOKS - {"write_output", "register_commands"}))
@pytest.mark.parametrize("nonsense", [5, ["a text"], "text", [None]], ids=repr)
def test_an_answer_of_another_kind_is_left_out(hook: str, nonsense: object, plugins: PluginManager, run: Run) -> None:
    expected = run(*ASKING.get(hook, EXPORT))
    plugins.register(outsider(**{hook: lambda: nonsense}), "odd")
    ran = run(*ASKING.get(hook, EXPORT))
    assert (ran.code, ran.out) == (0, expected.out)
    assert f"warning: plugin 'odd' failed in {hook}: TypeError" in ran.err


def test_a_source_that_breaks_off_is_a_failure(plugins: PluginManager, run: Run) -> None:
    def documents() -> Iterator[object]:
        yield ponarscite.Document("page 1", PAGE.read_bytes)
        explode()

    plugins.register(type("BreaksOff", (), {"read_source": hookimpl(staticmethod(lambda source: documents()))})(), "b")
    ran = run("export", "shelf:", "-f", "ris")
    assert ran.code == 1
    assert ran.out.startswith("TY  - RPRT")
    assert "error: plugin 'b' stopped before everything was read" in ran.err


def midway(*_: object) -> Iterator[str]:
    """Gives a piece of text, then fails."""
    yield "a piece"
    explode()


class BrokenWithin:
    """Its hooks answer well; what they give fails when it is used."""

    @hookimpl
    def read_source(self, source: str) -> Any:
        return [ponarscite.Document(source, explode)] if source == "shelf:" else None

    @hookimpl
    def provide_renderers(self) -> Any:
        return [
            Renderer(name="at-once", description="fails", suffixes=(".once",), render=explode),
            Renderer(name="midway", description="fails later", suffixes=(), render=midway),
        ]

    @hookimpl
    def provide_engines(self) -> Any:
        return [Engine(name="vapour", format=midway)]

    @hookimpl
    def provide_styles(self) -> Any:
        return [StyleRepository(name="torn", read=explode, list=explode, ids=explode)]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("shelf:", "-f", "ris"), id="a document that cannot be loaded"),
        pytest.param((PAGE, "-f", "at-once"), id="a renderer that fails at once"),
        pytest.param((PAGE, "-f", "midway"), id="a renderer that fails midway"),
        pytest.param((PAGE, "-s", "ponars-eurasia", "--engine", "vapour"), id="an engine that fails"),
    ],
)
def test_what_was_asked_for_by_name_and_fails_is_an_error(
    arguments: tuple[object, ...], plugins: PluginManager, run: Run, tmp_path: Path
) -> None:
    plugins.register(BrokenWithin(), "broken")
    target = tmp_path / "out"
    target.write_text("as before", encoding="utf-8")
    ran = run("export", *arguments, "-o", target)
    assert ran.code == 1
    assert "error: plugin 'broken' failed: ZeroDivisionError: broken on purpose\nhint: " in ran.err
    assert target.read_text(encoding="utf-8") == "as before"


EXITING: dict[str, Callable[..., Any]] = {
    "read_source": lambda source: sys.exit(3),
    "extract_claims": lambda document: sys.exit(3),
    "provide_engines": lambda: sys.exit(3),
    "write_output": lambda target: sys.exit(3),
    "register_commands": lambda group: sys.exit(3),
}


@pytest.mark.parametrize("hook", EXITING)
def test_a_hook_that_exits_ends_nothing(hook: str, plugins: PluginManager, run: Run) -> None:
    plugins.register(outsider(**{hook: EXITING[hook]}), "broken")
    ran = run("export", PAGE, "-s", "ponars-eurasia")
    assert (ran.code, ran.out[:16]) == (0, "Olena Prykladna ")
    assert f"warning: plugin 'broken' failed in {hook}: SystemExit: 3" in ran.err


ABOUT = About("subject", "", "a page")


WRONG_FIELDS: tuple[tuple[str, object, str], ...] = (
    (
        "extract_claims",
        Claim("title", wrong(["A"]), Rank.OWN, "me", ABOUT),
        "Claim.text is ['A'], which is not of type str",
    ),
    ("extract_claims", Claim("title", "A", Rank.OWN, "me", wrong(("subject", ""))), "Claim.about is ('subject', '')"),
    ("extract_claims", Claim("title", "A", wrong(9), "me", ABOUT), "Claim.rank is 9, which is not of type Rank"),
    (
        "provide_series",
        Series(id="x", label="X", labels=wrong(["X"])),
        "Series.labels is ['X'], which is not of type tuple",
    ),
    (
        "provide_renderers",
        Renderer(name="x", description="X", suffixes=wrong(None), render=explode),
        "Renderer.suffixes is None",
    ),
    (
        "provide_renderers",
        Renderer(name="x", description="X", suffixes=(), render=wrong("x")),
        "Renderer.render is 'x'",
    ),
    ("provide_formats", Format(name="x", description="X", suffixes=wrong(None)), "Format.suffixes is None"),
    ("provide_formats", Format(name="x", description="X", suffixes=wrong((5,))), "Format.suffixes is (5,)"),
    ("provide_formats", Format(name="x", description="X", read=wrong("x")), "Format.read is 'x'"),
    ("provide_formats", Format(name="x", description="X", sign=wrong(b"x")), "Format.sign is b'x'"),
    ("provide_formats", Format(name="x", description="X", binary=wrong(None)), "Format.binary is None"),
    ("provide_engines", Engine(name=wrong(None), format=explode), "Engine.name is None"),
    ("read_source", ponarscite.Document("x", bytes, accessed=wrong("today")), "Document.accessed is 'today'"),
    (
        "provide_checks",
        Check(code="X1", name="x", severity=wrong("fatal"), explanation="?"),
        "Check.severity is 'fatal'",
    ),
    (
        "provide_checks",
        Check(code="X1", name="x", severity="error", explanation="?", examine=wrong("x")),
        "Check.examine is 'x'",
    ),
    (
        "provide_styles",
        StyleRepository(name="x", read=lambda _: wrong("<style/>"), list=explode, ids=explode),
        "'<style/>' is not of type bytes",
    ),
)
"""(hook, answer with a wrong field, what is said of it)."""


@pytest.mark.parametrize(
    ("hook", "value", "told"), WRONG_FIELDS, ids=[f"{hook}-{told}" for hook, _, told in WRONG_FIELDS]
)
def test_an_answer_with_a_field_of_another_kind_is_left_out(
    hook: str, value: object, told: str, plugins: PluginManager, run: Run
) -> None:
    plugins.register(outsider(**{hook: lambda: [value]}), "odd")
    ran = run(*ASKING.get(hook, EXPORT))
    assert (ran.code, ran.out[:4]) == (0, "P012" if hook == "provide_checks" else "Olen")
    assert f"warning: plugin 'odd' failed in {hook}: TypeError: {told}" in ran.err


@pytest.mark.parametrize(
    ("hooks", "arguments"),
    [
        (
            {
                "provide_renderers": lambda: [
                    Renderer(name="x", description="X", suffixes=(), render=lambda *_: wrong([b"x"]))
                ]
            },
            (PAGE, "-f", "x"),
        ),
        ({"provide_engines": lambda: [Engine(name="x", format=lambda _: wrong([5]))]}, (PAGE, "-s", "apa")),
        ({"read_source": lambda: [ponarscite.Document("x", lambda: wrong("x"))]}, ("x", "-f", "ris")),
    ],
    ids=["a renderer", "an engine", "a document"],
)
def test_what_gives_no_text_or_bytes_is_an_error(
    hooks: dict[str, Any], arguments: tuple[object, ...], plugins: PluginManager, run: Run
) -> None:
    plugins.register(outsider(**hooks), "odd")
    ran = run("export", *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: plugin 'odd' failed: TypeError: ")


@pytest.mark.parametrize("name", ["examine", "compare"])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        (explode, "ZeroDivisionError: broken on purpose"),
        (lambda *_: ["text"], "TypeError: 'text' is not of type Finding"),
    ],
    ids=["fails", "no finding"],
)
def test_a_check_that_fails_finds_nothing_more(
    name: str, body: Callable[..., Any], told: str, plugins: PluginManager, run: Run
) -> None:
    expected = run("check", PAGE)
    plugins.register(
        outsider(
            provide_checks=lambda: [Check(code="X1", name="x", severity="error", explanation="?", **{name: body})]
        ),
        "odd",
    )
    ran = run("check", PAGE)
    assert (ran.code, ran.out) == (expected.code, expected.out)
    assert f"warning: plugin 'odd' failed in check X1: {told}" in ran.err


def half(pieces: Iterator[str]) -> None:
    """Takes the first piece, then fails."""
    next(pieces)
    explode()


@pytest.mark.parametrize("body", [half, lambda pieces: bool(list(pieces)) and None], ids=["fails", "declines"])
def test_a_text_that_a_plugin_began_to_write_is_written_by_no_other(
    body: Callable[..., Any], plugins: PluginManager, run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "out.bib"
    target.write_text("as before", encoding="utf-8")
    plugins.register(outsider(write_output=body), "torn")
    ran = run("export", PAGE, EXAMPLES / "guideline.json", "-o", target)
    assert ran.code == 1
    assert f"error: plugin 'torn' began to write to '{target}' and did not finish\nhint: " in ran.err
    assert target.read_text(encoding="utf-8") == "as before"


def test_a_command_that_fails_is_told_by_its_plugin(plugins: PluginManager, run: Run) -> None:
    plugins.register(outsider(register_commands=lambda group: group.command("boom")(explode)), "broken")
    ran = run("boom")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: plugin 'broken' failed: ZeroDivisionError: broken on purpose\nhint: ")


def replaced_then_failed(group: Any) -> None:
    """Puts a command of its own in place of export, then fails."""
    group.command("export")(explode)
    explode()


@pytest.mark.parametrize(
    "body", [replaced_then_failed, lambda group: group.commands.update(x=5)], ids=["fails", "is no command"]
)
def test_commands_are_added_all_or_none(body: Callable[..., Any], plugins: PluginManager, run: Run) -> None:
    plugins.register(outsider(register_commands=body), "broken")
    ran = run("export", PAGE, "-f", "bibtex")
    assert (ran.code, ran.out[:12]) == (0, "@techreport{")
    assert "warning: plugin 'broken' failed in register_commands: " in ran.err
    assert run("--help").code == 0


def test_styles_that_cannot_be_read_are_left_out(plugins: PluginManager, run: Run) -> None:
    expected = run("styles", "ponars").out
    plugins.register(BrokenWithin(), "broken")
    ran = run("styles", "ponars")
    assert (ran.code, ran.out) == (0, expected)
    assert "warning: plugin 'broken' failed in provide_styles: ZeroDivisionError" in ran.err
    assert run("export", PAGE, "-s", "apa", "--engine", "citeproc-py").code == 0


GOOD = "import ponarscite\n\n@ponarscite.hookimpl\ndef provide_series():\n    return ()\n"
MODULES = {
    "raises": "raise RuntimeError('broken on purpose')",
    "exits": "raise SystemExit(3)",
    "lacks": "import a_package_that_is_not_there",
    "garbled": "def (",
    "misspelt": "import ponarscite\n\n@ponarscite.hookimpl\ndef provide_serials():\n    return ()\n",
    "arguments": "import ponarscite\n\n@ponarscite.hookimpl\ndef provide_series(colour):\n    return ()\n",
}


def install(folder: Path, **modules: str) -> None:
    """Make distributions, each with one module and one entry point, as pip would leave them."""
    for name, code in modules.items():
        (folder / f"outsider_{name}.py").write_text(code, encoding="utf-8")
        info = folder / f"outsider_{name}-2.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: outsider-{name}\nVersion: 2.5\n")
        (info / "entry_points.txt").write_text(f"[ponarscite]\n{name} = outsider_{name}\n")


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_plugin_that_cannot_be_loaded_is_named_and_left_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path, **{name: MODULES[name]})
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delenv("PONARSCITE_DISABLE_PLUGINS", raising=False)
    manager = plugin_manager()
    assert main(["export", str(PAGE), "-f", "bibtex"], manager) == 0
    out, err = capsys.readouterr()
    assert out.startswith("@techreport{pepm9001,")
    assert f"warning: plugin '{name}' failed in loading" in err
    (found,) = (plugin for plugin in list_plugins(manager) if plugin.name == name)
    assert (found.version, found.hooks, found.state) == ("2.5", (), "broken")
    assert found.problem.startswith(f"plugin '{name}' failed in loading")


def test_a_good_plugin_works_beside_broken_ones_and_all_can_be_switched_off(tmp_path: Path) -> None:
    install(tmp_path, good=GOOD, **MODULES)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    environment.pop("PONARSCITE_DISABLE_PLUGINS", None)

    def states(**more: str) -> dict[str, str]:
        command = [sys.executable, "-m", "ponarscite", "plugins", "--json"]
        done = subprocess.run(command, env=environment | more, capture_output=True, text=True, check=True)
        assert done.stderr.count("warning: ") == (0 if more else len(MODULES))
        listed = json.loads(done.stdout)
        return {plugin["name"]: plugin["state"] for plugin in listed if plugin["name"] in {"good", *MODULES}}

    assert states() == {"good": "active"} | dict.fromkeys(MODULES, "broken")
    assert states(PONARSCITE_DISABLE_PLUGINS="1") == {}


@pytest.mark.parametrize("where", ["folder", "archive", "egg folder", "egg-info"])
def test_a_plugin_is_found_however_it_is_installed(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    place.mkdir()
    install(place, good=GOOD)
    info = place / "outsider_good-2.5.dist-info"
    if where == "archive":
        place = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", place))
    elif where == "egg folder":
        info.rename(place / "EGG-INFO")
        (place / "EGG-INFO" / "METADATA").rename(place / "EGG-INFO" / "PKG-INFO")
        place = place.rename(tmp_path / "outsider_good-2.5.egg")
    elif where == "egg-info":
        (info / "METADATA").rename(info / "PKG-INFO")
        info.rename(place / "outsider_good.egg-info")
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.delenv("PONARSCITE_DISABLE_PLUGINS", raising=False)
    assert plugin_manager().has_plugin("good")


def reader(read: Callable[[str], Any], sign: Callable[[str], Any] = lambda beginning: True) -> object:
    """A plugin with a format that every text is in."""
    return outsider(provide_formats=lambda: [Format(name="x", description="X", sign=sign, read=read)])


@pytest.mark.parametrize(
    "sign",
    [explode, lambda beginning: sys.exit(3), lambda beginning: "yes"],
    ids=["raises", "exits", "gives a text"],
)
def test_a_sign_that_fails_does_not_match(sign: Callable[[str], Any], plugins: PluginManager, run: Run) -> None:
    expected = run(*EXPORT)
    plugins.register(reader(explode, sign), "broken")
    ran = run(*EXPORT)
    assert (ran.code, ran.out) == (0, expected.out)
    assert ran.err.startswith("warning: plugin 'broken' failed in the sign of the format x: ")


def test_a_reader_that_fails_midway_is_a_failure_and_what_it_read_stays(plugins: PluginManager, run: Run) -> None:
    def read(text: str) -> Iterator[Reference]:
        yield Reference(place="1", item={"type": "book", "title": "One", "author": "A B"})
        explode()

    plugins.register(reader(read), "broken")
    ran = run("export", PAGE, "-f", "ris")
    assert (ran.code, ran.out.count("TY  - BOOK")) == (1, 1)
    assert ran.err.startswith("error: plugin 'broken' failed: ZeroDivisionError: broken on purpose\nhint: ")


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (lambda text: [{"title": "One"}], "is not of type Reference"),
        (lambda text: [Reference(place=wrong(1), item={})], "Reference.place is 1, which is not of type str"),
        (lambda text: [Reference(place="1", item=wrong([]))], "Reference.item is []"),
        (lambda text: [Reference(place="1", faults=wrong(["x"]))], "Reference.faults is ['x']"),
        (lambda text: 5, "'int' object is not iterable"),
    ],
)
def test_a_reader_that_gives_no_references_is_a_failure(
    read: Callable[[str], Any], told: str, plugins: PluginManager, run: Run
) -> None:
    plugins.register(reader(read), "odd")
    ran = run("export", PAGE, "-f", "ris")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: plugin 'odd' failed: TypeError: ")
    assert told in ran.err


@pytest.mark.parametrize(("binary", "piece"), [(False, b"x"), (True, "x")])
def test_a_format_yields_what_it_says(
    binary: bool, piece: object, plugins: PluginManager, run: Run, tmp_path: Path
) -> None:
    odd = Format(name="x", description="X", write=lambda *_: iter([wrong(piece)]), binary=binary)
    plugins.register(outsider(provide_formats=lambda: [odd]), "odd")
    ran = run("export", PAGE, "-f", "x", "-o", tmp_path / "x")
    assert ran.code == 1
    assert ran.err.startswith("error: plugin 'odd' failed: TypeError: ")
    assert not (tmp_path / "x").exists()
