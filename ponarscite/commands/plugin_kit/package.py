"""The files of a new plugin: templates of the package -> texts by their paths, and the folder that holds them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from ponarscite.commands.plugin_kit.name import PluginName
from ponarscite.errors import OutputError

KINDS: Mapping[str, str] = {
    "series": "a numbered series",
    "format": "a bibliography format",
    "check": "a check of records",
    "source": "a kind of source",
    "styles": "citation styles",
}
"""Kind of plugin -> what it adds, for people. Each has a folder of templates."""

COMMON = "common"
"""The folder of the templates that all kinds share."""

SUFFIX = ".template"
"""The end of the name of each template, so that no tool takes it for what it will be."""

_TEMPLATES = files("ponarscite.commands.plugin_kit") / "templates"


def package_files(name: PluginName, kind: str) -> dict[str, str]:
    """Path in the folder of the package, with slashes -> text of each file of a new plugin."""
    values = {
        "name": name.package,
        "short": name.short,
        "module": name.module,
        "title": name.title,
        "letters": name.letters,
        "code": name.code,
        "adds": KINDS[kind],
    }
    found = (*_templates(_TEMPLATES / COMMON, ""), *_templates(_TEMPLATES / kind, ""))
    return {Template(path).substitute(values): Template(text).substitute(values) for path, text in found}


def _templates(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    """(path, text) of the templates below a folder. "dot-" begins what shall begin with a dot."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{path}{entry.name.replace('dot-', '.', 1) if entry.name.startswith('dot-') else entry.name}"
        if entry.is_dir():
            yield from _templates(entry, f"{name}/")
        elif name.endswith(SUFFIX):
            yield name.removesuffix(SUFFIX), entry.read_text(encoding="utf-8")


def write_package(texts: Mapping[str, str], folder: Path) -> None:
    """Write the files of a package into a folder, which must not exist yet; all of them, or none.

    Raises:
        OutputError: something exists at the path of the folder, or a file cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir()
    except FileExistsError as error:
        hint = "choose another name, or another folder with --into"
        raise OutputError(f"{folder} exists, and is left as it is", hint=hint) from error
    except OSError as error:
        raise OutputError(f"cannot make {folder}: {error.strerror}", hint="choose a folder with --into") from error
    try:
        for path, text in texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(f"cannot write {folder}: {error.strerror}", hint="choose a folder with --into") from error
