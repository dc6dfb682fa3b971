"""What other tools hold: files of references in BibTeX, BibLaTeX, RIS and Refer; each reference is a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series

ORIGINS = {"bib": "BibTeX", "ris": "RIS", "enw": "Refer"}
"""Kind of document -> who says so."""


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:  # noqa: ARG001 - as the hook is declared
    """The claims of every reference; () for other kinds of document."""
    if document.kind not in ORIGINS:
        return ()
    from ponarscite.interchange.reference import reference_claims

    return reference_claims(_references(document), ORIGINS[document.kind], document.name)


def _references(document: Document) -> Iterator[Reference]:
    if document.kind == "ris":
        from ponarscite.formats.ris.reader import references_of
    elif document.kind == "enw":
        from ponarscite.formats.refer.reader import references_of
    else:
        from ponarscite.formats.bibtex.reader import references_of
    return references_of(document.text)
