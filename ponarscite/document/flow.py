"""The flow of a page: its lines as a browser shows them, with their bullets, headings and links.

An XSLT stylesheet writes the tree as one text, in a fifth of the time that Python takes to visit every element. In that
text, noncharacters mark what is not text; Unicode reserves them for use inside a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.document.lines import BULLET, FURNITURE, Line, tidy
from ponarscite.record.text import RAISED

if TYPE_CHECKING:
    from lxml.etree import XSLT, _Element

_BREAK, _ROW, _ROWS_END = "\ufdd0", "\ufdd1", "\ufdd2"
_ITEM, _ITEM_END = "\ufdd3", "\ufdd4"
_LINK, _WORDS, _LINK_END = "\ufdd5", "\ufdd6", "\ufdd7"
_SUP, _SUP_END = "\ufdd8", "\ufdd9"
_HEADING_END, _HEADINGS = "\ufde0", "\ufde1\ufde2\ufde3\ufde4\ufde5\ufde6"
_LEVELS = {mark: level for level, mark in enumerate(_HEADING_END + _HEADINGS)}
_BEGINNINGS = frozenset((_ITEM, _ITEM_END, _ROW, *_LEVELS))

_BLOCKS = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer "
    "form header hr html legend main nav ol option p section summary table tbody td tfoot th thead tr ul".split()
)
"""HTML elements that begin and end a line, besides headings, list items and preformatted text."""

_INVISIBLE = "head script style noscript template svg math iframe object select textarea title".split()
"""HTML elements whose text a browser does not show."""

_REVISION = (
    "time[contains(concat(' ', normalize-space(@class), ' '), ' updated ')"
    " and not(contains(concat(' ', normalize-space(@class), ' '), ' published '))]"
)
"""Time of the last revision, which WordPress themes hide beside the time of publication."""

_TEMPLATES = {
    "|".join((*_INVISIBLE, _REVISION)): ("", ""),
    "|".join(_BLOCKS): (_BREAK, _BREAK),
    "h1//br|h2//br|h3//br|h4//br|h5//br|h6//br": ("<xsl:text> </xsl:text>", ""),
    "pre//br": (_ROW, ""),
    "pre": (_BREAK + _ROW, _ROWS_END + _BREAK),
    "li": (_BREAK + _ITEM, _BREAK + _ITEM_END),
    **{f"h{level}": (_BREAK + mark, _BREAK + _HEADING_END) for level, mark in enumerate(_HEADINGS, 1)},
    "a[@href != '']": (f'{_LINK}<xsl:value-of select="@href"/>{_WORDS}', _LINK_END),
    "sup": (_SUP, _SUP_END),
}
"""XSLT pattern of elements -> text before and after their content; two empty texts leave the content out."""

_SHORT = 160
"""Characters. Shorter texts often occur on other pages, too, so the results for them are cached."""

_LINKED = re.compile(f"{_LINK}([^{_LINK}{_WORDS}]*){_WORDS}([^{_LINK}{_LINK_END}]*)({_LINK_END}?)")
_RAISED = re.compile(f"{_SUP}([^{_SUP}{_SUP_END}]*){_SUP_END}")
_ROWS = re.compile(f"{_ROW}[^{_ROWS_END}]*")
_DIGITS = str.maketrans("0123456789", RAISED)


def lines_of_html(root: _Element) -> tuple[Line, ...]:
    """The lines of a page as a browser shows them, menus included, without scripts and styles."""
    shown = str(_stylesheet()(root))
    if _SUP in shown:
        shown = _RAISED.sub(_raised, shown)
    if _ROW in shown:
        shown = _ROWS.sub(_as_rows, shown)
    return tuple(_read_lines(shown))


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
        )
    )


def _inside(before: str, behind: str) -> str:
    return f"{before}<xsl:apply-templates/><xsl:text>{behind}</xsl:text>" if before else ""


def _raised(match: re.Match[str]) -> str:
    """A number in superscript digits, so that the mark of a note stays apart from the word before it."""
    links = _LINKED.findall(match[1])
    words = _LINKED.sub(r"\2", match[1])
    if not words.strip().isdecimal():
        return match[1]
    raised = words.translate(_DIGITS)
    return f"{_LINK}{links[0][0]}{_WORDS}{raised}{_LINK_END}" if links else raised


def _as_rows(verbatim: re.Match[str]) -> str:
    """Preformatted text, with each of its lines as a line."""
    return re.sub(f"[\n{_ROW}]", _BREAK + _ROW, verbatim[0])


def _read_lines(shown: str) -> Iterator[Line]:
    """The lines of the text of a page, from one boundary of blocks to the next.

    A bullet belongs to the first line of its item, and a link to the line on which its words begin.
    """
    number, heading, bullet, following = 0, 0, False, ""
    links: list[tuple[str, str]] = []
    for piece in shown.split(_BREAK):
        mark, row = piece[:1], piece
        if mark in _BEGINNINGS:
            heading, row = _LEVELS.get(mark, heading), piece[1:]
            bullet = mark == _ITEM or (bullet and mark == _ROW)
        if not row or row.isspace():
            continue
        if following:
            row = f"{_LINK}{following}{_WORDS}{row}"
        text, linked, following = (_read_furniture if len(row) < _SHORT else _read_row)(row)
        links += linked
        if mark == _ROW and (listed := BULLET.match(text)):
            text, bullet = text[listed.end() :], True
        if text:
            number += 1
            yield Line(number, text, bullet, heading, tuple(links))
            links.clear()
            bullet = False


def _read_row(row: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """The text of one line, its links, and the address of a link whose words are on the next line."""
    if _LINK not in row:
        return tidy(row), (), ""
    before, *linked = row.split(_LINK)
    texts, links, following = [before], [], ""
    for piece in linked:
        address, _, rest = piece.partition(_WORDS)
        words, is_closed, behind = rest.partition(_LINK_END)
        texts += (words, behind)
        if is_closed or words.strip():
            links.append((tidy(words), address))
        else:
            following = address
    return tidy("".join(texts)), tuple(links), following


_read_furniture = lru_cache(maxsize=FURNITURE)(_read_row)
