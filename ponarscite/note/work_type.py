"""Type of a cited work, told from the imprint behind its title: a table of shapes, the most telling first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from ponarscite.note.imprint import Imprint
from ponarscite.note.outlet import is_journal, is_known, is_proper_name
from ponarscite.record.institution import is_institution

Texts: TypeAlias = dict[str, str]
"""CSL variable, with "_" for its hyphens -> text as printed."""

_YEAR = r"(?:1[89]|20)\d\d"
BOOK = re.compile(rf"\((?:(?P<place>[^():“”\"]{{2,60}}): ?)?(?P<publisher>[^():“”\"]{{2,100}}), (?P<year>{_YEAR})\)")
"""The imprint of a book: "(Cambridge: Cambridge University Press, 2015)"."""

_PRESS = frozenset(
    "press publisher publishers publishing books verlag routledge palgrave springer sage wiley brill norton penguin "
    "macmillan ashgate elgar издательство rowman".split()
)
_CONTAINER = re.compile(
    r"[ ,.]*in:? (?:[^()“”\"]{2,150} \(eds?\.\),? )?(?P<title>[^()“”\"]{3,300}?)"
    r"(?:,? (?:eds?\.|edited by) [^()]{2,200})?,? ?\("
)
_VOLUME = re.compile(
    r"[,.]? (?:vol(?:ume)?\.? ?|т(?:ом)?\. ?)?(?P<volume>\d{1,4})"
    r"(?:[,.]? (?:nos?|iss|issue|№)\.? ?(?P<issue>\d[\d/–-]{0,8})"
    r"|[:/.](?P<second>\d{1,3}(?:[–/-]\d{1,3})?)(?=[,. (:]|$)(?!\.\d)"
    r"| ?\((?P<third>\d{1,3}(?:[–/-]\d{1,3})?)\)"
    rf"|(?= \([^()]{{0,30}}{_YEAR}\))|(?=: ?\d{{1,5}}[–-]\d))"
    r"|[,.]? (?:nos?|issue|№)\.? ?(?P<only>\d{1,4})\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:[:,] ?|\bpp?\. ?|\bс\. ?)(?P<page>\d{1,5}[–-]\d{1,5})(?!\d)", re.IGNORECASE)
_TRAILING_YEAR = re.compile(rf"[,.]? {_YEAR}$")
_PAPER = re.compile(
    r"(?P<genre>(?:[^\W\d][^\s]{0,40} ){0,9}?"
    r"(?:(?:working|discussion|policy|research|occasional|briefing|issue|technical|staff|conference) "
    r"(?:paper|brief|memo|memorandum|report|note)|(?:policy|issue) ?brief|(?P<counted>report|brief|cable|memo))"
    r"(?: series)?)(?:,? ?(?:no\.?|nr\.?|#|№)? ?(?P<number>[A-Z]{0,3}[ -]?\d[\d/–-]{0,10}))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:no\.?|nr\.?|#|№) ?(?P<number>[A-Z]{0,3}-?\d[\d/–-]{0,10})", re.IGNORECASE)
_MEDIA = {"podcast": "broadcast", "blog": "post-weblog", "commentary": "post-weblog"}


def is_book(match: re.Match[str]) -> bool:
    """Whether a parenthesis is the imprint of a book: it names a place, or what is certainly a publisher."""
    words = re.split(r"\W+", match["publisher"].casefold())
    return match["publisher"][0].isupper() and bool(
        match["place"][0].isupper() if match["place"] else not _PRESS.isdisjoint(words)
    )


def _chapter(imprint: Imprint) -> Texts | None:
    book, container = BOOK.search(imprint.text), _CONTAINER.match(imprint.text)
    if not (book and container and is_book(book)):
        return None
    return {
        "type": "chapter",
        "container_title": container["title"].strip(" ,"),
        "publisher": book["publisher"],
        "publisher_place": book["place"] or "",
        "issued": book["year"],
    }


def _paper(imprint: Imprint) -> Texts | None:
    for position, chunk in enumerate(imprint.chunks[:3]):
        match = _PAPER.fullmatch(chunk[:150])
        if not match or not match["genre"][0].isupper():
            continue
        others = imprint.chunks[:position] + imprint.chunks[position + 1 :]
        number = match["number"] or next((m["number"] for m in map(_NUMBER.fullmatch, others[:3]) if m), "")
        if number or (imprint.issued and not match["counted"]):
            return {
                "type": "report",
                "genre": match["genre"],
                "number": number,
                "publisher": next((other for other in others if _is_imprint(other)), ""),
            }
    return None


def _is_imprint(chunk: str) -> bool:
    return is_institution(chunk) and is_proper_name(chunk, 12)


def _journal(imprint: Imprint) -> Texts | None:
    match = _VOLUME.search(imprint.text)
    if not match:
        return None
    container = _TRAILING_YEAR.sub("", imprint.text[: match.start()].strip(" ,./")).removeprefix("in ")
    if not all(is_proper_name(part, 12) for part in container.split(": ")):
        return None
    page = _PAGES.search(imprint.text, match.end())
    return {
        "type": "article-journal",
        "container_title": container,
        "volume": match["volume"] or "",
        "issue": match["issue"] or match["second"] or match["third"] or match["only"] or "",
        "page": page["page"] if page else "",
    }


def _newspaper(imprint: Imprint) -> Texts | None:
    outlet = imprint.chunks[0] if imprint.chunks else ""
    if not is_proper_name(outlet) or not (imprint.issued or imprint.url):
        return None
    words = outlet.casefold().split()
    kind = next((kind for word, kind in _MEDIA.items() if word in words), "article-newspaper")
    is_news = imprint.has_day or is_known(outlet) or kind != "article-newspaper"
    return {"type": kind, "container_title": outlet} if is_news else None


def _periodical(imprint: Imprint) -> Texts | None:
    name = imprint.chunks[0] if imprint.chunks else ""
    known = bool(imprint.issued) and is_proper_name(name) and is_journal(name) and not is_institution(name)
    return {"type": "article-journal", "container_title": name} if known else None


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


SHAPES: tuple[Callable[[Imprint], Texts | None], ...] = (_chapter, _paper, _journal, _newspaper, _periodical)
"""Shapes that need only the imprint, in the order in which they are tried."""


def type_of_work(imprint: Imprint, authors: tuple[str, ...]) -> Texts | None:
    """Tell the type of a work from its imprint.

    Returns:
        The type and the variables that follow from it. An "author" of "" means that the names before the title are no
        authors. None if the imprint is not understood.
    """
    alone = next((texts for shape in SHAPES if (texts := shape(imprint))), None)
    return alone or _report(imprint, authors) or _agency(imprint, authors) or _webpage(imprint)
