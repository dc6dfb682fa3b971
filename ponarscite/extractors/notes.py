"""Footnotes and lists of headlines -> the works they cite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl
from ponarscite.record.claim import About, Claim

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Role
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series], roles: Sequence[Role]) -> Iterable[Claim]:
    """Say what a memo's notes cite, and what headlines its body lists; its notes, as text, belong to the memo."""
    if document.kind not in ("html", "text"):
        return ()
    from ponarscite.note.footnote import cited_claims, note_claims
    from ponarscite.series.layout import layout_of

    known = tuple(series)
    subject = About("subject", "", document.name)
    layout = layout_of(document, known)
    notes = note_claims(layout.notes, subject)
    return chain(notes, cited_claims(layout, known, subject, document.url)) if "cited" in roles else notes
