"""The head of a page of another site, as a reader sees it -> claims: kind and number of a report, authors, date."""

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
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim what an HTML page prints around its title; on a site that publishes one of the series, for its members.

    On another site, the label of a series with a site names another work: what a page replies to, or is based on.
    """
    if document.kind != "html":
        return ()
    from ponarscite.series.house import is_of_series, site_names

    names, known = site_names(document), tuple(series)
    titles = names.titles or (names.whole,)
    from ponarscite.series.member import label_claims_of, member_claims

    if is_of_series(names, document.url, known):
        return member_claims(document, titles, known)
    from ponarscite.series.page_head import head_claims

    is_elsewhere = bool(names.stated or names.address or document.url)
    own = tuple(one for one in known if not (one.hosts and is_elsewhere))
    others = tuple(one for one in known if one not in own)
    return chain(label_claims_of(document, titles, own), head_claims(document, titles, others))
