"""Manuscripts among the sources of `check` and `fix`, and the library that they are compared with."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ponarscite.commands.opened import open_library

if TYPE_CHECKING:
    from ponarscite.errors import PonarsciteError
    from ponarscite.hooks.registry import PluginManager
    from ponarscite.library.library import Library
    from ponarscite.manuscript.reading import Manuscript

_ONLY_WHEN_ASKED = (".txt",)
"""Endings of texts that are sources unless --manuscript is given."""


def manuscripts(
    sources: Sequence[str],
    plugins: PluginManager,
    failures: dict[str, PonarsciteError],
    *,
    language: str,
    wanted: bool | None,
) -> dict[str, Manuscript]:
    """The sources that are manuscripts, read.

    Args:
        failures: receives the errors of manuscripts that cannot be read, by source.
        language: of all of them; "" for that of each file's ending.
        wanted: True with --manuscript, False with --source, None to decide by what a file holds.
    Raises:
        MisuseError: --manuscript for a file of no known language.
    """
    from ponarscite.errors import SourceError

    found: dict[str, Manuscript] = {}
    for source in sources if wanted is not False else ():
        try:
            if (one := _read(source, plugins, language, wanted)) is not None:
                found[source] = one
        except SourceError as error:
            failures[source] = error
    return found


def _read(source: str, plugins: PluginManager, language: str, wanted: bool | None) -> Manuscript | None:
    from ponarscite.errors import MisuseError, SourceError
    from ponarscite.hooks.call import every
    from ponarscite.manuscript.reading import BINARY, is_manuscript, language_of, read_manuscript

    known = language_of(language or source) if source != "-" or language else ""
    if not known or not (wanted or language or _may_be_manuscript(source)):
        if wanted or language:
            hint = "name the language with --as: markdown, latex, typst, restructuredtext, org, docx, odt or ipynb"
            raise MisuseError(f"unknown language of the manuscript {source}", hint=hint)
        return None
    series = tuple(every(plugins, "provide_series"))
    try:
        manuscript = read_manuscript(_content(source), known, series)
    except SourceError:
        if wanted or language or known in BINARY:  # nothing else reads these
            raise
        return None
    return manuscript if wanted or language or is_manuscript(manuscript, series) else None


def _may_be_manuscript(source: str) -> bool:
    try:
        return Path(source).is_file() and Path(source).suffix.lower() not in _ONLY_WHEN_ASKED
    except (OSError, ValueError):
        return False


def _content(source: str) -> bytes:
    from ponarscite.api.manuscript_file import read_file

    if source != "-":
        return read_file(source)
    return sys.stdin.buffer.read()


def library_at_hand(context: click.Context, named: str | None) -> Library | None:
    """The library that is named, or the user's own; None if that was never made, which is told."""
    from ponarscite import settings
    from ponarscite.cli import tell

    if named is None and not Path(settings.library_path()).exists():
        tell("note", "there is no library: citations are compared with the manuscript's own bibliography alone")
        return None
    return context.with_resource(open_library(context, named))
