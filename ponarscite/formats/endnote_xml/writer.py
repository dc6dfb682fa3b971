"""EndNote XML, as a table of paths.

Source: the element names and their order in EndNote's RSXML.dtd; what Zotero, bibutils and pandoc read of them. A
report has its number in `isbn`, which EndNote shows as "Report Number".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.__about__ import __version__
from ponarscite.interchange.endnote_types import GENERIC, TYPES
from ponarscite.interchange.rows import (
    PERIODICALS,
    Row,
    Spell,
    addresses,
    dropped,
    endnote_names,
    month_and_day,
    rows,
    year,
)
from ponarscite.interchange.xml import add, document, place, root
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.hookspecs import RenderOptions

PATHS = {
    "contributors/authors/author": "author",
    "contributors/secondary-authors/author": "editor",
    "contributors/subsidiary-authors/author": "translator",
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "titles/tertiary-title": "collection-title",
    "titles/short-title": "title-short",
    "pages": "page",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "section": "section",
    "keywords/keyword": "keyword",
    "dates/year": "issued",
    "dates/pub-dates/date": "issued",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "isbn": "ISBN",
    "call-num": "call-number",
    "electronic-resource-num": "DOI",
    "abstract": "abstract",
    "notes": "note",
    "work-type": "genre",
    "language": "language",
    "urls/related-urls/url": "URL",
    "urls/web-urls/url": "URL",
    "access-date": "accessed",
}
"""Path -> CSL variable, in the order written."""

_PERIODICAL = PATHS | {"isbn": "ISSN"}
PATHS_OF = dict.fromkeys(PERIODICALS, _PERIODICAL) | {
    "report": {path: variable for path, variable in PATHS.items() if path != "titles/tertiary-title"}
    | {"isbn": "number", "titles/secondary-title": "collection-title"},
}
"""CSL type -> its paths where they differ."""

SPELL: dict[str, Spell] = {
    **{path: endnote_names for path in PATHS if path.startswith("contributors/")},
    "dates/year": year,
    "dates/pub-dates/date": month_and_day,
    "urls/web-urls/url": addresses,
    "urls/related-urls/url": addresses,
}


def _rows(record: Record) -> Iterator[Row]:
    return rows(record, PATHS_OF.get(record.type, PATHS), SPELL)


def write(records: Iterable[Record], options: RenderOptions) -> Iterator[str]:
    """The records as one EndNote XML document."""
    top = root("xml")
    listed = add(top, "records")
    parts = (_element(listed, number, record, options) for number, record in enumerate(records, 1))
    yield from document(top, parts, listed)


def _element(top: _Element, number: int, record: Record, options: RenderOptions) -> _Element:
    name, code = TYPES.get(record.type, GENERIC)
    made = add(top, "record")
    add(made, "source-app", "ponarscite", name="ponarscite", version=__version__)
    add(made, "rec-number", str(number))
    add(made, "ref-type", str(code), name=name)
    for variable, path, text in _rows(record):
        if spelt := options.spell(variable, path, record.type):
            place(made, spelt, text)
    add(made, "label", citation_key(record))
    return made


def drops(record: Record) -> Iterator[str]:
    """What EndNote XML cannot carry of a record."""
    return dropped(record, (variable for variable, _, _ in _rows(record)))
