"""Footnotes and lists of headlines -> claims about the works that they cite."""

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
def extract_claims(
    document: Document, series: Sequence[Series], roles: Sequence[Role], doubtful: bool = False
) -> Iterable[Claim]:
    """Claim the works in a memo's notes and lists of headlines, and the text of the notes for the memo itself."""
    if document.kind not in ("html", "text"):
        return ()
    from ponarscite.note.printed import note_claims
    from ponarscite.series.layout import layout_of

    known = tuple(series)
    subject = About("subject", "", document.name)
    layout = layout_of(document, known)
    notes = note_claims(layout.notes, subject)
    if "cited" not in roles:
        return notes
    from ponarscite.note.footnote import cited_claims

    return chain(notes, cited_claims(layout, known, subject, document.url, doubtful=doubtful))
