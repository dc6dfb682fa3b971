"""Type of a cited work, told from the imprint behind its title: a table of shapes, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from ponarscite.note.host_book import read_host_book
from ponarscite.note.imprint import MEDIA, Imprint
from ponarscite.note.numbering import read_numbering
from ponarscite.note.outlet import is_known, is_proper_name
from ponarscite.record.institution import is_institution

Texts: TypeAlias = dict[str, str]
"""CSL variable, with "_" for its hyphens -> text as printed."""

_YEAR = r"(?:1[89]|20)\d\d"
BOOK = re.compile(rf"\((?:(?P<place>[^():“”\"]{{2,60}}): ?)?(?P<publisher>[^():“”\"]{{2,100}}), (?P<year>{_YEAR})\)")
"""The imprint of a book: "(Cambridge: Cambridge University Press, 2015)"."""

_PRESS = frozenset(
    "press publisher publishers publishing books verlag routledge palgrave springer sage wiley brill norton penguin "
    "macmillan ashgate elgar издательство rowman journals elsevier emerald blackwell".split()
)
_VOLUME_ALONE = re.compile(r"\d{1,4}|[IVXLC]{2,8}")
_BROADCAST = frozenset("audio podcast video radio".split())
"""Words in the label of a paper that is heard or seen: "PONARS Audio Policy Memo"."""
_PAGE_RANGE = re.compile(r"(?:pp?\.? ?)?(\d{1,4}[–-]\d{1,4})")


_LABEL = re.compile(r"\b(?:paper|brief|memo|memorandum|report|note|cable)s?$", re.IGNORECASE)
"""The last word of the label of a numbered paper, which is no journal."""


def is_book(match: re.Match[str]) -> bool:
    """Whether a parenthesis is the imprint of a book: it names a place, or what is certainly a publisher."""
    words = re.split(r"\W+", match["publisher"].casefold())
    return match["publisher"][0].isupper() and bool(
        match["place"][0].isupper() if match["place"] else not _PRESS.isdisjoint(words)
    )


def _chapter(imprint: Imprint) -> Texts | None:
    book = BOOK.search(imprint.text)
    host = read_host_book(imprint.text[: book.start()], imprint.text[book.end() :]) if book else None
    if not (book and host and is_book(book)):
        return None
    more = {"edition": host.edition, "volume": host.volume, "page": host.page, "editor": "; ".join(host.editors)}
    return {
        "type": "chapter",
        "container_title": host.title,
        "publisher": book["publisher"],
        "publisher_place": book["place"] or "",
        "issued": book["year"],
        **{name: text for name, text in more.items() if text},
    }


def _is_imprint(chunk: str) -> bool:
    return is_institution(chunk) and is_proper_name(chunk, 12)


def _journal(imprint: Imprint) -> Texts | None:
    found = read_numbering(imprint.text)
    if found is None:
        return None
    container = _without_publisher(found.name.strip(" ,./").removeprefix("in "))
    if not all(is_proper_name(part, 12) for part in container.split(": ")):
        return None
    if _LABEL.search(container):
        return None
    return {
        "type": "article-journal",
        "container_title": container,
        "volume": found.volume,
        "issue": found.issue,
        "page": found.page,
    }


def _without_publisher(name: str) -> str:
    """Cut a publisher off the name of a journal: "Post-Soviet Affairs, Taylor & Francis Journals"."""
    journal, comma, publisher = name.rpartition(", ")
    words = re.split(r"\W+", publisher.casefold())
    return journal if comma and not _PRESS.isdisjoint(words) else name


def _newspaper(imprint: Imprint) -> Texts | None:
    medium = next((MEDIA[chunk.casefold()] for chunk in imprint.chunks if chunk.casefold() in MEDIA), "")
    chunks = [chunk for chunk in imprint.chunks if chunk.casefold() not in MEDIA]
    outlet = chunks[0] if chunks else ""
    if not is_proper_name(outlet) or not (imprint.issued or imprint.url):
        return None
    words = outlet.casefold().split()
    kind = medium or next((kind for word, kind in MEDIA.items() if word in words), "article-newspaper")
    page = next((match[1] for match in map(_PAGE_RANGE.fullmatch, chunks[1:]) if match), "")
    is_news = imprint.has_day or is_known(outlet) or kind != "article-newspaper"
    return {"type": kind, "container_title": outlet} | ({"page": page} if page else {}) if is_news else None


def _report(imprint: Imprint, authors: tuple[str, ...]) -> Texts | None:
    publisher = imprint.chunks[0] if imprint.chunks else ""
    known = bool(authors and imprint.issued) and _is_imprint(publisher)
    return {"type": "report", "publisher": publisher} if known else None


def _agency(imprint: Imprint, authors: tuple[str, ...]) -> Texts | None:
    """Read an agency that stands in the place of the author: "Reuters, “Title,” May 3, 2020"."""
    known = not imprint.chunks and len(authors) == 1 and is_known(authors[0])
    return {"type": "article-newspaper", "container_title": authors[0], "author": ""} if known else None


def _webpage(imprint: Imprint) -> Texts | None:
    site = imprint.chunks[0] if imprint.chunks else ""
    is_page = imprint.url and len(imprint.chunks) < 2 and (not site or is_proper_name(site))
    return {"type": "webpage", "container_title": site} if is_page else None


SHAPES: tuple[Callable[[Imprint], Texts | None], ...] = (_chapter, _journal, _newspaper)
"""Shapes that need only the imprint, in the order in which they are tried."""


def type_of_work(imprint: Imprint, authors: tuple[str, ...]) -> Texts | None:
    """Tell the type of a work from its imprint.

    Returns:
        The type and the variables that follow from it. An "author" of "" means that the names before the title are no
        authors; editors are parted by "; ". None if the imprint is not understood.
    """
    alone = next((texts for shape in SHAPES if (texts := shape(imprint))), None)
    return alone or _report(imprint, authors) or _agency(imprint, authors) or _webpage(imprint)
