"""MODS, as library catalogues, Zotero and bibutils write it -> references.

Source: the MODS user guidelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.formats.mods.dates import date_of
from ponarscite.formats.mods.elements import (
    CSL,
    IDENTIFIERS,
    NEAREST,
    PARTS,
    PATHS,
    READ_TYPES,
    ROLE_WORDS,
    SPACE,
)
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import text_of, xml_references
from ponarscite.record.item import split_particle
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = {"": SPACE}


def references_of(text: str) -> Iterator[Reference]:
    """The descriptions of a MODS collection, in order. Raises nothing: a text that is not XML is a fault."""
    return xml_references(text, _references)


def _references(root: _Element) -> Iterator[Reference]:
    for number, mods in enumerate(root.iter(f"{{{SPACE}}}mods"), 1):
        yield Reference(place=f"record {number}", item=item_of(mods), where=f"line {mods.sourceline}")


def _text(node: _Element, path: str) -> str:
    return text_of(node.find(path, _SPACES))


def item_of(mods: _Element) -> dict[str, Any]:
    """One description as a CSL-JSON item."""
    genres = [(text_of(node), node.get("authority") or "") for node in mods.iterfind("genre", _SPACES)]
    item: dict[str, Any] = {"type": _type(genres), **_names(mods)}
    item |= {variable: _text(mods, path) for path, variable in PATHS.items()}
    item["issued"] = date_of(mods.iterfind("originInfo/dateIssued", _SPACES))
    item["genre"] = next((text for text, authority in genres if not authority), "")
    item["id"] = _text(mods, "recordInfo/recordIdentifier") or mods.get("ID") or ""
    item["title"] = _title(mods, "titleInfo")
    item["title-short"] = _text(mods, "titleInfo[@type='abbreviated']/title")
    item["container-title"] = _title(mods, "relatedItem[@type='host']/titleInfo")
    item["collection-title"] = _title(mods, ".//relatedItem[@type='series']/titleInfo")
    for variable, kind in PARTS.items():
        item[variable] = _text(mods, f".//part/detail[@type='{kind}']/number")
    item["page"] = _text(mods, ".//part/extent[@unit='pages']/list")
    for variable, kind in IDENTIFIERS.items():
        item[variable] = _text(mods, f".//identifier[@type='{kind}']")
    item["keyword"] = [text_of(node) for node in mods.iterfind("subject/topic", _SPACES)]
    address = mods.find("location/url", _SPACES)
    item["URL"] = web_address(text_of(address))
    item["accessed"] = "" if address is None else address.get("dateLastAccessed") or ""
    return {variable: value for variable, value in item.items() if value}


def _type(genres: Sequence[tuple[str, str]]) -> str:
    """The CSL type by the genres and their authorities: a CSL type, an item type of Zotero, or a genre of MARC."""
    own = (text for text, authority in genres if authority == CSL and text in NEAREST)
    kinds = (READ_TYPES[text] for text, _ in genres if text in READ_TYPES)
    return next(own, "") or next(kinds, "document")


def _title(mods: _Element, path: str) -> str:
    for node in mods.iterfind(path, _SPACES):
        if not node.get("type"):
            parts = (_text(node, "nonSort"), _text(node, "title"))
            return ": ".join(filter(None, (" ".join(filter(None, parts)), _text(node, "subTitle"))))
    return ""


def _names(mods: _Element) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for node in mods.iterfind("name", _SPACES):
        role = _text(node, "role/roleTerm").casefold()
        found.setdefault(ROLE_WORDS.get(role, "author"), []).append(_name(node))
    return found


def _name(node: _Element) -> dict[str, str] | str:
    parts = {part.get("type") or "": text_of(part) for part in node.iterfind("namePart", _SPACES)}
    if not parts.get("family"):
        whole = parts.get("", "")
        return whole if node.get("type") == "personal" else {"literal": whole}
    particle, family = split_particle(parts["family"])
    named = {"family": family, "given": parts.get("given", ""), "suffix": parts.get("termsOfAddress", "")}
    return {"non-dropping-particle": particle} | {part: text for part, text in named.items() if text}
