from __future__ import annotations

import pytest

from ponarscite.formats.bibtex.edtf import issued_of, span_of
from ponarscite.record.date import Date
from ponarscite.record.item import date_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014", Date(2014)),
        ("2014-05", Date(2014, 5)),
        ("2014-05-20", Date(2014, 5, 20)),
        ("2014-05-20T10:20:30Z", Date(2014, 5, 20)),
        ("2014-21", Date(literal="Spring 2014")),
        ("1999~", Date(literal="circa 1999")),
        ("1999?", Date(literal="circa 1999")),
        ("2018-07/2018-08", Date(literal="2018-07/2018-08")),
        ("2018/", Date(literal="2018/")),
        ("May 2014", Date(2014, 5)),
        ("forth{\\-}coming", Date(literal="forthcoming")),
        ("", Date()),
    ],
)
def test_span(text: str, date: Date) -> None:
    assert date_of(span_of(text)) == date


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2020", "jul"), Date(2020, 7)),
        (("2020", "jul~15"), Date(2020, 7, 15)),
        (("2020", "15~jul"), Date(2020, 7, 15)),
        (("2020", "July"), Date(2020, 7)),
        (("2020", "7"), Date(2020, 7)),
        (("2020", "jul", "15"), Date(2020, 7, 15)),
        (("2020", "Sept."), Date(2020, 9)),
        (("2020", "13"), Date(literal="13 2020")),
        (("2020", "June--July"), Date(literal="June–July 2020")),
        (("0001", "jan"), Date(1, 1)),
        (("2020", ""), Date(2020)),
        (("{forthcoming}", ""), Date(literal="forthcoming")),
        (("", "jul"), Date(literal="jul")),
    ],
)
def test_year_and_month(parts: tuple[str, str], date: Date) -> None:
    assert date_of(issued_of(*parts)) == date
