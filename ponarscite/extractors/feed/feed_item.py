"""Items of a feed -> claims.

Sources: RSS 2.0, RFC 4287 (Atom), the RSS modules content and dc, Apple's podcast tags (itunes:), with the names that
feedparser gives them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ponarscite.document.flow import lines_of_html
from ponarscite.document.tree import parse_html
from ponarscite.errors import SourceError
from ponarscite.extractors.feed.markup import readable
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.category import WORKING_PAPER, is_working_paper, series_of_category, type_of_category
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import label_claims
from ponarscite.series.masthead import abstract_claims, first_paragraph, language_of
from ponarscite.series.page_field import field_claims
from ponarscite.series.series import Series
from ponarscite.series.site import Site, site_of

if TYPE_CHECKING:
    from ponarscite.document.document import Document

ORIGIN = "feed"
HEAD, FOOT = 6, 12
"""Lines at the start and at the end of an item's content that may be the label of a memo."""

_UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_EPISODE = {"itunes_episode": "number", "itunes_duration": "dimensions"}
"""Fields that only podcasts have -> CSL variable."""

Item = Mapping[str, Any]


def feed_claims(document: Document, series: tuple[Series, ...]) -> Iterator[Claim]:
    """Claim the metadata of each item of a feed, in order. A broken feed gives the items that can be parsed.

    Raises:
        SourceError: the feed cannot be parsed, or not to its end; feedparser fails in many ways at what is no feed.
    """
    try:
        yield from _of_feed(document, series)
    except SourceError:
        raise
    except Exception as error:
        problem = f"{document.name} cannot be read as a feed: {type(error).__name__}: {error}"
        raise SourceError(problem, hint="give the pages of its items") from error


def _of_feed(document: Document, series: tuple[Series, ...]) -> Iterator[Claim]:
    import feedparser

    # Bytes, not a text, which feedparser would open as a path or an address.
    content = BytesIO(readable(document.text, document.name).encode("utf-8", "replace"))
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False, response_headers=_UTF_8)
    name = _plain(feed.feed.get("title", ""))
    site = site_of(
        series, (name,) if "podcast" not in name.casefold() else (), document.url or feed.feed.get("link", "")
    )
    for number, item in enumerate(feed.entries, 1):
        about = About("subject", f"item {number}", document.name)
        for variable, text in (*_of_item(item, site), *_of_episode(item, site, name)):
            yield Claim(variable, text, Rank.CITED, ORIGIN, about, f"item {number}")
        yield from _of_content(item, series, ClaimMaker(about, Rank.CITED, ORIGIN, site.address))


def _of_item(item: Item, site: Site) -> Iterator[tuple[str, str]]:
    title = _plain(item.get("title", ""))
    yield from (("title", text) for text in site.read("title", title))
    date = item.get("published") if "published" in item else item.get("updated")
    yield from (("issued", text) for text in site.read("issued", date or ""))
    names = (one.get("name") or "" for one in item.get("authors", ()))
    yield from (("author", text) for name in names for text in site.read("account", name))
    links = (text for key in ("feedburner_origlink", "link") for text in site.read("URL", item.get(key, "")))
    yield from (("URL", text) for text in list(links)[:1])
    yield from _of_categories([_plain(one.get("term") or "") for one in item.get("tags", ())], site)


def _of_categories(terms: list[str], site: Site) -> Iterator[tuple[str, str]]:
    """Yield type and genre or series from the first section of the site among the terms; other terms are keywords."""
    sections = [term for term in terms if type_of_category(term, site.series)]
    for term in sections[:1]:
        yield "type", type_of_category(term, site.series)
        if is_working_paper(term):
            yield "genre", WORKING_PAPER
        elif series_of_category(term, site.series):
            yield "series", term
    for term in terms:
        if term not in sections and not site.is_name(term) and term.casefold() != "uncategorized":
            yield "keyword", term


def _of_episode(item: Item, site: Site, podcast: str) -> Iterator[tuple[str, str]]:
    """Yield what an item with a recording adds: its podcast, and without a page the address of the recording."""
    files = [one.get("href", "") for one in item.get("enclosures", ()) if _is_recording(one)]
    if not files and not any(key in item for key in _EPISODE):
        return
    yield "type", "broadcast"
    if podcast:
        yield "container-title", podcast
    for key, variable in _EPISODE.items():
        if text := _plain(str(item.get(key) or "")):
            yield variable, _clock(text) if variable == "dimensions" else text
    if not item.get("link"):
        yield from (("URL", text) for name in files[:1] for text in site.read("URL", name))


def _clock(text: str) -> str:
    """Turn a running time in seconds into "hh:mm:ss"; any other text stays as printed."""
    if not (text.isascii() and text.isdecimal() and len(text) < 7):
        return text
    minutes, seconds = divmod(int(text), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _is_recording(enclosure: Item) -> bool:
    return str(enclosure.get("type", "")).startswith(("audio/", "video/"))


def _of_content(item: Item, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Claim what the text of an item shows: label, PDF and fields of a memo, and its first paragraph as abstract."""
    texts = [one.get("value", "") for one in item.get("content", ())] + [item.get("summary", "")]
    lines = lines_of_html(parse_html(texts[0])) if texts[0] else ()
    for line in lines[:HEAD]:
        yield from label_claims(line, series, maker)
    for line in lines[HEAD:][-FOOT:]:
        yield from label_claims(line, series, maker, dated=False)
    yield from field_claims(lines, series, maker)
    paragraph = first_paragraph(lines, series) or next(iter(lines), None)
    if paragraph:
        yield from abstract_claims(paragraph, series, maker)
        yield maker.claim("language", language_of(paragraph.text), paragraph)


def _plain(text: str) -> str:
    """Return a text that may be HTML without markup."""
    if "<" not in text:
        return text
    return " ".join(line.text for line in lines_of_html(parse_html(text)))
