"""A StyleRepository over folders of .csl files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ponarscite.hookspecs import StyleRepository

_TITLE = re.compile(rb"<title(?: [^>]*)?>([^<]*)</title>")
_HEAD = 2048  # bytes read for the title, which is in the first element of a style


def repository(name: str, folders: Sequence[Path], renamed: Path | None = None) -> StyleRepository:
    """The styles in some folders; if several have a style, the first does.

    Args:
        name: of the repository, for messages.
        folders: hold files ``<id>.csl``; a missing folder counts as empty.
        renamed: a file with a JSON object, old id -> current id; None for none.
    """

    @cache
    def current() -> dict[str, str]:
        import json

        return dict(json.loads(renamed.read_text("utf-8"))) if renamed and renamed.is_file() else {}

    def read(style: str) -> bytes | None:
        from ponarscite.csl.style import find_file

        path = find_file(style, folders, current)
        return path.read_bytes() if path else None

    def entries() -> Iterator[tuple[str, str]]:
        paths = _paths(folders)
        return ((style, _title(paths[style]) or style) for style in sorted(paths))

    return StyleRepository(name=name, read=read, list=entries, ids=lambda: sorted(_paths(folders)))


def _paths(folders: Sequence[Path]) -> dict[str, Path]:
    return {path.stem: path for folder in reversed(folders) for path in folder.glob("*.csl")}


def _title(path: Path) -> str:
    """The title of a style, "" for none; a regular expression is faster than parsing ten thousand files."""
    from html import unescape

    with path.open("rb", buffering=0) as file:
        match = _TITLE.search(file.read(_HEAD))
    return " ".join(unescape(match[1].decode("utf-8", "replace")).split()) if match else ""
