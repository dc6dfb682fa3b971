"""Saved text -> claims: the output of a page-to-text tool, a pasted memo, or a list of citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series], doubtful: bool = False) -> Iterable[Claim]:
    """Claim what a text tells line by line; () for other kinds of document."""
    if document.kind != "text":
        return ()
    from ponarscite.note.listing import is_list, list_claims, read_list
    from ponarscite.series.layout import layout_of
    from ponarscite.series.list_page import list_claims as row_claims
    from ponarscite.series.masthead import article_claims, mentioned_claims
    from ponarscite.series.pasted import pasted_claims

    known = tuple(series)
    layout = layout_of(document, known)
    if layout.rows or layout.listed:
        return chain(row_claims(layout, known, document), mentioned_claims(layout, known, document))
    if layout.article:
        return chain(article_claims(layout, known, document), mentioned_claims(layout, known, document))
    entries = read_list(document.lines, known)
    if is_list(entries, document.lines):
        return list_claims(entries, document.name, document.url, doubtful=doubtful)
    return chain(pasted_claims(layout.body, known, document), mentioned_claims(layout, known, document))
