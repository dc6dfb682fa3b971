"""The keys in the bibliographies of a document itself: these citations are the document's, not the library's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

LARGEST = 200_000_000
"""Bytes of a bibliography that is read."""

_BIB = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()\"]+)\s*,")
_YAML = re.compile(r"^[\s-]*(?:id|\"id\")\s*:\s*[\"']?([^\s\"'#][^\n\"']*?)[\"']?\s*$", re.MULTILINE)
_RIS = re.compile(r"^ID {1,2}- *(\S+)", re.MULTILINE)


def _json_ids(text: str) -> Iterable[str]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    items = found.get("items", found.get("references", ())) if isinstance(found, dict) else found
    return [str(one["id"]) for one in items if isinstance(one, dict) and "id" in one] if isinstance(items, list) else ()


READERS: Mapping[str, Callable[[str], Iterable[str]]] = {
    ".bib": _BIB.findall,
    ".bibtex": _BIB.findall,
    ".json": _json_ids,
    ".yaml": _YAML.findall,
    ".yml": _YAML.findall,
    ".ris": _RIS.findall,
}
"""Ending of a bibliography -> what finds its keys. pandoc reads no other formats."""


def keys_of(path: str) -> set[str]:
    """The keys in a bibliography; none where pandoc will say itself that it cannot read it."""
    file = Path(path)
    read = READERS.get(file.suffix.lower())
    try:
        if read is None or file.stat().st_size > LARGEST:
            return set()
        return set(read(file.read_text(encoding="utf-8-sig", errors="replace")))
    except (OSError, ValueError):
        return set()
