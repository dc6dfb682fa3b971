"""Dates as MODS has them: one element for a date, two with a `point` for a range, a `qualifier` for doubt.

Source: the MODS user guidelines, "originInfo", attributes encoding, point and qualifier; W3C-DTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ponarscite.interchange.xml import text_of
from ponarscite.record.date import Date, joined, known_date
from ponarscite.record.item import stored_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_YEAR = re.compile(r"[\[(]?(?:c|©|cop\.|p)?\s?(\d{4})[\])]?\.?")

_DOUBT = {(True, False): "approximate", (False, True): "questionable"}
"""(circa, uncertain) -> qualifier; a date that is both is written in EDTF."""


def elements_of(date: Date) -> Iterator[tuple[str, dict[str, str]]]:
    """(text, attributes) of each element of a date. A season and other words have no encoding.

    EDTF has a year of which digits are unknown, and a date that is approximate and uncertain; no qualifier does.
    """
    if date.end is None or date.vague:
        yield _element(date, {})
        return
    if date.parts:
        yield _element(replace(date, end=None), {"point": "start"})
    if date.end:
        yield _element(date.end, {"point": "end"})


def _element(date: Date, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    if date.vague or (date.circa and date.uncertain):
        return date.edtf, attributes | {"encoding": "edtf"}
    doubt = _DOUBT.get((date.circa, date.uncertain), "")
    bare = replace(date, circa=False, uncertain=False)
    encoding = "w3cdtf" if date.year is not None and date.year > 0 and str(bare) == bare.iso else ""
    named = attributes | {"encoding": encoding, "qualifier": doubt}
    return str(bare), {name: value for name, value in named.items() if value}


def date_of(nodes: Iterable[_Element]) -> dict[str, Any] | str:
    """The date of elements of one kind, such as all `dateIssued` of an `originInfo`; "" for none."""
    found = [(node.get("point") or "", _read(node)) for node in nodes if text_of(node)]
    start = next((date for point, date in found if point != "end"), Date())
    end = next((date for point, date in found if point == "end"), None)
    is_open = end is None and any(point == "start" for point, _ in found)
    if is_open or end:
        start = joined(start, end or Date()) or start
    return stored_date(start) if start else ""


def _read(node: _Element) -> Date:
    text, doubt = text_of(node), node.get("qualifier")
    plain = _YEAR.fullmatch(text)
    date = known_date(plain[1] if plain else text)
    is_known = date.year is not None
    return replace(
        date,
        circa=date.circa or (is_known and doubt in ("approximate", "inferred")),
        uncertain=date.uncertain or (is_known and doubt == "questionable"),
    )
