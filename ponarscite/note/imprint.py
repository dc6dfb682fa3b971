"""Imprint: the parts of what follows a title in a note (address, day accessed, date, words between commas)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ponarscite.record.date import MONTH_NAMES, SEASON_NAMES
from ponarscite.series.url import link

_LONGEST = 800
_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = rf"(?:{MONTH_NAMES})\.?"
_SEASON = rf"(?:{SEASON_NAMES})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_FULL_DATE = (
    rf"\b{_MONTH} {_DAY}(?:[–-]\d{{1,2}})?,? {_YEAR}\b"
    rf"|\b{_DAY} {_MONTH},? {_YEAR}\b"
    rf"|\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}\.\d{{1,2}}\.{_YEAR}\b|\b\d{{1,2}}/\d{{1,2}}/{_YEAR}\b"
)
_WITH_DAY = re.compile(_FULL_DATE, re.IGNORECASE)
_WITHOUT_DAY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_MONTH}[/–-])?{_MONTH},? {_YEAR}\b|\b(?:{_SEASON}[/–-])?{_SEASON},? {_YEAR}\b",
        rf"(?<=\(){_YEAR}(?=\))",
        rf"(?<![\w–/-]){_YEAR}(?![\w–/-])",
    )
)
_ACCESSED = re.compile(
    r"[,;.]? ?[(\[]?(?:(?:last|date) )?(?:accessed|retrieved|visited|viewed|дата обращения)(?: on)?:? "
    rf"(?P<day>{_FULL_DATE})[)\]]?",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>“”„\"«»]{3,1500}", re.IGNORECASE)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>“”„\"«»]{2,200}")
_COMMA = re.compile(r"[,()\[\]]|//|\. (?=[^\W\d_a-zа-я])|\.$")
_LEAD = re.compile(
    r"^(?:(?:originally )?(?:published )?(?:in|on|at|by)|available (?:at|from)|газета|журнал|в)(?: |:|$)",
    re.IGNORECASE,
)
_EDGE = ' .;:–—-/“”„"«»'


@dataclass(frozen=True, slots=True)
class Imprint:
    """The parts of the text behind a title.

    Args:
        chunks: the words between commas, without the date; none is empty.
        issued: the date as printed, "" for none.
        url: the http(s) address as printed, "" for none.
        doi: the DOI as printed, "" for none.
        accessed: the day accessed as printed, "" for none.
    """

    chunks: tuple[str, ...] = ()
    issued: str = ""
    url: str = ""
    doi: str = ""
    accessed: str = ""


def read_imprint(tail: str) -> Imprint:
    """Parse the text behind a title: ", The Moscow Times, July 26, 2021, https://example.org/1."."""
    tail = tail[:_LONGEST]
    accessed = _ACCESSED.search(tail)
    url, doi = _URL.search(tail), _DOI.search(tail)
    text = _DOI.sub(",", _URL.sub(",", _ACCESSED.sub(",", tail)))
    date = find_date(text)
    before = text[: date.start()] if date else text
    behind = text[date.end() :] if date else ""
    return Imprint(
        chunks=_chunks(f"{before},{behind}"),
        issued=date[0] if date else "",
        url=link(_whole(url[0])) if url else "",
        doi=_whole(doi[0]) if doi else "",
        accessed=accessed["day"] if accessed else "",
    )


def find_date(text: str) -> re.Match[str] | None:
    """Find the most precise date in a text, the first one of several; None if there is none."""
    return next((match for pattern in (_WITH_DAY, *_WITHOUT_DAY) if (match := pattern.search(text))), None)


def _chunks(text: str) -> tuple[str, ...]:
    chunks = (_LEAD.sub("", chunk.strip(_EDGE)).strip(_EDGE) for chunk in _COMMA.split(text))
    return tuple(filter(None, chunks))


def _whole(address: str) -> str:
    """Cut the punctuation of the sentence off an address; a closing parenthesis stays if the address opens it."""
    address = address.rstrip(".,;:!?'’”]}")
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?'’”]}")
    return address
