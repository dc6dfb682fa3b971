"""A whole site: the posts of its memo category over WordPress' REST, or what its sitemap or feed lists."""

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
    """The documents of a site, for its root and its memo category, or with `site` for any page of it."""
    if not _ADDRESS.match(source) or not (options.site or stands_for_site(source, options.series)):
        return None
    from ponarscite.sources.site.reading import read_site

    return read_site(source, options)


def stands_for_site(address: str, series: Sequence[Series]) -> bool:
    """Whether an address is the root of a site ("https://a.example/", "https://a.example/ru/"), or lists memos."""
    from urllib.parse import urlsplit

    from ponarscite.sources.site.address import category_of

    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.query:
        return False
    return bool(_ROOT.fullmatch(parts.path) or category_of(address, series))
