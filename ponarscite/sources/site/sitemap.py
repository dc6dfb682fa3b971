"""The pages of a site by its sitemaps.

Source: sitemaps.org, protocol 0.9; the names that WordPress and Yoast give to sitemaps of posts.
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
MOST_PAGES = 50_000  # of one sitemap, by its protocol; here of all of them

_POSTS = re.compile(r"(?:^|[/-])posts?(?:-posts?)?(?:-sitemap)?-?\d*\.xml")
_NO_POSTS = re.compile(r"taxonom|users|author|categor|(?:^|[/-])tag|(?:^|[/-])page(?:-sitemap)?-?\d*\.xml")


def sitemap_documents(page: Document, options: SourceOptions) -> Iterator[Document]:
    """Each page that the sitemaps of a site list for its posts; one that cannot be fetched fails alone."""
    addresses = tuple(_pages(page.url, options))
    for address in addresses:
        try:
            yield document_of(fetch(address, options), address, len(addresses))
        except FetchError as error:
            yield failed(address, error, len(addresses))


def _pages(home: str, options: SourceOptions) -> Iterator[str]:
    """The addresses of the site's posts, each once; not the site's root itself."""
    seen = {canonical(home), host_of(home)}
    for listed in _sitemaps(home, options):
        for address in listed:
            key = canonical(address)
            if key not in seen and host_of(address) == host_of(home) and len(seen) < MOST_PAGES:
                seen.add(key)
                yield address


def _sitemaps(home: str, options: SourceOptions) -> Iterator[list[str]]:
    """What each sitemap lists, first of those that robots.txt names or that have a usual name."""
    for start in (_named(home, options), (urljoin(home, path) for path in USUAL)):
        queue, found = list(dict.fromkeys(start)), False
        for address in queue:  # grows while it is read
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
    """Those sitemaps that list posts, by their names; all others where no name tells."""
    posts = [one for one in addresses if _POSTS.search(one)]
    return posts or [one for one in addresses if not _NO_POSTS.search(one)]


def _read(address: str, options: SourceOptions) -> tuple[bool, list[str]]:
    """(whether it lists sitemaps, the addresses that it lists); nothing for what is no sitemap."""
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
