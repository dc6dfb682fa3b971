"""Records -> MODS 3.7, the Library of Congress's description of a work in XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.formats.mods.dates import elements_of
from ponarscite.formats.mods.elements import (
    CSL,
    FIRST_CREATORS,
    IDENTIFIERS,
    LOCAL,
    NEAREST,
    PARTS,
    PATHS,
    ROLES,
    SPACE,
    TYPES,
    VERSION,
    WHOLE_ROLES,
    WHOLE_TITLES,
)
from ponarscite.hookspecs import RenderOptions
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import Spell, addresses, changed_parts, dropped, rows
from ponarscite.interchange.xml import add, add_key, document, place, qualified, root
from ponarscite.record.date import known_date
from ponarscite.record.item import variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import Resources

_SUBJECTS = {"subject/topic": "keyword"}
_BY_CONTRIBUTORS = frozenset(csl_type for csl_type, kind in TYPES.items() if kind in FIRST_CREATORS)
"""CSL types whose first contributor is read as the maker of the work, whom Zotero writes so."""

_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""A citation key that is a valid xml:id."""

_RANGE = re.compile(r"(\w+)\s*[-–]+\s*(\w+)")
"""First and last page."""

_SPELL: dict[str, Spell] = {"physicalDescription/extent": lambda count: (f"{count} p." if count.isdecimal() else "",)}

_ATTRIBUTES: dict[str, dict[str, str]] = {
    "originInfo/place/placeTerm": {"type": "text"},
    "language/languageTerm": {"type": "code", "authority": "rfc3066"},
}


def _title(made: _Element, record: Record, written: set[str]) -> None:
    values = variables(record)
    for variable, attributes in (("title", {}), ("title-short", {"type": "abbreviated"})):
        if variable in values:
            add(add(made, "titleInfo", **attributes), "title", values[variable])
            written.add(variable)


def _names(made: _Element, record: Record, written: set[str], options: RenderOptions) -> None:
    for variable, code in ROLES.items():
        for name in variables(record).get(variable, ()):
            _name(made, name, code, options)
            written.add(variable)


def _name(made: _Element, name: Name, code: str, options: RenderOptions) -> None:
    node = add(made, "name", type="corporate" if name.literal else "personal")
    if name.literal or not name.given:
        add(node, "namePart", str(name))
    else:
        given = f"{name.given} {name.dropping_particle}".strip()
        parts = {"family": name.sort, "given": given, "termsOfAddress": name.suffix}
        if name.suffix and options.spell("suffix", "") == "given":
            parts |= {"given": f"{given}, {name.suffix}", "termsOfAddress": ""}
        for kind, text in parts.items():
            if clean(text):
                add(node, "namePart", text, type=kind)
    add(add(node, "role"), "roleTerm", code, type="code", authority="marcrelator")


def _described(made: _Element, record: Record, written: set[str]) -> None:
    for variable, path, text in rows(record, PATHS, _SPELL):
        parts = elements_of(record.issued) if variable == "issued" else [(text, _ATTRIBUTES.get(path, {}))]
        for part, attributes in parts:
            node = place(made, path, part)
            for name, value in attributes.items():
                node.set(name, value)
        written.add(variable)
    for variable, path, text in rows(record, _SUBJECTS, {}):
        add(add(made, path.partition("/")[0]), path.partition("/")[2], text)
        written.add(variable)


def _whole(made: _Element, record: Record, written: set[str], options: RenderOptions) -> None:
    """The host and the series of a work, and its place in them."""
    values = variables(record)
    host = _related(made, "host", record, written, options)
    inner = made if host is None else host
    _related(inner, "series", record, written, options)
    parts = [(variable, kind) for variable, kind in PARTS.items() if variable in values]
    if not parts and "page" not in values:
        return
    part = add(inner, "part")
    for variable, kind in parts:
        add(add(part, "detail", type=kind), "number", values[variable])
        written.add(variable)
    if "page" in values:
        _pages(add(part, "extent", unit="pages"), values["page"])
        written.add("page")


def _pages(extent: _Element, pages: str) -> None:
    """First and last page, which Zotero reads alone; other pages as a list, one page as both."""
    ends = _RANGE.fullmatch(pages)
    for tag, text in zip(("start", "end"), ends.groups() if ends else (pages,), strict=False):
        if ends or pages.isalnum():
            add(extent, tag, text)
    if not ends:
        add(extent, "list", pages)


def _related(made: _Element, kind: str, record: Record, written: set[str], options: RenderOptions) -> _Element | None:
    """The host or the series with its titles and names; None where the record has none."""
    values = variables(record)
    titles = [(v, path, how) for v, (owner, path, how) in WHOLE_TITLES.items() if owner == kind and v in values]
    named = [(v, code) for v, (owner, code) in WHOLE_ROLES.items() if owner == kind and v in values]
    if not titles and not named:
        return None
    node = add(made, "relatedItem", type=kind)
    for variable, path, attributes in titles:
        info = node.find(qualified("titleInfo", made.nsmap)) if not attributes else None
        add(add(node, "titleInfo", **attributes) if info is None else info, path, values[variable])
    for variable, code in named:
        for name in values[variable]:
            _name(node, name, code, options)
    written |= {*(one[0] for one in titles), *(one[0] for one in named)}
    return node


def _located(made: _Element, record: Record, written: set[str]) -> None:
    values = variables(record)
    for variable, kind in IDENTIFIERS.items():
        if variable in values:
            add(made, "identifier", values[variable], type=kind)
            written.add(variable)
    if place_held := values.get("archive_location"):
        add(add(made, "location"), "physicalLocation", place_held)
        written.add("archive_location")
    for text in filter(None, addresses(record.url)):
        seen = {"dateLastAccessed": record.accessed.iso} if record.accessed.iso else {}
        add(add(made, "location"), "url", text, usage="primary display", **seen)
        written |= {"URL"} | ({"accessed"} if seen else set())


def _element(top: _Element, record: Record, written: set[str], options: RenderOptions) -> _Element:
    key = citation_key(record)
    made = add(top, "mods", version=VERSION, **({"ID": key} if _ID.fullmatch(key) else {}))
    _title(made, record, written)
    _names(made, record, written, options)
    add(made, "typeOfResource", "sound recording-nonmusical" if record.type == "broadcast" else "text")
    _described(made, record, written)
    _whole(made, record, written, options)
    _located(made, record, written)
    add(made, "genre", TYPES.get(record.type, "document"), authority=LOCAL)  # behind the genre that is printed
    if record.type in NEAREST:
        add(made, "genre", record.type, authority=CSL)
    info = add(made, "recordInfo")
    add_key(info, "recordIdentifier", key)
    if source := variables(record).get("source"):
        add(info, "recordContentSource", source)
        written.add("source")
    return made


def _top() -> _Element:
    return root("modsCollection", {None: SPACE})


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one collection."""
    top = _top()
    yield from document(top, (_element(top, with_note(record), set(), options) for record in records))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that MODS cannot carry."""
    written: set[str] = set()
    _element(_top(), record, written, RenderOptions())
    yield from dropped(record, written)
    if record.type in _BY_CONTRIBUTORS and not record.author and "contributor" in written:
        yield "contributor (role)"
    if "accessed" in written:
        yield from changed_parts("accessed", record.accessed, known_date(record.accessed.iso))
