"""A record of the library with its keys, tags, documents, and the works that it cites or that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ponarscite.library.library import Library
    from ponarscite.record.record import Record

_ABOUT = ("keys", "tags", "cites", "cited-by", "documents", "conflicts", "doubts")
MOST_SHOWN = 12
"""Documents that are listed for people: an episode may be mentioned on every page of a site."""


def as_page(library: Library, record: Record) -> dict[str, Any]:
    """A record as values for JSON: its CSL-JSON item, and under "library" its keys, tags, documents and the like."""
    from ponarscite.reconcile.tree import as_tree
    from ponarscite.record.item import to_item

    key = record.id
    own = {
        "role": record.role,
        "identity": as_tree(record)["identity"],
        "keys": list(library.all_keys(key)),
        "tags": list(library.tag(key)),
        "cites": [one.id for one in library.cites(key)],
        "cited-by": [one.id for one in library.cited_by(key)],
        "documents": [asdict(one) for one in library.documents(key)],
        "conflicts": sorted({conflict.variable for conflict in record.conflicts}),
        "doubts": list(record.doubts),
        "notes": list(record.notes),
    }
    return to_item(record) | {"library": own}


def page_lines(page: dict[str, Any]) -> Iterator[str]:
    """The page as lines for a terminal, without empty values."""
    from ponarscite.commands.record_lines import unmarked
    from ponarscite.reconcile.tree import in_words
    from ponarscite.record.text import inert

    own = page["library"]
    yield click.style(page["id"], bold=True) + f" ({own['role']})"
    for variable, value in page.items():
        if variable not in ("id", "library"):
            yield inert(f"  {variable}: {unmarked(in_words(value))}")
    for name in _ABOUT:
        values = [one["address"] if isinstance(one, dict) else one for one in own[name]]
        if values and not (name == "keys" and len(values) == 1):
            more = f" and {len(values) - MOST_SHOWN} more" if len(values) > MOST_SHOWN else ""
            yield inert(f"  {name}: {', '.join(values[:MOST_SHOWN])}{more}")
