"""The plugins as a list for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ponarscite.__about__ import __version__
from ponarscite.hooks.registry import PluginManager


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plugin, for people.

    Args:
        name: of the built-in module ("formats.bibtex") or of the entry point.
        version: of the distribution it came in.
        hooks: the hooks it implements, sorted.
        state: "built-in"; "active"; "idle", if it has no hook; or "broken".
        problem: what went wrong, "" when nothing did.
        oversights: what its author may have overlooked.
    """

    name: str
    version: str
    hooks: tuple[str, ...]
    state: str
    problem: str = ""
    oversights: tuple[str, ...] = ()


def list_plugins(manager: PluginManager) -> Iterator[Plugin]:
    """Every plugin in the order in which its hooks are called, then those that could not be loaded."""
    listed = set()
    for name, plugin in reversed(manager.list_name_plugin()):
        if plugin is not None:
            listed.add(name)
            yield _listed(manager, name, plugin)
    for name, problem in manager.broken.items():
        if name not in listed:
            yield Plugin(name, manager.versions.get(name, ""), (), "broken", problem.message)


def _listed(manager: PluginManager, name: str, plugin: object) -> Plugin:
    hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(plugin) or ()))
    if manager.is_built_in(plugin):
        return Plugin(name, __version__, hooks, "built-in")
    problem = manager.broken.get(name)
    state = "broken" if problem else "active" if hooks else "idle"
    oversights = tuple(manager.oversights.get(name, ()))
    return Plugin(name, manager.versions.get(name, ""), hooks, state, problem.message if problem else "", oversights)
