"""COinS in a page -> the items that Zotero makes of them.

Source: Zotero's translator "COinS" and Zotero.Utilities.parseContextObject; ANSI/NISO Z39.88-2004, the matrices `book`,
`journal`, `dissertation`, `patent` and `dc`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ponarscite.embedded.creators import Creator, clean_author
from ponarscite.interchange.zotero_fields import FIELDS
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

CLASS = "Z3988"

MOST_SPANS = 1_000
MOST_KEYS = 200
"""Spans of a page, and keys of a span, that are read."""

_FORMAT = "info:ofi/fmt:kev:mtx:"
TYPES = {"journal": "journalArticle", "book": "book", "dissertation": "thesis", "patent": "patent", "dc": "webpage"}
"""Matrix -> item type."""

GENRES: Mapping[str, Mapping[str, str]] = {
    "journalArticle": {"conference": "conferencePaper", "proceeding": "conferencePaper"},
    "book": {
        "bookitem": "bookSection",
        "conference": "conferencePaper",
        "proceeding": "conferencePaper",
        "report": "report",
        "document": "document",
    },
}
"""Item type by the matrix -> rft.genre -> item type."""

PARTS = frozenset(("journalArticle", "bookSection", "conferencePaper"))
"""Item types whose title is that of a part; rft.title, rft.btitle and rft.jtitle are then those of the whole."""

KEYS = {
    "rft.date": "date",
    "rft.volume": "volume",
    "rft.issue": "issue",
    "rft.pages": "pages",
    "rft.issn": "ISSN",
    "rft.isbn": "ISBN",
    "rft.pub": "publisher",
    "rft.publisher": "publisher",
    "rft.place": "place",
    "rft.edition": "edition",
    "rft.series": "series",
    "rft.description": "abstractNote",
    "rft.language": "language",
    "rft.identifier": "url",
    "rft.source": "publicationTitle",
    "rft.jtitle": "publicationTitle",
    "rft.stitle": "publicationTitle",
    "rft.atitle": "title",
}
"""Key -> field; the first value of a field is kept."""

_TITLES = ("rft.title", "rft.btitle")
_WHOLE = {
    "bookSection": "bookTitle",
    "conferencePaper": "proceedingsTitle",
    "journalArticle": "publicationTitle",
    "webpage": "websiteTitle",
    "blogPost": "blogTitle",
}
_PUBLISHER = {"report": "institution", "thesis": "university"}


def items_of_spans(tree: _Element) -> list[dict[str, Any]]:
    """Return the items of the COinS of a page, in order; [] if it has none that Zotero understands. Raises nothing."""
    spans = [one for one in tree.iter("span") if CLASS in (one.get("class") or "").split()][:MOST_SPANS]
    return [item for span in spans if (item := item_of_span(span.get("title") or ""))]


def item_of_span(title: str) -> dict[str, Any]:
    """Return the item of an OpenURL context object, {} if its format is not known."""
    try:
        pairs = parse_qsl(title, keep_blank_values=False, max_num_fields=MOST_KEYS)
    except ValueError:
        return {}
    kind = _type(pairs)
    if not kind:
        return {}
    fields = _fields(kind, pairs)
    known = FIELDS.get(kind, FIELDS["document"]).values()
    item = {"itemType": kind} | {name: text for name, text in fields.items() if text and name in known}
    return item | {"creators": [{"creatorType": "author", **one} for one in _creators(pairs)]}


def _type(pairs: Sequence[tuple[str, str]]) -> str:
    values = dict(reversed(pairs))
    matrix = values.get("rft_val_fmt", "")
    kind = TYPES.get(matrix.removeprefix(_FORMAT), "") if matrix.startswith(_FORMAT) else ""
    if kind == "webpage" and values.get("rft.type") in FIELDS:
        return values["rft.type"]
    return GENRES.get(kind, {}).get(values.get("rft.genre", ""), kind)


def _fields(kind: str, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    names = {"publisher": _PUBLISHER.get(kind, "publisher"), "publicationTitle": _WHOLE.get(kind, "publicationTitle")}
    fields: dict[str, str] = {}
    for key, value in pairs:
        field = KEYS.get(key, "")
        if key in _TITLES:
            field = "publicationTitle" if kind in PARTS else "title"
        elif key == "rft_id":
            field, value = _identifier(value)
        fields.setdefault(names.get(field, field), clean(value))
    first, last = (dict(reversed(pairs)).get(key, "") for key in ("rft.spage", "rft.epage"))
    if first:
        fields.setdefault("pages", "-".join(dict.fromkeys(filter(None, (first, last)))))
    return fields


def _identifier(value: str) -> tuple[str, str]:
    """(field, value) of an rft_id: a DOI or an address."""
    if value.startswith("info:doi/"):
        return "DOI", value.removeprefix("info:doi/")
    return ("url", value) if value.startswith(("http://", "https://")) else ("", value)


def _creators(pairs: Sequence[tuple[str, str]]) -> Iterator[Creator]:
    """Yield the authors: the one in parts first, then those in one text, then institutions."""
    values = dict(reversed(pairs))
    if last := values.get("rft.aulast", ""):
        first = values.get("rft.aufirst") or values.get("rft.auinit") or ""
        yield {"firstName": first, "lastName": last} if first else {"name": last}
    for key, value in pairs:
        if key in ("rft.au", "rft.creator"):
            yield clean_author(value, inverted="," in value)
        elif key == "rft.aucorp":
            yield {"name": clean(value)}
