"""The built-in plugins by name, in order, then those installed beside us."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pluggy

from ponarscite import hookspecs
from ponarscite.errors import PluginError
from ponarscite.hooks.installed import GROUP, plugins_are_possible

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

BUILT_IN = (
    "series.ponars",
    "sources.wordpress",
    "sources.web",
    "sources.file",
    "extractors.envelope",
    "extractors.meta_tags",
    "extractors.json_ld",
    "extractors.memo_page",
    "extractors.memo_text",
    "extractors.notes",
    "formats.csl_json.reader",
    "extractors.reference_files",
    "extractors.exchange_files",
    "extractors.wordpress",
    "extractors.feed",
    "extractors.pdf",
    "formats.bibtex.writer",
    "formats.csl_json.writer",
    "formats.ris.writer",
    "formats.exchange",
    "formats.citation",
    "formats.dialects",
    "repositories.house",
    "repositories.citeproc_styles",
    "engines.native",
    "engines.citeproc_py",
    "checks.register",
    "outputs.file",
    "outputs.zotero",
    "outputs.jabref",
    "commands.export",
    "commands.explain",
    "commands.library",
    "commands.check",
    "commands.formats",
    "commands.push",
    "commands.check_page",
    "commands.styles",
    "commands.plugins",
    "commands.help",
)
"""In the order in which they answer."""


FAULTS = (Exception, SystemExit)
"""What a plugin may fail with: it does not end the tool either."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One plugin, for people.

    Args:
        name: of the built-in module ("formats.bibtex.writer") or of the entry point.
        version: of the distribution it came in.
        hooks: the hooks it implements, sorted.
        state: "built-in", "active", or "broken".
        problem: what went wrong, "" when nothing did.
    """

    name: str
    version: str
    hooks: tuple[str, ...]
    state: str
    problem: str = ""


class PluginManager(pluggy.PluginManager):
    """pluggy's manager, which also remembers what went wrong in plugins that are not ours."""

    def __init__(self) -> None:
        super().__init__(GROUP)
        self.broken: dict[str, PluginError] = {}
        self.versions: dict[str, str] = {}

    def is_built_in(self, plugin: object) -> bool:
        """Whether its failures are our own bugs."""
        return getattr(plugin, "__name__", "").startswith("ponarscite.")

    def blame(self, name: str, where: str, error: BaseException) -> None:
        """Remember the first failure of an outside plugin."""
        what = f"plugin {name!r} failed in {where}: {type(error).__name__}: {error}"
        hint = "its answer is left out; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
        self.broken.setdefault(name, PluginError(what, hint=hint))


def plugin_manager(*, external: bool = True) -> PluginManager:
    """A manager of its own, with the built-in plugins and, unless *external* is false, those installed beside us."""
    manager = PluginManager()
    manager.add_hookspecs(hookspecs)
    for name in reversed(BUILT_IN):  # pluggy asks the last registered first
        manager.register(importlib.import_module(f"ponarscite.{name}"), name)
    manager.check_pending()
    if external and plugins_are_possible():
        from importlib.metadata import entry_points

        for entry_point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
            _register_outsider(manager, entry_point)
    return manager


def _register_outsider(manager: PluginManager, entry_point: EntryPoint) -> None:
    """Load, register and check; undone and remembered when any of it fails."""
    name = entry_point.name
    manager.versions[name] = entry_point.dist.version if entry_point.dist else ""
    plugin: object = None
    try:
        plugin = entry_point.load()
        manager.register(plugin, name)
        manager.check_pending()
    except FAULTS as error:
        if plugin is not None and manager.is_registered(plugin):
            manager.unregister(plugin)
        manager.blame(name, "loading", error)


def list_plugins(manager: PluginManager) -> Iterator[Plugin]:
    """Every plugin in the order in which it is asked, then those that could not be loaded."""
    from ponarscite.__about__ import __version__

    listed = set()
    for name, plugin in reversed(manager.list_name_plugin()):
        if plugin is None:
            continue
        listed.add(name)
        hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(plugin) or ()))
        built_in = manager.is_built_in(plugin)
        version = __version__ if built_in else manager.versions.get(name, "")
        problem = manager.broken.get(name)
        state = "built-in" if built_in else "broken" if problem else "active"
        yield Plugin(name, version, hooks, state, problem.message if problem else "")
    for name, problem in manager.broken.items():
        if name not in listed:
            yield Plugin(name, manager.versions.get(name, ""), (), "broken", problem.message)
