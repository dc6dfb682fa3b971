"""Records -> MODS 3.7, the Library of Congress's description of a work in XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.formats.mods.dates import elements_of
from ponarscite.formats.mods.elements import (
    CSL,
    IDENTIFIERS,
    LOCAL,
    NEAREST,
    PARTS,
    PATHS,
    ROLES,
    SPACE,
    TYPES,
    VERSION,
)
from ponarscite.interchange.rows import addresses, dropped, rows
from ponarscite.interchange.xml import add, document, place, root
from ponarscite.record.item import variables
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions, Resources

_SUBJECTS = {"subject/topic": "keyword"}
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""A citation key that is a valid xml:id."""

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


def _names(made: _Element, record: Record, written: set[str]) -> None:
    for variable, code in ROLES.items():
        for name in variables(record).get(variable, ()):
            _name(made, name, code)
            written.add(variable)


def _name(made: _Element, name: Name, code: str) -> None:
    node = add(made, "name", type="corporate" if name.literal else "personal")
    if name.literal or not name.given:
        add(node, "namePart", str(name))
    else:
        parts = {"family": name.sort, "given": f"{name.given} {name.dropping_particle}", "termsOfAddress": name.suffix}
        for kind, text in parts.items():
            if clean(text):
                add(node, "namePart", text, type=kind)
    add(add(node, "role"), "roleTerm", code, type="code", authority="marcrelator")


def _described(made: _Element, record: Record, written: set[str]) -> None:
    for variable, path, text in rows(record, PATHS, {}):
        parts = elements_of(record.issued) if variable == "issued" else [(text, _ATTRIBUTES.get(path, {}))]
        for part, attributes in parts:
            node = place(made, path, part)
            for name, value in attributes.items():
                node.set(name, value)
        written.add(variable)
    for variable, path, text in rows(record, _SUBJECTS, {}):
        add(add(made, path.partition("/")[0]), path.partition("/")[2], text)
        written.add(variable)


def _whole(made: _Element, record: Record, written: set[str]) -> None:
    """The host and the series of a work, and its place in them."""
    parts = [(variable, kind) for variable, kind in PARTS.items() if variable in variables(record)]
    pages = "page" in variables(record)
    whole = _related(made, "host", record.container_title)
    if record.container_title:
        written.add("container-title")
    if record.collection_title:
        _related(whole if whole is not None else made, "series", record.collection_title)
        written.add("collection-title")
    if not (parts or pages):
        return
    part = add(whole if whole is not None else made, "part")
    for variable, kind in parts:
        add(add(part, "detail", type=kind), "number", variables(record)[variable])
        written.add(variable)
    if pages:
        add(add(part, "extent", unit="pages"), "list", variables(record)["page"])
        written.add("page")


def _related(made: _Element, kind: str, title: str) -> _Element | None:
    if not title:
        return None
    node = add(made, "relatedItem", type=kind)
    add(add(node, "titleInfo"), "title", title)
    return node


def _located(made: _Element, record: Record, written: set[str]) -> None:
    values = variables(record)
    for variable, kind in IDENTIFIERS.items():
        if variable in values:
            add(made, "identifier", values[variable], type=kind)
            written.add(variable)
    for text in filter(None, addresses(record.url)):
        seen = {"dateLastAccessed": record.accessed.iso} if record.accessed.iso else {}
        add(add(made, "location"), "url", text, usage="primary display", **seen)
        written |= {"URL"} | ({"accessed"} if seen else set())


def _element(top: _Element, record: Record, written: set[str]) -> _Element:
    key = citation_key(record)
    made = add(top, "mods", version=VERSION, **({"ID": key} if _ID.fullmatch(key) else {}))
    for write_part in (_title, _names):
        write_part(made, record, written)
    add(made, "typeOfResource", "sound recording-nonmusical" if record.type == "broadcast" else "text")
    for write_part in (_described, _whole, _located):
        write_part(made, record, written)
    add(made, "genre", TYPES.get(record.type, "document"), authority=LOCAL)  # behind the genre that is printed
    if record.type in NEAREST:
        add(made, "genre", record.type, authority=CSL)
    add(add(made, "recordInfo"), "recordIdentifier", key)
    return made


def _top() -> _Element:
    return root("modsCollection", {None: SPACE})


def write(records: Iterable[Record], _options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one collection."""
    top = _top()
    yield from document(top, (_element(top, record, set()) for record in records))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that MODS cannot carry."""
    written: set[str] = set()
    _element(_top(), record, written)
    return dropped(record, written)
