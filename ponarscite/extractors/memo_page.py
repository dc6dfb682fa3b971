"""Layout of a memo's web page -> claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.record.claim import Claim, Role
    from ponarscite.series.series import Series


@hookimpl
def extract_claims(
    document: Document, series: Sequence[Series], roles: Sequence[Role], doubtful: bool = False
) -> Iterable[Claim]:
    """Claim what an HTML page in the layout of the site shows of its article, and of publications that it mentions."""
    if document.kind != "html":
        return ()
    from ponarscite.series.layout import layout_of
    from ponarscite.series.list_page import list_claims
    from ponarscite.series.masthead import article_claims, mentioned_claims

    known = tuple(series)
    layout = layout_of(document, known)
    own: Iterable[Claim] = chain(article_claims(layout, known, document), list_claims(layout, known, document))
    if layout.is_headed:
        from ponarscite.series.pasted import pasted_claims

        own = pasted_claims(layout.body, known, document)
    elif not (layout.article or layout.rows or layout.listed):
        own = _list(document, known, doubtful=doubtful)
    return chain(own, mentioned_claims(layout, known, document)) if "mentioned" in roles else own


def _list(document: Document, series: tuple[Series, ...], *, doubtful: bool) -> Iterable[Claim]:
    """The claims of a page that is a list of works: a CV, a syllabus; () for any other page."""
    from ponarscite.note.listing import is_list, list_claims, may_be_list, read_list

    if not may_be_list(document.lines):
        return ()
    entries = read_list(document.lines, series)
    return (
        list_claims(entries, document.name, document.url, doubtful=doubtful) if is_list(entries, document.lines) else ()
    )
