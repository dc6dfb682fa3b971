"""Line: one line of a page as a reader sees it; a saved text and the HTML of a page give equal lines."""

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
"""Number of short lines to cache results for: menus, lists of news and addresses are most of the lines of a page,
and all pages of a site share them."""

_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|_{3,}|\*{3,})\s*")
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]{1,20}\]){0,300})\]\(([^()\s]{1,1000})(?: \"[^\"]{0,200}\")?\)")
_MARKER = re.compile(rf"\s?\[(?:\d{{1,3}}|\*)\]|(?<=[.,;:!?”’»)])[{RAISED}]{{1,3}}")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’»)\]\d{RAISED}]*$")
_LONGEST_MARKED = 20_000  # characters: longer lines are not Markdown
_INVISIBLE = str.maketrans(dict.fromkeys(("\u00ad", "\u200b", "\u2060", *map(chr, range(0xFDD0, 0xFDF0)))) | {"‑": "-"})
"""Characters that only allow or prevent a line break, and the noncharacters, which `flow` uses as marks."""


class Line(NamedTuple):
    """One line that is not blank; a tuple, because a page has hundreds and a dataclass takes three times as long.

    Args:
        number: from 1; in a text it counts all lines, in an HTML page the lines with text.
        text: clean (see record.text), with U+2011 as an ordinary hyphen and without its bullet.
        bullet: whether it is a list item.
        heading: level of a heading, 1 to 6; 0 for other lines.
        links: (text, address) of the links on it, with the addresses as printed.
    """

    number: int
    text: str
    bullet: bool = False
    heading: int = 0
    links: tuple[tuple[str, str], ...] = ()


def lines_of_text(text: str) -> tuple[Line, ...]:
    """The lines of a saved text, without blank ones. Bullets are recognised, and the Markdown that converters write."""
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
    """The text without Markdown emphasis around the whole of it, and its links."""
    links: tuple[tuple[str, str], ...] = ()
    if "](" in text and len(text) < _LONGEST_MARKED:
        links = tuple((tidy(m[1]), m[2]) for m in _LINK.finditer(text) if m[1] and m[0][0] != "!")
        text = _LINK.sub(lambda match: "" if match[0][0] == "!" else match[1], text)
    stripped = text.strip()
    if stripped[:1] in ("*", "_") and (emphasis := _EMPHASIS.fullmatch(stripped)):
        text = emphasis[2]
    return text, links


def tidy(text: str) -> str:
    """The text of a line: clean, and without characters that only allow or prevent a line break."""
    return clean(text if text.isascii() else text.translate(_INVISIBLE))


def without_markers(text: str) -> str:
    """The text without the markers of its notes ("[1]", "¹"); a text that is a marker alone stays."""
    return text if text.isascii() and "[" not in text else _MARKER.sub("", text).strip() or text


def is_paragraph(text: str, *, shortest: int = 80) -> bool:
    """Whether a line is running text: long, or a sentence of at least *shortest* characters."""
    return len(text) > 250 or (len(text) >= shortest and bool(_SENTENCE_END.search(_MARKER.sub("", text[-40:]))))
