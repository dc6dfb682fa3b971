"""Records -> EndNote XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.__about__ import __version__
from ponarscite.formats.endnote_xml.faces import write_faces
from ponarscite.formats.endnote_xml.paths import PATHS, PATHS_OF
from ponarscite.interchange.endnote_types import GENERIC, TYPES
from ponarscite.interchange.others import with_note
from ponarscite.interchange.rows import (
    WORDED,
    Row,
    Spell,
    addresses,
    dropped,
    endnote_names,
    lost_of_dates,
    month_and_day,
    rows,
    without_stray_issue,
    year,
)
from ponarscite.interchange.xml import add, add_key, document, place, root
from ponarscite.record.item import NAMES
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record
from ponarscite.record.richtext import looks_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions, Resources

SPELL: dict[str, Spell] = {
    "dates/year": year,
    "dates/pub-dates/date": month_and_day,
    "urls/web-urls/url": addresses,
    "urls/related-urls/url": addresses,
}


_FACELESS = {"sc": "small capitals", "nocase": "case", "nodecor": "decoration"}
"""Look that no face has -> its name in losses."""


def _rows(record: Record) -> Iterator[Row]:
    paths = PATHS_OF.get(record.type, PATHS)
    record = without_stray_issue(record)
    return rows(record, paths, SPELL | {path: endnote_names for path, variable in paths.items() if variable in NAMES})


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one EndNote XML document."""
    top = root("xml")
    listed = add(top, "records")
    parts = (_element(listed, number, record, options) for number, record in enumerate(map(with_note, records), 1))
    yield from document(top, parts, listed, write_faces)


def _element(top: _Element, number: int, record: Record, options: RenderOptions) -> _Element:
    name, code = TYPES.get(record.type, GENERIC)
    made = add(top, "record")
    add(made, "source-app", "ponarscite", name="ponarscite", version=__version__)
    add(made, "rec-number", str(number))
    add(made, "ref-type", str(code), name=name)
    for variable, path, text in _rows(record):
        if spelt := options.spell(variable, path, record.type):
            place(made, spelt, text)
    add_key(made, "label", citation_key(record))
    return made


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that EndNote XML cannot carry."""
    written: dict[str, set[str]] = {}
    for variable, _, text in _rows(record):
        written.setdefault(variable, set()).update(looks_of(text))
    yield from dropped(record, written)
    for variable, looks in written.items():
        yield from (f"{variable} ({name})" for look, name in _FACELESS.items() if look in looks)
    yield from lost_of_dates(record, WORDED, written)
