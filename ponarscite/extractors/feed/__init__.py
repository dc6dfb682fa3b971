"""Feeds, RSS 2.0 and Atom -> claims about memos, commentary, podcast episodes; each item is a subject of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim the metadata of every item of a feed; () for other kinds of document."""
    if document.kind != "feed":
        return ()
    from ponarscite.extractors.feed.feed_item import feed_claims

    return feed_claims(document, tuple(series))
