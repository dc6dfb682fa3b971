"""The references in a .docx or .odt file: fields of Zotero and Mendeley, and the sources of Word."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple

from ponarscite.document.encoding import decode
from ponarscite.document.package import members
from ponarscite.extractors.office.codes import codes_of
from ponarscite.hookspecs import Format
from ponarscite.interchange.json_items import references_of
from ponarscite.interchange.reference import Reference

TEXTS: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml")
PROPERTIES: Final = ("docProps/custom.xml", "meta.xml")
_SOURCES = re.compile(r"customXml/item\d{1,4}\.xml")

_CONTROL: Final = "MENDELEY_CITATION_v3_"
"""The beginning of the tag of a content control of Mendeley Cite, before JSON in base 64."""

_OWN_KEY = re.compile(r"\d+|ITEM-\d+|\S*[/:]\S*|[0-9a-f]{8}-[0-9a-f-]{20,40}")
"""Ids that a program gives to an item in its library: they are no keys."""

_ENDNOTE = "ADDIN EN.CITE"


class _Cited(NamedTuple):
    origin: str
    item: Mapping[str, Any]
    address: str


def embedded(content: bytes, name: str, word: Format | None) -> Iterator[tuple[str, Reference]]:
    """Each record that a file embeds, once, with the origin of its claims; at the end what was not read.

    Args:
        name: of the file, for people.
        word: the format of Word's sources, None without it.
    Raises:
        SourceError: as `members` and `codes_of` do.
    """
    told: Counter[str] = Counter()
    known: set[str] = set()
    count = 0
    for part, text in members(content, _is_wanted, name):
        if _SOURCES.fullmatch(part):
            yield from _sources(text, part, word)
            continue
        for code in codes_of(text, part):
            for cited in _cited(code, told):
                identity = cited.address or json.dumps(cited.item, sort_keys=True, default=str)
                if identity in known:
                    continue
                known.add(identity)
                count += 1
                yield cited.origin, _reference(cited, count, part)
    if told:
        remarks = tuple(f"{message}: {number}" for message, number in sorted(told.items()))
        yield "field", Reference(place="fields", remarks=remarks)


def _is_wanted(name: str) -> bool:
    return name in TEXTS or name in PROPERTIES or bool(_SOURCES.fullmatch(name))


def _sources(content: bytes, part: str, word: Format | None) -> Iterator[tuple[str, Reference]]:
    """Word's own sources of a part, if it is a list of them."""
    text = decode(content, "", part)
    if word is None or word.sign is None or word.read is None or not word.sign(text[:4096].lstrip("\ufeff \t\r\n")):
        return
    for one in word.read(text):
        yield "Word's sources", replace(one, place=f"{part}, {one.place}", where=f"{part}, {one.where or one.place}")


def _reference(cited: _Cited, count: int, part: str) -> Reference:
    """The reference of an item; an id that only its program knows is no key."""
    item = dict(cited.item)
    if _OWN_KEY.fullmatch(str(item.get("id", ""))):
        del item["id"]
    found = next(references_of(json.dumps(item)), Reference(place=""))
    return replace(found, place=f"item {count}", where=part)


def _cited(code: str, told: Counter[str]) -> Iterator[_Cited]:
    """The items of a code; what cannot be read is counted."""
    if _ENDNOTE in code[:200]:
        told["citations of EndNote are not read"] += 1
    value = _value(code)
    if value is None:
        if "CSL_CITATION" in code[:200] or code.startswith(_CONTROL):
            told["citations with broken JSON"] += 1
        return
    cites = value.get("citationItems")
    for cite in cites if isinstance(cites, list) else ():
        item = cite.get("itemData") if isinstance(cite, dict) else None
        if not isinstance(item, dict):
            told["citations without the data of their item, which only their program has"] += 1
            continue
        uris = cite.get("uris") or cite.get("uri")
        address = str(uris[0]) if isinstance(uris, list) and uris else ""
        yield _Cited(f"{_program(code, value)} field", item, address)


def _program(code: str, value: Mapping[str, Any]) -> str:
    is_mendeley = code.startswith(_CONTROL) or "mendeley" in value or "Mendeley" in code[:200]
    return "Mendeley" if is_mendeley else "Zotero"


def _value(code: str) -> dict[str, Any] | None:
    """The JSON of a code; None for another code, and for broken JSON."""
    try:
        if code.startswith(_CONTROL):
            encoded = code.removeprefix(_CONTROL).translate(str.maketrans("-_", "+/")).encode("ascii", "replace")
            text = b64decode(encoded + b"=" * (-len(encoded) % 4)).decode()
            value: Any = json.loads(text)
        else:
            start = code.find("{", code.find("CSL_CITATION"))
            value = json.JSONDecoder().raw_decode(code, start)[0] if "CSL_CITATION" in code and start >= 0 else None
    except (ValueError, RecursionError, Base64Error):
        return None
    return value if isinstance(value, dict) else None
