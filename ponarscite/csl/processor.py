"""The processor: cites the items of a document in a style, and makes its bibliography.

Source: CSL 1.0.2 specification; how a document affects its cites follows citeproc-js, which Zotero uses.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import wraps
from itertools import count
from threading import RLock
from typing import Any, Concatenate, Literal, ParamSpec, TypeAlias, TypeVar

from ponarscite.csl.bibliography import Bibliography
from ponarscite.csl.citations import render_citation
from ponarscite.csl.cite_order import CiteOrder
from ponarscite.csl.document import Citation, Document
from ponarscite.csl.engine import Engine, load_engine
from ponarscite.csl.entries import Entries
from ponarscite.csl.formatted import CitationText, Formatted
from ponarscite.csl.habits import Abbreviate, CiteLink, Habits, without_paged_urls
from ponarscite.csl.item import Item
from ponarscite.csl.locale import FALLBACK, LocaleFile, known_locale
from ponarscite.csl.positions import NEAR
from ponarscite.csl.registry import Order, Registry
from ponarscite.csl.remarks import Remark, Remarks
from ponarscite.csl.request import read_cites, read_ids, read_items, read_note, read_places
from ponarscite.csl.resolved_cite import ResolvedCite
from ponarscite.csl.scope import Cite
from ponarscite.csl.style import Style
from ponarscite.errors import RenderError

P = ParamSpec("P")
R = TypeVar("R")
Mode: TypeAlias = Literal["", "composite", "author-only", "suppress-author"]
MODES = (None, "", "composite", "author-only", "suppress-author")
"""Values of the argument `mode`."""


def _locked(method: Callable[Concatenate[Processor, P], R]) -> Callable[Concatenate[Processor, P], R]:
    """The method, run by one thread at a time."""

    @wraps(method)
    def locked(processor: Processor, /, *arguments: P.args, **named: P.kwargs) -> R:
        with processor._lock:
            return method(processor, *arguments, **named)

    return locked


class Processor:
    """Cites items in a style.

    Threads may share a processor: its methods run one at a time. It can be pickled, also in the middle of a document.
    Until the first citation, all items are registered in the order given. After it, the registered items are those
    cited, in the order of their first citation, then those of *uncited*.

    Args:
        style: a `Style`.
        items: CSL-JSON items that may be cited. Ids are compared as strings.
        locale: an xml:lang code, or a `LocaleFile`; None for the default locale of the style.
        uncited: ids of items that are in the bibliography even if they are not cited.
        traced: whether the results know which variable each text comes from, see `Formatted.pieces`.
        links: whether DOI, URL, PMID and PMCID become links in markups that have them.
        subtitles: whether subtitles begin with a capital in the styles of the APA and their like, as Zotero has them.
        paged_urls: whether an article with pages keeps its URL and access date.
        abbreviate: a function (variable, text) that gives the abbreviation which form="short" prints, None to leave it.
        cite_link: a function that gives the address which the cites of an item link to: ``lambda id: f"#ref-{id}"``.
        order: of the bibliography instead of the style's: "cited" for that of first citation, or a function that gives
            a value to sort by for an item. Citation numbers and year suffixes follow it.
    Attributes:
        style: as given.
    Raises:
        RenderError: *style* is no `Style`, an item is not a mapping, its id is neither text nor number, an id of
            *uncited* is unknown, or *abbreviate* is no function; later, if *abbreviate* fails.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        locale: str | LocaleFile | None = None,
        *,
        uncited: Iterable[str] = (),
        traced: bool = False,
        links: bool = True,
        subtitles: bool = True,
        paged_urls: bool = True,
        abbreviate: Abbreviate | None = None,
        cite_link: CiteLink | None = None,
        order: Order | None = None,
    ) -> None:
        if not isinstance(style, Style):
            raise RenderError(
                f"a style must be a Style, not {style!r}", hint="load it: Style.load(id), Style.read(path)"
            )
        if not (locale is None or isinstance(locale, str | LocaleFile)):
            raise RenderError(f"a locale must be an xml:lang code or a LocaleFile, not {locale!r}")
        if not (order is None or order == "cited" or callable(order)):
            raise RenderError(f"{order!r} is not an order", hint='an order is "cited", or a function of an item')
        if not (abbreviate is None or callable(abbreviate)):
            raise RenderError(f"abbreviate must be a function of a variable and a text, not {abbreviate!r}")
        self.style = style
        self._locale, self._order, self._paged_urls = locale, order, paged_urls
        self._engine = load_engine(style, locale or "", traced, Habits(links, subtitles, abbreviate, cite_link))
        read = read_items(items if paged_urls else without_paged_urls(items))
        self._items: dict[str, Item] = {item.id: item for item in read}
        self._remarks = _remarks(self._engine, locale, read)
        self._uncited = self._named(uncited)
        self._lock = RLock()
        self._revision = 0
        self._in_order = CiteOrder(self._engine, self._resolve)
        self._document = Document(_near(style), self._in_order, numbered=self._in_order.numbered)
        self._registry: Registry | None = None
        self._begun = False  # whether anything was cited
        self._moved = False  # whether the registry must be arranged again
        self._entries = Entries(self._engine)
        self._ids = count(1)

    @_locked
    def cite(
        self,
        items: Sequence[Mapping[str, Any]],
        note: int = 0,
        *,
        mode: Mode | None = None,
        id: str | None = None,
        before: str | None = None,
        part: str = "",
    ) -> CitationText:
        """Add a citation to the document and format it.

        Args:
            items: its cites: mappings with `id` and optionally `locator`, `label`, `prefix`, `suffix`,
                `suppress-author`, `author-only`, `unsorted`.
                `suppress-author`, `author-only`, and in mode "composite" `infix`, the words between its two halves.
            note: number of its note, 0 in the text.
            mode: "composite" prints the author in running text, then the citation without the author; "author-only" and
                "suppress-author" print one half of that.
            id: by which it can be replaced or removed; None for a new one.
            before: id of the citation that follows it; None to put it last in its note.
            part: name of the page or chapter that it stands in. Positions such as "ibid" begin again where it changes.
        Returns:
            The citation as it reads now; later citations may change it, see `citations`.
        Raises:
            RenderError: an unknown id, an *id* that exists already, or a cite that is not a mapping.
        """
        citation = Citation(self._new_id(id), self._read(items), read_note(note), _mode(mode), str(part))
        last = self._document.add(citation, None if before is None else str(before))
        self._moved = self._moved or not last or not self._begun
        self._begun = True
        self._revision += 1
        if not self._moved:
            self._register().cite(cite.id for cite in citation.cites)
        return self._text(citation)

    @_locked
    def add_items(self, items: Iterable[Mapping[str, Any]]) -> None:
        """Add items that may be cited; one with a known id takes the place of the item before it.

        Raises:
            RenderError: as for the items of the processor.
        """
        read = read_items(items if self._paged_urls else without_paged_urls(items))
        changed = any(item.id in self._items for item in read)
        self._items.update((item.id, item) for item in read)
        self._remarks.read_items(read)
        self._moved = True
        self._revision += 1
        if changed:
            self._registry = None
            self._entries = Entries(self._engine)
            self._in_order.forget()
            self._document.forget_order()

    @_locked
    def replace(
        self,
        id: str,
        items: Sequence[Mapping[str, Any]],
        note: int | None = None,
        *,
        mode: Mode | None = None,
    ) -> CitationText:
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
        cites = self._read(items)
        number = citation.note if note is None else read_note(note)
        self._document.change(citation, cites, number, citation.mode if mode is None else _mode(mode))
        self._moved = True
        self._revision += 1
        return self._text(citation)

    @_locked
    def remove(self, id: str) -> None:
        """Remove a citation from the document. Raises RenderError for an unknown id."""
        self._document.remove(str(id))
        self._moved = True
        self._revision += 1

    @_locked
    def arrange(self, order: Iterable[tuple[str, int]]) -> None:
        """Put the citations in another order: (id, note number) pairs. Citations that are not named are removed.

        Raises:
            RenderError: an unknown id.
        """
        self._document.arrange(read_places(order))
        self._moved = True
        self._revision += 1

    @_locked
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
        cites = self._in_order(self._read(items))
        return render_citation(self._engine, [self._resolve(cite) for cite in cites], _mode(mode))

    @_locked
    def citations(self) -> list[CitationText]:
        """All citations in order, as they read now; only those that changed are rendered again."""
        self._update()
        return [_told(citation) for citation in self._document.citations]

    @_locked
    def bibliography(
        self, uncited: Iterable[str] | None = None, *, only: Collection[str] | None = None
    ) -> Bibliography:
        """The bibliography entries in order, a list; empty if the style has no bibliography.

        Args:
            uncited: ids of uncited items to add, which replace those named before; None to leave them.
            only: ids of the items to list, with the numbers and year suffixes of the whole list; None for all.
        Raises:
            RenderError: an id of *uncited* is unknown.
        """
        if uncited is not None:
            self._uncited = self._named(uncited)
            self._moved = True
            self._revision += 1
        if self._engine.bibliography is None:
            return Bibliography()
        order = (key for key in self._register().order() if only is None or key in only)
        return self._entries.render([self._resolve(Cite(key)) for key in order])

    @_locked
    def changes(self, since: int = 0) -> list[CitationText]:
        """The citations whose text changed after a revision, in order.

        Args:
            since: value of `revision` when `citations` or `changes` was called last; 0 for all citations.
        Raises:
            RenderError: *since* is not a whole number.
        """
        if not isinstance(since, int):
            raise RenderError(f"a revision must be a whole number, not {since!r}")
        self._update()
        return [_told(citation) for citation in self._document.citations if citation.revision > since]

    @property
    def revision(self) -> int:
        """Number of edits so far: `cite`, `replace`, `remove`, `arrange`, and `bibliography` with *uncited*."""
        return self._revision

    @property
    @_locked
    def warnings(self) -> list[Remark]:
        """Remarks on the style, the locale, the items and the cites read so far, each once with its count."""
        return self._remarks.all()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was given and cited; the texts are rendered again when they are asked for."""
        with self._lock:
            habits = self._engine.habits
            given = {
                "locale": self._locale, "uncited": self._uncited, "traced": self._engine.traced, "links": habits.links,
                "subtitles": habits.subtitles, "abbreviate": habits.abbreviate, "cite_link": habits.cite_link,
                "order": self._order, "paged_urls": self._paged_urls,
            }  # fmt: skip
            cited = [(one.id, one.cites, one.note, one.mode, one.part) for one in self._document.citations]
            items = [item.raw for item in self._items.values()]
            return _restored, (self.style, items, given, cited, self._begun, self._revision, self._remarks)

    def _restore(self, citations: Iterable[Citation], begun: bool, revision: int, remarks: Remarks) -> None:
        """Take over the state of another processor."""
        self._document.restore(citations)
        self._begun, self._revision, self._remarks = begun, revision, remarks

    def _read(self, items: Sequence[Mapping[str, Any]]) -> tuple[Cite, ...]:
        """The cites of a citation; unknown labels of locators are noted."""
        cites = read_cites(items, self._items)
        for cite in cites:
            if cite.locator and self._engine.locale.find(cite.label) is None:
                self._remarks.add("label", cite.label)
        return cites

    def _register(self) -> Registry:
        """The registry, brought up to date."""
        if self._registry is None:
            self._registry = Registry(self._engine, self._items, self._order)
            self._moved = True
        if self._moved:
            self._moved = False
            cited = list(self._document.ids()) if self._begun else list(self._items)
            self._registry.arrange(cited, self._uncited)
        return self._registry

    def _text(self, citation: Citation) -> CitationText:
        """The formatted citation, brought up to date."""
        self._document.update_positions(self._register().changed())
        self._render(citation)
        return _told(citation)

    def _update(self) -> None:
        """Bring all citations up to date."""
        self._document.update_positions(self._register().changed())
        for citation in self._document.citations:
            self._render(citation)

    def _render(self, citation: Citation) -> None:
        """Render a citation again if a cite of it changed."""
        resolved = citation.rendered_from
        if resolved is None or not self._is_current(resolved, citation.positioned):
            resolved = tuple(map(self._resolve, citation.positioned))
        if resolved != citation.rendered_from:
            text = render_citation(self._engine, resolved, citation.mode)
            if text != citation.text or not citation.revision:
                citation.text, citation.revision = text, self._revision
            citation.rendered_from = resolved

    def _is_current(self, rendered: Sequence[ResolvedCite], cites: Sequence[Cite]) -> bool:
        """Whether these cites would be resolved to what was rendered; False if it takes a comparison to know."""
        registry = self._register()
        return len(rendered) == len(cites) and all(
            before.cite is cite
            and before.item is self._items[cite.id]
            and before.disambiguation is registry.disambiguation(cite.id)
            and before.number == registry.number(cite.id)
            for before, cite in zip(rendered, cites, strict=True)
        )

    def _resolve(self, cite: Cite) -> ResolvedCite:
        registry = self._register()
        return ResolvedCite(self._items[cite.id], cite, registry.disambiguation(cite.id), registry.number(cite.id))

    def _named(self, ids: Iterable[str]) -> list[str]:
        """Check that all ids are known, and drop repeated ones."""
        named = read_ids(ids)
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


def _remarks(engine: Engine, locale: str | LocaleFile | None, items: Iterable[Item]) -> Remarks:
    """The remarks on a style, a locale and items."""
    remarks = Remarks()
    if not engine.style.version.startswith("1.0"):
        remarks.add("version", engine.style.version)
    wanted = locale or engine.style.default_locale
    if isinstance(wanted, str) and wanted and not known_locale(wanted):
        remarks.add("locale", wanted, FALLBACK)
    remarks.read_items(items)
    return remarks


def _restored(
    style: Style,
    items: list[Mapping[str, Any]],
    given: Mapping[str, Any],
    cited: Iterable[tuple[str, tuple[Cite, ...], int, str, str]],
    begun: bool,
    revision: int,
    remarks: Remarks,
) -> Processor:
    """A processor from its pickled state."""
    processor = Processor(style, items, **given)
    processor._restore([Citation(*one) for one in cited], begun, revision, remarks)
    return processor


def _told(citation: Citation) -> CitationText:
    """The text of a citation with its id and note."""
    text = citation.text
    return CitationText(text.runs, text.sources, text.links, citation.id, citation.note)


def _near(style: Style) -> int:
    """near-note-distance of a style, `NEAR` if it is not set or not a number."""
    distance = style.citation.get("near-note-distance")
    return int(distance) if distance.isascii() and distance.isdigit() and len(distance) < 7 else NEAR


def _mode(mode: str | None) -> str:
    if mode not in MODES:
        raise RenderError(f"{mode!r} is not a mode of a citation", hint=f"modes are {', '.join(filter(None, MODES))}")
    return mode or ""
