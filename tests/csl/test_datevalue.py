"""Dates of CSL-JSON: date-parts, EDTF, words, seasons; and the digits they are sorted by."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite.csl.datevalue import DateValue, parse_date, parse_words, sort_key

DAY = (2004, 3, 5)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2004, 3, 5]]}, DateValue(DAY)),
        ({"date-parts": [["2004", "3", "5"]]}, DateValue(DAY)),
        ({"date-parts": [[2004, 3]]}, DateValue((2004, 3, 0))),
        ({"date-parts": [[2004]]}, DateValue((2004, 0, 0))),
        ({"date-parts": [2004, 3, 5]}, DateValue(DAY)),
        ({"date-parts": [[2004, 3, 5, 7]]}, DateValue(DAY)),
        ({"date-parts": [[-44, 3, 15]]}, DateValue((-44, 3, 15))),
        ({"date-parts": [[2004], [2005]]}, DateValue((2004, 0, 0), (2005, 0, 0))),
        ({"date-parts": [[2004], [2004]]}, DateValue((2004, 0, 0))),
        ({"date-parts": [[2004], [0, 0, 0]]}, DateValue((2004, 0, 0), (0, 0, 0))),
        ({"date-parts": [[2004], [2005], [2006]]}, DateValue((2004, 0, 0), (2005, 0, 0))),
        ({"date-parts": [[2004, 13]]}, DateValue((2004, 13, 0))),
        ({"date-parts": [[2004, 24, 5]]}, DateValue((2004, 24, 0))),
        ({"date-parts": [[2004, 25, 5]]}, DateValue((2004, 0, 0))),
        ({"date-parts": [[2004, 12, 31]]}, DateValue((2004, 12, 31))),
        ({"date-parts": [[2004, 12, 32]]}, DateValue((2004, 12, 0))),
        ({"date-parts": [[2004, 0, 5]]}, DateValue((2004, 0, 0))),
        ({"date-parts": [[999_999]]}, DateValue((999_999, 0, 0))),
        ({"date-parts": [[1_000_000]]}, None),
        ({"date-parts": [["x", 3]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": 2004}, None),
        ([[2004, 3, 5]], DateValue(DAY)),
        ((2004, 3), DateValue((2004, 3, 0))),
        ({"edtf": "2004-03-05"}, DateValue(DAY)),
        ({"raw": "March 5, 2004"}, DateValue(DAY)),
        ({"edtf": "2004", "raw": "2005"}, DateValue((2004, 0, 0))),
        ({"date-parts": [[2003]], "raw": "2005"}, DateValue((2003, 0, 0))),
        ({"year": 2004, "month": 3, "day": 5}, DateValue(DAY)),
        ({"year": 2004}, DateValue((2004, 0, 0))),
        ({"literal": "in\npress"}, DateValue(literal="in press")),
        ({"literal": "in press", "year": 2004}, DateValue(literal="in press")),
        ({"literal": "in press", "date-parts": [[2004]]}, DateValue((2004, 0, 0))),
        ({"literal": "in press", "raw": "2004"}, DateValue((2004, 0, 0))),
        ({"year": 2005, "date-parts": [[2004]]}, DateValue((2004, 0, 0))),
        ({"season": "Michaelmas"}, DateValue(season="Michaelmas")),
        ({}, None),
        ("2004-03-05", DateValue(DAY)),
        (2004, DateValue((2004, 0, 0))),
        (None, None),
        (2.5, None),
    ],
)
def test_parse_date(value: Any, expected: DateValue | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"season": 1}, DateValue((2004, 21, 0))),
        ({"season": "4"}, DateValue((2004, 24, 0))),
        ({"season": 5}, DateValue((2004, 0, 0), season="5")),
        ({"season": "Trinity"}, DateValue((2004, 0, 0), season="Trinity")),
        ({"season": 0}, DateValue((2004, 0, 0))),
        ({"circa": True}, DateValue((2004, 0, 0), circa=True)),
        ({"circa": 1}, DateValue((2004, 0, 0), circa=True)),
        ({"circa": "false"}, DateValue((2004, 0, 0))),
        ({"circa": 0}, DateValue((2004, 0, 0))),
    ],
)
def test_seasons_and_approximate_dates(more: dict[str, Any], expected: DateValue) -> None:
    assert parse_date({"date-parts": [[2004]], **more}) == expected


def test_a_month_leaves_no_place_for_a_season() -> None:
    assert parse_date({"date-parts": [[2004, 3]], "season": 2}) == DateValue((2004, 3, 0))
    assert parse_date({"date-parts": [[2004], [2005]], "season": 2}) == DateValue((2004, 22, 0), (2005, 0, 0))
    assert parse_date({"raw": "ca. 2004", "circa": False}) == DateValue((2004, 0, 0), circa=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004", DateValue((2004, 0, 0))),
        ("-0044", DateValue((-44, 0, 0))),
        ("2004-03", DateValue((2004, 3, 0))),
        ("2004-21", DateValue((2004, 21, 0))),
        ("2004-03-05T10:00:00Z", DateValue(DAY)),
        ("2004?", DateValue((2004, 0, 0), circa=True)),
        ("2004-03~", DateValue((2004, 3, 0), circa=True)),
        ("2004%", DateValue((2004, 0, 0), circa=True)),
        ("2004/2005", DateValue((2004, 0, 0), (2005, 0, 0))),
        ("2004/2004", DateValue((2004, 0, 0))),
        ("2004/..", DateValue((2004, 0, 0), (0, 0, 0))),
        ("2004/", DateValue((2004, 0, 0), (0, 0, 0))),
        ("2004/soon", DateValue(literal="2004/soon")),
        ("c. 2004", DateValue((2004, 0, 0), circa=True)),
        ("ca 2004", DateValue((2004, 0, 0), circa=True)),
        ("circa 2004", DateValue((2004, 0, 0), circa=True)),
        ("circa summer", DateValue(literal="circa summer")),
        ("5 March 2004", DateValue(DAY)),
        ("March 5, 2004", DateValue(DAY)),
        ("Mar 2004", DateValue((2004, 3, 0))),
        ("3.5.2004", DateValue(DAY)),
        ("25.3.2004", DateValue((2004, 3, 25))),
        ("12 5 2004", DateValue((2004, 12, 5))),
        ("3 2004", DateValue((2004, 3, 0))),
        ("Spring 2004", DateValue((2004, 21, 0))),
        ("fall 2004", DateValue((2004, 23, 0))),
        ("March 2004 to May 2004", DateValue((2004, 3, 0), (2004, 5, 0))),
        ("March 2004 – May 2004", DateValue((2004, 3, 0), (2004, 5, 0))),
        ("March 2004–May 2004", DateValue((2004, 3, 0), (2004, 5, 0))),
        ("March 2004--May 2004", DateValue((2004, 3, 0), (2004, 5, 0))),
        ("5 March", DateValue(literal="5 March")),
        ("2004 2005", DateValue(literal="2004 2005")),
        ("March 5 6 2004", DateValue(literal="March 5 6 2004")),
        ("3 4 5 2004", DateValue(literal="3 4 5 2004")),
        ("Ma 2004", DateValue(literal="Ma 2004")),
        ("in press", DateValue(literal="in press")),
        (" in press ", DateValue(literal="in press")),
        ("24 2004", DateValue((2004, 24, 0))),
        ("32 March", DateValue((32, 3, 0))),
        ("March " + "5" * 40, DateValue(literal="March " + "5" * 40)),
    ],
)
def test_parse_words(text: str, expected: DateValue) -> None:
    """EDTF level 0 and 1 with seasons; dates in English words; anything else is kept as it is."""
    assert parse_words(text) == expected


ORDER = [
    "-0100", "-0050", "0050", "0100", "1999-12-31", "2000", "2000/2002", "2000-05", "2000-05-01",
    "2000-05-01/2000-05-03", "2000-05-02", "2001/2002", "2001/2005", "12000",
]  # fmt: skip


def test_dates_sort_in_time() -> None:
    """CSL 1.0.2, "Sorting Variables": less specific dates first, ranges after their first date, then by their end."""
    keys = [sort_key(parse_words(text)) for text in ORDER]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_only_the_parts_that_are_printed_sort() -> None:
    assert sort_key(DateValue(DAY)) == "0520040305"
    assert sort_key(DateValue(DAY), 2) == "0520040300"
    assert sort_key(DateValue(DAY), 1) == "0520040000"
    assert sort_key(DateValue(DAY, (2005, 1, 2)), 1) == "0520040000-0520050000"
    assert sort_key(DateValue((2004, 12, 0))) == "0520041200"
    assert sort_key(DateValue(literal="in press")) == ""


def test_seasons_are_ignored_for_sorting() -> None:
    assert sort_key(DateValue((2004, 21, 0))) == sort_key(DateValue((2004, 13, 0))) == sort_key(DateValue((2004, 0, 0)))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("8-10-2009", (2009, 8, 10)),
        ("10-2009", (2009, 10, 0)),
        ("10-Aug-2009", (2009, 8, 10)),
        ("2009-10", (2009, 10, 0)),
        ("-44", (-44, 0, 0)),
    ],
)
def test_a_hyphen_between_numbers_is_no_minus(text: str, start: tuple[int, int, int]) -> None:
    assert parse_words(text) == DateValue(start)
    assert parse_date({"raw": text}) == DateValue(start)


@pytest.mark.parametrize("value", ["", " ", {"raw": ""}, {"literal": ""}, {"date-parts": [[0]]}])
def test_a_blank_is_no_date(value: Any) -> None:
    assert parse_date(value) is None


def test_a_range_may_be_open_at_its_beginning() -> None:
    date = parse_date({"date-parts": [[0], [2004, 5]]})
    assert date == DateValue((0, 0, 0), (2004, 5, 0))
    assert date
    assert sort_key(date) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/1/2014", DateValue((2014, 5, 1))),
        ("25/12/2014", DateValue((2014, 12, 25))),
        ("2014/5/1", DateValue((2014, 5, 1))),
        ("5/2014", DateValue((2014, 5, 0))),
        ("2014-2016", DateValue((2014, 0, 0), (2016, 0, 0))),
        ("2014–2016", DateValue((2014, 0, 0), (2016, 0, 0))),
        ("May-June 2014", DateValue((2014, 5, 0), (2014, 6, 0))),
        ("May/June 2014", DateValue((2014, 5, 0), (2014, 6, 0))),
        ("May – June 2014", DateValue((2014, 5, 0), (2014, 6, 0))),
        ("Spring-Summer 2014", DateValue((2014, 21, 0), (2014, 22, 0))),
        ("1-3 May 2014", DateValue((2014, 5, 1), (2014, 5, 3))),
        ("May 1-3, 2014", DateValue((2014, 5, 1), (2014, 5, 3))),
        ("May 30-June 2, 2014", DateValue((2014, 5, 30), (2014, 6, 2))),
        ("1/5/2014-3/5/2014", DateValue((2014, 1, 5), (2014, 3, 5))),
        ("2014/15", DateValue(literal="2014/15")),
        ("Winter 2013-2014", DateValue(literal="Winter 2013-2014")),
        ("May-June", DateValue(literal="May-June")),
        ("May June 2014", DateValue(literal="May June 2014")),
        ("5/2014-2015", DateValue(literal="5/2014-2015")),
        ("99/99/2014", DateValue(literal="99/99/2014")),
    ],
)
def test_ranges_and_slashes_in_words(text: str, expected: DateValue) -> None:
    """No month is lost: ends share a year or month that one of them lacks; what is unclear stays in words."""
    assert parse_date({"raw": text}) == expected
