"""Authors of a post. Stock WordPress has one account a post, so co-authors appear only in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.record.credit import split_credit
from ponarscite.record.name import Name, parse_names
from ponarscite.record.text import fold
from ponarscite.series.card import is_byline

_BY = re.compile(r"автор(?:ы)?:? (?=\w)", re.IGNORECASE)
_HEAD = 6  # lines at the top of a post that may be a byline
_END = 30  # lines at the end of a post that may be bios
_BIO = re.compile(r"(?P<name>[^\W\d_][^,;:()]{3,60}?),? (?:is|was|has|serves|teaches|works)\b")


def find_byline(lines: Sequence[Line], known: Sequence[Name]) -> Line | None:
    """Find the byline above the text of a post; None when there is none.

    A line counts if it begins with "By" or "Policy Memo by", names one of *known*, or names only people whose bios
    follow the text.

    Args:
        known: the authors that WordPress gives.
    """
    for line in _head(lines):
        names = byline_of(line)
        if is_byline(names) and (names != line.text or _is_confirmed(parse_names(names), lines, known)):
            return line
    return None


def byline_of(line: Line) -> str:
    """Return the names on a line without the words before them: "By", "Policy Memo by"."""
    names = split_credit(line.text)[1]
    return _BY.sub("", names, count=1) if _BY.match(names) else names


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
    """Return the subjects of the bios at the end of a post: "Ann Lee is Professor of ... at ..."."""
    found = (_BIO.match(line.text) for line in lines[-_END:] if not line.heading)
    names = (match["name"] for match in found if match and is_byline(match["name"]))
    return tuple(name for text in names for name in parse_names(text))


def co_authors(lines: Sequence[Line], known: Sequence[Name], file_name: str) -> Sequence[Name]:
    """Return all subjects of bios as authors, in order; () if the evidence does not suffice.

    One of them must be in *known*, and the name of the PDF must contain all their family names, since a bio may also be
    another person's.

    Args:
        known: the authors that WordPress gives.
        file_name: the name of the linked PDF: "Pepm775_LeeRoe_May2022.pdf".
    """
    people, folded = people_of_bios(lines), _joined(file_name)
    if len(people) < 2 or not any(name.is_same(other) for name in people for other in known):
        return ()
    return people if all(name.family and _joined(name.family) in folded for name in people) else ()


def _joined(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))
