"""EndNote XML, as EndNote, Zotero and others write it -> references.

Source: EndNote's RSXML.dtd; the paths are those that `ponarscite.formats.endnote_xml.writer` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ponarscite.formats.endnote_xml.writer import PATHS, PATHS_OF
from ponarscite.interchange.endnote_types import TYPES, date_of, name_of
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import text_of
from ponarscite.record.item import NAMES
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIRST: dict[str, str] = {}
for _csl_type, (_name, _code) in reversed(TYPES.items()):
    _FIRST |= {_name.casefold(): _csl_type, str(_code): _csl_type}

READ_TYPES = _FIRST | {
    "blog": "post-weblog",
    "56": "post-weblog",
    "3": "broadcast",
    "audiovisual material": "broadcast",
}
"""Name or number of a reference type -> CSL type."""

_ADDRESSES = ("urls/related-urls/url", "urls/web-urls/url")


def references_of(root: _Element) -> Iterator[Reference]:
    """The records of an EndNote XML document, in order. Raises nothing."""
    for number, record in enumerate(root.iter("record"), 1):
        yield Reference(place=f"record {number}", item=item_of(record), where=f"line {record.sourceline}")


def item_of(record: _Element) -> dict[str, Any]:
    """One record as a CSL-JSON item."""
    csl_type = _type(record.find("ref-type"))
    item: dict[str, Any] = {"type": csl_type, "id": text_of(record.find("label"))}
    for path, variable in PATHS_OF.get(csl_type, PATHS).items():
        texts = [text for text in map(text_of, record.iterfind(path)) if text]
        if variable in NAMES:
            item[variable] = list(map(name_of, texts))
        elif variable == "keyword":
            item[variable] = texts
        elif texts and variable not in ("issued", "URL"):
            item.setdefault(variable, texts[0])
    if csl_type == "report" and "number" not in item and "issue" in item:
        item["number"] = item.pop("issue")  # where pandoc looks for it
    item["issued"] = date_of(text_of(record.find("dates/year")), text_of(record.find("dates/pub-dates/date")))
    found = (web_address(text_of(node)) for path in _ADDRESSES for node in record.iterfind(path))
    item["URL"] = next(filter(None, found), "")
    return {variable: value for variable, value in item.items() if value}


def _type(kind: _Element | None) -> str:
    name = (kind.get("name") or "").casefold() if kind is not None else ""
    return READ_TYPES.get(name) or READ_TYPES.get(text_of(kind), "document")
