"""The book that holds a chapter: "in Ann Lee, ed., Book, 7th ed. (Place: Publisher, 2019), 239–260"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ponarscite.note.byline import read_authors

_IN = re.compile(r"[ ,.]*in:? (?P<title>[^“”\"]{3,400})", re.IGNORECASE)
_ROLE = r"(?:eds?\.?|editors?|hrsg\.|dir\.|ред\.)"
_BEFORE = re.compile(rf"(?P<names>[^\d]{{3,200}}?),? (?:\({_ROLE}\)[,:.]?|{_ROLE}[,:]) ?(?P<title>\S.*)", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<title>.{3,300}?),? \(?(?:eds?\.|edited by|ed\. by|под ред\.) (?P<names>[^()]{3,200})\)?", re.IGNORECASE
)
_EDITION = re.compile(r",? \(?(?P<edition>\d{1,2})(?:st|nd|rd|th) (?:ed\.?|edn\.?|edition)\)?$", re.IGNORECASE)
_VOLUME = re.compile(r",? vol(?:ume|\.)? ?(?P<volume>\d{1,3}|[IVXLC]{1,6})$", re.IGNORECASE)
_PAGES = re.compile(r",? (?:pp?\. ?|pages )?(?P<page>\d{1,5}[–-]\d{1,5})$", re.IGNORECASE)
_PAGES_BEHIND = re.compile(r"[,:;.]? ?(?:pp?\. ?|pages |S\. |с\. ?)?(?P<page>\d{1,5}[–-]\d{1,5})(?![\d–-])")


@dataclass(frozen=True, slots=True)
class HostBook:
    """A book as the citation of its chapter names it.

    Args:
        title: as printed.
        editors: names as printed, in order.
        edition, volume, page: as printed, "" for none.
    """

    title: str
    editors: tuple[str, ...] = ()
    edition: str = ""
    volume: str = ""
    page: str = ""


def read_host_book(before: str, behind: str) -> HostBook | None:
    """Parse the text before the imprint of a book (place, publisher and year), and that behind it.

    Returns:
        None where no "in" leads to a title.
    """
    match = _IN.fullmatch(before.rstrip(" ,(") if before else "")
    if match is None:
        return None
    title, page = _cut(match["title"].strip(" ,"), _PAGES)
    title, volume = _cut(title, _VOLUME)
    title, edition = _cut(title, _EDITION)
    title, editors = _split_editors(title)
    title, late = _cut(title, _EDITION)
    own = _PAGES_BEHIND.match(behind)
    return HostBook(title.strip(" ,"), editors, edition or late, volume, page or (own["page"] if own else ""))


def _split_editors(text: str) -> tuple[str, tuple[str, ...]]:
    """Split editors before the title ("Ann Lee, ed., Book") or behind it ("Book, ed. Ann Lee"): (title, names)."""
    before = _BEFORE.fullmatch(text)
    if before and (names := read_authors(before["names"])):
        return before["title"], names
    after = _AFTER.fullmatch(text)
    return (after["title"].strip(" ,"), read_authors(after["names"]) or ()) if after else (text, ())


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Cut off what the pattern finds at the end of a text: (rest, its first group), (text, "") where it finds none."""
    match = pattern.search(text[-40:])
    return (text[: len(text) - len(match[0])], match[1]) if match else (text, "")
