"""Dates in Word's sources: three elements, of which the month may be other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ponarscite.record.date import Date, understood
from ponarscite.record.record import Record
from tests.formats.formats import read, write
from tests.strategies import dates


@pytest.mark.parametrize(
    ("date", "elements"),
    [
        (Date(2020, 3, 5), {"Year": "2020", "Month": "March", "Day": "5"}),
        (Date(2014, season=1), {"Year": "2014", "Month": "Spring"}),
        (Date(2014, 3, end=Date(2014, 5)), {"Year": "2014", "Month": "March-May"}),
        (Date(2013, end=Date(2014)), {"Year": "2013/2014"}),
        (Date(1999, circa=True), {"Year": "1999", "Month": "circa"}),
        (Date(2015, literal="Christmas"), {"Year": "2015", "Month": "Christmas"}),
        (Date(literal="forthcoming"), {"Month": "forthcoming"}),
        (Date(-44), {"Year": "-44"}),
    ],
)
def test_a_date_is_written_and_read(date: Date, elements: dict[str, str]) -> None:
    text = write("word", Record(id="k", type="book", title="A", issued=date))
    for element, value in elements.items():
        assert f"<b:{element}>{value}</b:{element}>" in text
    (found,) = read(text)
    assert found.issued == date


@settings(max_examples=100)
@given(dates())
def test_any_date_comes_back(date: Date) -> None:
    (found,) = read(write("word", Record(id="k", type="book", title="A", issued=date)))
    assert understood(found.issued) == understood(date)
