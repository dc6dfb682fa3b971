"""Filtered: live fields in a document of pandoc that goes to .docx or .odt (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ponarscite.csl import Style
from ponarscite.csl.locale import Locale
from ponarscite.integrations.live.labels import labels
from ponarscite.integrations.live.marks import Around, Form
from ponarscite.integrations.live.payload import (
    BIBLIOGRAPHY,
    PREFERENCES,
    Embedded,
    Item,
    Preferences,
    Shown,
    citation,
    properties,
)
from ponarscite.integrations.pandoc.sites import FIELD, inner, is_field
from ponarscite.integrations.pandoc.words import Inline, Words, span, stringified


@dataclass(frozen=True, slots=True)
class _Citation:
    cites: Sequence[Item]
    note: int


@dataclass(slots=True)
class LiveFields:
    """Makes live fields of the citations and the bibliography of a document.

    Args:
        form: of the fields.
    """

    form: Form
    _locale: str = ""
    _style: Style | None = None
    _items: Mapping[str, Item] = field(default_factory=dict)
    _embedded: dict[str, Embedded] = field(default_factory=dict)
    _words: Words = field(default_factory=Words)
    _citations: list[_Citation] = field(default_factory=list)
    _properties: dict[str, str] = field(default_factory=dict)
    _has_list: bool = False

    def begin(self, style: Style, locale: Locale, items: Mapping[str, Item], words: Words) -> Mapping[str, str]:
        """Begin a document that cites these items; term of a locator -> its label."""
        self._style, self._items, self._words = style, items, words
        self._locale = "" if style.default_locale else locale.language  # as Zotero: a style's own locale is fixed
        return labels(locale)

    def field(self, cites: Sequence[Item], note: int, text: list[Inline]) -> Inline:
        """The text of a citation, in a span whose number tells what it cites."""
        self._citations.append(_Citation(cites, note))
        return span([FIELD], text, {"number": str(len(self._citations) - 1)})

    def listed(self, entries: list[Inline]) -> list[Inline]:
        """The entries of the bibliography in a field."""
        self._has_list = True
        before, after = self._raw("list", BIBLIOGRAPHY, len(self._citations))
        if self.form.in_blocks:
            blocks = [block for entry in entries for block in entry["c"][1]]  # a section for each entry is of no use
            return [_raw("RawBlock", self.form, before), *blocks, _raw("RawBlock", self.form, after)]
        _first_paragraph(entries).insert(0, _raw("RawInline", self.form, before))
        _first_paragraph(entries[-1:]).append(_raw("RawInline", self.form, after))
        return entries

    def _raw(self, kind: str, code: str, number: int) -> tuple[str, str]:
        around: Around = getattr(self.form, kind)(code, number)
        if around.name:
            self._properties |= properties(around.name, code)
        return around.before, around.after

    def end(self, document: dict[str, Any]) -> list[str]:
        """Put the fields into the document, and its preferences into the metadata; what is told of them."""
        for inlines in _lists_with_fields(document):
            inlines[:] = [part for one in inlines for part in (self._marked(one) if is_field(one) else (one,))]
        if self._style is not None:
            has_list, in_notes = self._has_list, self._style.in_notes
            preferences = Preferences(self._style.id, self._locale, self.form.kind, in_notes, has_list)
            self._properties |= properties(PREFERENCES, preferences.text)
        kept = {name: value for name, value in document["meta"].items() if not name.startswith("ponarscite-")}
        document["meta"] = kept | {name: _metadata(text) for name, text in self._properties.items()}
        return []

    def _marked(self, one: Inline) -> Iterator[Inline]:
        """The marks of a field around its text."""
        number = int(one["c"][0][2][0][1])
        cited, text = self._citations[number], inner(one)
        cites = [{name: self._plain(value) for name, value in cite.items()} for cite in cited.cites]
        items = {ident: self._item(ident) for cite in cites if (ident := str(cite["id"]))}
        code = citation(number, cites, items, Shown(stringified(text), note=cited.note))
        before, after = self._raw("cite", code, number)
        yield _raw("RawInline", self.form, before)
        yield from text
        yield _raw("RawInline", self.form, after)

    def _item(self, ident: str) -> Embedded:
        if ident not in self._embedded:
            self._embedded[ident] = Embedded.of(self._plain(self._items[ident]))
        return self._embedded[ident]

    def _plain(self, value: Any) -> Any:
        """A value without the characters that stand for inlines."""
        if isinstance(value, str):
            return self._words.worded(value)
        if isinstance(value, list):
            return [self._plain(one) for one in value]
        return {name: self._plain(one) for name, one in value.items()} if isinstance(value, Mapping) else value


def _metadata(text: str) -> dict[str, Any]:
    """A text as a value of metadata, in which nothing is markup."""
    return {"t": "MetaString", "c": text}


def _raw(kind: str, form: Form, xml: str) -> Inline:
    return {"t": kind, "c": [form.raw, xml]}


def _first_paragraph(entries: list[Inline]) -> list[Inline]:
    """The inlines of the paragraph of the first entry."""
    found: list[Inline] = entries[0]["c"][1][0]["c"]
    return found


def _lists_with_fields(document: Mapping[str, Any]) -> list[list[Inline]]:
    """The lists of inlines in which a field stands."""
    found: list[list[Inline]] = []
    pending: list[Any] = [document["blocks"], document["meta"]]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            if any(isinstance(one, dict) and one.get("t") == "Span" and is_field(one) for one in node):
                found.append(node)
            pending += node
        elif isinstance(node, dict):
            pending += node.values()
    return found
