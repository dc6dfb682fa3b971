"""The address of the next page of a list, for sources that fetch pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from ponarscite.errors import SourceError

if TYPE_CHECKING:
    from ponarscite.document.document import Document

_PAGE = re.compile(r"/page/([0-9]{1,5})/?$")
_KEYS = frozenset(("page", "paged"))
_NEXT = frozenset(("next", "pager-next", "pager__item--next", "nextpostslink"))
"""Classes of links to the next page, or of the list item around one: WordPress themes, Drupal 7 and 8, WP-PageNavi."""
_FEED_LINK = re.compile(r"<(?:atom:)?link\b([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r"\b(rel|href)\s*=\s*[\"']([^\"'<>]{0,1000})[\"']")


def next_page(document: Document) -> str:
    """The address of the next page of a list, "" when there is none. Raises nothing.

    It is a link that a page or a feed calls its next, and its address differs from the own one by a higher page number
    only. That leaves out the next post of a blog.
    """
    base, own = _place(document.url)
    if not base or document.kind not in ("html", "feed"):
        return ""
    try:
        named = list(_named(document))
    except SourceError:
        return ""
    addresses = (_joined(document.url, href) for href in named)
    places = ((address, *_place(address)) for address in addresses)
    return next((address for address, list_, number in places if list_ == base and number > own), "")


def _named(document: Document) -> Iterator[str]:
    if document.kind == "feed":
        for match in _FEED_LINK.finditer(document.text):
            attributes = dict(_ATTRIBUTE.findall(match[1]))
            if attributes.get("rel") == "next":
                yield attributes.get("href", "").replace("&amp;", "&")
        return
    for element in document.html.iter("a", "link"):
        around = element.getparent()
        classes = f"{element.get('class') or ''} {around.get('class') or '' if around is not None else ''}".split()
        if "next" in (element.get("rel") or "").lower().split() or not _NEXT.isdisjoint(classes):
            yield element.get("href") or ""


def _joined(address: str, href: str) -> str:
    try:
        return urljoin(address, href.strip()).partition("#")[0]
    except ValueError:
        return ""


def _place(address: str) -> tuple[tuple[object, ...], int]:
    """The part that the addresses of all pages of a list share, and the page number; () for another kind of address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return (), 0
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return (), 0
    pairs = parse_qsl(parts.query)
    path = _PAGE.search(parts.path)
    numbers = [value for key, value in pairs if key in _KEYS] + [path[1] if path else "0"]
    number = numbers[0] if re.fullmatch("[0-9]{1,5}", numbers[0]) else "0"
    query = tuple(sorted(pair for pair in pairs if pair[0] not in _KEYS))
    return (parts.netloc.lower(), _PAGE.sub("/", parts.path).rstrip("/"), query), int(number)
