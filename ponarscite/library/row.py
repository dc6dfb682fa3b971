"""A record as the rows of the tables that are worked out from it (pure)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from ponarscite.library.database import readable
from ponarscite.library.description import pdf_key
from ponarscite.library.spelling import searched
from ponarscite.record.claim import Conflict, Rank
from ponarscite.record.item import from_item, to_item, to_json_text
from ponarscite.record.record import Affiliation, Identity, Record
from ponarscite.record.text import letters
from ponarscite.series.url import canonical

MOST_SEARCHED = 20_000
"""Characters of one column that are searched."""


def record_row(record: Record, shape: int | None) -> tuple[Any, ...]:
    """The columns of `record` after its id and key, as schema.ROWS lists them."""
    identity = record.identity
    numbered = identity.kind == "number"
    number = record.number
    return (
        to_json_text(stored_item(record)),
        json.dumps([identity.kind, identity.value, identity.reason]),
        record.role,
        record.type,
        identity.value[0] if numbered else "",
        number,
        serial_of(number),
        record.issued.iso or str(record.issued.year_named or ""),
        record.language,
        canonical(record.url),
        pdf_key(record),
        letters(record.title),
        len(open_conflicts(record)),
        int(record.is_partial),
        shape,
    )


def serial_of(number: str) -> int | None:
    """A number as SQLite's integers have it; None for what is none."""
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else None


def stored_item(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item; what CSL has no variable for stands in `custom`, as its schema foresees."""
    own: dict[str, Any] = {
        "notes": record.notes,
        "affiliation": [[one.name, one.text] for one in record.affiliations],
        "pdf-name": record.pdf_name,
        "pdf-url": record.pdf_url,
        "doubts": record.doubts,
    }
    custom = {name: value for name, value in own.items() if value}
    item = to_item(record)
    item.pop("id")
    return item | ({"custom": custom} if custom else {})


def stored_record(key: str, item: str, identity: str) -> Record:
    """The record of a row, without its claims; of `record`: key, item and identity.

    Raises sqlite3.DatabaseError when they are damaged.
    """
    with readable():
        value = json.loads(item)
        own = value.get("custom", {})
        kind, parts, reason = json.loads(identity)
    return replace(
        from_item(value),
        id=key,
        notes=tuple(own.get("notes", ())),
        affiliations=tuple(Affiliation(*pair) for pair in own.get("affiliation", ())),
        pdf_name=own.get("pdf-name", ""),
        pdf_url=own.get("pdf-url", ""),
        doubts=tuple(own.get("doubts", ())),
        identity=Identity(kind, tuple(parts), reason),
    )


def open_conflicts(record: Record) -> list[Conflict]:
    """The conflicts that no user has decided."""
    return [conflict for conflict in record.conflicts if conflict.kept.rank != Rank.USER]


def search_row(record: Record) -> tuple[str, ...]:
    """The columns of `search` after its id: what each field of a query looks into."""
    people = [str(name) for name in record.author]
    people += [str(name) for _, value in record.extra if isinstance(value, tuple) for name in value]
    columns = (
        record.title,
        "; ".join(people),
        record.abstract,
        "; ".join(record.keyword),
        " ".join((record.note, *record.notes, *(one.text for one in record.affiliations))),
        " ".join((record.genre, record.number, record.container_title, record.collection_title, record.publisher)),
    )
    return tuple(searched(text[:MOST_SEARCHED]) for text in columns)
