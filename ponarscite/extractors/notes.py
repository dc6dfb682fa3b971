"""Footnotes and lists of headlines -> the works they cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ponarscite.claim import About, Claim
from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Say what a memo's notes cite, and what headlines its body lists; its notes, as text, belong to the memo."""
    if document.kind not in ("html", "text"):
        return ()
    from ponarscite.note.footnote import cited_claims
    from ponarscite.series.layout import layout_of

    known = tuple(series)
    subject = About("subject", "", document.name)
    return cited_claims(layout_of(document, known), known, subject, document.url)
