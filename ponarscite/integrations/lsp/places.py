"""Places: where a record is defined: its entry in the document's own bibliography, or a page made from the library."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ponarscite import Record, settings
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, name_at, typed_at
from ponarscite.integrations.lsp.text import Text
from ponarscite.library.file_name import SUFFIX, file_name

_READ_ONLY: Final = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file.

    Args:
        text: of the file.
    """

    path: Path
    text: Text
    start: int = 0
    end: int = 0


def definition(desk: Desk, analysis: Analysis, offset: int) -> Place | None:
    """The place that defines the record under the cursor; None where none is known."""
    named = name_at(analysis.manuscript.sites, offset)
    names = [named.name] if named else []
    if site := None if named else typed_at(analysis.manuscript.sites, offset):
        names = [fault.key for fault in analysis.faults if fault.site == site and fault.key]
    for name in names:
        if own := analysis.own_with(name):
            return Place(own.path, own.text, *own.places.get(name, (0, 0)))
        if record := desk.record(analysis, name):
            return page(desk, record)
    return None


def page(desk: Desk, record: Record) -> Place:
    """The page of a record of the library, in a file that is only to be read."""
    folder = Path(settings.cache_folder()) / "records"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{file_name(record.id).removesuffix(SUFFIX)}.md"
    content = desk.cards.page(record, desk.library.all_keys(record.id), desk.library.documents(record.id))
    beside = folder / f".{path.name}.{os.getpid()}"
    beside.write_text(content, encoding="utf-8", errors="replace", newline="\n")
    beside.chmod(_READ_ONLY)
    beside.replace(path)
    return Place(path, Text.of(content))
