"""Habits of Zotero that the specification leaves to the program; each can be turned off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Abbreviate = Callable[[str, str], str | None]
"""(variable, text) -> the abbreviation of the text; None or "" to leave it."""
CiteLink = Callable[[str], str]
"""Id of an item -> the address that its cites link to; "" for none."""
_CAPITAL_SUBTITLES = re.compile(r"apa(?:$|-)|academy-of-management(?:$|-)|freshwater-science")
"""Ids of the styles whose subtitles Zotero begins with a capital."""
_PAGED = frozenset(("article-journal", "article-magazine", "article-newspaper"))
"""Types that Zotero prints without address where they have pages, unless its preferences keep it."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Behaviour of a processor beyond the style.

    Args:
        links: whether DOI, URL, PMID and PMCID become links in markups that have them.
        subtitles: whether a subtitle begins with a capital in the styles of the APA and their like.
        abbreviate: gives the abbreviations that form="short" prints, None for those of the items alone.
        cite_link: gives the addresses that cites link to, None for no links.
    """

    links: bool = True
    subtitles: bool = True
    abbreviate: Abbreviate | None = None
    cite_link: CiteLink | None = None


ZOTERO = Habits()


def capitalises_subtitles(*ids: str) -> bool:
    """Whether Zotero begins subtitles with a capital in a style of one of these ids, or addresses of ids."""
    return any(_CAPITAL_SUBTITLES.match(name.rpartition("/")[2]) for name in ids)


def without_paged_urls(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The items, articles with pages without URL and access date."""
    for item in items:
        paged = isinstance(item, Mapping) and item.get("type") in _PAGED and item.get("page")
        yield {key: value for key, value in item.items() if key not in ("URL", "accessed")} if paged else item
