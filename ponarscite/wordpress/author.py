"""Who wrote a post: stock WordPress knows one account a post, so that co-authors stand in its text only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.record.name import Name, parse_names
from ponarscite.record.text import fold
from ponarscite.series.card import is_byline

_BY = re.compile(r"(?:by|автор(?:ы)?:?) (?=\w)", re.IGNORECASE)
_HEAD = 6  # lines above the text among which a byline may stand
_END = 30  # lines among which the bios stand
_BIO = re.compile(r"(?P<name>[^\W\d_][^,;:()]{3,60}?),? (?:is|was|has|serves|teaches|works)\b")


def find_byline(lines: Sequence[Line], known: Sequence[Name]) -> Line | None:
    """The line above the text that names the authors, None when there is none.

    It stands after "By", or has one of those who are *known*, or all whom it names have a bio below.
    """
    for line in _head(lines):
        names = byline_of(line)
        if is_byline(names) and (names != line.text or _is_confirmed(parse_names(names), lines, known)):
            return line
    return None


def byline_of(line: Line | None) -> str:
    """The names on such a line."""
    return _BY.sub("", line.text, count=1) if line else ""


def _head(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines[:_HEAD]:
        if is_paragraph(line.text):
            return
        if not line.heading:
            yield line


def _is_confirmed(names: Sequence[Name], lines: Sequence[Line], known: Sequence[Name]) -> bool:
    if any(name.is_same(other) for name in names for other in known):
        return True
    people = people_of_bios(lines)
    return bool(names) and all(any(name.is_same(other) for other in people) for name in names)


def people_of_bios(lines: Sequence[Line]) -> tuple[Name, ...]:
    """Those whom the last lines introduce: "X is Professor of ... at ..."."""
    found = (_BIO.match(line.text) for line in lines[-_END:] if not line.heading)
    names = (match["name"] for match in found if match and is_byline(match["name"]))
    return tuple(name for text in names for name in parse_names(text))


def co_authors(lines: Sequence[Line], known: Sequence[Name], file_name: str) -> Sequence[Name]:
    """Everybody whose bio stands beside that of the one author who is *known*, in that order.

    Only where the name of the PDF has all their family names: a bio may also be of somebody else.
    """
    people, folded = people_of_bios(lines), _joined(file_name)
    if len(people) < 2 or not any(name.is_same(other) for name in people for other in known):
        return ()
    return people if all(name.family and _joined(name.family) in folded for name in people) else ()


def _joined(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
