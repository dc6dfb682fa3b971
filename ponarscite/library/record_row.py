"""A record as rows of the tables `record` and `search` (pure)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ponarscite.library.checksum import checksum_of, verify
from ponarscite.library.decoding import decoding
from ponarscite.library.description import pdf_key, texts_of
from ponarscite.library.schema import MOST_DIGITS
from ponarscite.library.spelling import searched
from ponarscite.reconcile.evidence import doi_name
from ponarscite.record.claim import Conflict, Rank
from ponarscite.record.date import Date
from ponarscite.record.item import from_item, stored_date, to_item, to_json_text, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Affiliation, Identity, Record
from ponarscite.record.script import is_east_asian
from ponarscite.record.text import letters
from ponarscite.series.url import canonical

MOST_SEARCHED = 20_000
"""Characters of one column that are indexed; what follows is not found by a search."""


def record_row(record: Record, shape: int | None) -> tuple[Any, ...]:
    """The columns of `record` after id and key, in the order of schema.ROWS.

    Args:
        shape: the shape that all descriptions of the record share, None when they differ.
    """
    identity = record.identity
    numbered = identity.kind == "number"
    number = record.number
    item = to_json_text(stored_item(record))
    identity_text = json.dumps([identity.kind, identity.value, identity.reason])
    return (
        item,
        identity_text,
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
        checksum_of(item, identity_text),
        doi_name(record.doi) if record.doi else "",
    )


def serial_of(number: str) -> int | None:
    """A number as an integer, so that 9 sorts before 10; None for more than MOST_DIGITS digits and for other texts."""
    return int(number) if number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS else None


def stored_item(record: Record) -> dict[str, Any]:
    """The record as a CSL-JSON item without id. Values that CSL has no variable for are in `custom` (schema 1.0.2).

    A date of which a CSL date says less is a text in EDTF or in words, which the schema allows.
    """
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
    item |= {name: stored_date(value) for name, value in variables(record).items() if isinstance(value, Date)}
    return item | ({"custom": custom} if custom else {})


def stored_record(key: str, item: str, identity: str, checksum: int | None = None) -> Record:
    """The record of a row of `record`, without its claims.

    Args:
        key, item, identity, checksum: the columns of that name.
    Raises:
        sqlite3.DatabaseError: item or identity is damaged.
    """
    with decoding():
        verify(item, identity, checksum)
        value = json.loads(item)
        own = value.get("custom", {})
        kind, parts, reason = json.loads(identity)
        return replace(
            from_item(value),
            id=key,
            notes=texts_of(own.get("notes", ())),
            affiliations=tuple(Affiliation(*texts_of(pair)) for pair in own.get("affiliation", ())),
            pdf_name=str(own.get("pdf-name", "")),
            pdf_url=str(own.get("pdf-url", "")),
            doubts=texts_of(own.get("doubts", ())),
            identity=Identity(kind, texts_of(parts), str(reason)),
        )


def open_conflicts(record: Record) -> list[Conflict]:
    """The conflicts that the user has not decided."""
    return [conflict for conflict in record.conflicts if conflict.kept.rank != Rank.USER]


def search_row(record: Record) -> tuple[str, ...]:
    """The columns of `search` after id: the texts in which the fields of a query are searched."""
    people = [*record.author, *(name for _, value in record.extra if isinstance(value, tuple) for name in value)]
    columns = (
        record.title,
        "; ".join(form for name in people for form in _forms(name)),
        record.abstract,
        "; ".join(record.keyword),
        " ".join((record.note, *record.notes, *(one.text for one in record.affiliations))),
        " ".join((record.genre, record.number, record.container_title, record.collection_title, record.publisher)),
    )
    return tuple(searched(text[:MOST_SEARCHED]) for text in columns)


def _forms(name: Name) -> Iterable[str]:
    """The name in reading order and inverted; of one in Chinese, Japanese or Korean characters also without a space."""
    forms = (str(name), name.inverted)
    joined = f"{name.family}{name.given}"
    return dict.fromkeys((*forms, joined) if is_east_asian(joined) and "," not in joined else forms)
