"""Members of a series on pages that its own layout does not cover: the labels around the title -> claims.

What else stands around the title is read by `series.page_head`, which the pages of a series' own layout do not need.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line
from ponarscite.record.claim import About, Claim
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import ABOVE, label_claims, names_institution, parse_label

if TYPE_CHECKING:
    from collections.abc import Collection

    from ponarscite.document.document import Document
    from ponarscite.series.series import Series


def member_claims(document: Document, titles: Collection[str], series: tuple[Series, ...]) -> Iterator[Claim]:
    """Make the claims of the lines around the title of a member of a series; none for another page of its site.

    Of a page in a layout that `memo_page` reads, only a label above the title is claimed, which that layout lacks.
    """
    from ponarscite.series.layout import layout_of

    layout = layout_of(document, series)
    if layout.article:
        end = bisect_left(document.lines, layout.article.title.number, key=attrgetter("number"))
        above = document.lines[max(end - ABOVE, 0) : end]
        yield from _claims_of(_labels(above, series), series, document)
    elif not (layout.is_headed or layout.rows or layout.listed):
        from ponarscite.series.page_head import head_claims, head_of

        labels = tuple(_labels(head_of(document, titles), series))
        yield from _claims_of(labels, series, document)
        yield from head_claims(document, titles) if labels else ()


def label_claims_of(document: Document, titles: Collection[str], series: tuple[Series, ...]) -> Iterator[Claim]:
    """Make the claims of the labels around the title that name the institution of one of these series."""
    from ponarscite.series.page_head import head_of

    labels = _labels(head_of(document, titles), series) if series else ()
    yield from _claims_of((line for line in labels if names_institution(line, series)), series, document)


def _labels(lines: Iterable[Line], series: tuple[Series, ...]) -> Iterator[Line]:
    """Yield the lines that are a label with its number, and perhaps a date."""
    for line in lines:
        label = parse_label(line.text, series)
        if label and not label.rest:
            yield line


def _claims_of(labels: Iterable[Line], series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    maker = ClaimMaker(About("subject", "", document.name), base=document.url)
    for line in labels:
        yield from label_claims(line, series, maker)
