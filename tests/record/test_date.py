"""Dates as documents print them, and what is known of a date."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponarscite.record.date import (
    MONTH_NAMED,
    MONTHS,
    Date,
    checked,
    date_in,
    known_date,
    parse_date,
    parse_edtf,
    understood,
)
from tests.strategies import any_dates


def date_of(year: int, month: int | None = None, day: int | None = None) -> Date:
    return Date(year, month, day)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 20, 2022", Date(2022, 5, 20)),
        ("May\u00a020, 2022", Date(2022, 5, 20)),
        ("  May 20,\n2022 ", Date(2022, 5, 20)),
        ("May 20th, 2022", Date(2022, 5, 20)),
        ("Friday, May 20, 2022", Date(2022, 5, 20)),
        ("20 May 2022", Date(2022, 5, 20)),
        ("04 Oct 2019", Date(2019, 10, 4)),
        ("Sept. 2012", Date(2012, 9)),
        ("July 2020", Date(2020, 7)),
        ("2020", Date(2020)),
        ("05-20-2022", Date(2022, 5, 20)),
        ("20-05-2022", Date(2022, 5, 20)),
        ("05-12-2022", Date(2022, 5, 12)),
        ("13-12-2022", Date(2022, 12, 13)),
        ("12-13-2022", Date(2022, 12, 13)),
        ("31.12.2020", Date(2020, 12, 31)),
        ("2022-05", Date(2022, 5)),
        ("2022/05/20", Date(2022, 5, 20)),
        ("2022-05-20T23:59:59-05:00", Date(2022, 5, 20)),
        ("2022-05-20T00:10:00+03:00", Date(2022, 5, 20)),
        ("Fri, 20 May 2022 10:00:00 +0000", Date(2022, 5, 20)),
        ("20 мая 2022 г.", Date(2022, 5, 20)),
        ("май 2022", Date(2022, 5)),
        ("2014 г.", Date(2014)),
        ("Spring 2014", Date(2014, season=1)),
        ("February 30, 2020", Date(literal="February 30, 2020")),
        ("13-13-2020", Date(literal="13-13-2020")),
        ("2022-13-01", Date(literal="2022-13-01")),
        ("2022-13", Date(literal="2022-13")),
        ("0999", Date(literal="0999")),
        ("n.d.", Date(literal="n.d.")),
        ("", Date()),
        (" ", Date()),
        (f"May 20, 2022{' x' * 34}", Date(2022, 5, 20)),
        (f"May 20, 2022{' x' * 35}", Date(literal=f"May 20, 2022{' x' * 35}")),
    ],
)
def test_parse_date(text: str, date: Date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_names(number: int) -> None:
    assert parse_date(f"{MONTH_NAMED[number - 1]} 2022") == Date(2022, number)
    names = [name for name, month in MONTHS.items() if month == number]
    assert len(names) >= 3
    for name in names:
        assert parse_date(f"7 {name.upper()} 2022") == Date(2022, number, 7)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Date(2022, 5), Date(2022, 5, 20), True),
        (Date(2022), Date(2022, 5, 20), True),
        (Date(2023, 3, 13), Date(2023, 3, 14), False),
        (Date(2022, 5), Date(2022, 6, 1), False),
        (Date(literal="Spring 2014"), Date(literal="spring 2014"), True),
        (Date(literal="Spring 2014"), Date(literal="Fall 2014"), False),
        (Date(literal="Spring 2014"), Date(2014), False),
        (Date(2014), Date(), False),
        (Date(), Date(), True),
    ],
)
def test_dates_agree_as_far_as_both_go(one: Date, other: Date, agree: bool) -> None:
    assert one.agrees(other) is agree
    assert other.agrees(one) is agree


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)), st.integers(1, 3))
def test_iso_and_back(day: datetime.date, precision: int) -> None:
    parts = (day.year, day.month, day.day)[:precision]
    date = date_of(*parts)
    assert parse_date(date.iso) == date
    assert date.parts == parts
    assert str(date) == date.iso


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_its_own_words(text: str) -> None:
    date = parse_date(text)
    assert bool(date.literal) != bool(date.parts or date.end) or not date


@pytest.mark.parametrize(
    ("date", "is_known", "text"),
    [
        (Date(2022, 5), True, "2022-05"),
        (Date(literal="Spring 2014"), True, "Spring 2014"),
        (Date(2014, season=1), True, "Spring 2014"),
        (Date(2014, literal="Easter"), True, "Easter 2014"),
        (Date(), False, ""),
    ],
)
def test_a_date_is_known_and_printed(date: Date, is_known: bool, text: str) -> None:
    assert bool(date) is is_known
    assert str(date) == text


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (Date(2022, 5), 2022),
        (Date(literal="Spring 2014"), 2014),
        (Date(literal="осень 2014, 2014"), 2014),
        (Date(literal="2014 or 2015"), None),
        (Date(literal="volume 20145"), None),
        (Date(literal="volume 12014"), None),
        (Date(literal="the year 3014"), None),
        (Date(literal="n.d."), None),
        (Date(), None),
    ],
)
def test_the_year_that_words_name(date: Date, year: int | None) -> None:
    assert date.year_named == year


@pytest.mark.parametrize(
    ("parts", "is_day"),
    [
        ((1,), True),
        ((9999,), True),
        ((0,), False),
        ((10000,), False),
        ((2022, 1), True),
        ((2022, 12), True),
        ((2022, 0), False),
        ((2022, 13), False),
        ((2022, 5, 1), True),
        ((2022, 5, 31), True),
        ((2022, 5, 0), False),
        ((2022, 5, 32), False),
        ((2020, 2, 29), True),
        ((2022, 2, 29), False),
        ((2022, None, 5), False),
    ],
)
def test_there_is_such_a_day(parts: tuple[int, ...], is_day: bool) -> None:
    assert checked(*parts) == (date_of(*parts) if is_day else None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March/April 2007", Date(2007, 3, end=Date(2007, 4))),
        ("Jan.–Feb. 2013", Date(2013, 1, end=Date(2013, 2))),
        ("23–27 May 2013", Date(2013, 5, 23, end=Date(2013, 5, 27))),
        ("May 28–June 3, 2013", Date(2013, 5, 28, end=Date(2013, 6, 3))),
        ("Dec 2013/Jan 2014", Date(2013, 12, end=Date(2014, 1))),
        ("2013–14", Date(2013, end=Date(2014))),
        ("Winter 2013/14", Date(2013, season=4, end=Date(2014))),
        ("1999–", Date(1999, end=Date())),
        ("1-2 2013", Date(2013, 1, end=Date(2013, 2))),
        ("Q1 2013", Date(2013, 1, end=Date(2013, 3))),
        ("third quarter 2013", Date(2013, 7, end=Date(2013, 9))),
        ("Dezember 2013", Date(2013, 12)),
        ("23. Mai 2013", Date(2013, 5, 23)),
        ("1er janvier 2012", Date(2012, 1, 1)),
        ("HAZİRAN 2013", Date(2013, 6)),
        ("Frühjahr 1991", Date(1991, season=1)),
        ("осень 2014", Date(2014, season=3)),
        ("2013年5月20日", Date(2013, 5, 20)),
        ("15-May-2015", Date(2015, 5, 15)),
        ("2015/Summer", Date(2015, season=2)),
        ("ca. 1999", Date(1999, circa=True)),
        ("[1999?]", Date(1999, uncertain=True)),
        ("c2011", Date(2011)),
        ("44 B.C.E.", Date(-44)),
        ("100–44 BC", Date(-100, end=Date(-44))),
        ("A.D. 79", Date(79)),
        ("-44", Date(-44)),
        ("Dec/Jan 2014", Date(literal="Dec/Jan 2014")),
        ("listopad 2013", Date(literal="listopad 2013")),
        ("1500s", Date(literal="1500s")),
        ("2010-2009", Date(literal="2010-2009")),
    ],
)
def test_dates_of_many_kinds_in_words(text: str, date: Date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-21", Date(2014, season=1)),
        ("2004-06~", Date(2004, 6, circa=True)),
        ("1984?", Date(1984, uncertain=True)),
        ("1984%", Date(1984, circa=True, uncertain=True)),
        ("199X", Date(1990, end=Date(1999), vague=1)),
        ("19XX", Date(1900, end=Date(1999), vague=2)),
        ("2004-XX", Date(2004)),
        ("2004-01-01/..", Date(2004, 1, 1, end=Date())),
        ("../2004", Date(end=Date(2004))),
        ("1999/", Date(1999, end=Date())),
        ("2018-21/2019-21", Date(2018, season=1, end=Date(2019, season=1))),
        ("-0043", Date(-44)),
        ("0000", Date(-1)),
        ("2022-13", None),
        ("2019-02-30", None),
        ("2019/2018", None),
        ("2018/2019/2020", None),
        ("in press", None),
        ("", None),
    ],
)
def test_parse_edtf(text: str, date: Date | None) -> None:
    assert parse_edtf(text) == date


@given(any_dates())
def test_any_date_is_read_back_from_its_text(date: Date) -> None:
    assert known_date(str(date)) == date or date == Date(-1)
    edtf = date.edtf
    assert not edtf or parse_edtf(edtf) == replace(date, literal="")


@pytest.mark.parametrize(
    ("year", "words", "date"),
    [
        ("2013", "", Date(2013)),
        ("2013", "0", Date(2013)),
        ("2013", "13", Date(2013, literal="13")),
        ("2013", "unknown", Date(2013, literal="unknown")),
        ("2011", "Jan. 2011", Date(2011, 1)),
        ("-0043", "March", Date(-44, 3)),
        ("1999", "circa", Date(1999, circa=True)),
        ("1999?", "May", Date(1999, 5, uncertain=True)),
        ("2013/2014", "Winter", Date(2013, season=4, end=Date(2014))),
        ("forthcoming", "May", Date(literal="May forthcoming")),
        ("", "May", Date(literal="May")),
    ],
)
def test_a_year_and_what_stands_beside_it(year: str, words: str, date: Date) -> None:
    assert date_in(year, words) == date


def test_words_that_name_a_year_are_understood() -> None:
    assert understood(Date(literal="Spring 2014")) == Date(2014, season=1)
    assert understood(Date(literal="in press, 2014")) == Date(2014, literal="in press")
    assert understood(Date(literal="in press")) == Date(literal="in press")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Date(2014, season=1), Date(2014), True),
        (Date(2014, season=1), Date(2014, season=2), False),
        (Date(2014, 1, end=Date(2014, 2)), Date(2014, 1), True),
        (Date(2014, 1, end=Date(2014, 2)), Date(2014, 1, end=Date(2014, 3)), False),
        (Date(end=Date(2014)), Date(end=Date(2015)), False),
    ],
)
def test_ranges_and_seasons_agree_as_far_as_both_go(one: Date, other: Date, agree: bool) -> None:
    assert one.agrees(other) is agree
    assert other.agrees(one) is agree


@pytest.mark.parametrize(
    "text",
    "1984/1990~ ../1999~ 1999~/.. 2014-21/.. ../2004-21 1984?/1990~ 2014-05/2015-21 199X% ../2004-06".split(),
)
def test_any_range_is_read_as_it_is_printed(text: str) -> None:
    date = known_date(text)
    assert date.end is not None
    assert known_date(str(date)) == date


@pytest.mark.parametrize(
    ("year", "words", "date"),
    [
        ("–2004", "June", "../2004-06"),
        ("1999–", "May", "1999-05/.."),
        ("1999", "../2004-06", ""),
        ("", "1984/circa 1990", "1984/1990~"),
        ("1984", "1984/circa 1990", "1984/1990~"),
        ("2014–", "Spring", "2014-21/.."),
    ],
)
def test_a_range_and_what_stands_beside_it(year: str, words: str, date: str) -> None:
    assert date_in(year, words) == (known_date(date) or Date(1999, literal=words))


def test_words_beside_a_date_keep_their_full_stop() -> None:
    assert date_in("", "n.d.") == Date(literal="n.d.")
    assert date_in("2013", "Jan.") == Date(2013, 1)
