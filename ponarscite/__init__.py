"""From a memo page to every bibliography: the front door.

    import ponarscite

    records = ponarscite.ingest("memo.html")                       # Records, as often as you like
    print(ponarscite.render(records, "bibtex"))                    # text
    print(ponarscite.cite(records, style="apa", markup="html"))    # a bibliography and its in-text citations

Importing it has no side effects, and costs little: what a name needs is loaded when the name is used.
"""

from __future__ import annotations

import importlib

from ponarscite.__about__ import __version__

_HOMES = {
    "api": (
        "Cited",
        "Ingested",
        "check",
        "cite",
        "export_file",
        "extract",
        "ingest",
        "parse_citations",
        "push",
        "render",
        "render_bytes",
    ),
    "record.claim": ("EVIDENCE", "OWN_VARIABLES", "About", "Claim", "Conflict", "Rank"),
    "api.manuscripts": ("FixedManuscript", "check_manuscript", "fix_manuscript"),
    "document.document": ("Document",),
    "errors": (
        "FetchError",
        "FormatError",
        "LibraryError",
        "MisuseError",
        "OutputError",
        "PluginError",
        "PonarsciteError",
        "PushError",
        "QueryError",
        "RenderError",
        "SourceError",
        "StyleError",
        "StyleNotFoundError",
        "UnknownKeyError",
    ),
    "hookspecs": (
        "Check",
        "CitationRequest",
        "Deposit",
        "Dialect",
        "Engine",
        "Finding",
        "Format",
        "PushOptions",
        "PushResources",
        "PushTarget",
        "Pushed",
        "RenderOptions",
        "Renderer",
        "Resources",
        "SourceOptions",
        "Spelling",
        "StyleRepository",
        "hookimpl",
    ),
    "interchange.reference": ("Reference",),
    "manuscript.problem": ("ManuscriptProblem",),
    "note.parsed": ("ParsedCitation", "Span"),
    "library.edges": ("Edge",),
    "library.library": ("Library",),
    "hooks.registry": ("PluginManager", "plugin_manager"),
    "record.date": ("Date", "parse_date"),
    "record.item": ("from_item", "to_item"),
    "record.name": ("Name", "parse_name", "parse_names"),
    "record.record": ("Affiliation", "Identity", "Record"),
    "checks.review": ("Problem",),
    "series.series": ("Era", "Series"),
    "reconcile.choice": ("ORIGINS",),
    "reconcile.works": ("reconcile",),
}
_MODULES = {"names": "library.names"}
"""Modules that are part of the front door: `ponarscite.names.Name`, beside `ponarscite.Name` of a person."""

_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

TYPE_CHECKING = False  # typing's own: to import it takes a twentieth of the time of a search
if TYPE_CHECKING:
    from ponarscite.api import (
        Cited,
        Ingested,
        check,
        cite,
        export_file,
        extract,
        ingest,
        parse_citations,
        push,
        render,
        render_bytes,
    )
    from ponarscite.api.manuscripts import FixedManuscript, check_manuscript, fix_manuscript
    from ponarscite.checks.review import Problem
    from ponarscite.document.document import Document
    from ponarscite.errors import (
        FetchError,
        FormatError,
        LibraryError,
        MisuseError,
        OutputError,
        PluginError,
        PonarsciteError,
        PushError,
        QueryError,
        RenderError,
        SourceError,
        StyleError,
        StyleNotFoundError,
        UnknownKeyError,
    )
    from ponarscite.hooks.registry import PluginManager, plugin_manager
    from ponarscite.hookspecs import (
        Check,
        CitationRequest,
        Deposit,
        Dialect,
        Engine,
        Finding,
        Format,
        Pushed,
        PushOptions,
        PushResources,
        PushTarget,
        Renderer,
        RenderOptions,
        Resources,
        SourceOptions,
        Spelling,
        StyleRepository,
        hookimpl,
    )
    from ponarscite.interchange.reference import Reference
    from ponarscite.library import names
    from ponarscite.library.edges import Edge
    from ponarscite.library.library import Library
    from ponarscite.manuscript.problem import ManuscriptProblem
    from ponarscite.note.parsed import ParsedCitation, Span
    from ponarscite.reconcile.choice import ORIGINS
    from ponarscite.reconcile.works import reconcile
    from ponarscite.record.claim import EVIDENCE, OWN_VARIABLES, About, Claim, Conflict, Rank
    from ponarscite.record.date import Date, parse_date
    from ponarscite.record.item import from_item, to_item
    from ponarscite.record.name import Name, parse_name, parse_names
    from ponarscite.record.record import Affiliation, Identity, Record
    from ponarscite.series.series import Era, Series

__all__ = [  # noqa: RUF022 -- in plain order
    "About",
    "Affiliation",
    "Check",
    "CitationRequest",
    "Cited",
    "Claim",
    "Conflict",
    "Date",
    "Deposit",
    "Dialect",
    "Document",
    "EVIDENCE",
    "Edge",
    "Engine",
    "Era",
    "FetchError",
    "Finding",
    "FixedManuscript",
    "Format",
    "FormatError",
    "Identity",
    "Ingested",
    "Library",
    "LibraryError",
    "ManuscriptProblem",
    "MisuseError",
    "Name",
    "ORIGINS",
    "OWN_VARIABLES",
    "OutputError",
    "ParsedCitation",
    "PluginError",
    "PluginManager",
    "PonarsciteError",
    "Problem",
    "PushError",
    "PushOptions",
    "PushResources",
    "PushTarget",
    "Pushed",
    "QueryError",
    "Rank",
    "Record",
    "Reference",
    "RenderError",
    "RenderOptions",
    "Renderer",
    "Resources",
    "Series",
    "SourceError",
    "SourceOptions",
    "Span",
    "Spelling",
    "StyleError",
    "StyleNotFoundError",
    "StyleRepository",
    "UnknownKeyError",
    "__version__",
    "check",
    "check_manuscript",
    "cite",
    "export_file",
    "extract",
    "fix_manuscript",
    "from_item",
    "hookimpl",
    "ingest",
    "names",
    "parse_citations",
    "parse_date",
    "parse_name",
    "parse_names",
    "plugin_manager",
    "push",
    "reconcile",
    "render",
    "render_bytes",
    "to_item",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        globals()[name] = module = importlib.import_module(f"ponarscite.{_MODULES[name]}")
        return module
    if name not in _HOME_OF:
        raise AttributeError(f"module 'ponarscite' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"ponarscite.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
