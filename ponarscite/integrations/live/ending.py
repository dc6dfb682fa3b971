"""Ends of a typed citation: the words on both sides that stay, and the place that it cites (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ponarscite.integrations.live.place import Ending, behind, place
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.record import Record
from ponarscite.record.text import letters

_ADDRESS = re.compile(r"https?://[^\s,;)]+|(?:doi:|doi\.org/)\s*10\.\S+|www\.[^\s,;)]+", re.IGNORECASE)
_VISITED = re.compile(
    r"[(\[]?\b(?:last )?(?:accessed|visited|retrieved|viewed|abgerufen|consulté|дата обращения)\b[^()\[\]]{0,60}[)\]]?",
    re.IGNORECASE,
)
_MARKS = ' ,.;:)]”"»’—–-'
_OPENING = '“"«„‘'


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
    found = _last(text, span, work, record, labels)
    return found if found.locator or found.end < span[1] else _within(text, span, work.get("number"), labels)


def _within(text: str, span: tuple[int, int], number: str, labels: Mapping[str, str]) -> Ending:
    """The end of a citation with the place that it has behind its number: "No. 700, p. 3 (January 2021)"."""
    start, end = span
    whole = text[:end]
    for match in re.finditer(rf"(?<!\w){re.escape(number)}(?!\w)", text[start:end]) if number else ():
        found = behind(whole, start + match.end(), labels, needs_label=True)
        if found.locator:
            return found._replace(end=end)
    return Ending(end)


def _last(text: str, span: tuple[int, int], work: CitedWork, record: Record, labels: Mapping[str, str]) -> Ending:
    """The end of a citation with the place that stands there."""
    start, end = span
    known = max(_known_ends(text[start:end], work, record), default=0)
    rest = text[start + known : end]
    if not any(map(str.isalnum, rest)):
        return behind(text, end, labels)
    words = rest.lstrip(_MARKS)
    if _is_page_of(words, record):
        return behind(text, end, labels)
    cited = place(words, labels)
    if known and cited:
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
