"""Rows of a PDF -> lines: head, paragraphs and footnotes, in the form that `series` and `note` read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.pdf.text_row import Row, goes_over
from ponarscite.record.date import MONTH_NAMES, SEASON_NAMES
from ponarscite.record.institution import is_institution
from ponarscite.record.text import RAISED, fold
from ponarscite.series.card import is_byline, is_site_name, split_meta
from ponarscite.series.category import type_of_category
from ponarscite.series.label import is_label, plain_label
from ponarscite.series.layout import Note
from ponarscite.series.pasted import is_person
from ponarscite.series.series import Series

SMALL = 0.94
"""The size of footnotes, at most, as a share of the size of the text."""

_PAGE_NUMBER = re.compile(r"(?:page )?[^\w]{0,3}\d{1,3}[^\w]{0,3}(?:of \d{1,3})?", re.IGNORECASE)
_START = re.compile(
    rf"(?:(?P<raised>[{RAISED}]{{1,3}})|\[(?P<bracketed>\d{{1,3}})\]|(?P<plain>\d{{1,3}})[.)]?(?=\s))\s*"
)
_DIGITS = str.maketrans(RAISED, "0123456789")
_NUMBER = re.compile(r"\d+")
_WORD_END = re.compile(r"[^\w-]")
_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*$")
_HEAD = 14
"""Rows at the top of the first page among which the title is sought."""


@dataclass(slots=True)
class Paper:
    """The text of a PDF.

    Args:
        lines: head and paragraphs in order; the title is a heading of level 1.
        notes: the footnotes, in order.
    """

    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


def read_paper(rows: Sequence[Row], series: tuple[Series, ...]) -> Paper:
    """Sort the rows of all pages into head, paragraphs and notes.

    Total: a file of any other shape becomes all paragraphs. Raises nothing.
    """
    rows = _without_furniture(rows)
    if not rows:
        return Paper()
    rows = _with_month_first(rows)
    size = body_size(rows)
    body, notes = _parted(rows, size)
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(row.text for row in rows).lower()))
    title = _title(body, size, series)
    body = [row for row in body if not _is_banner(row, title, series)]
    return Paper(tuple(_lines(body, title, size, words)), tuple(_note(rows, words) for rows in notes))


def _with_month_first(rows: Sequence[Row]) -> list[Row]:
    """Move a month that stands apart at the foot of the first page to the front: it belongs to the head."""
    last, *above = sorted((row for row in rows if row.page == rows[0].page), key=lambda row: row.y)
    is_apart = above and above[0].y - last.y > 2 * max(last.size, above[0].size)
    if not (is_apart and _MONTH.fullmatch(last.text)) or last.text.isdecimal():
        return list(rows)
    return [last, *(row for row in rows if row is not last)]


def body_size(rows: Sequence[Row]) -> float:
    """Return the type size of most characters, in points."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size, 1)] += len(row.text)
    return sizes.most_common(1)[0][0]


def _without_furniture(rows: Sequence[Row]) -> list[Row]:
    """Drop page numbers, and headers and footers that several pages repeat."""
    edges = {page: _edge_rows([row for row in rows if row.page == page]) for page in {row.page for row in rows}}
    texts = Counter(text for found in edges.values() for text in {_same(row) for row in found})
    unwanted = {
        row.place
        for page, found in edges.items()
        for row in found
        if _PAGE_NUMBER.fullmatch(row.text) or (texts[_same(row)] > 1 and page > 1)
    }
    return [row for row in rows if row.place not in unwanted]


def _edge_rows(rows: Sequence[Row]) -> list[Row]:
    by_height = sorted(rows, key=lambda row: row.y)
    return [*by_height[:2], *by_height[-2:]]


def _same(row: Row) -> str:
    return _NUMBER.sub("", fold(row.text))


@dataclass(slots=True)
class _Notes:
    """Separates footnotes from text, row by row."""

    size: float
    body: list[Row] = field(default_factory=list)
    notes: list[list[Row]] = field(default_factory=list)
    is_open: bool = False

    def take(self, row: Row) -> None:
        small = row.size < SMALL * self.size
        last = self.notes[-1][-1] if self.notes else None
        if self._begins(row, small=small):
            self.notes.append([row])
            self.is_open = True
        elif last and self._continues(row, last, small=small):
            self.notes[-1].append(row)
            self.is_open = True
        else:
            self.body.append(row)
            self.is_open = False

    def _begins(self, row: Row, *, small: bool) -> bool:
        match = _START.match(row.text)
        if not match or match.end() == len(row.text):
            return False
        return bool(match["raised"]) or (small and self._is_next(int(match["bracketed"] or match["plain"])))

    def _is_next(self, number: int) -> bool:
        """Whether a note of this number may follow: a year or a quantity that begins a small row is no note."""
        if not self.notes:
            return number < 10
        start = _START.match(self.notes[-1][0].text)
        before = int((start[1] or start[2] or start[3]).translate(_DIGITS)) if start else 0
        return before < number <= before + 3

    def _continues(self, row: Row, last: Row, *, small: bool) -> bool:
        """Whether a row continues the last note, also at the foot of the next page if the note stopped within a
        sentence.
        """
        same_size = abs(row.size - last.size) < 0.07 * last.size
        if self.is_open and row.page == last.page:
            return same_size and (small or 0 < last.y - row.y < 1.5 * last.size)
        return small and same_size and not _SENTENCE.search(last.text)


def _parted(rows: Sequence[Row], size: float) -> tuple[list[Row], list[list[Row]]]:
    parted = _Notes(size)
    for row in rows:
        parted.take(row)
    return parted.body, parted.notes


def _note(rows: Sequence[Row], words: frozenset[str]) -> Note:
    start = _START.match(rows[0].text)
    first = replace(rows[0], text=rows[0].text[start.end() :] if start else rows[0].text)
    number = (start[1] or start[2] or start[3]).translate(_DIGITS) if start else ""
    text = joined([first, *rows[1:]], words)
    return Note(number, text, Line(rows[0].place, text))


def joined(rows: Sequence[Row], words: frozenset[str]) -> str:
    """Join consecutive rows; a word divided at the end of a row is made whole.

    Args:
        words: all words of the file in lower case, which tell whether a hyphen belongs to the word.
    """
    parts = [rows[0].text]
    for row in rows[1:]:
        if not (goes_over(parts[-1]) and row.text[:1].islower()):
            parts.append(" ")
        elif not _has_hyphen(parts[-1], row.text, words):
            parts[-1] = parts[-1][:-1]
        parts.append(row.text)
    return "".join(parts)


def _has_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether a hyphen stays: "riv-" and "ers" give "rivers"; "well-" and "known" give "well-known" if the file has
    that word elsewhere.
    """
    start, rest = _WORD_END.split(before)[-1].lower(), _WORD_END.split(after)[0].lower()
    return f"{start}{rest}" in words and f"{start[:-1]}{rest}" not in words


def _title(body: Sequence[Row], size: float, series: tuple[Series, ...]) -> list[Row]:
    """Return the rows of the title: those on the first page in the largest type, or in a font of their own."""
    head = [row for row in body if row.page == body[0].page][: 2 * _HEAD] if body else []
    candidates = [row for row in head[:_HEAD] if _may_be_title(row, series)]
    large = [row for row in candidates if row.size > 1.1 * size]
    if large:
        return _block(head, head.index(max(large, key=lambda row: round(row.size, 1))), series)
    text = Counter(row.font for row in body if abs(row.size - size) < 0.5).most_common(1)
    own = [row for row in candidates if text and row.font != text[0][0]]
    if own:
        return _block(head, head.index(own[0]), series)
    return _full_rows(head, head.index(candidates[0])) if candidates else []


def _is_banner(row: Row, title: Sequence[Row], series: tuple[Series, ...]) -> bool:
    """Whether a row above the title only names an institution."""
    is_above = bool(title) and row.place < title[0].place
    return is_above and is_institution(row.text) and _may_be_title(row, series) and not _NUMBER.search(row.text)


def _full_rows(head: Sequence[Row], start: int) -> list[Row]:
    """Return the rows of a title in the type of the text: the first row, and the next ones while the row above is full.

    [] if that gives fewer than two rows, or more than four.
    """
    full = max(row.right for row in head)
    block = [head[start]]
    for row in head[start + 1 :]:
        if block[-1].right < 0.85 * full or block[-1].y - row.y > 1.7 * row.size or is_person(row.text):
            break
        block.append(row)
    return block if 1 < len(block) < 5 else []


def _may_be_title(row: Row, series: tuple[Series, ...]) -> bool:
    text = row.text
    known = is_label(text, series) or plain_label(text, series)[0] == text.rstrip(".") or is_site_name(text, series)
    furniture = known or type_of_category(text, series) or split_meta(text, series)[0] or _is_imprint(text, series)
    return not furniture and any(letter.isalpha() for letter in text) and not _MONTH.fullmatch(text)


_MONTH = re.compile(rf"(?:(?:{MONTH_NAMES}|{SEASON_NAMES})\.?(?: \d{{1,2}})?,? )?[12]\d{{3}}", re.IGNORECASE)


def _is_imprint(text: str, series: tuple[Series, ...]) -> bool:
    names = {fold(era.publisher) for one in series for era in one.eras if era.publisher}
    return fold(text).removeprefix("the ") in names


def _block(head: Sequence[Row], start: int, series: tuple[Series, ...]) -> list[Row]:
    """Return the first row and those in its style that follow closely, without the author's name if it has the same
    style.
    """
    first = head[start]
    block = [first]
    for row in head[start + 1 :]:
        if row.style != first.style or block[-1].y - row.y > 1.8 * first.size or not _may_be_title(row, series):
            break
        block.append(row)
    after = head[start + len(block) : start + len(block) + 8]
    if len(block) > 1 and is_person(block[-1].text) and not any(is_byline(row.text) for row in after):
        block.pop()
    return block


def _lines(body: Sequence[Row], title: Sequence[Row], size: float, words: frozenset[str]) -> list[Line]:
    """Make lines of rows: each row of the head, the title as a whole, each paragraph as a whole."""
    inside = {row.place for row in title}
    paragraphs: list[list[Row]] = []
    edges = _Edges(size)
    for row in body:
        edges.take(row)
    for row in body:
        last = paragraphs[-1][-1] if paragraphs else None
        same = last and (last.place in inside) == (row.place in inside)
        if last and same and (row.place in inside or _is_same_paragraph(last, row, edges)):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
    lines = [Line(rows[0].place, joined(rows, words), heading=int(rows[0].place in inside)) for rows in paragraphs]
    return _with_authors(lines, {row.place: row for row in body})


def _with_authors(lines: list[Line], rows: Mapping[int, Row]) -> list[Line]:
    """Prefix "Author: " to lines of the head that are a person's name in the style of the first such line."""
    start = next((n for n, line in enumerate(lines) if line.heading), len(lines)) + 1
    end = next((n for n in range(start, len(lines)) if is_paragraph(lines[n].text)), start)
    head = lines[start : end if end < start + _HEAD else start]
    people = [n for n, line in enumerate(head, start) if is_person(line.text)]
    style = rows[lines[people[0]].number].style if people else None
    for n in people:
        if rows[lines[n].number].style == style:
            lines[n] = lines[n]._replace(text=f"Author: {lines[n].text}")
    return lines


@dataclass(frozen=True, slots=True)
class _Edges:
    """Right edges of the rows of one page, size and column; the last row of a paragraph ends left of them."""

    size: float
    rights: dict[tuple[int, int, int], float] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        self.rights[self._of(row)] = max(self.of(row), row.right)

    def of(self, row: Row) -> float:
        return self.rights.get(self._of(row), row.right)

    def _of(self, row: Row) -> tuple[int, int, int]:
        is_text = abs(row.size - self.size) < 0.08 * self.size
        return row.page, 0 if is_text else round(row.size), round(row.left / 40)


def _is_same_paragraph(last: Row, row: Row, edges: _Edges) -> bool:
    """Whether a row continues the paragraph of the one above: close below it, in its style, and that row is full."""
    if abs(last.size - row.size) > 0.06 * last.size:
        return False
    full = edges.of(last)
    is_full = last.right - last.left > 0.72 * (full - last.left) and len(last.text) > 25
    if last.page != row.page or row.y > last.y:  # in the next column or on the next page
        return is_full and not _SENTENCE.search(last.text) and row.text[:1].islower()
    is_near = last.y - row.y < 1.6 * last.size
    if goes_over(last.text) and row.text[:1].islower():
        return is_near
    is_indented = 0.5 * row.size < row.left - last.left < 5 * row.size
    return is_near and is_full and not (is_indented and _SENTENCE.search(last.text))
