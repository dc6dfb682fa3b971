"""Line: what a reader of a page sees on one line; the lines of a text and of an HTML tree come out alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ponarscite.record.text import RAISED, clean

BULLET = re.compile(
    r"[\s\u200b]*[•●■▪▫◦○‣⁃·][\s\u200b]*|\s*[*+][ \t\xa0]+|\s*[-–][ \t\xa0]+(?=\w)"
    r"|[ \t\xa0]+(?:o|\d{1,3}[.)])[ \t\xa0]+"
)
FURNITURE = 2048
"""Short lines that are remembered with what was found out about them: the pages of a site share menus, lists of news
and addresses, which are most of their lines."""

_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|_{3,}|\*{3,})\s*")
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]{1,20}\]){0,300})\]\(([^()\s]{1,1000})(?: \"[^\"]{0,200}\")?\)")
_MARKER = re.compile(rf"\s?\[(?:\d{{1,3}}|\*)\]|(?<=[.,;:!?”’»)])[{RAISED}]{{1,3}}")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’»)\]\d{RAISED}]*$")
_LONGEST_MARKED = 20_000  # characters: a line of more is no Markdown
_INVISIBLE = str.maketrans(dict.fromkeys(("\u00ad", "\u200b", "\u2060", *map(chr, range(0xFDD0, 0xFDF0)))) | {"‑": "-"})
"""Marks that only break a line or keep one from breaking, and the noncharacters, which `flow` uses as marks."""


class Line(NamedTuple):
    """One line with something on it; a page has hundreds, and a tuple is made in a third of a dataclass's time.

    Args:
        number: in the text of a page, from 1; in an HTML page, counting the lines that have text.
        text: clean (see record.text), U+2011 as an ordinary hyphen, the bullet left out.
        bullet: whether it is a list item.
        heading: 1 to 6, or 0.
        links: (text, address) of the links on it, addresses as printed.
    """

    number: int
    text: str
    bullet: bool = False
    heading: int = 0
    links: tuple[tuple[str, str], ...] = ()


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The lines of a saved text, blank ones left out. Bullets, and Markdown as far as converters write it."""
    rows = text.splitlines()
    return tuple(_read_lines(rows))


def _read_lines(rows: Sequence[str]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        if not row or row.isspace() or _UNDERLINE.fullmatch(row):
            continue
        quote = _QUOTE.match(row)
        raw = row[quote.end() :] if quote else row
        bullet = BULLET.match(raw)
        body = raw[bullet.end() :] if bullet else raw
        heading = _HEADING.match(body)
        level = len(heading[1]) if heading else int(number < len(rows) and rows[number].startswith("==="))
        body, links = _without_markdown(body[heading.end() :] if heading else body)
        if cleaned := tidy(body):
            yield Line(number, cleaned, bool(bullet), level, links)


def _without_markdown(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text without the marks of Markdown around all of it, and its links."""
    links: tuple[tuple[str, str], ...] = ()
    if "](" in text and len(text) < _LONGEST_MARKED:
        links = tuple((tidy(m[1]), m[2]) for m in _LINK.finditer(text) if m[1] and m[0][0] != "!")
        text = _LINK.sub(lambda match: "" if match[0][0] == "!" else match[1], text)
    stripped = text.strip()
    if stripped[:1] in ("*", "_") and (emphasis := _EMPHASIS.fullmatch(stripped)):
        text = emphasis[2]
    return text, links


def tidy(text: str) -> str:
    """The text of a line: clean, and without the marks that only break a line or keep one from breaking."""
    return clean(text if text.isascii() else text.translate(_INVISIBLE))


def without_markers(text: str) -> str:
    """The text without the markers of its notes ("[1]", "¹"); a text of nothing else stays."""
    return text if text.isascii() and "[" not in text else _MARKER.sub("", text).strip() or text


def is_paragraph(text: str, *, shortest: int = 80) -> bool:
    """Whether a line is running text: long, or a sentence of at least *shortest* characters."""
    return len(text) > 250 or (len(text) >= shortest and bool(_SENTENCE_END.search(_MARKER.sub("", text[-40:]))))
