"""What a page says of the site that it belongs to."""

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
"""The relation of a site's REST root. Source: WordPress REST API handbook, Discovery."""

_LINK = re.compile(r"<([^<>\s]{1,2000})>([^<]{0,500})")
_SIGNS = (b"wp-content/", b"wp-includes/", b'content="WordPress', b"api.w.org")


def rest_root(answer: Fetched, page: Document) -> str:
    """The REST root of the site, as its header or its HTML names it; "" for none."""
    addresses = (*_of_header(answer.headers), *links_of(page, API))
    return next((found for address in addresses if (found := link(urljoin(answer.url, address)))), "")


def _of_header(headers: Mapping[str, str]) -> Iterator[str]:
    for match in _LINK.finditer(headers.get("Link", "")):
        if API in match[2]:
            yield match[1]


def links_of(page: Document, relation: str, media_type: str = "") -> Iterator[str]:
    """The addresses that a page's head links to in this relation."""
    if page.kind == "html":
        for element in page.html.iter("link"):
            if element.get("rel") == relation and media_type in (element.get("type") or ""):
                yield element.get("href") or ""


def is_wordpress(page: Document) -> bool:
    """Whether a page was made by WordPress."""
    return any(sign in page.content for sign in _SIGNS)
