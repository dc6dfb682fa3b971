"""The tags of a page that stand in the way of others which are pasted into its head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ponarscite.embedded.coins import CLASS, items_of_spans
from ponarscite.embedded.head import read_head
from ponarscite.embedded.page_item import CERTAIN

if TYPE_CHECKING:
    from lxml.etree import _Element


def tags_to_remove(page: _Element, block: _Element, item_type: str) -> Iterator[str]:
    """Yield the tags to take out of a page, each as "meta citation_author (2)", before a block is pasted into its head.

    Zotero reads COinS in place of meta tags, takes the authors of all `citation_author` tags and the first value of
    any other tag, and the last tag that settles an item type settles it.

    Args:
        page: the parsed page.
        block: the parsed block.
        item_type: the item type that the page should have in Zotero.
    """
    if spans := items_of_spans(page):
        yield f'span class="{CLASS}" ({len(spans)})'
    own, new = read_head(page), read_head(block)
    for name, values in own.highwire.items():
        if name in new.highwire or CERTAIN.get(name, item_type) != item_type:
            yield f"meta {name} ({len(values)})"
    for name, values in own.namespaced.items():
        if name in new.namespaced:
            yield f"meta {name} ({len(values)})"
