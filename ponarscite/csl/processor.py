"""The processor: cites the items of a document in a style, and makes its bibliography.

Source: CSL 1.0.2 specification; how a document affects its cites follows citeproc-js, which Zotero uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, Literal, TypeAlias

from ponarscite.csl.citations import render_citation
from ponarscite.csl.cite_order import CiteOrder
from ponarscite.csl.document import Citation, Document
from ponarscite.csl.engine import load_engine
from ponarscite.csl.entries import Entries
from ponarscite.csl.formatted import Entry, Formatted
from ponarscite.csl.habits import Abbreviate, Habits, without_paged_urls
from ponarscite.csl.item import Item
from ponarscite.csl.positions import NEAR
from ponarscite.csl.registry import Registry
from ponarscite.csl.request import read_cites, read_id, read_items, read_note
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.scope import Cite
from ponarscite.csl.style import Style
from ponarscite.errors import RenderError

Mode: TypeAlias = Literal["", "composite", "author-only", "suppress-author"]
MODES = (None, "", "composite", "author-only", "suppress-author")
"""Values of the argument `mode`."""


class Processor:
    """Cites items in a style.

    Until the first citation, all items are registered in the order given. After it, the registered items are those
    cited, in the order of their first citation, then those of *uncited*.

    Args:
        style: a `Style`.
        items: CSL-JSON items that may be cited. Ids are compared as strings.
        locale: an xml:lang code; None for the default locale of the style.
        uncited: ids of items that are in the bibliography even if they are not cited.
        traced: whether the results know which variable each text comes from, see `Formatted.pieces`.
        links: whether DOI, URL, PMID and PMCID become links in markups that have them.
        subtitles: whether subtitles begin with a capital in the styles of the APA and their like, as Zotero has them.
        paged_urls: whether an article with pages keeps its URL and access date.
        abbreviate: a function (variable, text) that gives the abbreviation which form="short" prints, None to leave it.
    Raises:
        RenderError: an item is not a mapping, its id is neither text nor number, or an id of *uncited* is unknown.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        locale: str | None = None,
        *,
        uncited: Iterable[str] = (),
        traced: bool = False,
        links: bool = True,
        subtitles: bool = True,
        paged_urls: bool = True,
        abbreviate: Abbreviate | None = None,
    ) -> None:
        habits = Habits(links, subtitles, abbreviate)
        self._engine = load_engine(style, locale or "", traced, habits)
        self._items: dict[str, Item] = read_items(items if paged_urls else without_paged_urls(items))
        self._uncited = self._named(uncited)
        self._in_order = CiteOrder(self._engine, self._resolve)
        self._document = Document(_near(style), self._in_order, numbered=self._in_order.numbered)
        self._registry: Registry | None = None
        self._begun = False  # whether anything was cited
        self._moved = False  # whether the registry must be arranged again
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
        """Add a citation to the document and format it.

        Args:
            items: its cites: mappings with `id` and optionally `locator`, `label`, `prefix`, `suffix`,
                `suppress-author`, `author-only`.
            note: number of its note, 0 in the text.
            mode: "composite" prints the author in running text, then the citation without the author; "author-only" and
                "suppress-author" print one half of that.
            id: by which it can be replaced or removed; None for a new one.
            before: id of the citation that follows it; None to put it last in its note.
        Returns:
            The citation as it reads now; later citations may change it, see `citations`.
        Raises:
            RenderError: an unknown id, an *id* that exists already, or a cite that is not a mapping.
        """
        citation = Citation(self._new_id(id), read_cites(items, self._items), read_note(note), _mode(mode))
        last = self._document.add(citation, None if before is None else str(before))
        self._moved = self._moved or not last or not self._begun
        self._begun = True
        if not self._moved:
            self._register().cite(cite.id for cite in citation.cites)
        return self._text(citation)

    def replace(
        self,
        id: str,
        items: Sequence[Mapping[str, Any]],
        note: int | None = None,
        *,
        mode: Mode | None = None,
    ) -> Formatted:
        """Replace the cites of a citation and format it; it keeps its place among the citations.

        Args:
            id: of the citation.
            items: as in `cite`.
            note: number of its note, None to leave it.
            mode: as in `cite`, "" for no mode; None to leave it.
        Raises:
            RenderError: as `cite`, or no citation has the id.
        """
        citation = self._document[str(id)]
        cites = read_cites(items, self._items)
        number = citation.note if note is None else read_note(note)
        self._document.change(citation, cites, number, citation.mode if mode is None else _mode(mode))
        self._moved = True
        return self._text(citation)

    def remove(self, id: str) -> None:
        """Remove a citation from the document. Raises RenderError for an unknown id."""
        self._document.remove(str(id))
        self._moved = True

    def arrange(self, order: Iterable[tuple[str, int]]) -> None:
        """Put the citations in another order: (id, note number) pairs. Citations that are not named are removed.

        Raises:
            RenderError: an unknown id.
        """
        self._document.arrange((str(name), note) for name, note in order)
        self._moved = True

    def preview(self, items: Sequence[Mapping[str, Any]], note: int = 0, *, mode: Mode | None = None) -> Formatted:
        """Format a citation without adding it to the document; its cites give their positions themselves.

        Args:
            items: as in `cite`, also with `position` (0 first, 1 subsequent, 2 ibid, 3 ibid-with-locator), `near-note`
                and `first-reference-note-number`.
            note, mode: as in `cite`.
        Raises:
            RenderError: as in `cite`.
        """
        read_note(note)
        cites = self._in_order(read_cites(items, self._items))
        return render_citation(self._engine, [self._resolve(cite) for cite in cites], _mode(mode))

    def citations(self) -> list[Formatted]:
        """All citations in order, as they read now; only those that changed are rendered again."""
        self._document.update_positions(self._register().changed())
        return [self._rendered(citation) for citation in self._document.citations]

    def bibliography(self, uncited: Iterable[str] | None = None) -> list[Entry]:
        """The bibliography entries in order; [] if the style has no bibliography.

        Args:
            uncited: ids of uncited items to add, which replace those named before; None to leave them.
        Raises:
            RenderError: an id of *uncited* is unknown.
        """
        if uncited is not None:
            self._uncited = self._named(uncited)
            self._moved = True
        if self._engine.bibliography is None:
            return []
        return self._entries.render([self._resolve(Cite(key)) for key in self._register().order()])

    def _register(self) -> Registry:
        """The registry, brought up to date."""
        if self._registry is None:
            self._registry = Registry(self._engine, self._items)
            self._moved = True
        if self._moved:
            self._moved = False
            cited = list(self._document.ids()) if self._begun else list(self._items)
            self._registry.arrange(cited, self._uncited)
        return self._registry

    def _text(self, citation: Citation) -> Formatted:
        """The formatted citation, brought up to date."""
        self._document.update_positions(self._register().changed())
        return self._rendered(citation)

    def _rendered(self, citation: Citation) -> Formatted:
        """The formatted citation, rendered again only if a cite of it changed."""
        resolved = tuple(map(self._resolve, citation.positioned))
        if resolved != citation.rendered_from:
            citation.text = render_citation(self._engine, resolved, citation.mode)
            citation.rendered_from = resolved
        return citation.text

    def _resolve(self, cite: Cite) -> ResolvedCite:
        registry = self._register()
        return ResolvedCite(self._items[cite.id], cite, registry.disambiguation(cite.id), registry.number(cite.id))

    def _named(self, ids: Iterable[str]) -> list[str]:
        """Check that all ids are known, and drop repeated ones."""
        named = list(dict.fromkeys(map(read_id, ids)))
        for key in named:
            if key not in self._items:
                raise RenderError(f"no item has the id {key!r}")
        return named

    def _new_id(self, id: str | None) -> str:
        """The id of a new citation: *id* if it is free, else the next "citation-N" for None."""
        if id is None:
            return next(new for new in (f"citation-{n}" for n in self._ids) if new not in self._document)
        if str(id) in self._document:
            raise RenderError(f"a citation has the id {str(id)!r} already", hint="use replace() to change it")
        return str(id)


def _near(style: Style) -> int:
    """near-note-distance of a style, `NEAR` if it is not set or not a number."""
    distance = style.citation.get("near-note-distance")
    return int(distance) if distance.isascii() and distance.isdigit() and len(distance) < 7 else NEAR


def _mode(mode: str | None) -> str:
    if mode not in MODES:
        raise RenderError(f"{mode!r} is not a mode of a citation", hint=f"modes are {', '.join(filter(None, MODES))}")
    return mode or ""
