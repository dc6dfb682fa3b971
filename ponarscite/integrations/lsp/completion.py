"""Completion: the records that are meant where a key is being typed; the document's own come first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from ponarscite import to_item
from ponarscite.integrations.lsp import card
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, Document
from ponarscite.integrations.lsp.trigger import Typed, spelt, typed_at

MOST: Final = 50
"""Records that are proposed; more typing narrows them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that may be meant.

    Args:
        key: of the record.
        text: the key as it is written there.
        label, detail: for a list.
        path: of the own bibliography that has it, "" for the library.
    """

    key: str
    text: str
    label: str
    detail: str
    path: str = ""


def proposals(
    desk: Desk, document: Document, analysis: Analysis | None, offset: int
) -> tuple[Typed, list[Proposal]] | None:
    """The word before the cursor, and the records that may be meant; None where no key is being typed."""
    typed = typed_at(document.text, offset, document.language)
    if typed is None:
        return None
    found = islice(_each_once(_all(desk, analysis, typed)), MOST)
    return typed, list(found)


def _all(desk: Desk, analysis: Analysis | None, typed: Typed) -> Iterator[Proposal]:
    for one in analysis.own if analysis else ():
        for record in one.matching(typed.words):
            item = to_item(record)
            yield Proposal(record.id, spelt(record.id, typed.place), card.label(item), card.detail(item), str(one.path))
    for key in sorted(analysis.manuscript.defined) if analysis else ():
        if key.casefold().startswith(typed.words.casefold()):
            yield Proposal(key, spelt(key, typed.place), key, "defined in this document")
    for item in desk.library.suggest(typed.words, MOST):
        key = str(item["id"])
        yield Proposal(key, spelt(key, typed.place), card.label(item), card.detail(item))


def _each_once(found: Iterator[Proposal]) -> Iterator[Proposal]:
    """The first proposal of each key that can be written at the place."""
    seen: set[str] = set()
    for one in found:
        if one.text and one.key not in seen:
            seen.add(one.key)
            yield one


def documentation(desk: Desk, key: str, path: str, markup: card.Markup) -> str:
    """The card of a proposed record, "" if it is gone."""
    own = desk.bibliographies.read(Path(path)) if path else None
    record = own.by_key.get(key) if own else desk.library_record(f"key:{key}")
    return desk.cards.hover(record, markup) if record else ""
