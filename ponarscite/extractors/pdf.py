"""PDF files -> claims: masthead, title and authors of the first page, footnotes, document information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(document: Document, series: Sequence[Series], doubtful: bool = False) -> Iterable[Claim]:
    """Claim what a PDF states of itself and cites; () for other kinds of document. Raises SourceError."""
    return _claims(document, tuple(series), doubtful=doubtful) if document.kind == "pdf" else ()


def _claims(document: Document, series: tuple[Series, ...], *, doubtful: bool) -> Iterator[Claim]:
    from ponarscite.note.footnote import cited_claims
    from ponarscite.note.printed import note_claims
    from ponarscite.pdf.memo import information_claims, memo_claims
    from ponarscite.pdf.paper import read_paper
    from ponarscite.pdf.process import read_pages
    from ponarscite.record.claim import DOUBT, About, Claim, Rank
    from ponarscite.series.layout import Layout

    pages = read_pages(document.content, document.name)
    paper = read_paper(pages.rows, series)
    yield from memo_claims(paper, series, document)
    yield from information_claims(pages.info, series, document)
    about = About("subject", "", document.name)
    if pages.whole < pages.count:
        problem = f"{document.name} is long: only the first {pages.whole} of its {pages.count} pages were read"
        yield Claim(DOUBT, problem, Rank.OWN, "PDF", about)
    layout = Layout(body=paper.lines, notes=paper.notes)
    yield from note_claims(paper.notes, about)
    yield from cited_claims(layout, series, about, document.url, doubtful=doubtful)
