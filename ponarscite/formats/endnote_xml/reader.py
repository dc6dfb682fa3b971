"""EndNote XML, as EndNote, Zotero and others write it -> references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ponarscite.formats.endnote_xml.faces import text_of as rich_text_of
from ponarscite.formats.endnote_xml.paths import PATHS, PATHS_OF, READ_ALWAYS, READ_OF
from ponarscite.interchange.endnote_types import READ_NUMBERS, READ_TYPES, date_of, name_of
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import key_of, text_of, xml_references
from ponarscite.record.item import NAMES
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESSES = ("urls/related-urls/url", "urls/web-urls/url")


def references_of(text: str) -> Iterator[Reference]:
    """The records of an EndNote XML document, in order. Raises nothing: a text that is not XML is a fault."""
    return xml_references(text, _references)


def _references(root: _Element) -> Iterator[Reference]:
    for number, record in enumerate(root.iter("record"), 1):
        item, where = item_of(record), f"line {record.sourceline}"
        paths = {**PATHS_OF.get(item["type"], PATHS), **READ_OF.get(item["type"], {})}
        unread = tuple(_unread(record, paths))
        yield Reference(place=f"record {number}", item=item, where=where, unread=unread)


def _unread(record: _Element, paths: Mapping[str, str]) -> Iterator[str]:
    """The elements with a text that no item holds, by their names."""
    known = {step for path in (*paths, *READ_ALWAYS) for step in (path, path.partition("/")[0])}
    for child in record:
        name = str(child.tag)
        if name not in known:
            yield from (name,) if text_of(child) else ()
        elif name in ("titles", "contributors"):
            steps = {path.split("/")[1] for path in (*paths, *READ_ALWAYS) if path.startswith(f"{name}/")}
            yield from (str(one.tag) for one in child if str(one.tag) not in steps and text_of(one))


def item_of(record: _Element) -> dict[str, Any]:
    """One record as a CSL-JSON item."""
    csl_type = _type(record.find("ref-type"))
    item: dict[str, Any] = {"type": csl_type, "id": key_of(record.find("label"))}
    for path, variable in (*PATHS_OF.get(csl_type, PATHS).items(), *READ_OF.get(csl_type, {}).items()):
        read = text_of if variable in NAMES or variable == "keyword" else rich_text_of
        texts = [text for text in map(read, record.iterfind(path)) if text]
        if variable in NAMES:
            item.setdefault(variable, list(map(name_of, texts)))
        elif variable == "keyword":
            item[variable] = texts
        elif texts and variable not in ("issued", "URL"):
            item.setdefault(variable, texts[0])
    if csl_type == "report" and "number" not in item and "issue" in item:
        item["number"] = item.pop("issue")  # pandoc reads the number of a report there
    item["issued"] = date_of(text_of(record.find("dates/year")), text_of(record.find("dates/pub-dates/date")))
    found = (web_address(text_of(node)) for path in _ADDRESSES for node in record.iterfind(path))
    item["URL"] = next(filter(None, found), "")
    return from_note({variable: value for variable, value in item.items() if value})


def _type(kind: _Element | None) -> str:
    """The CSL type by the name of the reference type, or else by its number."""
    name = (kind.get("name") or "").casefold() if kind is not None else ""
    return READ_TYPES.get(name) or READ_NUMBERS.get(text_of(kind), "document")
