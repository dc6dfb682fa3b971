"""Records -> COinS: an OpenURL in the title of an empty span, which reference managers find on any page.

OpenURL has no key for the number of a report. Source: ANSI/NISO Z39.88-2004, the matrices `book`, `journal` and `dc`;
the COinS convention (ocoins.info); what Zotero reads of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import Row, Spell, addresses, dropped, rows
from ponarscite.record.name import Name
from ponarscite.record.record import Record

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

BOOK, JOURNAL, DC = ("info:ofi/fmt:kev:mtx:" + name for name in ("book", "journal", "dc"))
KINDS = (
    dict.fromkeys(("article-journal", "article-magazine", "review", "review-book"), (JOURNAL, "rft.genre", "article"))
    | dict.fromkeys(("entry-dictionary", "entry-encyclopedia"), (BOOK, "rft.genre", "bookitem"))
    | {"report": (BOOK, "rft.genre", "report"), "chapter": (BOOK, "rft.genre", "bookitem")}
    | {"book": (BOOK, "rft.genre", "book"), "paper-conference": (BOOK, "rft.genre", "proceeding")}
    | {"broadcast": (DC, "rft.type", "podcast"), "post-weblog": (DC, "rft.type", "blogPost")}
    | {"article-newspaper": (DC, "rft.type", "newspaperArticle"), "thesis": (DC, "rft.type", "thesis")}
    | {"webpage": (DC, "rft.type", "webpage"), "event": (DC, "rft.type", "presentation")}
)
"""CSL type -> matrix, and the key and value for the type."""

OTHER = (DC, "rft.type", "document")

_BOOK = {
    "rft.btitle": "title",
    "rft.au": "author",
    "rft.aucorp": "author",
    "rft.date": "issued",
    "rft.pub": "publisher",
    "rft.place": "publisher-place",
    "rft.series": "collection-title",
    "rft.edition": "edition",
    "rft.isbn": "ISBN",
    "rft.pages": "page",
}
_ADDRESSES = {"rft_id": "URL", "rft_id=info:doi/": "DOI"}
KEYS = {
    BOOK: _BOOK | _ADDRESSES,
    JOURNAL: {
        "rft.atitle": "title",
        "rft.jtitle": "container-title",
        "rft.au": "author",
        "rft.aucorp": "author",
        "rft.date": "issued",
        "rft.volume": "volume",
        "rft.issue": "issue",
        "rft.pages": "page",
        "rft.issn": "ISSN",
    }
    | _ADDRESSES,
    DC: {
        "rft.title": "title",
        "rft.creator": "author",
        "rft.date": "issued",
        "rft.publisher": "publisher",
        "rft.source": "container-title",
        "rft.description": "abstract",
        "rft.subject": "keyword",
        "rft.language": "language",
        "rft.identifier": "URL",
    },
}
"""Matrix -> key -> CSL variable."""

_ITEM = KEYS[BOOK] | {"rft.atitle": "title", "rft.btitle": "container-title"}


def _people(names: tuple[Name, ...]) -> Iterable[str]:
    return (name.inverted for name in names if not name.literal)


def _institutions(names: tuple[Name, ...]) -> Iterable[str]:
    return (name.literal for name in names if name.literal)


SPELL: dict[str, Spell] = {
    "rft.au": _people,
    "rft.aucorp": _institutions,
    "rft_id": addresses,
    "rft.identifier": addresses,
}


def _rows(record: Record) -> Iterator[Row]:
    matrix, _, kind = KINDS.get(record.type, OTHER)
    return rows(record, _ITEM if kind in ("bookitem", "proceeding") else KEYS[matrix], SPELL)


def span(record: Record, options: RenderOptions) -> str:
    """The span of a record, without a line end."""
    matrix, key, kind = KINDS.get(record.type, OTHER)
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", matrix), (key, kind)]
    for variable, name, text in _rows(record):
        key, _, lead = options.spell(variable, name, record.type).partition("=")
        pairs.append((key, lead + text))
    address = "&".join(f"{key}={quote(text, safe='')}" for key, text in pairs if key)
    return f'<span class="Z3988" title="{escape(address)}"></span>'


def write(records: Iterable[Record], options: RenderOptions, _: Resources) -> Iterator[str]:
    """One span a line."""
    return (f"{span(record, options)}\n" for record in map(without_mark, records))


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that COinS cannot carry."""
    yield from dropped(record, (variable for variable, _, _ in _rows(record)))
    yield from unmarked(record)
