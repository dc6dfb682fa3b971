"""The Lua filter as a text, and as an extension of a Quarto project."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from ponarscite.__about__ import __version__
from ponarscite.errors import OutputError

NAME = "ponarscite.lua"

EXTENSION = f"""\
title: ponarscite
author: ponarscite
version: {__version__.partition("+")[0]}
quarto-required: ">=1.3.0"
contributes:
  filters:
    - {NAME}
"""
"""Source: Quarto, "Creating Filter Extensions"."""


def text() -> str:
    """The Lua filter."""
    return resources.files(__package__).joinpath(NAME).read_text(encoding="utf-8")


def write_extension(project: str) -> list[str]:
    """Write the extension into a Quarto project, and return the paths of its files. Raises OutputError."""
    folder = Path(project)
    if not folder.is_dir():
        raise OutputError(f"there is no folder {project}", hint="name the folder of a Quarto project")
    target = folder / "_extensions" / "ponarscite"
    files = {target / "_extension.yml": EXTENSION, target / NAME: text()}
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            unfinished = path.with_name(f".{path.name}.new")
            unfinished.write_text(content, encoding="utf-8")
            unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror}", hint="name another folder") from error
    return [str(path) for path in files]
