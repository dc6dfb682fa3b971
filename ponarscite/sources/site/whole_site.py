"""A site -> Documents, from its REST API if that is open, else from a sitemap or a feed, else the page alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging import INFO, WARNING
from typing import TYPE_CHECKING

from ponarscite.network.address import without_credentials
from ponarscite.network.fetch import fetch
from ponarscite.sources.fetched import document_of
from ponarscite.sources.site.category_ids import categories
from ponarscite.sources.site.discovery import is_wordpress, rest_root
from ponarscite.sources.site.feed_pages import feed_documents
from ponarscite.sources.site.post_list import PostList
from ponarscite.sources.site.rest import ClosedError
from ponarscite.sources.site.route import category_of
from ponarscite.sources.site.sitemap import sitemap_documents

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.hookspecs import SourceOptions

log = logging.getLogger(__name__)


def read_site(source: str, options: SourceOptions) -> Iterator[Document]:
    """Yield every publication of the site, or of the category, at *source*. Raises FetchError."""
    response = fetch(source, options, may_be_empty=True)  # a headless site has a REST API, but no page
    page = document_of(response, without_credentials(source))
    category = category_of(response.url, options.series)
    root = rest_root(response, page)
    found, closed = False, ""
    if root:
        try:
            yield from PostList(root, categories(root, category, options), options).documents()
            return
        except ClosedError as error:
            closed = error.message
    if root or options.site or is_wordpress(page):
        for document in _without_rest(page, category, options):
            found = True
            yield document
    if closed:
        log.log(INFO if found else WARNING, "the posts of %s cannot be listed: %s", page.name, closed)
    if not found:
        yield page


def _without_rest(page: Document, category: str, options: SourceOptions) -> Iterator[Document]:
    """Yield the feed of a category or the sitemap of a site; the other one if the first gives nothing."""
    ways = (feed_documents, sitemap_documents) if category else (sitemap_documents, feed_documents)
    for way in ways:
        found = False
        for document in way(page, options):
            found = True
            yield document
        if found:
            return
