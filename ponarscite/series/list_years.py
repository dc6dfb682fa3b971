"""Years in which the undated rows of a list were issued: evidence for their series, not a date.

A list page of the site is sorted by date, and an address like "/policy-memos/2016" names the year of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from ponarscite.document.lines import Line
from ponarscite.record.date import Date, parse_date
from ponarscite.series.category import type_of_category
from ponarscite.series.label import parse_label
from ponarscite.series.list_row import Row, read_meta
from ponarscite.series.series import Series

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADING = re.compile(r"(?P<section>[^\d]{0,60}?)[\s:,(–—-]*(?P<year>(?:19|20)\d\d)\)?")
_WIDEST = 3
"""Largest step between the numbers of two rows that follow each other in one series."""


def years_of_rows(
    rows: Sequence[Row], above: Sequence[Line], address: str, series: tuple[Series, ...]
) -> Iterator[tuple[str, str]]:
    """Yield (years, origin) for each row: ("2016", "address"), ("2009-2010", "neighbours"); ("", "") for a dated row
    and for one that nothing tells about.

    Args:
        above: the lines above the first row; one of them may name the year.
        address: the address of the page, "" when unknown.
    """
    dates = [parse_date(read_meta(row.meta.text, series)[0]) if row.meta else Date() for row in rows]
    numbers = [_number(row, series) for row in rows]
    year = _year_of_page(above, address, series)
    if any(date.year not in (None, year) for date in dates):
        year = 0
    before = list(_from_one_side(dates, numbers))
    after = reversed(list(_from_one_side(dates[::-1], numbers[::-1])))
    is_sorted = _is_sorted(dates)
    for date, sides in zip(dates, zip(before, after, strict=True), strict=True):
        if date.year:
            yield "", ""
        elif near := _years_between(sides, is_sorted=is_sorted):
            yield near, "neighbours"
        else:
            yield (str(year), "address") if year else ("", "")


def _years_between(sides: Sequence[tuple[int, bool]], *, is_sorted: bool) -> str:
    """Return the year of a neighbour from which the numbers run on, else the years between both neighbours."""
    near = next((year for year, is_run in sides if is_run), 0)
    years = {year for year, _ in sides}
    return str(near) if near else "-".join(map(str, sorted(years))) if is_sorted and 0 not in years else ""


def _number(row: Row, series: tuple[Series, ...]) -> int:
    label = parse_label(row.label.text, series) if row.label else None
    return int(label.number) if label else 0


def _year_of_page(above: Sequence[Line], address: str, series: tuple[Series, ...]) -> int:
    """Return the one year that the address or a heading names, 0 for none or several."""
    years = set(_years_of_address(address)) or set(_years_of_headings(above, series))
    return int(years.pop()) if len(years) == 1 else 0


def _years_of_address(address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    yield from filter(_YEAR.fullmatch, parts.path.split("/"))
    pairs = parse_qsl(parts.query[:2000])
    yield from (value for name, value in pairs if _YEAR.fullmatch(value) and re.search("year|date", name.casefold()))


def _years_of_headings(above: Sequence[Line], series: tuple[Series, ...]) -> Iterator[str]:
    for line in above:
        match = _HEADING.fullmatch(line.text) if len(line.text) < 80 else None
        if match and (not match["section"] or type_of_category(match["section"], series)):
            yield match["year"]


def _from_one_side(dates: Sequence[Date], numbers: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Yield (year of the nearest dated row before, whether the numbers run on from it) of each row; year 0 for none."""
    year, step, last = 0, 0, 0
    for date, number in zip(dates, numbers, strict=True):
        move = number - last
        runs = bool(number and last) and 0 < abs(move) <= _WIDEST and (step or move) * move > 0
        step = move if runs else 0
        if date.year:
            year, step, is_run = date.year, 0, True
        else:
            is_run = (is_run and runs) if year else False
        last = number
        yield year, is_run


def _is_sorted(dates: Sequence[Date]) -> bool:
    known = [date.parts[:2] for date in dates if date.year]
    return known in (sorted(known), sorted(known, reverse=True))
