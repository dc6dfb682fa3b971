"""MODS, as library catalogues, Zotero and bibutils write it -> references.

Source: the MODS user guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.formats.mods.dates import date_of
from ponarscite.formats.mods.elements import (
    CSL,
    DATES,
    FIRST_CREATORS,
    HOST_ROLES,
    IDENTIFIERS,
    IMPRINT,
    LOCAL,
    NEAREST,
    PART_TYPES,
    PARTS,
    READ,
    READ_TYPES,
    ROLE_WORDS,
    SERIES_ROLES,
    SPACE,
    SUBJECTS,
)
from ponarscite.interchange.others import from_note
from ponarscite.interchange.reference import Reference
from ponarscite.interchange.xml import key_of, text_of, xml_references
from ponarscite.record.item import split_particle
from ponarscite.record.name import SUFFIXES
from ponarscite.record.text import web_address

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = {"": SPACE}
_PAGES = re.compile(r"(\d{1,6})\s*(?:p\.|pp\.|p\b|pages?\b|S\.|с\.)")


def references_of(text: str) -> Iterator[Reference]:
    """The descriptions of a MODS collection, in order. Raises nothing: a text that is not XML is a fault."""
    return xml_references(text, _references)


def _references(root: _Element) -> Iterator[Reference]:
    for number, mods in enumerate(root.iter(f"{{{SPACE}}}mods"), 1):
        where = f"line {mods.sourceline}"
        yield Reference(place=f"record {number}", item=item_of(mods), where=where, unread=tuple(_unread(mods)))


def _unread(mods: _Element) -> Iterator[str]:
    """The elements that no item holds: those of other kinds, other related items, subjects that are no words."""
    for node in mods:
        name = _local(node)
        if name == "relatedItem":
            kind = node.get("type") or ""
            yield from () if kind in ("host", "series") else (f"relatedItem {kind}".strip(),)
        elif name == "subject":
            yield from (f"subject/{_local(part)}" for part in node if _local(part) not in SUBJECTS)
        elif name not in READ:
            yield name


def _local(node: _Element) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def _text(node: _Element, path: str) -> str:
    return text_of(node.find(path, _SPACES))


def _texts(nodes: Iterable[_Element], path: str) -> Iterator[str]:
    """The texts at a path in each of the nodes, without empty ones."""
    return (text for node in nodes for one in node.iterfind(path, _SPACES) if (text := text_of(one)))


def _first(nodes: Iterable[_Element], path: str) -> str:
    return next(_texts(nodes, path), "")


def item_of(mods: _Element) -> dict[str, Any]:
    """One description as a CSL-JSON item. What it does not say of the work itself, its host may say: publisher, date,
    volume, pages.
    """
    host, series = mods.find("relatedItem[@type='host']", _SPACES), _series(mods)
    own, whole = [mods], [] if host is None else [host]
    both = own + whole
    genres = [(text_of(node), node.get("authority") or "") for node in mods.iterfind("genre", _SPACES)]
    item: dict[str, Any] = {
        "type": _type(genres, [text_of(node) for one in whole for node in one.iterfind("genre", _SPACES)]),
        **_names(mods, host, series, genres),
        "genre": next((text for text, authority in genres if not authority), ""),
        "id": key_of(mods.find("recordInfo/recordIdentifier", _SPACES)) or mods.get("ID") or "",
        "title-short": _text(mods, "titleInfo[@type='abbreviated']/title"),
        "container-title-short": _first(whole, "titleInfo[@type='abbreviated']/title"),
        "publisher-place": next(_places(both), ""),
        "issued": next(_dates(both), ""),
        "page": next(filter(None, map(_pages, both)), ""),
        "keyword": [text for kind in SUBJECTS for text in _texts(own, f"subject/{kind}")],
        "note": " ".join(_texts(own, "note")),
        "abstract": _text(mods, "abstract"),
        "language": _text(mods, "language/languageTerm"),
        "call-number": _text(mods, "classification"),
        "source": _text(mods, "recordInfo/recordContentSource"),
        "archive_location": _text(mods, "location/physicalLocation"),
        "number-of-pages": _page_count(_text(mods, "physicalDescription/extent")),
        **_title(mods, "title"),
        **(_title(host, "container-title") if host is not None else {}),
        **(_title(series, "collection-title") if series is not None else {}),
    }
    for path, variable in IMPRINT.items():
        item[variable] = _first(both, path) or item.get(variable, "")
    item |= {v: _first(both, f"part/detail[@type='{kind}']/number") for v, kind in PARTS.items()}
    item |= {v: _first(both, f"identifier[@type='{kind}']") for v, kind in IDENTIFIERS.items()}
    item |= _address(mods)
    return from_note({variable: value for variable, value in item.items() if value})


def _series(mods: _Element) -> _Element | None:
    return mods.find(".//relatedItem[@type='series']", _SPACES)


def _type(genres: Sequence[tuple[str, str]], host: Sequence[str]) -> str:
    """The CSL type by the genres and their authorities: a CSL type, an item type of Zotero, a genre of MARC, a genre of
    the host, or a genre of no authority.
    """
    own = (text for text, authority in genres if authority == CSL and text in NEAREST)
    known = [(authority, READ_TYPES[text]) for text, authority in genres if text in READ_TYPES]
    local = (csl_type for authority, csl_type in known if authority == LOCAL)
    listed = (csl_type for authority, csl_type in known if authority)
    parts = (PART_TYPES[text] for text in host if text in PART_TYPES)
    return next(iter((*own, *local, *parts, *listed, *(csl_type for _, csl_type in known))), "document")


def _title(node: _Element, variable: str) -> dict[str, str]:
    """The title, with the number of a part: a work's own as `part`, a series' as `collection-number`."""
    for one in node.iterfind("titleInfo", _SPACES):
        if not one.get("type"):
            start = " ".join(filter(None, (_text(one, "nonSort"), _text(one, "title"))))
            found = {variable: ": ".join(filter(None, (start, _text(one, "subTitle"))))}
            break
    else:
        return {}
    number, name = _text(one, "partNumber"), _text(one, "partName")
    if variable == "collection-title":
        return found | {"collection-number": number or _first([node], "part/detail/number")}
    return found | ({"part": number, "part-title": name} if variable == "title" else {})


def _places(nodes: Iterable[_Element]) -> Iterator[str]:
    """The places by name; a place by its code alone is left out."""
    for node in nodes:
        for one in node.iterfind("originInfo/place/placeTerm", _SPACES):
            if one.get("type") != "code" and (text := text_of(one)):
                yield text


def _dates(nodes: Sequence[_Element]) -> Iterator[Any]:
    """The dates, the best first: those of the work before its host's, and of each those that are marked as the key."""
    for node in nodes:
        for path in DATES:
            found = [one for one in node.iterfind(path, _SPACES) if text_of(one)]
            key = [one for one in found if one.get("keyDate")] or found
            if date := date_of([one for one in key if one.get("encoding") != "marc"] or key):
                yield date


def _pages(node: _Element) -> str:
    for one in node.iterfind("part/extent", _SPACES):
        if (one.get("unit") or "page").startswith("page"):
            start, end = _text(one, "start"), _text(one, "end")
            return _text(one, "list") or (f"{start}-{end}" if start and end and start != end else start or end)
    return _first([node], "part/detail[@type='page']/number")


def _page_count(text: str) -> str:
    """The number of pages in "xii, 538 p. ; 24 cm"."""
    match = _PAGES.search(text[:200])
    return match[1] if match else text if text.isdecimal() else ""


def _address(mods: _Element) -> dict[str, str]:
    for node in mods.iterfind("location/url", _SPACES):
        if address := web_address(text_of(node)):
            return {"URL": address, "accessed": node.get("dateLastAccessed") or ""}
    return {"URL": web_address(_text(mods, "identifier[@type='uri']"))}


def _names(
    mods: _Element, host: _Element | None, series: _Element | None, genres: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """The names of the work, its host and its series by CSL variable; a publisher among them as a text."""
    found: dict[str, list[Any]] = {}
    for node, roles in ((mods, {}), (host, HOST_ROLES), (series, SERIES_ROLES)):
        for one in () if node is None else node.iterfind("name", _SPACES):
            variable = _role(one)
            if name := _name(one):
                found.setdefault(roles.get(variable, variable), []).append(name)
    kind = next((text for text, authority in genres if authority == LOCAL), "")
    first = FIRST_CREATORS.get(kind, "contributor")
    if first not in found and "author" not in found and "contributor" in found:
        primary, *others = found.pop("contributor")
        found |= {first: [primary]} | ({"contributor": others} if others else {})
    publishers = (name.get("literal", "") for name in found.pop("publisher", ()) if isinstance(name, dict))
    return {**found, "publisher": next(publishers, "")}


def _role(node: _Element) -> str:
    """The CSL variable of a name, by its first role that is known."""
    roles = [text.casefold().rstrip(".") for text in _texts([node], "role/roleTerm")]
    return next((ROLE_WORDS[role] for role in roles if role in ROLE_WORDS), "contributor" if roles else "author")


def _name(node: _Element) -> dict[str, str] | str:
    parts = {part.get("type") or "": text_of(part) for part in node.iterfind("namePart", _SPACES)}
    if not parts.get("family"):
        whole = parts.get("", "")
        return whole if node.get("type") == "personal" or not whole else {"literal": whole}
    particle, family = split_particle(parts["family"])
    given, _, suffix = parts.get("given", "").rpartition(", ")
    if not given or suffix.casefold().rstrip(".") not in SUFFIXES:
        given, suffix = parts.get("given", ""), ""
    named = {"family": family, "given": given, "suffix": parts.get("termsOfAddress", "") or suffix}
    return {"non-dropping-particle": particle} | {part: text for part, text in named.items() if text}
