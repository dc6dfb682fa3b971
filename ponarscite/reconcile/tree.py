"""A record with the claims behind it as values for JSON (pure)."""

from __future__ import annotations

from typing import Any

from ponarscite.reconcile.choice import MANY, interpret
from ponarscite.record.claim import REMARK, UNREAD, Claim
from ponarscite.record.item import names_of, to_item
from ponarscite.record.record import Record
from ponarscite.record.text import date_text


def as_tree(record: Record) -> dict[str, Any]:
    """A record with its claims as values for JSON.

    They are key, role, identity, variables, conflicts, doubts, and `unread` and `remarks`: the names of the fields that
    the record does not hold, and what was read in another way than it is written.
    """
    values = _values(record)
    told = {name: _texts(record, name) for name in (UNREAD, REMARK)}
    tree: dict[str, Any] = {}
    for variable in dict.fromkeys((*values, *(claim.variable for claim in record.claims))):
        if variable in told:
            continue
        claims = [claim for claim in record.claims if claim.variable == variable]
        tree[variable] = {
            "value": values.get(variable),
            "claims": [_claim(claim) | {"conflict": _is_lost(claim, record)} for claim in claims],
        }
    identity = record.identity
    return {
        "key": record.id,
        "role": record.role,
        "identity": {"kind": identity.kind, "value": list(identity.value), "reason": identity.reason},
        "variables": tree,
        "conflicts": [
            {"variable": c.variable, "kept": _claim(c.kept), "lost": _claim(c.lost)} for c in record.conflicts
        ],
        "doubts": list(record.doubts),
        "unread": told[UNREAD],
        "remarks": told[REMARK],
    }


def _texts(record: Record, variable: str) -> list[str]:
    """The texts of the claims about a variable, each once."""
    return list(dict.fromkeys(claim.text for claim in record.claims if claim.variable == variable))


def _is_lost(claim: Claim, record: Record) -> bool:
    """Whether a claim has a value that lost a conflict. A list of names is lost as a whole."""
    for lost in (conflict.lost for conflict in record.conflicts if conflict.variable == claim.variable):
        if claim.variable in MANY and (claim.about, claim.origin) == (lost.about, lost.origin):
            return True
        if interpret(claim.variable, claim.text) == interpret(lost.variable, lost.text):
            return True
    return False


def _values(record: Record) -> dict[str, Any]:
    """Variable -> value in CSL-JSON. Notes, affiliations and PDF have names of our own, since CSL has none for them."""
    values: dict[str, Any] = {k: v for k, v in to_item(record).items() if k != "id"}
    own = {
        "notes": list(record.notes),
        "affiliation": [f"{one.name}: {one.text}" for one in record.affiliations],
        "pdf-name": record.pdf_name,
        "pdf-url": record.pdf_url,
    }
    return values | {variable: value for variable, value in own.items() if value}


def _claim(claim: Claim) -> dict[str, str]:
    return {
        "text": claim.text,
        "rank": claim.rank.name.lower(),
        "origin": claim.origin,
        "role": claim.about.role,
        "place": claim.about.place,
        "document": claim.about.document,
        "where": claim.where,
    }


def in_words(value: Any) -> str:
    """A CSL-JSON value for people."""
    if isinstance(value, list):
        return "; ".join(map(in_words, value))
    if isinstance(value, dict) and "date-parts" in value:
        return date_text(value)
    if isinstance(value, dict) and (names := names_of([value])):
        return str(names[0])
    return "(evidence only)" if value is None else str(value)
