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

    from ponarscite.hooks.oversights import Oversight

Kind = TypeVar("Kind", bound=PonarsciteError)

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "series.ponars": ("provide_series",),
    "sources.identifier": ("read_source",),
    "sources.wordpress": ("read_source",),
    "sources.web": ("read_source",),
    "sources.parquet": ("read_source",),
    "sources.web_archive": ("read_source",),
    "sources.file": ("read_source",),
    "extractors.envelope": ("extract_claims",),
    "extractors.meta_tags": ("extract_claims",),
    "extractors.json_ld": ("extract_claims",),
    "extractors.page_head": ("extract_claims",),
    "extractors.memo_page": ("extract_claims",),
    "extractors.memo_text": ("extract_claims",),
    "extractors.notes": ("extract_claims",),
    "extractors.references": ("extract_claims",),
    "extractors.wordpress": ("extract_claims",),
    "extractors.feed": ("extract_claims",),
    "extractors.pdf": ("extract_claims",),
    "extractors.office": ("extract_claims",),
    "extractors.claims": ("extract_claims",),
    "formats.ris": ("provide_formats",),
    "formats.refer": ("provide_formats",),
    "formats.bibtex": ("provide_formats",),
    "formats.hayagriva": ("provide_formats",),
    "formats.zotero": ("provide_formats",),
    "formats.csl_json": ("provide_formats",),
    "formats.endnote_xml": ("provide_formats",),
    "formats.mods": ("provide_formats",),
    "formats.word": ("provide_formats",),
    "formats.arxiv": ("provide_formats",),
    "formats.web": ("provide_formats",),
    "formats.csv": ("provide_formats",),
    "formats.crossref": ("provide_formats",),
    "formats.parquet": ("provide_formats",),
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
    "integrations.live.plugin": ("register_commands",),
    "integrations.graph.plugin": ("register_commands",),
    "integrations.lsp.plugin": ("register_commands",),
    "integrations.web.plugin": ("register_commands",),
}
"""Module of the package -> the hooks that it implements; pluggy calls them in this order.

A module is imported when one of its hooks is first called, so a command loads only what it needs.
"""


MOST_OVERSIGHTS = 20
"""Oversights of one plugin that are told."""


class PluginManager(pluggy.PluginManager):
    """pluggy's manager, which also records the failures of outside plugins, and what their authors overlooked.

    Name of a plugin -> `broken`: its first failure; `oversights`: message -> oversight; `versions`: its version.
    """

    def __init__(self) -> None:
        super().__init__(GROUP)
        self.broken: dict[str, PluginError] = {}
        self.oversights: dict[str, dict[str, Oversight]] = {}
        self.versions: dict[str, str] = {}

    def is_built_in(self, plugin: object) -> bool:
        """Whether a plugin is part of the package; its failures are then our bugs."""
        return getattr(plugin, "__name__", "").startswith("ponarscite.")

    def record_failure(self, name: str, where: str, error: BaseException) -> None:
        """Record the first failure of an outside plugin."""
        message = f"plugin {name!r} failed in {where}: {words_of(error)}"
        hint = "its results are left out; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
        self.broken.setdefault(name, PluginError(message, hint=hint))

    def note_oversight(self, name: str, one: Oversight) -> None:
        """Note an oversight of an outside plugin, each once, up to MOST_OVERSIGHTS."""
        noted = self.oversights.setdefault(name, {})
        if len(noted) < MOST_OVERSIGHTS:
            noted.setdefault(one.message, one)
        elif one.message not in noted:
            message = f"plugin {name!r} has more oversights of this kind"
            noted.setdefault(message, one._replace(message=message, hint="correct those above first"))

    def add(self, plugin: object, name: str) -> None:
        """Register an outside plugin as an installed one is, and note what its author may have overlooked.

        Raises:
            PluginError: one of its functions is marked as a hook, but no hook has its name or takes its arguments.
        """
        from ponarscite.hooks.oversights import misspelt, of_plugin  # needed by outside plugins alone

        try:
            self.register(plugin, name)
            self.check_pending()
        except pluggy.PluginValidationError as error:
            if self.is_registered(plugin):
                self.unregister(plugin)
            problem = f"plugin {name!r} failed in loading: {words_of(error)}"
            raise PluginError(
                problem, hint=misspelt(self, plugin) or "ponarscite help plugins shows each hook"
            ) from error
        for one in of_plugin(self, name, plugin):
            self.note_oversight(name, one)


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
    from ponarscite.hooks import oversights  # noqa: F401 -- before the plugin can change what it imports

    plugin: object = None
    try:
        with Outside(name, "loading"):
            plugin = entry_point.load()
            manager.add(plugin, name)
    except PluginError as error:
        manager.broken.setdefault(name, error)
    except Exception as error:
        if plugin is not None and manager.is_registered(plugin):
            manager.unregister(plugin)
        manager.record_failure(name, "loading", error)


def failure(kind: type[Kind], name: str, error: BaseException) -> Kind:
    """The failure of the plugin *name* as one of our errors."""
    hint = "report it to the plugin's author; PONARSCITE_DISABLE_PLUGINS=1 runs without outside plugins"
    return kind(f"plugin {name!r} failed: {words_of(error)}", hint=hint)
