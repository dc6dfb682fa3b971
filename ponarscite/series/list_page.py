"""List pages -> claims: rows of Drupal lists (before 2020), which mostly lack a title, and cards of WordPress lists."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line, without_markers
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.text import fold
from ponarscite.series.card import is_byline
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import parse_label, plain_label
from ponarscite.series.list_row import Row, person_of_heading, read_meta
from ponarscite.series.list_years import years_of_rows
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
    if layout.rows:
        yield from _claims_of_rows(layout.rows, series, document)
    for n, card in enumerate(layout.listed, 1):
        maker = _claim_maker(document, n)
        yield from card_claims(card, series, maker)
        yield from maker.first_link("URL", card.title)


def _claims_of_rows(rows: Sequence[Row], series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    author = _author_of_page(document, series)
    address = next(filter(None, (document.url, *(_canonical(document) if document.kind == "html" else ()))), "")
    first = min(line.number for row in rows for line in (row.label, row.meta, row.blurb) if line)
    above = [line for line in document.lines if line.number < first]
    years = years_of_rows(rows, above, address, series)
    for n, (row, listed) in enumerate(zip(rows, years, strict=True), 1):
        maker = _claim_maker(document, n)
        yield from _row_claims(row, series, maker, author)
        if listed[0] and row.label:
            yield Claim("listed-years", *_of(maker, row.label, listed))


def _claim_maker(document: Document, n: int) -> ClaimMaker:
    return ClaimMaker(About("subject", f"row {n}", document.name), Rank.CITED, ORIGIN, document.url)


def _of(maker: ClaimMaker, line: Line, told: tuple[str, str]) -> tuple[str, Rank, str, About, str]:
    text, origin = told
    return text, Rank.GUESSED, origin, maker.about, f"line {line.number}"


def _row_claims(
    row: Row, series: tuple[Series, ...], maker: ClaimMaker, author: tuple[str, Line] | None
) -> Iterator[Claim]:
    yield from _label_claims(row, series, maker)
    if author and not row.label:
        yield maker.claim("series", author[1].text, author[1])
    if row.title:
        yield maker.claim("title", without_markers(row.title.text), row.title)
    byline = yield from _meta_claims(row, series, maker)
    if author and not byline:
        yield Claim("author", *_of(maker, author[1], (author[0], "author page")))
    if row.blurb and (text := plain_label(_without_more(row.blurb), series)[1]):
        yield maker.claim("abstract", without_markers(text), row.blurb)
        yield maker.claim("language", language_of(text), row.blurb)
    links = (claim for line in row.lines for claim in maker.first_link("URL", line))
    yield from list(links)[:1]


def _label_claims(row: Row, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Claim genre and number of a row; the label in front of its text, the longer one, tells the genre."""
    label = parse_label(row.label.text, series) if row.label else None
    genre = plain_label(_without_more(row.blurb), series)[0] if row.blurb else ""
    line = row.label or row.blurb
    if line and (genre or label):
        yield maker.claim("genre", genre or (label.text if label else ""), line)
    if label and row.label:
        yield maker.claim("number", label.number, row.label)


def _meta_claims(row: Row, series: tuple[Series, ...], maker: ClaimMaker) -> Generator[Claim, None, str]:
    """Claim date and authors of a row; return its byline."""
    issued, byline = read_meta(row.meta.text, series) if row.meta else ("", "")
    line = row.meta
    if row.byline:
        line, byline = row.byline, row.byline.text
    if row.meta and issued:
        yield maker.claim("issued", issued, row.meta)
    if line and byline:
        yield from author_claims(byline, line, maker)
    return byline


def _author_of_page(document: Document, series: tuple[Series, ...]) -> tuple[str, Line] | None:
    """Return the person of a person's page and its heading, the author of rows without byline; None for other pages."""
    if document.kind not in ("html", "text"):
        return None
    for line in document.lines:
        if name := person_of_heading(line.text, series):
            return name, line
    addresses = (document.url, *(_canonical(document) if document.kind == "html" else ()))
    if not any(map(_PERSON.search, addresses)):
        return None
    heading = next((line for line in document.lines if line.heading == 1), None)
    return (heading.text, heading) if heading and is_byline(heading.text) else None


def _canonical(document: Document) -> Iterator[str]:
    return (one.get("href") or "" for one in document.html.iter("link") if one.get("rel") == "canonical")


def _without_more(line: Line) -> str:
    """Return a text without the words of the link at its end ("Read more")."""
    more = line.links[-1][0] if line.links else ""
    return line.text.removesuffix(more).strip() if fold(more) in _MORE else line.text
