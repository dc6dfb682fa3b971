"""The keys in the bibliographies of a document itself: these citations are the document's, not the library's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

OTHER_NAMES = "other-ids"
"""Variable of an item with the other names that it is cited by. Source: pandoc 2.15 and later, Text.Pandoc.Citeproc."""

LARGEST = 200_000_000
"""Bytes of a bibliography that is read."""

_BIB = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()\"]+)\s*,")
_YAML = re.compile(r"^[\s-]*(?:id|\"id\")\s*:\s*[\"']?([^\s\"'#][^\n\"']*?)[\"']?\s*$", re.MULTILINE)
_RIS = re.compile(r"^ID {1,2}- *(\S+)", re.MULTILINE)


def json_items(text: str) -> list[dict[str, Any]]:
    """The items of a file of CSL-JSON; [] for anything else."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return []
    items = found.get("items", found.get("references", ())) if isinstance(found, dict) else found
    return [one for one in items if isinstance(one, dict) and "id" in one] if isinstance(items, list) else []


def names_of(item: Mapping[str, Any]) -> list[str]:
    """The id of an item, and the other names that it is cited by."""
    return [str(item["id"]), *str(item.get(OTHER_NAMES) or "").split()]


def _json_names(text: str) -> Iterable[tuple[str, str]]:
    return [(name, str(one["id"])) for one in json_items(text) for name in names_of(one)]


def _in(pattern: re.Pattern[str]) -> Callable[[str], Iterable[tuple[str, str]]]:
    return lambda text: [(key, key) for key in pattern.findall(text)]


READERS: Mapping[str, Callable[[str], Iterable[tuple[str, str]]]] = {
    ".bib": _in(_BIB),
    ".bibtex": _in(_BIB),
    ".biblatex": _in(_BIB),
    ".json": _json_names,
    ".yaml": _in(_YAML),
    ".yml": _in(_YAML),
    ".ris": _in(_RIS),
}
"""Ending of a bibliography -> what finds its names, each with its key. pandoc reads no other formats."""


def keys_of(path: str) -> dict[str, str]:
    """Name -> key of the entries in a bibliography; {} where pandoc will say itself that it cannot read it."""
    read = READERS.get(Path(path).suffix.lower())
    return dict(read(text_of(path))) if read else {}


def text_of(path: str) -> str:
    """The text of a file; "" where it cannot be read, or is a pipe, which would never end."""
    file = Path(path)
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        return file.read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ""
