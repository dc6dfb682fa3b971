"""Payload: what a field of Zotero carries in JSON, and the preferences of its document (pure).

Sources: csl-citation.json of the CSL schema 1.0.2; Zotero's word processor plugins, "Integration" and "Properties".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from ponarscite.record.item import from_item, to_item
from ponarscite.series.identity import settle
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import Series

Item = Mapping[str, Any]

CITATION = "ZOTERO_ITEM CSL_CITATION"
"""The beginning of the code of a citation, before its JSON."""

BIBLIOGRAPHY = 'ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
"""The code of a bibliography."""

PREFERENCES = "ZOTERO_PREF"
"""The beginning of the names of the properties with the preferences of a document."""

BOOKMARK = "ZOTERO_BREF_"
"""The beginning of the name of a bookmark whose code is a property of the document."""

LONGEST_PROPERTY = 255
"""Characters (UTF-16) of one property of a document; a longer text is cut into several."""

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_STYLES = "http://www.zotero.org/styles/"
_DIGITS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
"""The characters of a key in Zotero."""

_SERIES = (PONARS, PONARS_EURASIA)
_WORDS = ("locator", "label", "prefix", "suffix")


class Shown(NamedTuple):
    """A citation as the document shows it.

    Args:
        text: without formats.
        rich: as RTF, "" for the text.
        note: number of its note, 0 in the text.
    """

    text: str
    rich: str = ""
    note: int = 0


def address(item: Item, series: tuple[Series, ...] = _SERIES) -> str:
    """The address of a record, by which Zotero knows it again: two records have different ones.

    It is made from the number in a series, or else from the whole identity and the key, so it stays while other values
    are corrected. No item of Zotero has it, so Zotero takes the item from the field.
    """
    record = settle(from_item(item), series)
    kind, value = record.identity.kind, record.identity.value
    parts = [kind, *value] if kind == "number" else [kind, *value, str(item.get("id", ""))]
    if not value:
        parts.append(json.dumps({name: item[name] for name in sorted(item)}, ensure_ascii=False, default=str))
    number = int.from_bytes(sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest(), "big")
    return f"http://zotero.org/users/local/{_key(number)}/items/{_key(number >> 100)}"


def _key(number: int) -> str:
    """Eight characters of a key in Zotero."""
    found = ""
    for _ in range(8):
        number, digit = divmod(number, len(_DIGITS))
        found += _DIGITS[digit]
    return found


class Embedded(NamedTuple):
    """An item as a field carries it: its address, and the item with names and dates as the schema has them."""

    address: str
    item: dict[str, Any]

    @classmethod
    def of(cls, item: Item) -> Embedded:
        """The item; values that the schema cannot hold are left out."""
        return cls(address(item), {**to_item(from_item(item)), "id": str(item.get("id", ""))})


def citation(number: int, cites: Iterable[Mapping[str, Any]], items: Mapping[str, Embedded], shown: Shown) -> str:
    """The code of a citation.

    Args:
        number: of the citation in its document.
        cites: with `id`, and `locator`, `label`, `prefix`, `suffix`, `suppress-author`, `uris` or `unsorted` where they
            have them.
        items: id -> item; a cite without one needs `uris`.
        shown: its text in the document.
    """
    given = list(cites)
    listed = [_cite(one, items.get(str(one["id"]))) for one in given]
    properties: dict[str, Any] = {"formattedCitation": shown.rich or shown.text, "plainCitation": shown.text}
    properties["noteIndex"] = shown.note
    if any(one.get("unsorted") for one in given):
        properties["unsorted"] = True
    value = {"citationID": _citation_id(number, listed), "properties": properties, "citationItems": listed}
    return f"{CITATION} {_json({**value, 'schema': _SCHEMA})}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def _citation_id(number: int, listed: list[dict[str, Any]]) -> str:
    digest = sha256(f"{number} {_json(listed)}".encode()).hexdigest()
    return f"pc{digest[:10]}"


def _cite(cite: Mapping[str, Any], embedded: Embedded | None) -> dict[str, Any]:
    uris = list(cite.get("uris") or ([embedded.address] if embedded else ()))
    found: dict[str, Any] = {"id": str(cite["id"]), "uris": uris}
    if embedded is not None:
        found["itemData"] = embedded.item
    found |= {name: str(cite[name]) for name in _WORDS if cite.get(name)}
    if cite.get("suppress-author"):
        found["suppress-author"] = True
    return found


def random(text: str, length: int) -> str:
    """Letters and digits that stay the same for a text."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int.from_bytes(sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
    found = ""
    for _ in range(length):
        number, digit = divmod(number, len(digits))
        found += digits[digit]
    return found


class Preferences(NamedTuple):
    """The preferences of a document.

    Args:
        style: id of the style, as Zotero's repository has it, or an address.
        locale: "" for that of the style.
        kind: "Field" and "Bookmark" in Word, "ReferenceMark" and "Bookmark" in LibreOffice.
        in_notes: whether citations are notes.
        has_bibliography: whether the document has one.
    """

    style: str
    locale: str
    kind: str
    in_notes: bool
    has_bibliography: bool

    @property
    def text(self) -> str:
        """The preferences as XML, in the form of Zotero 3 and later."""
        address = self.style if "://" in self.style else f"{_STYLES}{self.style}"
        session = quoteattr(random(f"{self.style} {self.kind}", 8))
        locale = f" locale={quoteattr(self.locale)}" if self.locale else ""
        flag = int(self.has_bibliography)
        style = (
            f'<style id={quoteattr(address)}{locale} hasBibliography="{flag}" bibliographyStyleHasBeenSet="{flag}"/>'
        )
        values = {"fieldType": self.kind, "automaticJournalAbbreviations": "true", "noteType": str(int(self.in_notes))}
        prefs = "".join(f"<pref name={quoteattr(name)} value={quoteattr(value)}/>" for name, value in values.items())
        return f'<data data-version="3"><session id={session}/>{style}<prefs>{prefs}</prefs></data>'


def properties(name: str, text: str) -> dict[str, str]:
    """Name of a property -> its part of a text: NAME_1, NAME_2, …"""
    return {f"{name}_{number}": part for number, part in enumerate(_parts(text), 1)}


def _parts(text: str) -> Iterator[str]:
    start = size = 0
    for at, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if size + width > LONGEST_PROPERTY:
            yield text[start:at]
            start, size = at, 0
        size += width
    yield text[start:]
