"""The pages of a site, from its sitemaps.

Sources: sitemaps.org, protocol 0.9; the names of post sitemaps in WordPress and Yoast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ponarscite.document.tree import load_lxml
from ponarscite.errors import FetchError
from ponarscite.network.body import GZIP, unpack
from ponarscite.network.fetch import fetch
from ponarscite.network.robots import parse_rules, robots_address
from ponarscite.series.url import canonical, link
from ponarscite.sources.fetched import document_of, failed
from ponarscite.sources.site.route import host_of

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.hookspecs import SourceOptions

USUAL = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml")
MOST_SITEMAPS = 500
MOST_PAGES = 50_000  # pages of all sitemaps; the protocol allows as many in one

_POSTS = re.compile(r"(?:^|[/-])posts?(?:-posts?)?(?:-sitemap)?-?\d*\.xml")
_NO_POSTS = re.compile(r"taxonom|users|author|categor|(?:^|[/-])tag|(?:^|[/-])page(?:-sitemap)?-?\d*\.xml")


def sitemap_documents(page: Document, options: SourceOptions) -> Iterator[Document]:
    """Yield each page that the sitemaps list for the posts of a site; a page that cannot be fetched fails alone."""
    addresses = tuple(_pages(page.url, options))
    for address in addresses:
        try:
            yield document_of(fetch(address, options), address, len(addresses))
        except FetchError as error:
            yield failed(address, error, len(addresses))


def _pages(home: str, options: SourceOptions) -> Iterator[str]:
    """Yield the addresses of the posts, each once, without the root of the site."""
    seen = {canonical(home), host_of(home)}
    for listed in _sitemaps(home, options):
        for address in listed:
            key = canonical(address)
            if key not in seen and host_of(address) == host_of(home) and len(seen) < MOST_PAGES:
                seen.add(key)
                yield address


def _sitemaps(home: str, options: SourceOptions) -> Iterator[list[str]]:
    """Yield the addresses in each sitemap; first the sitemaps named by robots.txt, and if those are empty, the usual
    ones.
    """
    for start in (_named(home, options), (urljoin(home, path) for path in USUAL)):
        queue, found = list(dict.fromkeys(start)), False
        for address in queue:  # the list grows during the loop
            is_index, listed = _read(address, options)
            if is_index and len(queue) < MOST_SITEMAPS:
                queue += [one for one in _of_posts(listed) if one not in queue]
            elif listed:
                yield listed
            found = found or bool(listed)
        if found:
            return


def _named(home: str, options: SourceOptions) -> Iterator[str]:
    try:
        rules = parse_rules(fetch(robots_address(home), options).content)
    except FetchError:
        return
    yield from (address for one in rules.sitemaps if (address := link(urljoin(home, one))))


def _of_posts(addresses: list[str]) -> list[str]:
    """Return the sitemaps of posts, told by their names; if no name tells, all but those of other things."""
    posts = [one for one in addresses if _POSTS.search(one)]
    return posts or [one for one in addresses if not _NO_POSTS.search(one)]


def _read(address: str, options: SourceOptions) -> tuple[bool, list[str]]:
    """Return (whether it is an index, its addresses) of a sitemap; (False, []) if it cannot be read."""
    load_lxml()
    from lxml import etree

    try:
        content = fetch(address, options).content
        if content.startswith(GZIP):
            content = unpack([content], "gzip", options.max_bytes, address)
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (FetchError, etree.LxmlError, ValueError):
        return False, []
    addresses = (link((element.text or "").strip()) for element in root.iter("{*}loc"))
    is_index = isinstance(root.tag, str) and root.tag.endswith("sitemapindex")
    return is_index, [one for one in dict.fromkeys(addresses) if one]
