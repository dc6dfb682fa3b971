"""List pages -> claims: rows of Drupal lists (before 2020), which mostly lack a title, and cards of WordPress lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line, without_markers
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.text import fold
from ponarscite.series.card import is_byline, split_meta
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import parse_label, plain_label
from ponarscite.series.list_row import Row
from ponarscite.series.masthead import author_claims, card_claims, language_of
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.layout import Layout

ORIGIN = "list"

_PERSON = re.compile(r"/(?:people|persons?|authors?|experts?|members?|bios?)/[^/?#]")
_MORE = ("more", "more >", "more »", "read more", "read more »", "подробнее")


def list_claims(layout: Layout, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """Make the claims of each row or card of a list page: each is a subject of its own."""
    author = _author_of_page(document) if layout.rows else None
    for n, row in enumerate(layout.rows, 1):
        yield from _row_claims(row, series, _claim_maker(document, n), author)
    for n, card in enumerate(layout.listed, 1):
        maker = _claim_maker(document, n)
        yield from card_claims(card, series, maker)
        yield from maker.first_link("URL", card.title)


def _claim_maker(document: Document, n: int) -> ClaimMaker:
    return ClaimMaker(About("subject", f"row {n}", document.name), Rank.CITED, ORIGIN, document.url)


def _row_claims(row: Row, series: tuple[Series, ...], maker: ClaimMaker, author: Line | None) -> Iterator[Claim]:
    label = parse_label(row.label.text, series)
    issued, byline = split_meta(row.meta.text, series) if row.meta else ("", "")
    genre, text = plain_label(_without_more(row.blurb), series) if row.blurb else ("", "")
    if label:
        yield maker.claim("genre", genre or label.text, row.label)
        yield maker.claim("number", label.number, row.label)
    if row.title:
        yield maker.claim("title", without_markers(row.title.text), row.title)
    if row.meta and issued:
        yield maker.claim("issued", issued, row.meta)
        yield from author_claims(byline, row.meta, maker)
    if author and not byline:
        yield Claim("author", author.text, Rank.GUESSED, "author page", maker.about, f"line {author.number}")
    if row.blurb and text:
        yield maker.claim("abstract", without_markers(text), row.blurb)
        yield maker.claim("language", language_of(text), row.blurb)
    links = (claim for line in (row.label, row.title, row.blurb) if line for claim in maker.first_link("URL", line))
    yield from list(links)[:1]


def _author_of_page(document: Document) -> Line | None:
    """Return the heading of a person's page, the author of rows without byline; None for any other page."""
    if document.kind != "html" or not any(map(_PERSON.search, (document.url, *_canonical(document)))):
        return None
    heading = next((line for line in document.lines if line.heading == 1), None)
    return heading if heading and is_byline(heading.text) else None


def _canonical(document: Document) -> Iterator[str]:
    return (one.get("href") or "" for one in document.html.iter("link") if one.get("rel") == "canonical")


def _without_more(line: Line) -> str:
    """Return a text without the words of the link at its end ("Read more")."""
    more = line.links[-1][0] if line.links else ""
    return line.text.removesuffix(more).strip() if fold(more) in _MORE else line.text
