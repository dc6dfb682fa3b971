"""Hovering: the card of the record under the cursor, of keyed and of typed citations."""

from __future__ import annotations

from dataclasses import dataclass

from ponarscite.integrations.lsp.card import Markup, escaped
from ponarscite.integrations.lsp.desk import Desk
from ponarscite.integrations.lsp.document import Analysis, name_at, typed_at
from ponarscite.library.names import Ambiguous


@dataclass(frozen=True, slots=True)
class Hovered:
    """A card and the span that it is about."""

    text: str
    start: int
    end: int


def hovered(desk: Desk, analysis: Analysis, offset: int, markup: Markup) -> Hovered | None:
    """The card at an index; None where nothing is cited, or nothing known."""
    sites = analysis.manuscript.sites
    if named := name_at(sites, offset):
        if record := desk.record(analysis, named.name):
            return Hovered(desk.cards.hover(record, markup), named.start, named.end)
        found = desk.library.lookup([named.name])[named.name]
        if isinstance(found, Ambiguous):
            words = f"{named.name}: {found}"
            return Hovered(escaped(words) if markup == "markdown" else words, named.start, named.end)
        return None
    site = typed_at(sites, offset)
    keys = dict.fromkeys(fault.key for fault in analysis.faults if fault.site == site and fault.key) if site else ()
    records = [record for key in keys if (record := desk.record(analysis, key))]
    if site is None or not records:
        return None
    remarks = " ".join(fault.message for fault in analysis.faults if fault.site == site and fault.code != "M013")
    cards = [desk.cards.hover(record, markup, remarks) for record in records]
    return Hovered("\n\n".join(cards), site.start, site.end)
