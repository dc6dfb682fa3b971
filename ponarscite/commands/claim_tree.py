"""A record with every claim behind it, as JSON and as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ponarscite.record.claim import Claim
    from ponarscite.record.record import Record


def as_tree(record: Record) -> dict[str, Any]:
    """A record with its claims, as JSON-able values: key, role, identity, variables, conflicts, doubts."""
    values = _values(record)
    tree: dict[str, Any] = {}
    for variable in dict.fromkeys((*values, *(claim.variable for claim in record.claims))):
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
    }


def _is_lost(claim: Claim, record: Record) -> bool:
    """Whether a claim says what lost a conflict; of a list of names, all of it lost."""
    from ponarscite.reconciliation.choice import MANY, interpret

    for lost in (conflict.lost for conflict in record.conflicts if conflict.variable == claim.variable):
        if claim.variable in MANY and (claim.about, claim.origin) == (lost.about, lost.origin):
            return True
        if interpret(claim.variable, claim.text) == interpret(lost.variable, lost.text):
            return True
    return False


def _values(record: Record) -> dict[str, Any]:
    """Variable -> its value as CSL-JSON has it, and the variables that only we have."""
    from ponarscite.record.item import to_item

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


def claim_lines(record: Record, tree: dict[str, Any] | None = None) -> Iterator[str]:
    """A record with its claims, as lines for a terminal; what lost a conflict is marked with "!".

    Args:
        tree: of the record, or a part of it.
    """
    from ponarscite.record.text import inert

    tree = tree or as_tree(record)
    reason = f" -- {record.identity.reason}" if record.identity.reason else ""
    yield click.style(f"{record.id}", bold=True) + f" ({record.role})"
    yield inert(f"  identity: {record.identity.kind} {' '.join(record.identity.value)}{reason}")
    for doubt in record.doubts:
        yield inert(f"  doubt: {doubt}")
    for variable, entry in tree["variables"].items():
        yield inert(f"  {variable}: {_short(in_words(entry['value']))}")
        for claim in entry["claims"]:
            mark = "!" if claim["conflict"] else " "
            where = ", ".join(filter(None, (claim["origin"], claim["where"], claim["document"])))
            yield inert(f"    {mark} {_short(claim['text'])}  [{claim['rank']}: {where}]")


def in_words(value: Any) -> str:
    """A CSL-JSON value for people."""
    from ponarscite.record.item import names_of
    from ponarscite.record.text import date_text

    if isinstance(value, list):
        return "; ".join(map(in_words, value))
    if isinstance(value, dict) and "date-parts" in value:
        return date_text(value)
    if isinstance(value, dict) and (names := names_of([value])):
        return str(names[0])
    return "(evidence only)" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."
