"""Facts about a document from outside its content: address, day accessed, file name -> claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.series import file_pattern
from ponarscite.series.url import link

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>\S{1,2000})")
_BEGINNING = 4_000  # characters at the start of a page in which browsers note its address

_KINDS = frozenset(("html", "pdf", "text"))


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim the URL, the day accessed and the file name of a page, a text or a PDF; () for other kinds of document.

    Only these kinds are the publication themselves; a feed, a REST answer or a file of references lists others.
    """
    return tuple(_claims(document, tuple(series))) if document.kind in _KINDS else ()


def _claims(document: Document, series: tuple[Series, ...]) -> Iterator[Claim]:
    about = About("subject", "", document.name)
    if url := link(document.url) or _saved_from(document):
        yield Claim("URL", url, Rank.OWN, "envelope", about)
    for one in document.captures:
        yield Claim("accessed", one.day.iso, Rank.OWN, "envelope", about, one.place)
    if document.accessed and not document.captures:
        yield Claim("accessed", document.accessed.iso, Rank.OWN, "envelope", about)
    pattern = file_pattern(series)
    for name in (document.url.partition("?")[0], document.name):
        last = name.rpartition("/")[2]
        if pattern and pattern.match(last):
            yield Claim("file-name", last, Rank.GUESSED, "source name", about)
            return


def _saved_from(document: Document) -> str:
    """Return the address that a browser noted in a page when it saved it; "" for none, and for other than http(s)."""
    match = _SAVED_FROM.search(document.text, 0, _BEGINNING) if document.kind == "html" else None
    return link(match["url"]) if match else ""
