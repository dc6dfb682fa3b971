"""The file of `ponarscite-bibliography`: CSL-JSON of what a document cites, for co-authors without the library."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ponarscite.errors import OutputError
from ponarscite.integrations.pandoc.own import OTHER_NAMES, json_items, names_of, text_of

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """A file of CSL-JSON, and its items; none where it is not there yet.

    Args:
        path: in or below the folder where pandoc runs.
        items: in the order of the file.
    """

    path: str
    items: tuple[Item, ...] = ()

    @classmethod
    def read(cls, path: str) -> Saved:
        """Read the file. Raises OutputError for a path where a document may not write, and for another file."""
        file = Path(path)
        if file.is_absolute() or ".." in file.parts or file.suffix.lower() != ".json":
            hint = "name a .json file in the folder where pandoc runs, or below it"
            raise OutputError(f"a document may not write {path}", hint=hint)
        if file.exists() and not file.is_file():
            raise OutputError(f"{path} is no file", hint="name another file")
        text = text_of(path).strip()
        items = tuple(json_items(text)) if text.startswith("[") else ()
        if text and text != "[]" and not items:
            raise OutputError(f"{path} is no list of CSL-JSON items, and stays as it is", hint="name another file")
        return cls(path, items)

    @property
    def by_name(self) -> dict[str, dict[str, Any]]:
        """Name -> item, of each id and each other name that a document had for it."""
        return {name: dict(item) for item in self.items for name in names_of(item)}

    def update(self, cited: Mapping[str, Item], names: Mapping[str, list[str]]) -> list[str]:
        """Replace the file by one with what is cited; what is told of it. Raises OutputError.

        Items that are in the file and no longer cited stay, since it may hold others than ours.
        """
        kept = [item for item in self.items if str(item["id"]) not in cited]
        new = [_with_names(item, names.get(key, [])) for key, item in cited.items()]
        self._write([*kept, *new])
        return [f"{self.path} keeps {len(kept)} items that the document does not cite"] if kept else []

    def _write(self, items: list[Item]) -> None:
        file = Path(self.path)
        unfinished = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            unfinished.write_text(f"{json.dumps(items, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
            unfinished.replace(file)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise OutputError(f"cannot write {self.path}: {error.strerror}", hint="name another file") from error


def _with_names(item: Item, names: list[str]) -> Item:
    """The item with the names that the document cites it by: pandoc knows them without the filter, too."""
    known = dict.fromkeys((*str(item.get(OTHER_NAMES) or "").split(), *names))
    return {**item, OTHER_NAMES: " ".join(known)} if known else item
