"""Ends of a typed citation: the words on both sides that stay, and the place that it cites (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ponarscite.integrations.works.locator import split
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.record import Record
from ponarscite.record.text import letters

_COMMA = re.compile(r"\s?[,:]\s+(?=\S)")
_ADDRESS = re.compile(r"https?://[^\s,;)]+|(?:doi:|doi\.org/)\s*10\.\S+|www\.[^\s,;)]+", re.IGNORECASE)
_VISITED = re.compile(
    r"[(\[]?\b(?:last )?(?:accessed|visited|retrieved|viewed|abgerufen|consulté|дата обращения)\b[^()\[\]]{0,60}[)\]]?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?![\d–-])")
_MARKS = ' ,.;:)]”"»’—–-'
_STOPS = ".;)],"
_OPENING = '“"«„‘'
_LONGEST = 80
"""Characters behind a citation that are looked at."""


class Ending(NamedTuple):
    """The end of a citation.

    Args:
        end: index in the text behind the citation and the place that it cites.
        label: of CSL, "" for none.
        locator: the cited place, "" for none.
    """

    end: int
    label: str = ""
    locator: str = ""


def beginning(text: str, span: tuple[int, int], work: CitedWork) -> int:
    """The index in the text at which a typed citation begins: at its first author, title or label, where words stand
    before it.
    """
    start, end = span
    found = text[start:end]
    parts = (*work.authors, work.get("title"), work.get("genre"))
    first = min((at for part in parts if part and (at := found.find(part)) >= 0), default=0)
    if not any(map(str.isalnum, found[:first])):
        return start
    return start + first - (found[first - 1] in _OPENING)


def ending(text: str, span: tuple[int, int], work: CitedWork, record: Record, labels: Mapping[str, str]) -> Ending:
    """The end of a typed citation.

    What stands behind its last known part (number, date, publisher, address) is the cited place, or else it does not
    belong to the citation: so no word is lost with it.

    Args:
        span: of the citation in the text.
        labels: term of a locator -> label.
    """
    start, end = span
    known = max(_known_ends(text[start:end], work, record), default=0)
    rest = text[start + known : end]
    if not any(map(str.isalnum, rest)):
        return _behind(text, end, labels)
    words = rest.lstrip(_MARKS)
    if _is_page_of(words, record):
        return _behind(text, end, labels)
    cited = split(words, labels)
    if known and cited.locator and cited.suffix[:1] in ("", *_STOPS):
        return Ending(end - len(cited.suffix), cited.label, cited.locator)
    return Ending(start + known + _closing(text[start : start + known], rest) if known else end)


def _known_ends(text: str, work: CitedWork, record: Record) -> Iterator[int]:
    """The ends of the parts of a citation that its record has, too."""
    values = [work.get(name) for name in ("number", "genre", "title", "publisher", "volume", "issue")]
    values += [record.title, record.publisher, record.publisher_place, record.container_title, *map(str, record.author)]
    values += [name.family for name in record.author]
    values += re.findall(r"\w+", work.get("issued"))
    for value in filter(None, values):
        at = text.rfind(value)
        if at >= 0 and not text[at + len(value) : at + len(value) + 1].isalnum():
            yield at + len(value)
    for pattern in (_ADDRESS, _VISITED):
        yield from (match.end() for match in pattern.finditer(text))


def _is_page_of(words: str, record: Record) -> bool:
    """Whether words are the pages of the work itself."""
    page = str(dict(record.extra).get("page", ""))
    return bool(page) and letters(words) == letters(page)


def _closing(known: str, rest: str) -> int:
    """The length of the marks that close what the known part opens."""
    is_open = known.count("(") > known.count(")")
    return rest.index(")") + 1 if is_open and ")" in rest and not rest[: rest.index(")")].strip() else 0


def _behind(text: str, end: int, labels: Mapping[str, str]) -> Ending:
    """The place that is cited behind a citation: ", pp. 3–4"."""
    comma = _COMMA.match(text, end)
    if not comma:
        return Ending(end)
    words = text[comma.end() : comma.end() + _LONGEST]
    cited = split(words, labels)
    stops = len(words) - len(cited.suffix)
    is_place = bool(cited.locator) and not _YEAR.match(words) and (cited.suffix[:1] or ".") in _STOPS
    return Ending(comma.end() + stops, cited.label, cited.locator) if is_place else Ending(end)
