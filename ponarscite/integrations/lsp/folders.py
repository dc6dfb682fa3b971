"""Folders: the manuscripts of a workspace, and the bibliographies that a project names for all of its files."""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from ponarscite.integrations.lsp.bibliography import Stamp, stamp_of
from ponarscite.integrations.lsp.document import language
from ponarscite.integrations.lsp.text import Text
from ponarscite.manuscript.reading import scanned
from ponarscite.manuscript.scan import Scan

MOST_FILES: Final = 2_000
MOST_LOOKED_AT: Final = 50_000
"""Files of any kind that are passed by."""

LARGEST: Final = 5_000_000
"""Bytes of a manuscript that is not open."""

MOST_ABOVE: Final = 6
"""Folders above a file in which its project is looked for."""

_PRUNED: Final = frozenset(("node_modules", "__pycache__", "site-packages", "venv", "target", "dist"))
_SPHINX = re.compile(r"^bibtex_bibfiles\s*=\s*[\[(](?P<paths>[^\])]*)[\])]", re.MULTILINE)
_YAML = re.compile(
    r"^[ \t]*bibliography:[ \t]*(?P<paths>(?:\[[^\]\n]*\]|[^\s#][^\n#]*)?(?:\n[ \t]*-[ \t]*[^\n]+)*)", re.MULTILINE
)
_PROJECTS: Final = {
    "conf.py": _SPHINX,
    "_quarto.yml": _YAML,
    "_metadata.yml": _YAML,
    "_bookdown.yml": _YAML,
    "_output.yml": _YAML,
    "myst.yml": _YAML,
    "_config.yml": _YAML,
}
"""File of a project -> what names its bibliographies in it."""

_PATH = re.compile(r"[\w./\\~ -]*\w\.(?:bib|bibtex|json|ya?ml|ris)\b")
_MASTERS: Final = {"latex": (".tex", ".ltx"), "typst": (".typ",)}
"""Languages whose chapters leave the bibliography to a file beside or above them."""


def manuscripts(folders: Iterable[Path]) -> Iterator[Path]:
    """The manuscripts below folders, hidden and installed ones left out."""
    found = looked = 0
    for folder in dict.fromkeys(folders):
        for path, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if not name.startswith((".", "_build")) and name not in _PRUNED)
            for name in sorted(names):
                looked += 1
                if looked > MOST_LOOKED_AT or found >= MOST_FILES:
                    return
                if not name.endswith(".txt") and language("", Path(name)):
                    found += 1
                    yield Path(path, name)


class Scans:
    """The citations by key in the files of a workspace; each file is read again when it changes."""

    def __init__(self) -> None:
        self._known: OrderedDict[Path, tuple[Stamp, Text, Scan]] = OrderedDict()

    def of(self, path: Path) -> tuple[Text, Scan] | None:
        """The text of a file and what it cites; None for one that cannot be read."""
        stamp = stamp_of(path)
        known = self._known.get(path)
        if known is None or known[0] != stamp:
            text = _text_of(path)
            if text is None:
                return None
            known = stamp, text, scanned(text.content, language("", path))
            self._known[path] = known
            while len(self._known) > MOST_FILES:
                self._known.popitem(last=False)
        return known[1:]


def _text_of(path: Path) -> Text | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        return Text.of(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError):
        return None


def own_paths(named: Sequence[str], path: Path | None, tongue: str, roots: Sequence[Path], scans: Scans) -> list[Path]:
    """The bibliographies of a document: those that it names, or else those of its project.

    Args:
        named: paths as the document names them.
        path: of the document.
        tongue: its language.
        roots: the folders of the workspace.
        scans: reads other files of the project.
    """
    if path is None:
        return []
    if named:
        return [_placed(name, path.parent, roots) for name in named]
    return next((paths for folder in _above(path, roots) if (paths := _of_project(folder, path, tongue, scans))), [])


def _placed(name: str, folder: Path, roots: Sequence[Path]) -> Path:
    """A path as a document names it; in Typst, "/refs.bib" counts from the root of the project."""
    path = folder / Path(name).expanduser()
    inside = [root / name.lstrip("/") for root in roots] if name.startswith("/") and not path.exists() else []
    return next((one for one in inside if one.exists()), path)


def _above(path: Path, roots: Sequence[Path]) -> Iterator[Path]:
    for folder in list(path.parents)[:MOST_ABOVE]:
        yield folder
        if folder in roots:
            return


def _of_project(folder: Path, path: Path, tongue: str, scans: Scans) -> list[Path]:
    for name, pattern in _PROJECTS.items():
        text = _text_of(folder / name) if (folder / name).is_file() else None
        match = pattern.search(text.content) if text else None
        if match:
            return [folder / found.strip() for found in _PATH.findall(match["paths"])]
    for other in sorted(folder.iterdir()) if tongue in _MASTERS and folder.is_dir() else ():
        read = scans.of(other) if other.suffix in _MASTERS[tongue] and other != path else None
        if read and read[1].bibliographies:
            return [folder / found for found in read[1].bibliographies]
    return []
