"""Processor: a document's items, its citations and its bibliography, in a style.

Source: CSL 1.0.2 specification; what a document does to cites is that of citeproc-js, which Zotero uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ponarscite.csl.cites import Cited, render_cluster, render_entry
from ponarscite.csl.disambiguate import Disambiguation
from ponarscite.csl.engine import Engine
from ponarscite.csl.formatted import Entry, Formatted
from ponarscite.csl.item import Item
from ponarscite.csl.positions import Positions
from ponarscite.csl.scope import Cite
from ponarscite.csl.sorting import Sorter
from ponarscite.csl.style import Style
from ponarscite.errors import RenderError


class Processor:
    """Cites items in a style.

    Args:
        style: a `Style`.
        items: CSL-JSON items: what may be cited. Ids compare as strings.
        locale: an xml:lang code; None for the style's own.
    """

    def __init__(self, style: Style, items: Iterable[Mapping[str, Any]], locale: str | None = None) -> None:
        self._engine = Engine(style, locale or "")
        self._items = {item.id: item for item in map(Item, items)}
        self._clusters: list[tuple[Cite, ...]] = []
        self._last: tuple[list[str], Disambiguation] | None = None

    def cite(self, items: Sequence[Mapping[str, Any]], note: int = 0) -> Formatted:
        self._clusters.append(tuple(self._cite(item, note) for item in items))
        return self.citations()[-1]

    def preview(self, items: Sequence[Mapping[str, Any]], note: int = 0) -> Formatted:
        return render_cluster(self._engine, [self._cited(self._cite(item, note)) for item in items])

    def citations(self) -> list[Formatted]:
        positions = Positions()
        return [
            render_cluster(self._engine, [self._cited(cite) for cite in positions.place(cluster)])
            for cluster in self._clusters
        ]

    def bibliography(self) -> list[Entry]:
        area = self._engine.bibliography
        if area is None:
            return []
        ids = list(dict.fromkeys(cite.id for cluster in self._clusters for cite in cluster)) or list(self._items)
        sorter = Sorter(self._engine, area)
        if sorter.keys:
            numbers = {id: n for n, id in enumerate(ids, 1)}
            ids.sort(key=lambda id: sorter.key(self._items[id], Cite(), numbers[id]))
        return [Entry(id, render_entry(self._engine, Cited(self._items[id], Cite(id), self._known().detail(id), n))) for n, id in enumerate(ids, 1)]

    def _cite(self, cite: Mapping[str, Any], note: int) -> Cite:
        id = str(cite.get("id", ""))
        if id not in self._items:
            raise RenderError(f"no item has the id {id!r}")
        return Cite(id, str(cite.get("locator") or ""), str(cite.get("label") or "page"), str(cite.get("prefix") or ""), str(cite.get("suffix") or ""), note=note, position=cite.get("position") or 0, near_note=bool(cite.get("near-note")))

    def _cited(self, cite: Cite) -> Cited:
        known = self._known()
        return Cited(self._items[cite.id], cite, known.detail(cite.id), self._numbers[cite.id])

    def _registered(self) -> list[str]:
        return list(dict.fromkeys(cite.id for cluster in self._clusters for cite in cluster)) or list(self._items)

    def _known(self) -> Disambiguation:
        ids = self._registered()
        if self._last is not None and self._last[0] == ids:
            return self._last[1]
        self._numbers = {id: n for n, id in enumerate(self._items, 1)}
        numbers = {id: n for n, id in enumerate(ids, 1)}
        if self._engine.bibliography:
            sorter = Sorter(self._engine, self._engine.bibliography)
            if sorter.keys:
                ordered = sorted(ids, key=lambda id: sorter.key(self._items[id], Cite(), numbers[id]))
                numbers = {id: n for n, id in enumerate(ordered, 1)}
        known = Disambiguation(self._engine, numbers.__getitem__)
        for id in ids:
            known.add(self._items[id])
        self._last = (ids, known)
        return known
