"""The feeds of a site, page by page: WordPress serves further pages under `?paged=2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ponarscite.errors import FetchError
from ponarscite.network.fetch import fetch
from ponarscite.series.url import link
from ponarscite.sources.fetched import document_of
from ponarscite.sources.site.discovery import links_of

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.hookspecs import SourceOptions

MOST_PAGES = 1_000
TYPES = ("application/rss+xml", "application/atom+xml")

_ITEM = re.compile(rb"<(?:guid|id)\b[^>]{0,200}>([^<]{1,2000})<")


def feed_documents(page: Document, options: SourceOptions) -> Iterator[Document]:
    """Yield the pages of the first feed of a page that has items, until a page repeats known items."""
    for address in dict.fromkeys((urljoin(page.url, "feed/"), *_named(page))):
        seen: set[bytes] = set()
        for document in _pages(address, options):
            items = set(_ITEM.findall(document.content))
            if items <= seen:
                break
            seen |= items
            yield document
        if seen:
            return


def _named(page: Document) -> Iterator[str]:
    for media_type in TYPES:
        for href in links_of(page, "alternate", media_type):
            if address := link(urljoin(page.url, href)):
                yield address


def _pages(address: str, options: SourceOptions) -> Iterator[Document]:
    """Yield the feed and its further pages, until one cannot be fetched."""
    joint = "&" if urlsplit(address).query else "?"
    for number in range(1, MOST_PAGES + 1):
        name = address if number == 1 else f"{address}{joint}paged={number}"
        try:
            yield document_of(fetch(name, options), name)
        except FetchError:
            return
