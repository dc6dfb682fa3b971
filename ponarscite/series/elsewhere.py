"""Documents of other sites: a label that many institutions use ("Policy Memo") is there another institution's.

Such a label counts on the sites of its series, in documents of unknown address, and where the institution is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.record.claim import FOREIGN, Claim
from ponarscite.record.text import fold
from ponarscite.series.series import Series, file_pattern, is_full_label
from ponarscite.series.url import canonical, original

LABELS = frozenset(("genre", "collection-title", "series"))
"""Variables of claims that may be the label of a series, or its section of a site."""

if TYPE_CHECKING:
    from ponarscite.document.document import Document


def seen_from(document: Document, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """The series with those of their labels that count in a document. Raises nothing."""
    foreign = foreign_to(document, series)
    return _reduced(series, foreign) if foreign else series


def foreign_to(document: Document, series: Sequence[Series]) -> tuple[Series, ...]:
    """The series whose short labels are another institution's in a document. Raises nothing."""
    if not document.url:
        return ()
    known = tuple(series)
    return document.once(("foreign", tuple(one.id for one in known)), lambda: _foreign(document, known))


def is_elsewhere(address: str, series: Sequence[Series]) -> bool:
    """Whether an address is known, and on no site of the series, all of which have sites."""
    host = host_of(original(address)[0]) if address else ""
    return bool(host) and all(one.hosts and not is_of(host, one.hosts) for one in series)


def marked(claims: Iterable[Claim], document: Document) -> Iterator[Claim]:
    """The claims of a document of another site: each label with the host, which is evidence for the identity."""
    host = host_of(original(document.url)[0])
    for claim in claims:
        yield claim
        if claim.variable in LABELS:
            yield replace(claim, variable=FOREIGN, text=host, origin="envelope")


def _foreign(document: Document, series: tuple[Series, ...]) -> tuple[Series, ...]:
    address = original(document.url)[0]
    host = host_of(address)
    elsewhere = tuple(one for one in series if one.hosts and not is_of(host, one.hosts)) if host else ()
    pattern = file_pattern(elsewhere)
    if not elsewhere or (pattern and pattern.match(address.partition("?")[0].rpartition("/")[2])):
        return ()
    return tuple(one for one in elsewhere if not document.mentions(institution_of(one)))


def institution_of(one: Series) -> str:
    """The word by which a series names its institution: "ponars"."""
    return fold(one.label.split()[0])


def host_of(address: str) -> str:
    """The host of an address, without "www." and port; "" for none."""
    return canonical(address).partition("/")[0].partition("?")[0].partition(":")[0]


def is_of(host: str, hosts: Sequence[str]) -> bool:
    """Whether a host is one of *hosts*, or below one of them."""
    return any(host == one or host.endswith(f".{one}") for one in hosts)


@lru_cache(maxsize=256)
def _reduced(series: tuple[Series, ...], foreign: tuple[Series, ...]) -> tuple[Series, ...]:
    return tuple(
        replace(one, labels=tuple(label for label in one.labels if is_full_label(label, (one,))), categories=())
        if one in foreign
        else one
        for one in series
    )
