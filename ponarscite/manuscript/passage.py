"""Passage: a part of a manuscript in plain words, each character with its place in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ponarscite.manuscript.site import Setting, Span
from ponarscite.record.text import clean, composed

Plain = Callable[[re.Match[str]], str]
"""A piece of markup -> the words that it prints."""


@dataclass(frozen=True)
class Passage:
    """Words that may cite works.

    Args:
        words: the text without markup, with single spaces.
        starts: index in the source of each character.
        ends: index behind the piece of the source that prints each character.
        setting: whether it is a note, an entry of a list of references, or running text.
        whole: its span in the source.
    """

    words: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    setting: Setting
    whole: Span

    def span(self, start: int, end: int) -> Span:
        """The span in the source of a span of the words that is not empty."""
        return self.starts[start], self.ends[end - 1]

    @cached_property
    def is_clean(self) -> bool:
        """Whether cleaning would move no character."""
        return clean(self.words) == self.words


def passage(text: str, span: Span, setting: Setting, markup: re.Pattern[str], plain: Plain) -> Passage:
    """Make the passage of a span of a text.

    Args:
        markup: matches a piece of markup, and never an empty text.
        plain: what a piece prints, "" for nothing.
    """
    pieces: list[tuple[str, int, int]] = []
    at, end = span
    while at < end:
        match = markup.search(text, at, end)
        stop = match.start() if match else end
        pieces += ((character, place, place + 1) for place, character in enumerate(text[at:stop], at))
        if match:
            words = plain(match)
            pieces += ((character, match.start(), match.end()) for character in words)
        at = match.end() if match else end
    return _spaced(pieces, setting, span)


def _spaced(pieces: Sequence[tuple[str, int, int]], setting: Setting, whole: Span) -> Passage:
    """Fold white space; characters that no text may have become spaces."""
    kept: list[tuple[str, int, int]] = []
    for piece in pieces:
        if kept and unicodedata.combining(piece[0]) and len(one := composed(kept[-1][0] + piece[0])) == 1:
            kept[-1] = (one, kept[-1][1], piece[2])
            continue
        is_blank = piece[0].isspace() or not clean(piece[0]) if not piece[0].isascii() else piece[0] <= " "
        if not is_blank:
            kept.append(piece)
        elif kept and kept[-1][0] != " ":
            kept.append((" ", piece[1], piece[2]))
    if kept and kept[-1][0] == " ":
        kept.pop()
    return Passage(
        "".join(piece[0] for piece in kept),
        tuple(piece[1] for piece in kept),
        tuple(piece[2] for piece in kept),
        setting,
        whole,
    )
