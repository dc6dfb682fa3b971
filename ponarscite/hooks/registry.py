"""The registry of plugins: what is built in, by name and in order, and what is installed beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

import pluggy

from ponarscite import hookspecs
from ponarscite.errors import PluginError, PonarsciteError
from ponarscite.hooks.installed import GROUP, plugins_are_possible
from ponarscite.hooks.lazy import LazyPlugin
from ponarscite.hooks.outside import Outside, words_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = TypeVar("Kind", bound=PonarsciteError)

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "series.ponars": ("provide_series",),
    "sources.wordpress": ("read_source",),
    "sources.web": ("read_source",),
    "sources.file": ("read_source",),
    "extractors.envelope": ("extract_claims",),
    "extractors.meta_tags": ("extract_claims",),
    "extractors.json_ld": ("extract_claims",),
    "extractors.memo_page": ("extract_claims",),
    "extractors.memo_text": ("extract_claims",),
    "extractors.notes": ("extract_claims",),
    "extractors.references": ("extract_claims",),
    "extractors.wordpress": ("extract_claims",),
    "extractors.feed": ("extract_claims",),
    "extractors.pdf": ("extract_claims",),
    "formats.ris": ("provide_formats",),
    "formats.refer": ("provide_formats",),
    "formats.bibtex": ("provide_formats",),
    "formats.hayagriva": ("provide_formats",),
    "formats.zotero": ("provide_formats",),
    "formats.csl_json": ("provide_formats",),
    "formats.endnote_xml": ("provide_formats",),
    "formats.mods": ("provide_formats",),
    "formats.word": ("provide_formats",),
    "formats.web": ("provide_formats",),
    "formats.csv": ("provide_formats",),
    "formats.crossref": ("provide_formats",),
    "formats.citation": ("provide_formats",),
    "formats.dialects": ("provide_dialects",),
    "repositories.house": ("provide_styles",),
    "repositories.citeproc_styles": ("provide_styles",),
    "engines.native": ("provide_engines",),
    "engines.citeproc_py": ("provide_engines",),
    "checks.register": ("provide_checks",),
    "outputs.file": ("write_output",),
    "outputs.zotero": ("provide_push_targets",),
    "outputs.jabref": ("provide_push_targets",),
    "commands.register": ("register_commands",),
    "integrations.pandoc.plugin": ("register_commands",),
    "integrations.lsp.plugin": ("register_commands",),
}
"""Module of the package -> the hooks that it implements; pluggy calls them in this order.

A module is imported when one of its hooks is first called, so a command loads only what it needs.
"""


class PluginManager(pluggy.PluginManager):
    """pluggy's manager, which also records the failures of outside plugins."""

    def __init__(self) -> None:
        super().__init__(GROUP)
        self.broken: dict[str, PluginError] = {}
        self.versions: dict[str, str] = {}

    def is_built_in(self, plugin: object) -> bool:
        """Whether a plugin is part of the package; its failures are then our bugs."""
        return getattr(plugin, "__name__", "").startswith("ponarscite.")

    def record_failure(self, name: str, where: str, error: BaseException) -> None:
        """Record the first failure of an outside plugin."""
        message = f"plugin {name!r} failed in {where}: {words_of(error)}"
        hint = "its results are left out; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
        self.broken.setdefault(name, PluginError(message, hint=hint))


def plugin_manager(*, external: bool = True) -> PluginManager:
    """A new manager with the built-in plugins and, unless *external* is false, the installed ones."""
    manager = PluginManager()
    manager.add_hookspecs(hookspecs)
    for name, hooks in reversed(tuple(BUILT_IN.items())):  # pluggy calls the last registered first
        manager.register(LazyPlugin(name, hooks), name)
    manager.check_pending()
    if external and plugins_are_possible():
        from importlib.metadata import entry_points

        for entry_point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
            _register_outsider(manager, entry_point)
    return manager


def _register_outsider(manager: PluginManager, entry_point: EntryPoint) -> None:
    """Load, register and check an outside plugin; when any of it fails, undo it and record the failure."""
    name = entry_point.name
    manager.versions[name] = entry_point.dist.version if entry_point.dist else ""
    plugin: object = None
    try:
        with Outside(name, "loading"):
            plugin = entry_point.load()
            manager.register(plugin, name)
            manager.check_pending()
    except Exception as error:
        if plugin is not None and manager.is_registered(plugin):
            manager.unregister(plugin)
        manager.record_failure(name, "loading", error)


def failure(kind: type[Kind], name: str, error: BaseException) -> Kind:
    """The failure of the plugin *name* as one of our errors."""
    hint = "report it to the plugin's author; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
    return kind(f"plugin {name!r} failed: {words_of(error)}", hint=hint)
