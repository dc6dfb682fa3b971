"""Rows of Drupal list pages (before 2020): label, byline with date, and the beginning of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponarscite.document.lines import Line, is_paragraph
from ponarscite.series.card import split_meta
from ponarscite.series.category import type_of_category
from ponarscite.series.label import parse_label, plain_label
from ponarscite.series.series import Series


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    Args:
        label: the line with label and number: "Policy Memo # 615".
        meta: the line with date and byline, or the date alone; None where it is missing.
        blurb: the line with the beginning of the text; None where it is missing.
        title: the line of the title, on the pages that print one.
    """

    label: Line
    meta: Line | None = None
    blurb: Line | None = None
    title: Line | None = None


def find_rows(lines: Sequence[Line], series: tuple[Series, ...]) -> tuple[Row, ...]:
    """Find the rows of a list page, in order; () for any other page.

    A list has at least two rows of different numbers, and half of its rows have a date. A single row counts only at the
    top of the page or below the name of a section.
    """
    places = [n for n, line in enumerate(lines) if line.text[-1].isdecimal() and _is_row_label(line.text, series)]
    rows = [row for n in places if (row := _row_at(lines, n, series))]
    numbers = {line.text.rpartition(" ")[2].lstrip("#") for line in (row.label for row in rows)}
    dated = sum(row.meta is not None for row in rows)
    if len(rows) == 1 and dated and "#" in rows[0].label.text:
        above = lines[places[0] - 1] if places[0] else None
        return tuple(rows) if above is None or type_of_category(above.text, series) else ()
    return tuple(rows) if len(numbers) > 1 and 2 * dated >= len(rows) else ()


def _is_row_label(text: str, series: tuple[Series, ...]) -> bool:
    label = parse_label(text, series) if len(text) <= 60 else None
    return bool(label and not label.rest and not label.issued)


def _row_at(lines: Sequence[Line], n: int, series: tuple[Series, ...]) -> Row | None:
    title, meta = None, None
    end = n + 1
    if end < len(lines) and _is_meta(lines[end], series):
        meta, end = lines[end], end + 1
    elif end + 1 < len(lines) and _is_meta(lines[end + 1], series) and not _is_blurb(lines[end], series):
        title, meta, end = lines[end], lines[end + 1], end + 2
    blurb = lines[end] if end < len(lines) and _is_blurb(lines[end], series) else None
    return Row(lines[n], meta, blurb, title) if meta or blurb else None


def _is_meta(line: Line, series: tuple[Series, ...]) -> bool:
    return len(line.text) < 300 and bool(split_meta(line.text, series)[0])


def _is_blurb(line: Line, series: tuple[Series, ...]) -> bool:
    return is_paragraph(line.text) or bool(plain_label(line.text, series)[0])
