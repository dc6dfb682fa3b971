"""Processor: a document's items, its citations and its bibliography, in a style.

Source: CSL 1.0.2 specification; what a document does to cites is that of citeproc-js, which Zotero uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, Literal, TypeAlias

from ponarscite.csl.cited import Cited
from ponarscite.csl.cites import render_cluster
from ponarscite.csl.document import Cluster, Document
from ponarscite.csl.engine import Engine
from ponarscite.csl.entries import Entries
from ponarscite.csl.formatted import Entry, Formatted
from ponarscite.csl.item import Item
from ponarscite.csl.positions import NEAR
from ponarscite.csl.registry import Registry
from ponarscite.csl.request import read_cites, read_id, read_items
from ponarscite.csl.scope import Cite
from ponarscite.csl.sorting import Sorter, Subject
from ponarscite.csl.style import Style
from ponarscite.errors import RenderError

Mode: TypeAlias = Literal["composite", "author-only", "suppress-author"]
MODES = (None, "composite", "author-only", "suppress-author")


class Processor:
    """Cites items in a style.

    Until something is cited all items count as registered, in the order given; from then on those that are cited, in
    the order of their first citation, and those of *uncited* behind them.

    Args:
        style: a `Style`.
        items: CSL-JSON items: what may be cited. Ids compare as strings.
        locale: an xml:lang code; None for the style's own.
        uncited: ids of items that stand in the bibliography whether cited or not.

    Raises:
        RenderError: an item is not a mapping, its id is neither text nor number, or *uncited* names one that is
            not there.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        locale: str | None = None,
        *,
        uncited: Iterable[str] = (),
    ) -> None:
        self._engine = Engine(style, locale or "")
        self._items: dict[str, Item] = read_items(items)
        self._uncited = self._named(uncited)
        self._sorter = Sorter(self._engine, self._engine.citation)
        self._document = Document(_near(style), self._in_order)
        self._registry: Registry | None = None
        self._begun = False  # whether anything was cited yet
        self._moved = False  # whether the registry is to be ordered anew
        self._entries = Entries(self._engine)
        self._ids = count(1)

    def cite(
        self,
        items: Sequence[Mapping[str, Any]],
        note: int = 0,
        *,
        mode: Mode | None = None,
        id: str | None = None,
        before: str | None = None,
    ) -> Formatted:
        """Add a citation to the document, and say how it reads as things stand.

        Args:
            items: its cites: mappings with an ``id`` and perhaps ``locator``, ``label``, ``prefix``, ``suffix``,
                ``suppress-author``, ``author-only``.
            note: the number of its note, 0 in the text.
            mode: "composite" names the author in the text and cites the rest; "author-only" and "suppress-author"
                give one half of that.
            id: by which it is replaced or removed.
            before: the id of the citation before which it stands; None for the last of its note.

        Raises:
            RenderError: an id that is unknown, or taken; a cite that is none.
        """
        cluster = Cluster(self._new_id(id), read_cites(items, note, self._items), note, _mode(mode))
        last = self._document.add(cluster, None if before is None else str(before))
        self._moved = self._moved or not last or not self._begun
        self._begun = True
        if not self._moved:
            self._register().cite(cite.id for cite in cluster.cites)
        return self._text(cluster)

    def replace(self, id: str, items: Sequence[Mapping[str, Any]]) -> Formatted:
        """Give a citation other cites. Raises RenderError as `cite` does."""
        cluster = self._document[str(id)]
        self._document.change(cluster, read_cites(items, cluster.note, self._items))
        self._moved = True
        return self._text(cluster)

    def remove(self, id: str) -> None:
        """Take a citation out of the document. Raises RenderError for an unknown id."""
        self._document.remove(str(id))
        self._moved = True

    def arrange(self, order: Iterable[tuple[str, int]]) -> None:
        """Put the citations in another order: ids with note numbers; those that are not named go.

        Raises:
            RenderError: an unknown id.
        """
        self._document.arrange((str(name), note) for name, note in order)
        self._moved = True

    def preview(self, items: Sequence[Mapping[str, Any]], note: int = 0, *, mode: Mode | None = None) -> Formatted:
        """How a citation would read, without adding it; its cites say themselves what they follow.

        Args:
            items: as in `cite`, also with ``position`` (0 first, 1 subsequent, 2 ibid, 3 ibid with locator) and
                ``near-note``.
            note, mode: as in `cite`.
        """
        cites = self._in_order(read_cites(items, note, self._items))
        return render_cluster(self._engine, [self._cited(cite) for cite in cites], _mode(mode))

    def citations(self) -> list[Formatted]:
        """Every citation in order, as it reads now; only those that changed are rendered again."""
        return [self._text(cluster) for cluster in self._document.clusters]

    def bibliography(self, uncited: Iterable[str] | None = None) -> list[Entry]:
        """The entries in order; [] when the style has no bibliography.

        Args:
            uncited: ids of items to add from now on, in place of those named before.
        """
        if uncited is not None:
            self._uncited = self._named(uncited)
            self._moved = True
        if self._engine.bibliography is None:
            return []
        return self._entries.render([self._cited(Cite(key)) for key in self._register().order()])

    def _register(self) -> Registry:
        """The registered items, brought up to date."""
        if self._registry is None:
            self._registry = Registry(self._engine, self._items)
            self._moved = True
        if self._moved:
            self._moved = False
            cited = list(self._document.ids()) if self._begun else list(self._items)
            self._registry.arrange(cited, self._uncited)
        return self._registry

    def _text(self, cluster: Cluster) -> Formatted:
        self._register()
        self._document.settle()
        cited = tuple(map(self._cited, cluster.placed))
        if cited != cluster.cited:
            cluster.text = render_cluster(self._engine, cited, cluster.mode)
            cluster.cited = cited
        return cluster.text

    def _cited(self, cite: Cite) -> Cited:
        registry = self._register()
        return Cited(self._items[cite.id], cite, registry.detail(cite.id), registry.number(cite.id))

    def _in_order(self, cites: Sequence[Cite]) -> Sequence[Cite]:
        """The cites of a cluster by the cs:sort of the citation."""
        if not self._sorter.keys or len(cites) < 2:
            return cites
        number = self._register().number
        subjects = (Subject(self._items[cite.id], cite, number(cite.id)) for cite in cites)
        keys = sorted(self._sorter.key(subject, rank) for rank, subject in enumerate(subjects))
        return [cites[key.rank] for key in keys]

    def _named(self, ids: Iterable[str]) -> list[str]:
        named = list(dict.fromkeys(map(read_id, ids)))
        for key in named:
            if key not in self._items:
                raise RenderError(f"no item has the id {key!r}")
        return named

    def _new_id(self, id: str | None) -> str:
        if id is None:
            return next(new for new in (f"citation-{n}" for n in self._ids) if new not in self._document)
        if str(id) in self._document:
            raise RenderError(f"there is a citation {str(id)!r} already", hint="replace() changes it")
        return str(id)


def _near(style: Style) -> int:
    distance = style.citation.get("near-note-distance")
    return int(distance) if distance.isascii() and distance.isdigit() and len(distance) < 7 else NEAR


def _mode(mode: str | None) -> str:
    if mode not in MODES:
        raise RenderError(f"{mode!r} is no mode of a citation", hint=f"modes are {', '.join(filter(None, MODES))}")
    return mode or ""
