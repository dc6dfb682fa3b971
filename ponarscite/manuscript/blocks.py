"""Blocks: the paragraphs of a text, and which of them stand below the heading of a list of references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ponarscite.manuscript.site import Setting, Span
from ponarscite.note.listing import HEADINGS
from ponarscite.record.text import fold

_PARAGRAPH = re.compile(r"(?:^[ \t]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)


def paragraphs(text: str, start: int = 0) -> Iterator[Span]:
    """The spans of runs of lines that are not blank."""
    for match in _PARAGRAPH.finditer(text, start):
        yield match.span()


def is_reference_heading(words: str) -> bool:
    """Whether a heading is that of a list of references."""
    return fold(words).strip(" *_#:.") in HEADINGS


def below_reference_heading(at: int, headings: Sequence[tuple[int, str]]) -> bool:
    """Whether the last heading before a place is that of a list of references.

    Args:
        headings: (index, words) of each heading, in order.
    """
    before = bisect_right(headings, at, key=lambda heading: heading[0])
    return before > 0 and is_reference_heading(headings[before - 1][1])


def items(body: str, span: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    """The items of a list, each without its bullet or number; a paragraph without them is one."""
    marks = list(mark.finditer(body, *span))
    starts = [match.end() for match in marks] or [span[0]]
    ends = [*(match.start() for match in marks[1:]), span[1]]
    yield from zip(starts, ends, strict=True)


def body_parts(body: str, headings: Sequence[tuple[int, str]], mark: re.Pattern[str]) -> Iterator[tuple[Span, Setting]]:
    """The paragraphs of a text and the items of its lists, each with its setting.

    Args:
        headings: (index, words) of each heading, in order.
        mark: the bullet or number of an item.
    """
    for span in paragraphs(body):
        setting: Setting = "list" if below_reference_heading(span[0], headings) else "text"
        if setting == "list" or mark.match(body, span[0]):
            yield from ((item, setting) for item in items(body, span, mark))
        else:
            yield span, setting
