"""Dates as every one of our documents prints them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.date import Date, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 20, 2022", Date(2022, 5, 20)),
        ("May\u00a020, 2022", Date(2022, 5, 20)),
        ("20 May 2022", Date(2022, 5, 20)),
        ("04 Oct 2019", Date(2019, 10, 4)),
        ("Sept. 2012", Date(2012, 9)),
        ("July 2020", Date(2020, 7)),
        ("2020", Date(2020)),
        ("05-20-2022", Date(2022, 5, 20)),
        ("20-05-2022", Date(2022, 5, 20)),
        ("31.12.2020", Date(2020, 12, 31)),
        ("2022-05", Date(2022, 5)),
        ("2022/05/20", Date(2022, 5, 20)),
        ("2022-05-20T23:59:59-05:00", Date(2022, 5, 20)),
        ("2022-05-20T00:10:00+03:00", Date(2022, 5, 20)),
        ("Fri, 20 May 2022 10:00:00 +0000", Date(2022, 5, 20)),
        ("20 мая 2022 г.", Date(2022, 5, 20)),
        ("май 2022", Date(2022, 5)),
        ("Spring 2014", Date(literal="Spring 2014")),
        ("February 30, 2020", Date(literal="February 30, 2020")),
        ("13-13-2020", Date(literal="13-13-2020")),
        ("2022-13-01", Date(literal="2022-13-01")),
        ("n.d.", Date(literal="n.d.")),
        ("", Date()),
    ],
)
def test_parse_date(text: str, date: Date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Date(2022, 5), Date(2022, 5, 20), True),
        (Date(2022), Date(2022, 5, 20), True),
        (Date(2023, 3, 13), Date(2023, 3, 14), False),
        (Date(2022, 5), Date(2022, 6, 1), False),
        (Date(literal="Spring 2014"), Date(literal="spring 2014"), True),
        (Date(literal="Spring 2014"), Date(2014), False),
    ],
)
def test_dates_agree_as_far_as_both_go(one: Date, other: Date, agree: bool) -> None:
    assert one.agrees(other) is agree
    assert other.agrees(one) is agree


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)), st.integers(1, 3))
def test_iso_and_back(day: datetime.date, precision: int) -> None:
    parts = (day.year, day.month, day.day)
    date = (Date(*parts[:1]), Date(*parts[:2]), Date(*parts))[precision - 1]
    assert parse_date(date.iso) == date
    assert date.parts == parts[:precision]


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_its_own_words(text: str) -> None:
    date = parse_date(text)
    assert bool(date.literal) != bool(date.parts) or not date
