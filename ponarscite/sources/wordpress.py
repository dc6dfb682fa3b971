"""A whole site: the posts of its memo category from WordPress' REST API, or the pages of its sitemap or feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import SourceOptions, hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ROOT = re.compile(r"/?(?:[a-z]{2}/?)?")


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the documents of a site, given its root or its memo category; given any page if *options.site* is set."""
    if not _ADDRESS.match(source) or not (options.site or stands_for_site(source, options.series)):
        return None
    from ponarscite.sources.site.whole_site import read_site

    return read_site(source, options)


def stands_for_site(address: str, series: Sequence[Series]) -> bool:
    """Whether an address is the root of a site ("https://a.example/", "https://a.example/ru/") or its list of memos."""
    from urllib.parse import urlsplit

    from ponarscite.sources.site.route import category_of

    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.query:
        return False
    return bool(_ROOT.fullmatch(parts.path) or category_of(address, series))
