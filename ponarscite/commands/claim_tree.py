"""A record with the claims behind it, as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def claim_lines(record: Record, tree: dict[str, Any] | None = None) -> Iterator[str]:
    """A record with its claims as lines for a terminal. "!" marks a claim that lost a conflict.

    Args:
        tree: from `as_tree`, or a part of it; None for the whole.
    """
    from ponarscite.reconcile.tree import as_tree, in_words
    from ponarscite.record.text import inert

    tree = tree or as_tree(record)
    reason = f" -- {record.identity.reason}" if record.identity.reason else ""
    yield click.style(f"{record.id}", bold=True) + f" ({record.role})"
    yield inert(f"  identity: {record.identity.kind} {' '.join(record.identity.value)}{reason}")
    for doubt in record.doubts:
        yield inert(f"  doubt: {doubt}")
    for remark in tree["remarks"]:
        yield inert(f"  remark: {remark}")
    if tree["unread"]:
        yield inert(f"  not read: {', '.join(tree['unread'])}")
    for variable, entry in tree["variables"].items():
        yield inert(f"  {variable}: {_short(in_words(entry['value']))}")
        for claim in entry["claims"]:
            mark = "!" if claim["conflict"] else " "
            where = ", ".join(filter(None, (claim["origin"], claim["where"], claim["document"])))
            yield inert(f"    {mark} {_short(claim['text'])}  [{claim['rank']}: {where}]")


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:157]}..."
