"""The built-in plugins by name, in order, then those installed beside us."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pluggy

from ponarscite import hookspecs, settings
from ponarscite.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "ponarscite"

BUILT_IN = (
    "series.ponars",
    "sources.web",
    "sources.file",
    "extractors.envelope",
    "extractors.meta_tags",
    "extractors.json_ld",
    "extractors.memo_page",
    "extractors.memo_text",
    "extractors.notes",
    "extractors.csl_json",
    "renderers.bib",
    "renderers.csl_json",
    "renderers.ris",
    "renderers.citation",
    "repositories.house",
    "repositories.citeproc_styles",
    "engines.citeproc_py",
    "outputs.file",
    "commands.export",
    "commands.explain",
    "commands.styles",
    "commands.plugins",
)
"""In the order in which they answer."""
