"""A document cited in a style by our own processor, in place of pandoc's (pure but for reading the style).

Metadata of the document: `lang`, `link-citations`, `link-bibliography`, `suppress-bibliography`,
`reference-section-title`, `notes-after-punctuation` and `nocite`, as pandoc's own processor reads them.
Source: pandoc's manual, "Citation rendering"; Text.Pandoc.Citeproc for the elements and classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ponarscite.citation.format import canonical_locale
from ponarscite.csl import Processor, Style
from ponarscite.csl.locale import Locale
from ponarscite.csl.locale import load as load_locale
from ponarscite.errors import StyleNotFoundError
from ponarscite.integrations.pandoc.document import citations, is_true, texts
from ponarscite.integrations.pandoc.references import bibliography_items, own_items
from ponarscite.integrations.pandoc.sites import (
    AUTHOR_IN_TEXT,
    SUPPRESS_AUTHOR,
    Site,
    inner,
    is_field,
    is_raised,
    last_text,
    place,
    sites,
)
from ponarscite.integrations.pandoc.words import Inline, Words
from ponarscite.integrations.works.locator import split, terms
from ponarscite.integrations.works.style import worded

Item = Mapping[str, Any]
MOST_NAMED = 20
"""Items that print nothing and are named."""

SPENT = ("references", "bibliography", "nocite")
"""Metadata that is done with: pandoc's own processor would cite it once more."""


class Fields(Protocol):
    """Makes live fields of what a document cites."""

    def begin(self, style: Style, locale: Locale, items: Mapping[str, Item], words: Words) -> Mapping[str, str]:
        """Begin a document that cites these items; term of a locator -> its label."""

    def field(self, cites: Sequence[Item], note: int, text: list[Inline]) -> Inline:
        """The text of a citation, to become a field."""

    def listed(self, entries: list[Inline]) -> list[Inline]:
        """The entries of the bibliography, to become a field."""

    def end(self, document: dict[str, Any]) -> list[str]:
        """Put the fields into the document; what is told of them."""


def cite_document(
    document: dict[str, Any],
    style: Style,
    locale: str,
    items: Mapping[str, Item],
    figures: frozenset[str],
    fields: Fields | None = None,
) -> list[str]:
    """Put the texts of the citations, and the bibliography, into a document, in place; what is told of it.

    Args:
        document: of pandoc.
        style: of CSL.
        locale: that a dependent style sets, "" for none.
        items: id -> item of the records in the library that are cited.
        figures: ids of citations that stay as they are.
        fields: makes live fields of citations and bibliography; None for texts.
    """
    remarks: list[str] = []
    meta = document["meta"]
    words = Words(text for item in items.values() for text in item.values() if isinstance(text, str))
    listed = _uncited(meta)
    cited = None if "*" in listed else {one["citationId"] for one in citations(document)}
    own = bibliography_items(meta, cited, remarks.append) | own_items(meta, words)
    known = {**items, **{key: item for key, item in own.items() if cited is None or key in cited}}
    uncited = [*own, *listed] if cited is None else listed
    locale, problem = _locale(meta, locale)
    remarks += [problem] if problem else []
    found = sites(document, in_notes=style.in_notes, is_ours=lambda site: not figures.issuperset(_keys(site)))
    processor = Processor(
        style,
        map(worded, known.values()),
        locale or None,
        uncited=[key for key in dict.fromkeys(uncited) if key in known],
        links=_is_on(meta, "link-bibliography", True),
        cite_link=address if _links_cites(meta, style) else None,
    )
    terms_locale = load_locale(locale or style.default_locale, style.locales)
    writer = Writer(processor, style, terms_locale, words, known, fields)
    behind = _is_on(meta, "notes-after-punctuation", style.in_notes)
    place(found.lists, writer.texts(found.all), behind=behind, inside=writer.inside_quotes)
    if not is_true(meta.get("suppress-bibliography")):
        remarks += _list(document, processor, words, fields)
    remarks += fields.end(document) if fields else []
    remarks += map(str, processor.warnings)
    for name in SPENT:
        meta.pop(name, None)
    return remarks


def _keys(site: Site) -> list[str]:
    return [one["citationId"] for one in site.cites]


def _is_on(meta: Mapping[str, Any], name: str, otherwise: bool) -> bool:
    return is_true(meta[name]) if name in meta else otherwise


def _links_cites(meta: Mapping[str, Any], style: Style) -> bool:
    is_listed = style.bibliography is not None and not is_true(meta.get("suppress-bibliography"))
    return is_listed and is_true(meta.get("link-citations"))


def _list(document: dict[str, Any], processor: Processor, words: Words, fields: Fields | None) -> list[str]:
    """Put the bibliography where the document has a Div "refs", or at its end; what is told of it."""
    bibliography = processor.bibliography()
    entries = [_entry(entry.id, words.inlines(entry.text.runs)) for entry in bibliography]
    if entries:
        entries = fields.listed(entries) if fields else entries
        _insert(document, _classes(processor.style), _attributes(processor.style), entries)
    missing = bibliography.unprinted
    return [f"the style prints nothing of {', '.join(missing[:MOST_NAMED])}"] if missing else []


def address(key: str) -> str:
    """The address of an entry in the bibliography."""
    return f"#ref-{key}"


class Writer:
    """Cites the sites of a document, and writes their texts as inlines."""

    def __init__(
        self,
        processor: Processor,
        style: Style,
        locale: Locale,
        words: Words,
        known: Mapping[str, Item],
        fields: Fields | None = None,
    ) -> None:
        self._processor = processor
        self._in_notes = style.in_notes
        self._known = known
        self._words = words
        self._fields = fields
        self._terms = fields.begin(style, locale, known, words) if fields else terms(locale)
        self.inside_quotes = locale.punctuation_in_quote
        self._cited: set[str] = set()
        self._ibid = {locale.term("ibid", form).rstrip(".").lower() for form in ("long", "short")}

    def texts(self, all_: Sequence[Site]) -> dict[int, list[Inline]]:
        """id() of the node of each site -> its text, as it reads when all are cited."""
        authors = []
        for number, site in enumerate(all_):
            authors.append(self._cite(str(number), site))
            self._cited.update(one["citationId"] for one in site.cites)
        written = {text.id: text for text in self._processor.citations()}
        found = {}
        for number, (site, author) in enumerate(zip(all_, authors, strict=True)):
            text = self._words.inlines(written[str(number)].runs)
            if text:
                text = self._live(site, text if self._in_notes else _closed_up(text))
            elif not author or self._in_notes:
                text = self._unknown(site)
            found[id(site.node)] = self._noted(site, text, author) if self._in_notes else _behind(author, text)
        return found

    def _live(self, site: Site, text: list[Inline]) -> list[Inline]:
        """The text as a field, if fields are made."""
        if self._fields is None:
            return text
        cites = self._cites(site)
        if site.mode == AUTHOR_IN_TEXT and site.cites[0]["citationId"] in self._known:
            cites[0]["suppress-author"] = True
        return [self._fields.field(cites, site.note, text)]

    def _cite(self, name: str, site: Site) -> list[Inline]:
        """Cite a site, and give the author that stands in the text before its note; [] for none."""
        cites = self._cites(site)
        is_in_text = site.mode == AUTHOR_IN_TEXT and site.cites[0]["citationId"] in self._known
        note = site.note if self._in_notes else 0
        if not is_in_text:
            self._processor.cite(cites, note, id=name)
            return []
        is_apart = self._in_notes or self._fields is not None
        self._processor.cite(cites, note, mode="suppress-author" if is_apart else "composite", id=name)
        if not is_apart:
            return []
        position = int(cites[0]["id"] in self._cited)
        author = self._processor.preview([{"id": cites[0]["id"], "position": position}], mode="author-only")
        return self._words.inlines(author.runs)

    def _cites(self, site: Site) -> list[dict[str, Any]]:
        """The cites of a site; an unknown key stands in the words around its neighbour."""
        found: list[dict[str, Any]] = []
        waiting = ""
        for one in site.cites:
            key = one["citationId"]
            if key not in self._known:
                missing = self._words.keep(_missing(key)) or f"{key}?"
                waiting += "" if found else f"{missing}; "
                if found:
                    found[-1]["suffix"] += f"; {missing}"
                continue
            found.append(self._with_place(one, waiting) | {"unsorted": site.is_in_order})
            waiting = ""
        return found

    def _with_place(self, one: Mapping[str, Any], before: str) -> dict[str, Any]:
        cited = split(self._words.rich(one["citationSuffix"]), self._terms)
        return {
            "id": one["citationId"],
            "label": cited.label,
            "locator": cited.locator,
            "prefix": self._words.spaced(before + self._words.rich(one["citationPrefix"]).strip()),
            "suffix": cited.suffix,
            "suppress-author": one["citationMode"]["t"] == SUPPRESS_AUTHOR,
        }

    def _unknown(self, site: Site) -> list[Inline]:
        """The text of a site whose keys are all unknown."""
        found: list[Inline] = []
        for one in site.cites:
            found += [*([{"t": "Str", "c": ";"}, {"t": "Space"}] if found else []), _missing(one["citationId"])]
        is_bare = self._in_notes or site.mode == AUTHOR_IN_TEXT
        return found if is_bare else [{"t": "Str", "c": "("}, *found, {"t": "Str", "c": ")"}]

    def _noted(self, site: Site, text: list[Inline], author: list[Inline]) -> list[Inline]:
        """A citation of a style with notes: a note in the text, words within a note of the writer."""
        if not site.enclosed:
            note = {"t": "Note", "c": [{"t": "Para", "c": _capitalized(text)}]}
            return [*author, note]
        if author:
            self._drop_stop(text)
            return [*author, {"t": "Str", "c": ","}, {"t": "Space"}, *text]
        if site.leads:
            return text
        self._drop_stop(text)
        return [{"t": "Str", "c": "("}, *text, {"t": "Str", "c": ")"}]

    def _drop_stop(self, text: list[Inline]) -> None:
        """Drop the full stop at the end of a text that goes on; not that of "ibid."."""
        last = last_text(text)
        if last.endswith(".") and last[:-1].lower() not in self._ibid:
            while text and text[-1]["t"] != "Str":
                text = inner(text[-1])
            text[-1] = {"t": "Str", "c": last[:-1]}


def _closed_up(text: list[Inline]) -> list[Inline]:
    """A text without a space before its raised number: "Doe¹"."""
    before = zip(text, [*text[1:], {"t": "Str"}], strict=True)
    return [one for one, after in before if one["t"] != "Space" or not is_raised(after)]


def _behind(author: list[Inline], text: list[Inline]) -> list[Inline]:
    """A citation behind the author in running text."""
    if not author or not text:
        return author or text
    return [*author, *([] if is_raised(text[0]) else [{"t": "Space"}]), *text]


def _capitalized(text: list[Inline]) -> list[Inline]:
    """The text of a note, which begins with a capital, also in words of the writer."""
    if text and is_field(text[0]):
        _capitalized(inner(text[0]))
        return text
    first = text[0] if text else {}
    if first.get("t") == "Str" and first["c"][0].islower():
        text[0] = {"t": "Str", "c": first["c"][0].upper() + first["c"][1:]}
    return text


def _missing(key: str) -> Inline:
    return {"t": "Strong", "c": [{"t": "Str", "c": f"{key}?"}]}


def _entry(key: str, text: list[Inline]) -> dict[str, Any]:
    """An entry of the bibliography; a space parts its two columns where they are written in one line."""
    first = text[0] if text else {}
    if first.get("t") == "Span" and first["c"][0][1] == ["csl-left-margin"]:
        first["c"][1].append({"t": "Space"})
    return {"t": "Div", "c": [[f"ref-{key}", ["csl-entry"], []], [{"t": "Para", "c": text}]]}


def _classes(style: Style) -> list[str]:
    is_hanging = style.bibliography is not None and style.bibliography.get("hanging-indent") == "true"
    return ["references", "csl-bib-body", *(["hanging-indent"] if is_hanging else [])]


def _attributes(style: Style) -> list[list[str]]:
    """The spacings that a style sets; pandoc has one line for a missing one."""
    area = style.bibliography
    given = [[name, area.get(name)] for name in ("entry-spacing", "line-spacing")] if area is not None else []
    return [[name, text] for name, text in given if text.isdecimal() and [name, text] != ["line-spacing", "1"]]


def _insert(document: dict[str, Any], classes: list[str], attributes: list[list[str]], entries: list[Any]) -> None:
    """Put entries into the Div "refs", or at the end, below the title of the bibliography."""
    if (div := _refs(document["blocks"])) is not None:
        (name, own_classes, own_attributes), blocks = div["c"]
        merged = [name, list(dict.fromkeys((*own_classes, *classes))), _joined(own_attributes, attributes)]
        div["c"] = [merged, [*blocks, *entries]]
        return
    title = document["meta"].get("reference-section-title")
    blocks = document["blocks"]
    if title is not None:
        words = title["c"] if title.get("t") == "MetaInlines" else [{"t": "Str", "c": " ".join(texts(title))}]
        blocks.append({"t": "Header", "c": [1, ["bibliography", ["unnumbered"], []], words]})
    elif blocks and blocks[-1]["t"] == "Header":
        own = blocks[-1]["c"][1]
        own[1] = list(dict.fromkeys(("unnumbered", *own[1])))
    blocks.append({"t": "Div", "c": [["refs", classes, attributes], entries]})


def _joined(own: list[list[str]], others: list[list[str]]) -> list[list[str]]:
    names = {name for name, _ in own}
    return [*own, *(one for one in others if one[0] not in names)]


def _refs(blocks: list[Any]) -> dict[str, Any] | None:
    """The Div "refs" of a document, of several files the first."""
    pending: list[Any] = [blocks]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += reversed(node)
        elif isinstance(node, dict):
            if node.get("t") == "Div" and (node["c"][0][0] == "refs" or node["c"][0][0].endswith("__refs")):
                found: dict[str, Any] = node
                return found
            pending += reversed(node.values())
    return None


def _locale(meta: Mapping[str, Any], otherwise: str) -> tuple[str, str]:
    """The locale of a document, and a message where its `lang` is none."""
    lang = next((text for name in ("lang", "locale") for text in texts(meta.get(name))[:1]), "")
    try:
        return canonical_locale(lang) or otherwise, ""
    except StyleNotFoundError as error:
        return otherwise, error.message


def _uncited(meta: Mapping[str, Any]) -> list[str]:
    """The ids in `nocite`, "*" too."""
    return [one["citationId"] for one in citations({"meta": {"nocite": meta.get("nocite", {})}})]
