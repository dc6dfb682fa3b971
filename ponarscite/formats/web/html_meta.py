"""Records -> tags for the heads of their own pages: meta tags (Highwire, Dublin Core, Zotero) and schema.org JSON-LD.

With these tags, Zotero's connector saves the page of a memo as a report with number, institution, series and authors.
Source: Google Scholar's inclusion guidelines (citation_*); DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta
and link elements"; Zotero's translator "Embedded Metadata", which also reads its own fields (`z.reportType`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from ponarscite.formats.web.json_ld import CONTEXT, carried, node, to_json
from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import PERIODICALS, Row, Spell, addresses, dropped, endnote_names, rows
from ponarscite.interchange.xml import xml_text
from ponarscite.record.date import Date
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

LINKS = '<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n'

HIGHWIRE = {
    "citation_title": "title",
    "citation_author": "author",
    "citation_publication_date": "issued",
    "citation_publisher": "publisher",
    "citation_isbn": "ISBN",
    "citation_doi": "DOI",
    "citation_language": "language",
    "citation_keywords": "keyword",
    "citation_abstract": "abstract",
    "citation_public_url": "URL",
    "citation_abstract_html_url": "URL",
}
DUBLIN_CORE = {
    "DC.title": "title",
    "DC.creator": "author",
    "DC.date": "issued",
    "DC.publisher": "publisher",
    "DC.subject": "keyword",
    "DC.language": "language",
    "DC.identifier": "URL",
}
CONFERENCE = "citation_conference_title"
_PAGES = {"citation_firstpage": "page", "citation_lastpage": "page"}
_IN_A_PERIODICAL = {
    "citation_journal_title": "container-title",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_issn": "ISSN",
    **_PAGES,
}
_RANGE = re.compile(r"(?<=\w)\s*[-–]+\s*(?=\w)")
OWN = dict.fromkeys(PERIODICALS, _IN_A_PERIODICAL) | {
    "report": {
        "citation_technical_report_institution": "publisher",
        "citation_technical_report_number": "number",
        "z.reportType": "genre",
        "z.place": "publisher-place",
    },
    "post-weblog": {"z.blogTitle": "container-title"},
    "broadcast": {"z.seriesTitle": "container-title"},
    "chapter": {"citation_inbook_title": "container-title", **_PAGES},
    "paper-conference": {
        "citation_inbook_title": "container-title",
        CONFERENCE: "event-title",
        **_PAGES,
    },
    "thesis": {"citation_dissertation_institution": "publisher"},
}
"""CSL type -> its own tags -> CSL variable."""

ZOTERO_TYPES = {"report": "report", "post-weblog": "blogPost", "broadcast": "podcast", "event": "presentation"}
"""CSL type -> item type of Zotero, where no other tag tells it."""


def _slashes(value: Date) -> Iterable[str]:
    """ "2022/05/20", as Google Scholar wants it; the words of a date without parts."""
    return (value.iso.replace("-", "/") or value.literal,)


def _first(pages: str) -> Iterable[str]:
    parts = _RANGE.split(pages)
    return (parts[0] if len(parts) == 2 else pages,)


def _last(pages: str) -> Iterable[str]:
    """The last page of a range; "" for other pages, which stand whole in the first tag."""
    parts = _RANGE.split(pages)
    return (parts[1] if len(parts) == 2 else "",)


SPELL: dict[str, Spell] = {
    "citation_firstpage": _first,
    "citation_lastpage": _last,
    "citation_author": endnote_names,  # the final comma keeps Zotero, too, from splitting off a first name
    "citation_publication_date": _slashes,
    "citation_keywords": lambda words: ("; ".join(words),),
    "citation_public_url": addresses,
    "citation_abstract_html_url": addresses,
    "DC.identifier": addresses,
}


def _rows(record: Record) -> Iterator[Row]:
    own = OWN.get(record.type, {})
    if own.get(CONFERENCE) and "event-title" not in dict(record.extra):
        own = {**own, CONFERENCE: "container-title"}  # which tells readers the type
    return rows(record, HIGHWIRE | own | DUBLIN_CORE, SPELL)


def meta(name: str, content: str) -> str:
    """One meta tag."""
    return f'<meta name="{escape(name)}" content="{escape(xml_text(content))}">\n'


def script(value: Any) -> str:
    """JSON-LD in a script element."""
    return f'<script type="application/ld+json">\n{to_json(value)}\n</script>\n'


def block(record: Record, options: RenderOptions) -> str:
    """The tags for the head of the page of one record."""
    spelt = ((options.spell(variable, name, record.type), text) for variable, name, text in _rows(record))
    tags = "".join(meta(name, text) for name, text in spelt if name)
    if zotero_type := ZOTERO_TYPES.get(record.type):
        tags += meta("z.itemType", zotero_type)
    return LINKS + tags + script({"@context": CONTEXT} | node(record))


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """The blocks of the records, one piece each, with a blank line between two."""
    for number, record in enumerate(records):
        text = block(without_mark(record), options)
        yield f"\n{text}" if number else text


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that the head of its page cannot carry."""
    yield from dropped(record, {variable for variable, _, _ in _rows(record)} | carried(record))
    yield from unmarked(record)
