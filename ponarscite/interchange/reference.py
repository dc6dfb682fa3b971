"""References of a file that another tool wrote -> claims; each reference is a subject of its own.

Source: CSL-JSON schema 1.0.2 (csl-data.json), whose items every format is read as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ponarscite.record.claim import FAULT, About, Claim, Rank
from ponarscite.record.item import DATES, NAMES, STRINGS, TEXT, keywords_of, text_of, to_json_text
from ponarscite.record.key import is_key

_TEXTS = STRINGS.union(TEXT)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One reference, or a place in the file that could not be read as one.

    Args:
        place: what tells it from the others: "item 3".
        item: as CSL-JSON; empty where nothing could be read.
        where: for people: "line 120".
        faults: what could not be read, in words.
    """

    place: str
    item: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    faults: tuple[str, ...] = ()


def reference_claims(references: Iterable[Reference], origin: str, document: str) -> Iterator[Claim]:
    """The claims of each reference, one reference after the other, with what could not be read of it.

    Args:
        origin: who says so: "CSL-JSON".
        document: the name of the file.
    """
    for one in references:
        about, where = About("subject", one.place, document), one.where or one.place
        for variable, text in statements(one.item):
            yield Claim(variable, text, Rank.OWN, origin, about, where)
        for fault in one.faults:
            yield Claim(FAULT, fault, Rank.OWN, origin, about, where)


def statements(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(variable, text) of all that a record can carry of an item; names and dates as JSON of their own."""
    if key := _key(item):
        yield "id", key
    for variable, value in item.items():
        for text in _texts(variable, value):
            if text := text if text.isascii() else _SURROGATE.sub("", text):
                yield variable, text


def _key(item: Mapping[str, Any]) -> str:
    """The citation key, or the id; "" for one that keys may not look like."""
    return next((key for key in map(text_of, (item.get("citation-key"), item.get("id"))) if is_key(key)), "")


def _texts(variable: str, value: object) -> Iterable[str]:
    if variable in NAMES:
        return map(_compact, value if isinstance(value, list) else [value] if value else ())
    if variable in DATES:
        return (_compact(value),)
    if variable == "keyword":
        return keywords_of(value)
    return (_plain(value),) if variable in _TEXTS or variable == "type" else ()


def _compact(value: object) -> str:
    """An object as JSON on one line, a text as found; "" for anything else."""
    if not isinstance(value, dict):
        return _plain(value)
    try:
        return to_json_text(value) if value else ""
    except (ValueError, RecursionError):
        return ""


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
