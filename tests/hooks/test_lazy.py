"""Built-in plugins are imported when one of their hooks is first called, and the table of them is true."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pluggy
import pytest

from ponarscite import hookspecs
from ponarscite.hooks import registry
from ponarscite.hooks.lazy import LazyPlugin, parameters_of
from ponarscite.hooks.registry import BUILT_IN, plugin_manager
from tests.conftest import ROOT


def module_of(name: str) -> ModuleType:
    return importlib.import_module(f"ponarscite.{name}")


def hooks_in(module: ModuleType) -> tuple[str, ...]:
    """The functions that a module marks as hook implementations, in its order."""
    return tuple(name for name, value in vars(module).items() if hasattr(value, "ponarscite_impl"))


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_table_has_the_hooks_of_each_module(name: str) -> None:
    assert BUILT_IN[name] == hooks_in(module_of(name))


@pytest.mark.parametrize(("name", "hook"), [(name, hook) for name, hooks in BUILT_IN.items() for hook in hooks])
def test_an_implementation_takes_parameters_of_its_hook(name: str, hook: str) -> None:
    taken = parameters_of(getattr(module_of(name), hook))
    offered = tuple(inspect.signature(getattr(hookspecs, hook)).parameters)
    assert set(taken) <= set(offered)
    assert parameters_of(getattr(LazyPlugin(name, (hook,)), hook)) == offered


def test_no_module_with_hooks_is_missing_from_the_table() -> None:
    marked = {path for path in (ROOT / "ponarscite").rglob("*.py") if "\n@hookimpl\n" in path.read_text("utf-8")}
    files = {inspect.getfile(module_of(name)) for name in BUILT_IN}
    assert files == set(map(str, marked))


def test_a_misspelt_hook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "BUILT_IN", {**BUILT_IN, "series.ponars": ("provide_serials",)})
    with pytest.raises(pluggy.PluginValidationError, match="unknown hook 'provide_serials'"):
        plugin_manager(external=False)


def test_a_hook_that_the_module_lacks_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "BUILT_IN", {**BUILT_IN, "outputs.file": ("provide_series",)})
    with pytest.raises(AttributeError, match="provide_series"):
        plugin_manager(external=False).hook.provide_series()


def test_pluggy_itself_can_call_the_hooks() -> None:
    """pluggy passes arguments by position, our own calls pass them by name."""
    manager = plugin_manager(external=False)
    series: Iterable[Any] = manager.hook.provide_series()
    assert [one.id for found in series for one in found] == ["pm", "pepm"]
    options = hookspecs.SourceOptions()
    assert manager.hook.read_source(source="no such file", options=options) is None
    documents = list(manager.hook.read_source(source=__file__, options=options))
    assert [document.name for document in documents] == [__file__]


def test_a_stand_in_is_the_plugin_of_its_name() -> None:
    manager = plugin_manager(external=False)
    for name in BUILT_IN:
        plugin = manager.get_plugin(name)
        assert manager.is_built_in(plugin)
        assert manager.get_name(plugin) == name


def loaded_by(code: str) -> set[str]:
    """The modules of built-in plugins that a fresh interpreter has loaded after running *code*."""
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name for name in BUILT_IN if f"ponarscite.{name}" in done.stderr.split()}


MANAGER = "from ponarscite import plugin_manager\nmanager = plugin_manager(external=False)\n"


def test_making_a_manager_imports_no_plugin() -> None:
    assert loaded_by(MANAGER) == set()


def test_a_hook_imports_its_own_plugins_alone() -> None:
    assert loaded_by(f"{MANAGER}manager.hook.provide_series()") == {"series.ponars"}


COMMAND = "from ponarscite.__main__ import main\nsys.argv[1:] = {!r}\ntry: main()\nexcept SystemExit: pass"


@pytest.mark.parametrize("arguments", [["--help"], ["plugins"], ["plugins", "--json"]], ids=" ".join)
def test_a_command_that_needs_no_plugin_imports_none(arguments: list[str]) -> None:
    of_commands = {name for name, hooks in BUILT_IN.items() if "register_commands" in hooks}
    assert loaded_by(COMMAND.format(arguments)) == of_commands
