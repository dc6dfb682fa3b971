"""The processor under the names of citeproc-js, for programs written for that one.

Source: manual of citeproc-js, "Running the Processor". Methods, arguments and results have its names and shapes.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from ponarscite.csl.bibliography import Bibliography
from ponarscite.csl.habits import Abbreviate
from ponarscite.csl.locale import LocaleFile, known_locale
from ponarscite.csl.markup import MarkupName
from ponarscite.csl.processor import Mode, Processor
from ponarscite.csl.request import read_note
from ponarscite.csl.style import Style
from ponarscite.errors import RenderError

Citation: TypeAlias = dict[str, Any]
"""``{"citationID": id, "citationItems": [cites], "properties": {"noteIndex": n, "mode": mode}}``."""
Places: TypeAlias = Iterable[Sequence[Any]]
"""Pairs of citation id and note number."""
_FRAMES = {
    "html": ('<div class="csl-bib-body">\n', "</div>", '  <div class="csl-entry">{}</div>\n'),
    "rtf": ("{\\rtf ", "}", "{}\\\n"),
}
"""Markup -> what begins and ends a bibliography, and an entry."""
_FRAME = ("", "", "{}\n")
_CATEGORIES = {
    "title": "title", "container-title": "container-title", "collection-title": "collection-title",
    "archive": "container-title", "title-short": "title", "genre": "title", "event": "title", "medium": "title",
    "archive-place": "place", "publisher-place": "place", "event-place": "place",
    "jurisdiction": "place", "publisher": "institution-part",
}  # fmt: skip
"""Variable -> category in which `getAbbreviation` looks for an abbreviation."""
NO_RENDERED_FORM = 1
"""Error code of an item that prints nothing."""


class System(Protocol):
    """Source of items and locales, `sys` in citeproc-js.

    It may also have ``retrieveLocale(lang)``, asked for languages that are not known, and ``getAbbreviation(style id,
    abbreviations, jurisdiction, category, text)``. That one may add to *abbreviations* (by jurisdiction, then category,
    then text), and returns the jurisdiction to look in.
    """

    def retrieveItem(self, id: str) -> Mapping[str, Any]:
        """The CSL-JSON item of an id."""


class Engine:
    """Stands in for ``CSL.Engine``.

    Args:
        sys: gives the items.
        style: the XML of a style, or a `Style`.
        lang: an xml:lang code, used if the style sets no locale.
        force_lang: whether *lang* replaces the locale that the style sets.
        options: further arguments of `Processor`.
    """

    def __init__(
        self, sys: System, style: str | bytes | Style, lang: str = "", force_lang: bool = False, **options: Any
    ) -> None:
        self.sys = sys
        self.style = style if isinstance(style, Style) else Style.parse(style)
        wanted = lang if force_lang or not self.style.default_locale else self.style.default_locale
        self._locale = _locale(sys, wanted)
        self._options = {"abbreviate": _abbreviate(sys, self.style.id), **options}
        self._markup: MarkupName = "html"
        self._begin(())

    def _begin(self, ids: Iterable[Any]) -> None:
        """Begin a new document in which these items are registered."""
        self._known = dict.fromkeys(map(str, ids))
        items = [self._item(each) for each in self._known]
        self.processor = Processor(self.style, items, self._locale, **self._options)
        self._citations: dict[str, list[str]] = {}  # id of a citation -> ids of its items

    def setOutputFormat(self, mode: MarkupName) -> None:
        """Set the markup of the results: "html" (the default), "text", "rtf", "markdown" or "latex"."""
        self._markup = mode

    def updateItems(self, ids: Iterable[Any]) -> list[str]:
        """Register items that are not cited yet; once anything is cited, as `updateUncitedItems`."""
        wanted = _list(ids, "ids")
        if self._citations:
            self.updateUncitedItems(wanted)
        else:
            self._begin(wanted)
        return wanted

    def updateUncitedItems(self, ids: Iterable[Any]) -> list[str]:
        """Put uncited items into the bibliography, in place of those named before."""
        wanted = _list(ids, "ids")
        self._retrieve(wanted)
        self.processor.bibliography(uncited=wanted)
        return wanted

    def processCitationCluster(
        self,
        citation: Citation,
        citationsPre: Places = (),
        citationsPost: Places = (),
    ) -> tuple[dict[str, Any], list[list[Any]]]:
        """Add or change a citation between others.

        Args:
            citation: gets a "citationID" if it has none.
            citationsPre, citationsPost: all other citations of the document, in order.
        Returns:
            ``({"bibchange": bool, "citation_errors": []}, changed)``: whether other items are cited now, and
            ``[index, text, id]`` of this citation and of all others whose text changed.
        """
        before = self._cited()
        since = self.processor.revision
        name = self._put(citation, citationsPre, citationsPost)
        changed = {text.id for text in self.processor.changes(since)} | {name}
        texts = enumerate(self.processor.citations())
        found = [[index, text.render(self._markup), text.id] for index, text in texts if text.id in changed]
        return {"bibchange": before != self._cited(), "citation_errors": []}, found

    def appendCitationCluster(self, citation: Citation) -> list[list[Any]]:
        """Add a citation at the end; the list of `processCitationCluster`."""
        return self.processCitationCluster(citation, [(text.id, text.note) for text in self.processor.citations()])[1]

    def previewCitationCluster(
        self,
        citation: Citation,
        citationsPre: Places = (),
        citationsPost: Places = (),
        newMode: MarkupName | None = None,
    ) -> str:
        """The text that a citation would have between others; the document stays as it is."""
        self._retrieve(_ids(citation))
        kept, cited = self.processor, dict(self._citations)
        self.processor = copy.deepcopy(kept)
        try:
            name = self._put({**citation, "citationID": None}, citationsPre, citationsPost)
            text = next(text for text in self.processor.citations() if text.id == name)
        finally:
            self.processor, self._citations = kept, cited
        return text.render(newMode or self._markup)

    def rebuildProcessorState(
        self,
        citations: Sequence[Citation] = (),
        mode: MarkupName = "html",
        uncitedItemIDs: Iterable[Any] = (),
    ) -> list[list[Any]]:
        """Begin a new document with these citations, in order; a list of ``[id, note, text]``."""
        if not isinstance(citations, list | tuple):
            raise RenderError(f"citations must be a list, not {citations!r}")
        uncited = _list(uncitedItemIDs, "ids")
        self._begin([*(each for citation in citations for each in _ids(citation)), *uncited])
        self.processor.arrange([(self._cite(citation), _note(citation)) for citation in citations])
        self.updateUncitedItems(uncited)
        return [[text.id, text.note, text.render(mode)] for text in self.processor.citations()]

    def makeBibliography(self, bibsection: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], list[str]] | bool:
        """The bibliography: ``(parameters, entries)``; False if the style has none.

        Args:
            bibsection: "select", "include" or "exclude" -> conditions ``{"field": …, "value": …}``: all, any or none of
                them hold for the items listed.
        """
        if self.style.bibliography is None:
            return False
        found = self.processor.bibliography()
        chosen = [entry for entry in found if _is_chosen(self._item(entry.id), bibsection or {})]
        begin, end, frame = _FRAMES.get(self._markup, _FRAME)
        parameters = _parameters(found) | {"bibstart": begin, "bibend": end}
        parameters["entry_ids"] = [[entry.id] for entry in chosen]
        return parameters, [frame.format(entry.text.render(self._markup).strip(" ")) for entry in chosen]

    def _put(self, citation: Citation, pre: Places, post: Places) -> str:
        """Add or replace a citation, and put all citations in order; its id."""
        before, after = (_places(places) for places in (pre, post))
        name = self._cite(citation)
        order = [(str(place[0]), int(place[1] or 0)) for place in (*before, (name, _note(citation)), *after)]
        self.processor.arrange(order)
        self._citations = {each: self._citations[each] for each, _ in order}
        return name

    def _cite(self, citation: Citation) -> str:
        """Add or replace a citation at any place; its id."""
        ids = _ids(citation)
        self._retrieve(ids)
        properties = citation.get("properties") or {}
        mode: Mode = properties.get("mode") or ""
        cites, note, name = list(citation["citationItems"]), _note(citation), citation.get("citationID")
        if cites and properties.get("infix"):
            cites[0] = {**cites[0], "infix": properties["infix"]}
        if name is not None and str(name) in self._citations:
            self.processor.replace(str(name), cites, note, mode=mode)
        else:
            name = citation["citationID"] = self.processor.cite(cites, note, mode=mode, id=name).id
        self._citations[str(name)] = ids
        return str(name)

    def _retrieve(self, ids: Iterable[str]) -> None:
        """Ask for the items that are not known yet."""
        new = [each for each in dict.fromkeys(ids) if each not in self._known]
        self.processor.add_items([self._item(each) for each in new])
        self._known.update(dict.fromkeys(new))

    def _item(self, id: str) -> Mapping[str, Any]:
        """The item of an id. Raises RenderError if `sys` fails to give it."""
        try:
            return self.sys.retrieveItem(id)
        except Exception as error:
            raise RenderError(f"retrieveItem({id!r}) fails: {type(error).__name__}: {error}") from error

    def _cited(self) -> set[str]:
        return {each for ids in self._citations.values() for each in ids}


def _locale(sys: System, wanted: str) -> str | LocaleFile | None:
    """The locale of a language: of a language that is not known, the file that *sys* has."""
    retrieve = getattr(sys, "retrieveLocale", None)
    if not wanted or known_locale(wanted) or retrieve is None:
        return wanted or None
    xml = retrieve(wanted)
    return LocaleFile.parse(xml) if xml else wanted


def _ids(citation: Citation) -> list[str]:
    """The ids of the items that a citation cites. Raises RenderError if it has no list of cites."""
    cites = citation.get("citationItems") if isinstance(citation, Mapping) else None
    if not isinstance(cites, list | tuple) or not all(isinstance(cite, Mapping) and "id" in cite for cite in cites):
        raise RenderError("a citation must have citationItems: a list of cites, each with an id")
    return [str(cite["id"]) for cite in cites]


def _note(citation: Citation) -> int:
    """The number of its note, which programs also give as text. Raises RenderError for anything else."""
    note = (citation.get("properties") or {}).get("noteIndex") or 0
    return read_note(int(note) if isinstance(note, str) and note.isdecimal() and len(note) < 10 else note)


def _list(values: Iterable[Any], name: str) -> list[str]:
    """A list of ids as texts. Raises RenderError for anything else."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise RenderError(f"{name} must be a list, not {values!r}")
    return list(map(str, values))


def _places(places: Places) -> list[Sequence[Any]]:
    """The places of citations. Raises RenderError unless they are pairs."""
    found: list[Any] = list(places) if isinstance(places, Iterable) and not isinstance(places, str) else [None]
    for place in found:
        if isinstance(place, str) or not isinstance(place, Sequence) or len(place) != 2:
            raise RenderError(f"citations before and after are pairs of id and note, not {place!r}")
    return found


def _abbreviate(sys: System, style: str) -> Abbreviate | None:
    """Ask ``sys.getAbbreviation``, if there is one, as citeproc-js does."""
    get = getattr(sys, "getAbbreviation", None)
    if get is None:
        return None

    def abbreviate(variable: str, text: str) -> str | None:
        category = _CATEGORIES.get(variable)
        if category is None:
            return None
        known: dict[str, dict[str, dict[str, str]]] = {"default": {category: {}}}
        jurisdiction = get(style, known, "default", category, text) or "default"
        return known.get(jurisdiction, {}).get(category, {}).get(text)

    return abbreviate


def _parameters(found: Bibliography) -> dict[str, Any]:
    """The layout of a bibliography, named as in citeproc-js."""
    layout = found.layout
    parameters: dict[str, Any] = {
        "maxoffset": layout.max_offset,
        "entryspacing": layout.entry_spacing,
        "linespacing": layout.line_spacing,
        "second-field-align": layout.second_field_align or False,
        "bibliography_errors": [{"itemID": each, "error_code": NO_RENDERED_FORM} for each in found.unprinted],
        "done": True,
    }
    return parameters | ({"hangingindent": True} if layout.hanging_indent else {})


def _is_chosen(item: Mapping[str, Any], section: Mapping[str, Any]) -> bool:
    """Whether the conditions of a section of a bibliography hold for an item."""
    if not isinstance(section, Mapping) or not all(isinstance(value, list | tuple) for value in section.values()):
        raise RenderError(f"a section must name lists of conditions, not {section!r}")
    tests = {name: [_holds(item, one) for one in section.get(name) or ()] for name in ("select", "include", "exclude")}
    return all(tests["select"]) and (any(tests["include"]) or not tests["include"]) and not any(tests["exclude"])


def _holds(item: Mapping[str, Any], condition: Mapping[str, Any]) -> bool:
    """Whether a variable of an item has a value, or has it in its list."""
    value = item.get(condition.get("field", ""), "")
    wanted = condition.get("value", "")
    return wanted in value if isinstance(value, list | tuple) else bool(value == wanted)
