from __future__ import annotations

import pytest

from ponarscite.formats.bibtex.edtf import Span, issued_of, span_of
from ponarscite.record.date import Date
from ponarscite.record.item import date_of, read_date


def dated(value: Span) -> Date:
    return date_of(value) if isinstance(value, dict) else read_date(value)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014", Date(2014)),
        ("2014-05", Date(2014, 5)),
        ("2014-05-20", Date(2014, 5, 20)),
        ("2014-05-20T10:20:30Z", Date(2014, 5, 20)),
        ("2014-21", Date(2014, season=1)),
        ("2018-21/2019-21", Date(2018, season=1, end=Date(2019, season=1))),
        ("1999~", Date(1999, circa=True)),
        ("2004-06~", Date(2004, 6, circa=True)),
        ("1999?", Date(1999, uncertain=True)),
        ("1999%", Date(1999, circa=True, uncertain=True)),
        ("2018-07/2018-08", Date(2018, 7, end=Date(2018, 8))),
        ("2018/", Date(2018, end=Date())),
        ("../2004", Date(end=Date(2004))),
        ("199X", Date(1990, end=Date(1999), vague=1)),
        ("-0043", Date(-44)),
        ("in press 2014", Date(2014, literal="in press")),
        ("May 2014", Date(2014, 5)),
        ("forth{\\-}coming", Date(literal="forthcoming")),
        ("", Date()),
    ],
)
def test_span(text: str, date: Date) -> None:
    assert dated(span_of(text)) == date


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
        (("2020", "13"), Date(2020, literal="13")),
        (("2020", "0"), Date(2020)),
        (("2013", "Jan-Feb"), Date(2013, 1, end=Date(2013, 2))),
        (("2013", "#aug#"), Date(2013, 8)),
        (("2013", 'aug # "--" # sep'), Date(2013, 8, end=Date(2013, 9))),
        (("2013", "Sep--Oct"), Date(2013, 9, end=Date(2013, 10))),
        (("2013", "mar/apr"), Date(2013, 3, end=Date(2013, 4))),
        (("2013", "aug\\slash sep"), Date(2013, 8, end=Date(2013, 9))),
        (("2013", "23{--}27 may"), Date(2013, 5, 23, end=Date(2013, 5, 27))),
        (("2013", "1-2"), Date(2013, 1, end=Date(2013, 2))),
        (("2013", "Q1"), Date(2013, 1, end=Date(2013, 3))),
        (("2013", "Winter"), Date(2013, season=4)),
        (("2013", "Dezember"), Date(2013, 12)),
        (("2013", "mai"), Date(2013, 5)),
        (("2013", "unknown"), Date(2013, literal="unknown")),
        (("2011", "Jan. 2011"), Date(2011, 1)),
        (("2013--2014", "dec/jan"), Date(2013, 12, end=Date(2014, 1))),
        (("2013--2014", "Winter"), Date(2013, season=4, end=Date(2014))),
        (("1999--", ""), Date(1999, end=Date())),
        (("2013a", ""), Date(2013, literal="a")),
        (("2013", "oct", "4--7"), Date(2013, 10, 4, end=Date(2013, 10, 7))),
        (("2013", "7"), Date(2013, 7)),
        (("2013", "2", "31"), Date(2013, literal="31 2")),
        (("2020", "June--July"), Date(2020, 6, end=Date(2020, 7))),
        (("0001", "jan"), Date(1, 1)),
        (("2020", ""), Date(2020)),
        (("{forthcoming}", ""), Date(literal="forthcoming")),
        (("", "jul"), Date(literal="jul")),
    ],
)
def test_year_and_month(parts: tuple[str, str], date: Date) -> None:
    assert dated(issued_of(*parts)) == date
