"""Runs of text with their places on a page -> rows in the order in which a person reads them, column after column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ponarscite.record.text import RAISED, clean

_RAISED = str.maketrans("0123456789", RAISED)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x02": "-", "\u00ad": "-"}
)
_ENOUGH = 4
"""Rows that begin at one place in the middle of a page before it is the edge of a column."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other, in points from the lower left corner of the page; `y` is the baseline."""

    text: str
    left: float
    right: float
    y: float
    size: float
    font: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a column.

    Args:
        text: clean, ligatures spelt out, raised numbers as such ("¹"), a hyphen at the end as "-".
        left, right, y, size, font: of most of its text.
        page: from 1.
        place: its number among the rows of all pages, from 1.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    font: str = ""
    page: int = 1
    place: int = 0

    @property
    def style(self) -> tuple[str, int]:
        """What rows of one kind share."""
        return self.font, round(self.size)


def rows_of(pages: Iterable[dict[str, Any]]) -> tuple[Row, ...]:
    """The rows of all pages, in reading order."""
    rows = (row for number, page in enumerate(pages, 1) for row in _rows_of_page(page, number))
    return tuple(replace(row, place=place) for place, row in enumerate(rows, 1))


def _rows_of_page(page: dict[str, Any], number: int) -> list[Row]:
    runs = [Run(str(text).translate(_LIGATURES), *rest) for text, *rest in page["runs"]]
    pieces = [replace(row, page=number) for line in _lines(runs) for row in _pieces(line) if row.text]
    return _in_reading_order(pieces, float(page["width"]))


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that stand beside each other, from top to bottom; a raised number stands on the line below it."""
    line: list[Run] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: -run.y):
        if line and run.y + 0.5 * run.size < line[0].y:  # it stands below what it would stand beside
            yield sorted(line, key=lambda one: one.left)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda one: one.left)


def _pieces(line: Sequence[Run]) -> Iterator[Row]:
    """The line, cut where there is a gap as between columns."""
    main = max(line, key=lambda run: len(run.text.strip()))
    start = 0
    for n, (run, after) in enumerate(pairwise(line), 1):
        if after.left - run.right > 1.9 * main.size:
            yield _row(line[start:n])
            start = n
    yield _row(line[start:])


def _row(runs: Sequence[Run]) -> Row:
    main = max(runs, key=lambda run: len(run.text.strip()))
    text, right = "", runs[0].left
    for run in runs:
        gap = " " if run.left - right > 0.17 * main.size else ""
        text, right = f"{text}{gap}{_raised(run, main, is_first=not text)}", max(right, run.right)
    return Row(clean(text), runs[0].left, right, main.y, main.size, main.font)


def _raised(run: Run, main: Run, *, is_first: bool) -> str:
    """The text of a run; a small number above the line is the mark of a note, "¹" where one begins, else "[1]"."""
    number = run.text.strip()
    if not number.isdecimal() or run.size > 0.85 * main.size or run.y < main.y + 0.08 * main.size:
        return run.text
    return number.translate(_RAISED) if is_first else f"[{number}]{' ' if run.text[-1:].isspace() else ''}"


def _in_reading_order(rows: Sequence[Row], width: float) -> list[Row]:
    """The rows from top to bottom, the left column before the right one; rows across both part them."""
    edge = _edge(rows, width)
    ordered: list[Row] = []
    segment: list[Row] = []
    for row in rows:
        if edge and row.left < edge - 3 and row.right > edge:
            ordered += _by_column(segment, edge)
            ordered.append(row)
            segment = []
        else:
            segment.append(row)
    return [*ordered, *_by_column(segment, edge)]


def _edge(rows: Sequence[Row], width: float) -> float:
    """Where a right column begins, 0.0 on a page without one: many rows begin there, and few run across it."""
    starts = Counter(round(row.left) for row in rows if 0.35 * width < row.left < 0.75 * width)
    if not starts:
        return 0.0
    edge, count = starts.most_common(1)[0]
    across = sum(row.left < edge - 3 and row.right > edge for row in rows)
    beside = sum(row.right <= edge for row in rows)
    return edge - 1.0 if count >= _ENOUGH and beside >= _ENOUGH and across <= 2 * count else 0.0


def _by_column(segment: Sequence[Row], edge: float) -> list[Row]:
    """The rows of both columns, one behind the other; what stands above the right column comes first."""
    column = [row.y for row in segment if edge and abs(row.left - edge) < 3]
    if len(column) < _ENOUGH:
        return list(segment)
    top = max(column) + 2
    above = [row for row in segment if row.y > top]
    beside = [row for row in segment if row.y <= top]
    return above + [row for row in beside if row.right <= edge] + [row for row in beside if row.right > edge]


def goes_over(text: str) -> bool:
    """Whether a row ends inside a word."""
    return bool(re.search(r"[^\W\d_]-$", text))
