"""Discovery: what a page tells of its site (REST root, feeds, WordPress)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ponarscite.series.url import link

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.network.fetch import Fetched

API = "https://api.w.org/"
"""The link relation of a site's REST root. Source: WordPress REST API handbook, Discovery."""

_LINK = re.compile(r"<([^<>\s]{1,2000})>([^<]{0,500})")
_SIGNS = (b"wp-content/", b"wp-includes/", b'content="WordPress', b"api.w.org")


def rest_root(response: Fetched, page: Document) -> str:
    """Return the REST root of the site, as the Link header or the HTML names it; "" if neither does."""
    addresses = (*_of_header(response.headers), *links_of(page, API))
    return next((found for address in addresses if (found := link(urljoin(response.url, address)))), "")


def _of_header(headers: Mapping[str, str]) -> Iterator[str]:
    for match in _LINK.finditer(headers.get("Link", "")):
        if API in match[2]:
            yield match[1]


def links_of(page: Document, relation: str, media_type: str = "") -> Iterator[str]:
    """Yield the addresses that the head of a page links to with this relation.

    Args:
        media_type: the `type` of the link must contain it.
    """
    if page.kind == "html":
        for element in page.html.iter("link"):
            if element.get("rel") == relation and media_type in (element.get("type") or ""):
                yield element.get("href") or ""


def is_wordpress(page: Document) -> bool:
    """Whether WordPress made a page."""
    return any(sign in page.content for sign in _SIGNS)
