"""Line: what a reader of a page sees on one line; the lines of a text and of an HTML tree come out alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.record.text import RAISED, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_BULLET = re.compile(
    r"[\s\u200b]*[•●■▪▫◦○‣⁃·][\s\u200b]*|\s*[*+][ \t\xa0]+|\s*[-–][ \t\xa0]+(?=\w)"
    r"|[ \t\xa0]+(?:o|\d{1,3}[.)])[ \t\xa0]+"
)
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|_{3,}|\*{3,})\s*")
_EMPHASIS = re.compile(r"([*_]{1,3})([^*_\s](?:[^*_]*[^*_\s])?)\1")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]{1,20}\]){0,300})\]\(([^()\s]{1,1000})(?: \"[^\"]{0,200}\")?\)")
_MARKER = re.compile(rf"\s?\[(?:\d{{1,3}}|\*)\]|(?<=[.,;:!?”’»)])[{RAISED}]{{1,3}}")
_SENTENCE_END = re.compile(rf"[.!?…][\"”’»)\]\d{RAISED}]*$")
_LONGEST_MARKED = 20_000  # characters: a line of more is no Markdown
_RAISED = str.maketrans("0123456789", RAISED)
_INVISIBLE = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060") | {"\u2011": "-"})

BLOCKS = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
"""HTML elements that begin and end a line."""

INVISIBLE = frozenset("head script style noscript template svg math iframe object select textarea title".split())
"""HTML elements without text for a reader."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something on it.

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
        bullet = _BULLET.match(raw)
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


def lines_of_html(root: _Element) -> tuple[Line, ...]:
    """The lines of a page as a browser shows them, menus and all, without scripts and styles."""
    reader = _Reader()
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "end":
            if tag not in INVISIBLE:
                reader.end(tag)
            if tail := element.tail:
                reader.add(tail)
        elif tag in INVISIBLE or (tag == "time" and _is_revision(element)):
            walk.skip_subtree()
        else:
            reader.start(tag, element)
    reader.flush()
    return tuple(reader.lines)


def _is_revision(element: _Element) -> bool:
    """Whether a time is that of the last revision: WordPress themes print it, hidden, beside that of publication."""
    classes = (element.get("class") or "").split()
    return "updated" in classes and "published" not in classes


class _Reader:
    """Collects text between the boundaries of blocks."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link: tuple[int, str] | None = None
        self._bullet = False
        self._heading = 0
        self._verbatim = 0
        self._raised: int | None = None

    def start(self, tag: str, element: _Element) -> None:
        if tag in BLOCKS:
            if tag == "br" and self._heading:
                self._text.append(" ")
            elif self._text:
                self.flush()
            if tag == "li":
                self._bullet = True
            elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
                self._heading, self._bullet = int(tag[1]), False
            elif tag == "pre":
                self._verbatim += 1
        elif tag == "a" and (href := element.get("href")):
            self._link = (len(self._text), href)
        elif tag == "sup":
            self._raised = len(self._text)
        if text := element.text:
            self.add(text)

    def end(self, tag: str) -> None:
        if tag in BLOCKS:
            if self._text and not (tag == "br" and self._heading):
                self.flush()
            if tag == "pre":
                self._verbatim -= 1
            elif tag == "li":
                self._bullet = False
            elif self._heading and len(tag) == 2 and tag[0] == "h":
                self._heading = 0
        elif self._link and tag == "a":
            self._close_link()
        elif tag == "sup":
            self._raise()

    def _raise(self) -> None:
        """Show a number as it is shown: the mark of a note is no part of the word before it."""
        pieces = self._text[self._raised :]
        if "".join(pieces).strip().isdecimal():
            self._text[self._raised :] = [piece.translate(_RAISED) for piece in pieces]

    def add(self, text: str) -> None:
        if not self._verbatim or "\n" not in text:
            if self._text or not text.isspace():
                self._text.append(text)
            return
        first, *rest = text.split("\n")
        self._text.append(first)
        for line in rest:
            self.flush()
            self._text.append(line)

    def flush(self) -> None:
        """End the line, if there is anything on it; a bullet belongs to the first line of its item."""
        if not self._text:
            return
        if self._link:
            self._close_link()
        text = tidy("".join(self._text))
        self._text.clear()
        if not text:
            self._links.clear()
            return
        bullet = _BULLET.match(text) if self._verbatim else None
        if bullet:
            text, self._bullet = text[bullet.end() :], True
        self.lines.append(
            Line(
                len(self.lines) + 1,
                text,
                self._bullet,
                self._heading,
                tuple(self._links) if self._links else (),
            )
        )
        self._links.clear()
        self._bullet = False

    def _close_link(self) -> None:
        if self._link:
            start, href = self._link
            self._links.append((tidy("".join(self._text[start:])), href))
            self._link = None
