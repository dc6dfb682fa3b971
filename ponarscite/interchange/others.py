"""The mark of a list of names that is not complete ("et al."), for formats that have names alone: a part of the note.

"[et al.: author, editor]" at the end of a note names the CSL variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ponarscite.record.item import variables
from ponarscite.record.name import OTHERS, has_others, named
from ponarscite.record.record import Record

_MARK = re.compile(r" ?\[et al\.: ([a-z-]{1,30}(?:, [a-z-]{1,30}){0,20})\]$")


def with_note(record: Record) -> Record:
    """The record with named persons alone, and with the mark in its note where a list is not complete."""
    listed = _listed(record)
    if not listed:
        return record
    extra = tuple((v, named(value) if v in listed and isinstance(value, tuple) else value) for v, value in record.extra)
    note = f"{record.note} [et al.: {', '.join(listed)}]".strip()
    return replace(record, author=named(record.author), extra=extra, note=note)


def from_note(item: Mapping[str, Any]) -> dict[str, Any]:
    """The CSL-JSON item with its lists of names marked as its note says, and without that part of the note."""
    note = item.get("note")
    mark = _MARK.search(note) if isinstance(note, str) else None
    if mark is None or not isinstance(note, str):
        return dict(item)
    found = {v: [*item[v], {"literal": OTHERS.literal}] for v in mark[1].split(", ") if isinstance(item.get(v), list)}
    rest = note[: mark.start()].strip()
    return {v: value for v, value in item.items() if v != "note"} | ({"note": rest} if rest else {}) | found


def without_mark(record: Record) -> Record:
    """The record with named persons alone, for formats that have no place for the mark."""
    marked = with_note(record)
    return record if marked is record else replace(marked, note=record.note)


def unmarked(record: Record) -> Iterator[str]:
    """What such a format loses: "author (et al.)"."""
    return (f"{variable} (et al.)" for variable in _listed(record))


def _listed(record: Record) -> list[str]:
    """The name variables whose list is not complete."""
    return [
        v for v, value in variables(record).items() if v != "keyword" and isinstance(value, tuple) and has_others(value)
    ]
