"""Runs of text with coordinates -> rows in reading order, column by column."""

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
"""Rows that must begin at one place in the middle of a page for it to be the edge of a column."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters in one font. Coordinates in points from the lower left corner; `y` is the baseline."""

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
        text: clean; ligatures are spelt out, raised numbers are raised digits ("¹"), a hyphen at the end is "-".
        left: left edge, in points.
        right: right edge, in points.
        y: baseline of most of its text, in points from the bottom of the page.
        size: size of most of its text, in points.
        font: font of most of its text.
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
        """Font and rounded size, equal for rows of one kind."""
        return self.font, round(self.size)


def rows_of(pages: Iterable[dict[str, Any]]) -> tuple[Row, ...]:
    """Return the rows of all pages in reading order.

    Args:
        pages: as `worker` writes them: {"width": points, "runs": [[text, left, right, y, size, font], ...]}.
    """
    rows = (row for number, page in enumerate(pages, 1) for row in _rows_of_page(page, number))
    return tuple(replace(row, place=place) for place, row in enumerate(rows, 1))


def _rows_of_page(page: dict[str, Any], number: int) -> list[Row]:
    runs = [Run(str(text).translate(_LIGATURES), *rest) for text, *rest in page["runs"]]
    pieces = [replace(row, page=number) for line in _lines(runs) for row in _pieces(line) if row.text]
    return _in_reading_order(pieces, float(page["width"]))


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Group runs into lines from top to bottom, each sorted from left to right; a raised number joins the line below
    it.
    """
    line: list[Run] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: -run.y):
        if line and run.y + 0.5 * run.size < line[0].y:  # below the line collected so far
            yield sorted(line, key=lambda one: one.left)
            line = []
        line.append(run)
    if line:
        yield sorted(line, key=lambda one: one.left)


def _pieces(line: Sequence[Run]) -> Iterator[Row]:
    """Cut a line at gaps as wide as those between columns."""
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
    """Return the text of a run; a small number above the baseline is a note mark: "¹" at the start of a row, else
    "[1]".
    """
    number = run.text.strip()
    if not number.isdecimal() or run.size > 0.85 * main.size or run.y < main.y + 0.08 * main.size:
        return run.text
    return number.translate(_RAISED) if is_first else f"[{number}]{' ' if run.text[-1:].isspace() else ''}"


def _in_reading_order(rows: Sequence[Row], width: float) -> list[Row]:
    """Order rows from top to bottom, left column before right; rows that span both columns separate them."""
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
    """Return the left edge of a right column, 0.0 on a page without one.

    Many rows begin at an edge, and few cross it.
    """
    starts = Counter(round(row.left) for row in rows if 0.35 * width < row.left < 0.75 * width)
    if not starts:
        return 0.0
    edge, count = starts.most_common(1)[0]
    across = sum(row.left < edge - 3 and row.right > edge for row in rows)
    beside = sum(row.right <= edge for row in rows)
    return edge - 1.0 if count >= _ENOUGH and beside >= _ENOUGH and across <= 2 * count else 0.0


def _by_column(segment: Sequence[Row], edge: float) -> list[Row]:
    """Order rows of two columns: first what is above the right column, then the left column, then the right one."""
    column = [row.y for row in segment if edge and abs(row.left - edge) < 3]
    if len(column) < _ENOUGH:
        return list(segment)
    top = max(column) + 2
    above = [row for row in segment if row.y > top]
    beside = [row for row in segment if row.y <= top]
    return above + [row for row in beside if row.right <= edge] + [row for row in beside if row.right > edge]


def goes_over(text: str) -> bool:
    """Whether a row ends within a word."""
    return bool(re.search(r"[^\W\d_]-$", text))
