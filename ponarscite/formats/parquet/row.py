"""A record -> a row of the table: Python values by the names of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from ponarscite.interchange.parquet import claims_text
from ponarscite.reconcile.given import GIVEN, claims_of
from ponarscite.record.claim import DOCUMENT, Claim, Conflict, Rank
from ponarscite.record.date import Date
from ponarscite.record.item import DATES, NAME_PARTS, NAMES, TEXT, variables
from ponarscite.record.name import Name
from ponarscite.record.record import Record

_PRECISION = ("words", "year", "month", "day")
"""Number of the parts of a date -> its precision."""

_SINGLE = {variable: attribute for variable, attribute in TEXT.items() if variable != "DOI" and variable != "URL"}
_OWN_COLUMNS = frozenset((*TEXT, "author", "issued", "accessed", "keyword"))


def row_of(record: Record) -> dict[str, Any]:
    """The row of a record. What is unknown is None."""
    claims = record.claims or claims_of(record, Rank.OWN, GIVEN)
    documents = list(_documents(claims))
    known = variables(record)
    row = {attribute: getattr(record, attribute) or None for attribute in _SINGLE.values()}
    row |= {
        "key": record.id,
        "role": record.role,
        "identity": _identity(record),
        "type": record.type,
        "series": record.identity.value[0] if record.identity.kind == "number" else None,
        "author": [_name(name) for name in record.author],
        "contributor": [{"variable": v} | _name(name) for v, value in _names(known) for name in value],
        "issued": _date(record.issued),
        "accessed": _date(record.accessed),
        "url": record.url or None,
        "doi": record.doi or None,
        "keyword": list(record.keyword),
        "other": list(_other(known)),
        "notes": list(record.notes),
        "affiliation": [{"name": one.name, "text": one.text} for one in record.affiliations],
        "pdf_name": record.pdf_name or None,
        "pdf_url": record.pdf_url or None,
        "doubts": list(record.doubts),
        "conflict": [_conflict(one) for one in record.conflicts],
        "source_file": documents[0]["file"] or documents[0]["name"] if documents else None,
        "source_offset": documents[0]["offset"] if documents else None,
        "document": documents,
        "claims": None,
    }
    row = {name: _readable(value) for name, value in row.items()}
    return row | {"claims": claims_text(claim for claim in claims if claim.variable != DOCUMENT)}


def _readable(value: Any) -> Any:
    """The value with its texts free of lone surrogates, which UTF-8 does not have."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_readable(one) for one in value]
    if isinstance(value, dict):
        return {name: _readable(one) for name, one in value.items()}
    return value


def _identity(record: Record) -> dict[str, Any]:
    one = record.identity
    return {"kind": one.kind, "value": list(one.value), "reason": one.reason or None}


def _name(name: Name) -> dict[str, Any]:
    return {attribute: getattr(name, attribute) or None for attribute in NAME_PARTS.values()}


def _names(known: dict[str, Any]) -> Iterator[tuple[str, tuple[Name, ...]]]:
    return ((variable, value) for variable, value in known.items() if variable in NAMES and variable != "author")


def _other(known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for variable, value in known.items():
        if variable in _OWN_COLUMNS or variable in NAMES:
            continue
        yield {"variable": variable, "text": _text(value) if variable in DATES else value}


def _text(value: Date) -> str:
    return value.edtf or str(value)


def _date(value: Date) -> dict[str, Any] | None:
    if not value:
        return None
    is_doubted = value.circa or value.uncertain or value.literal
    is_day = value.end is None and len(value.parts) == 3 and not is_doubted and value.parts[0] > 0
    return {
        "precision": "range" if value.end is not None else "season" if value.season else _PRECISION[len(value.parts)],
        "text": _text(value),
        "date": date(*value.parts) if is_day else None,
        "literal": value.literal or None,
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {"variable": one.variable, "kept": one.kept.text, "lost": one.lost.text}


def _documents(claims: tuple[Claim, ...]) -> Iterator[dict[str, Any]]:
    """The documents of the claims, each once, in order; those that describe the work themselves come first."""
    found: dict[str, dict[str, Any]] = {}
    for claim in sorted(claims, key=lambda claim: claim.about.role != "subject"):
        name = claim.about.document
        one = found.setdefault(name, {"name": name, "hash": None, "accessed": None, "file": None, "offset": None})
        if claim.variable == DOCUMENT:
            one |= json.loads(claim.text)
    yield from found.values()
