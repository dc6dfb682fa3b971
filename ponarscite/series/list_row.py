"""Rows of Drupal list pages (before 2020): label, byline with date, and the beginning of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ponarscite.document.lines import FURNITURE, Line, is_paragraph
from ponarscite.record.name import split_affiliations
from ponarscite.series.card import DAY, is_byline, split_meta
from ponarscite.series.category import type_of_category
from ponarscite.series.label import is_label, parse_label, plain_label
from ponarscite.series.series import Series

_DAY_AT_END = re.compile(rf"(?:^|\s){DAY}$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”\"»)\]\d]*$")
_LONGEST_META = 200  # characters
_LONGEST_DAY = 40  # characters
_OF_PERSON = re.compile(r"(?P<section>\S.{0,60}?) by (?P<name>\S.{0,120})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    Args:
        label: the line with label and number: "Policy Memo # 615"; None on persons' pages, which print no numbers.
        meta: the line with date and byline, or the date alone; None where it is missing.
        blurb: the line with the beginning of the text; None where it is missing.
        title: the line of the title, on the pages that print one.
        byline: the line with the names, on the pages that print the date on a line of its own.
    """

    label: Line | None
    meta: Line | None = None
    blurb: Line | None = None
    title: Line | None = None
    byline: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, the first one to be linked to the memo first."""
        return tuple(line for line in (self.label, self.title, self.blurb) if line)


def find_rows(lines: Sequence[Line], series: tuple[Series, ...]) -> tuple[Row, ...]:
    """Find the rows of a list page, in order; () for any other page.

    A list has at least two rows of different numbers. Half of its rows have a date, or all have the label of the list
    ("Policy Memo # 615"). A single row counts only at the top of the page or below the name of a section. On the page
    of a person the rows have no numbers.
    """
    places = [n for n, line in enumerate(lines) if line.text[-1].isdecimal() and _is_row_label(line.text, series)]
    rows = [_row_at(lines, n, end, series) for n, end in pairwise((*places, len(lines)))]
    rows[:-1] = [_with_rest(row, lines[n + 1 : end]) for row, (n, end) in zip(rows, pairwise(places), strict=False)]
    told = [row for row in rows if row.meta or row.blurb]
    if len(told) == 1 and _is_numbered(told[0]):
        above = lines[places[rows.index(told[0])] - 1] if told[0].label is not lines[0] else None
        is_headed = above is not None and bool(type_of_category(above.text, series))
        return tuple(told) if is_headed or (above is None and told[0].meta) else ()
    if len({_number(row) for row in told}) < 2:
        return _personal_rows(lines, series)
    is_dated = 2 * sum(row.meta is not None for row in told) >= len(told)
    is_headed = places[0] > 0 and rows[0] in told and bool(type_of_category(lines[places[0] - 1].text, series))
    return _named_by(_whole(rows, told)) if is_dated or is_headed or all(map(_is_numbered, told)) else ()


def _whole(rows: Sequence[Row], told: Sequence[Row]) -> list[Row]:
    """Return the rows of an accepted list: also those of which nothing but "Policy Memo # 58" is printed."""
    known = {_number(row) for row in told}
    return [row for row in rows if row.meta or row.blurb or (_is_numbered(row) and _number(row) not in known)]


def _number(row: Row) -> str:
    return row.label.text.rpartition(" ")[2].lstrip("#") if row.label else ""


def _is_numbered(row: Row) -> bool:
    """Whether a label has the form that only lists print: "Policy Memo # 615"."""
    return row.label is not None and "#" in row.label.text


def _named_by(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Tell bylines from titles above bare dates: they are bylines if they look like names in all rows of the list."""
    above = [row.title for row in rows if row.title and _is_bare(row)]
    if not above or not all(is_byline(line.text) for line in above):
        return tuple(rows)
    return tuple(replace(row, title=None, byline=row.title) if row.title and _is_bare(row) else row for row in rows)


def _is_bare(row: Row) -> bool:
    """Whether a row has a date without a byline beside it."""
    return row.meta is not None and not read_meta(row.meta.text, ())[1]


def _is_row_label(text: str, series: tuple[Series, ...]) -> bool:
    label = parse_label(text, series) if len(text) <= 60 else None
    return bool(label and not label.rest and not label.issued)


def _row_at(lines: Sequence[Line], n: int, stop: int, series: tuple[Series, ...]) -> Row:
    """Read the row whose label is on line *n*, up to the line *stop*."""
    title, meta = None, None
    end = n + 1
    if end < stop and _is_meta(lines[end], series):
        meta, end = lines[end], end + 1
    elif end + 1 < stop and _is_meta(lines[end + 1], series) and not _is_blurb(lines[end], series):
        title, meta, end = lines[end], lines[end + 1], end + 2
    blurb = lines[end] if end < stop and _is_blurb(lines[end], series) else None
    return Row(lines[n], meta, blurb, title)


def _with_rest(row: Row, between: Sequence[Line]) -> Row:
    """Add what stands before the next label and has the end of a sentence: also a short text is one there."""
    if row.blurb or not _is_numbered(row):
        return row
    texts = (line for line in between if line not in (row.meta, row.title) and _SENTENCE_END.search(line.text))
    return replace(row, blurb=next(texts, None))


def _is_meta(line: Line, series: tuple[Series, ...]) -> bool:
    return bool(read_meta(line.text, series)[0]) and not is_paragraph(line.text)


def read_meta(text: str, series: tuple[Series, ...]) -> tuple[str, str]:
    """Split the line below a label into (date, byline), both as printed; ("", "") for a line without a date.

    The byline is "" where other words stand before the date, which are then no claim about anybody.
    """
    meta = split_meta(text, series)
    return meta if meta[0] or len(text) > _LONGEST_META else _ending_in_date(text)


@lru_cache(maxsize=FURNITURE)
def _ending_in_date(text: str) -> tuple[str, str]:
    match = _DAY_AT_END.search(text, max(len(text) - _LONGEST_DAY, 0))
    if not match:
        return "", ""
    byline = text[: match.start()].strip(" ,|·•–—-")
    names = ", ".join(name for name, _ in split_affiliations(byline))
    return match[0].strip(), byline if is_byline(names) else ""


def _is_blurb(line: Line, series: tuple[Series, ...]) -> bool:
    return is_paragraph(line.text) or bool(plain_label(line.text, series)[0])


def person_of_heading(text: str, series: tuple[Series, ...]) -> str:
    """Return the name in the heading of a person's list ("Policy Memos by Ann Lee"), "" for any other line."""
    match = _OF_PERSON.fullmatch(text) if len(text) < 200 and " by " in text else None
    if match and type_of_category(match["section"], series) and is_byline(match["name"]):
        return match["name"]
    return ""


def _personal_rows(lines: Sequence[Line], series: tuple[Series, ...]) -> tuple[Row, ...]:
    """Find the rows of a list without numbers: a date with or without a byline, and below it the text with its label.

    The heading of a person's list stands for the labels. Without one, two rows with a label are needed.
    """
    heading = next((n for n, line in enumerate(lines) if person_of_heading(line.text, series)), -1)
    rows: list[Row] = []
    above: list[int] = []
    for n in range(1, len(lines)):
        is_labelled = lines[n].text[0] == "(" and plain_label(lines[n].text, series)[1] != lines[n].text
        is_told = is_labelled or (0 <= heading < n - 1 and is_paragraph(lines[n].text))
        if is_told and _is_meta(lines[n - 1], series):
            byline = _byline_above(lines, n - 1, heading, series)
            rows.append(Row(None, lines[n - 1], lines[n], byline=byline))
            above.append(n - 2 - (byline is not None))
    is_list = heading >= 0 or (len(rows) > 1 and not any(_is_of_memo(line.text, series) for line in lines))
    return _titled(rows, [lines[n] if n > heading else None for n in above]) if is_list else ()


def _is_of_memo(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a line belongs to the page of a memo, beside which others may be listed: its label, or a field."""
    return is_label(text, series) or text[:12].casefold() in ("policy memo:", "memo #:")


def _titled(rows: Sequence[Row], above: Sequence[Line | None]) -> tuple[Row, ...]:
    """Give rows the lines above them as titles, where each of them has one that is no text."""
    blurbs = {row.blurb for row in rows}
    if not all(line and line not in blurbs and not is_paragraph(line.text) for line in above):
        return tuple(rows)
    return tuple(replace(row, title=line) for row, line in zip(rows, above, strict=True))


def _byline_above(lines: Sequence[Line], n: int, heading: int, series: tuple[Series, ...]) -> Line | None:
    """Return the line above a bare date if it holds names."""
    above = lines[n - 1] if n - 1 > heading and n else None
    is_bare = not read_meta(lines[n].text, series)[1]
    return above if above and is_bare and is_byline(above.text) else None
