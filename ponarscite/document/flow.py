"""The flow of a page: its lines as a browser shows them, with their bullets, headings and links.

The tree is written out as one text by a stylesheet, since that takes a fifth of the time in which Python visits every
element. Noncharacters, which Unicode keeps for use inside of a program, mark in it what is no text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.document.lines import BULLET, Line, tidy
from ponarscite.record.text import RAISED

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

_BREAK, _LINK, _WORDS, _LINK_END, _SUP, _SUP_END = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
_ITEM, _NO_ITEM, _VERBATIM, _NO_VERBATIM = "\ufdd6\ufdd7\ufdd8\ufdd9"
_LEVELS = "\ufde0\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6"  # of headings; the first for what is none

_BLOCKS = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer "
    "form header hr html legend main nav ol option p section summary table tbody td tfoot th thead tr ul".split()
)
"""HTML elements that begin and end a line, beside headings, items and verbatim text."""

_INVISIBLE = "head script style noscript template svg math iframe object select textarea title".split()
"""HTML elements without text for a reader."""

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))

_REVISION = (
    "time[contains(concat(' ', normalize-space(@class), ' '), ' updated ')"
    " and not(contains(concat(' ', normalize-space(@class), ' '), ' published '))]"
)
"""The time of the last revision: WordPress themes print it, hidden, beside that of publication."""

_TEMPLATES = {
    "|".join((*_INVISIBLE, _REVISION)): ("", ""),
    "|".join(_BLOCKS): (_BREAK, _BREAK),
    "|".join(f"{heading}//br" for heading in _HEADINGS): ("<xsl:text> </xsl:text>", ""),
    "li": (_BREAK + _ITEM, _BREAK + _NO_ITEM),
    "pre": (_BREAK + _VERBATIM, _BREAK + _NO_VERBATIM),
    **{heading: (_BREAK + level, _BREAK + _LEVELS[0]) for heading, level in zip(_HEADINGS, _LEVELS[1:], strict=True)},
    "a[@href != '']": (f'{_LINK}<xsl:value-of select="@href"/>{_WORDS}', _LINK_END),
    "sup": (_SUP, _SUP_END),
}
"""Pattern of elements -> what stands before and behind what is in them; nothing, where nothing of it is shown."""

_LINKED = re.compile(f"{_LINK}([^{_LINK}{_WORDS}]*){_WORDS}([^{_LINK}{_LINK_END}]*)({_LINK_END}?)")
_RAISED = re.compile(f"{_SUP}([^{_SUP}{_SUP_END}]*){_SUP_END}")
_DIGITS = str.maketrans("0123456789", RAISED)


def lines_of_html(root: _Element) -> tuple[Line, ...]:
    """The lines of a page as a browser shows them, menus and all, without scripts and styles."""
    shown = str(_stylesheet()(root))
    if _SUP in shown:
        shown = _RAISED.sub(_raised, shown)
    reader = _Reader()
    for piece in shown.split(_BREAK):
        if piece and not piece.isspace():
            reader.read(piece)
    return tuple(reader.lines)


@lru_cache(maxsize=1)
def _stylesheet() -> XSLT:
    from lxml import etree

    templates = "".join(
        f'<xsl:template match="{pattern}" priority="{priority}">{_inside(*marks)}</xsl:template>'
        for priority, (pattern, marks) in enumerate(_TEMPLATES.items(), 1)
    )
    return etree.XSLT(
        etree.XML(
            '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
            f'<xsl:output method="text"/>{templates}</xsl:stylesheet>'
        ),
        access_control=etree.XSLTAccessControl.DENY_ALL,
    )


def _inside(before: str, behind: str) -> str:
    return f"{before}<xsl:apply-templates/><xsl:text>{behind}</xsl:text>" if before else ""


def _raised(match: re.Match[str]) -> str:
    """A number as it is shown: the mark of a note is no part of the word before it."""
    links = _LINKED.findall(match[1])
    words = _LINKED.sub(r"\2", match[1])
    if not words.strip().isdecimal():
        return match[1]
    raised = words.translate(_DIGITS)
    return f"{_LINK}{links[0][0]}{_WORDS}{raised}{_LINK_END}" if links else raised


class _Reader:
    """Reads what stands between the boundaries of blocks, one piece after the other."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._links: list[tuple[str, str]] = []
        self._open = ""
        self._bullet = False
        self._heading = 0
        self._verbatim = 0

    def read(self, piece: str) -> None:
        if _ITEM <= piece[0] <= _LEVELS[-1]:
            self._begin(piece[0])
            piece = piece[1:]
        for row in piece.split("\n") if self._verbatim else (piece,):
            self._end(row)

    def _begin(self, mark: str) -> None:
        """Note what begins or ends here."""
        if mark in _LEVELS:
            self._heading, self._bullet = _LEVELS.index(mark), False
        elif mark in (_ITEM, _NO_ITEM):
            self._bullet = mark == _ITEM
        else:
            self._verbatim += (mark == _VERBATIM) - (mark == _NO_VERBATIM)

    def _end(self, row: str) -> None:
        """End the line, if there is anything on it; a bullet belongs to the first line of its item."""
        if self._open or _LINK in row:
            row = self._without_links(row)
        text = tidy(row)
        if not text:
            return
        if self._verbatim and (bullet := BULLET.match(text)):
            text, self._bullet = text[bullet.end() :], True
        self.lines.append(Line(len(self.lines) + 1, text, self._bullet, self._heading, tuple(self._links)))
        self._links.clear()
        self._bullet = False

    def _without_links(self, row: str) -> str:
        """The text of a row; a link belongs to the line that its words begin on."""
        if self._open:
            row = f"{_LINK}{self._open}{_WORDS}{row}"
            self._open = ""
        for address, words, is_closed in _LINKED.findall(row):
            if is_closed or words.strip():
                self._links.append((tidy(words), address))
            else:
                self._open = address
        return _LINKED.sub(r"\2", row)
