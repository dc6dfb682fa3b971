"""A series as data: its eras, its years, its numbers, and the patterns of its labels and files."""

from __future__ import annotations

import pytest

from ponarscite.record.date import Date
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from ponarscite.series.series import Era, Series, file_pattern, label_pattern
from tests.series.claimed import SERIES

FIRST, SECOND, THIRD = Era(first=1, since=2008), Era(first=89, since=2010), Era(first=200, since=2012)
EXAMPLE = Series(
    id="x",
    label="Example Brief",
    labels=("Brief",),
    first_year=2008,
    last_year=2013,
    last_number=300,
    eras=(FIRST, SECOND, THIRD),
    milestones=((10, Date(2008, 5)), (20, Date(2009, 1)), (20, Date(2009, 2)), (40, Date(2010, 7))),
    file_codes=("br", "brief"),
)
ENDLESS = Series(id="y", label="Endless")


@pytest.mark.parametrize(
    ("number", "year", "era"),
    [
        (1, None, FIRST),
        (88, 2012, FIRST),
        (89, 2008, SECOND),
        (199, None, SECOND),
        (200, None, THIRD),
        (None, 2007, None),
        (None, 2008, FIRST),
        (None, 2009, FIRST),
        (None, 2010, SECOND),
        (None, 2020, THIRD),
        (None, None, None),
        (0, 2010, SECOND),
    ],
)
def test_the_era_of_a_number_or_else_of_a_year(number: int | None, year: int | None, era: Era | None) -> None:
    assert EXAMPLE.era(number, year) == era
    assert ENDLESS.era(number, year) is None


@pytest.mark.parametrize(("year", "is_one"), [(2007, False), (2008, True), (2013, True), (2014, False)])
def test_the_years_of_a_series(year: int, is_one: bool) -> None:
    assert EXAMPLE.has_year(year) is is_one
    assert ENDLESS.has_year(year)


@pytest.mark.parametrize(("number", "is_one"), [(-1, False), (0, False), (1, True), (300, True), (301, False)])
def test_the_numbers_of_a_series(number: int, is_one: bool) -> None:
    assert EXAMPLE.has_number(number) is is_one
    assert ENDLESS.has_number(number) is (number > 0)


@pytest.mark.parametrize(
    ("number", "earliest", "latest"),
    [
        (1, Date(), Date(2008, 5)),
        (10, Date(2008, 5), Date(2008, 5)),
        (15, Date(2008, 5), Date(2009, 1)),
        (20, Date(2009, 2), Date(2009, 1)),
        (30, Date(2009, 2), Date(2010, 7)),
        (41, Date(2010, 7), Date()),
    ],
)
def test_the_dates_of_other_numbers_bound_that_of_one(number: int, earliest: Date, latest: Date) -> None:
    assert EXAMPLE.bounds(number) == (earliest, latest)
    assert ENDLESS.bounds(number) == (Date(), Date())


def test_a_series_is_known_by_all_its_names() -> None:
    assert EXAMPLE.names == ("Example Brief", "Brief")
    assert len({EXAMPLE, Series(id="x", label="Other"), EXAMPLE}) == 2


@pytest.mark.parametrize(
    ("text", "label", "number"),
    [
        ("PONARS Eurasia Policy Memo No. 775", "PONARS Eurasia Policy Memo", "775"),
        ("see PONARS\u00a0Policy  Memo #12.", "PONARS\u00a0Policy  Memo", "12"),
        ("Policy Memos, No. 4", "Policy Memo", "4"),
        ("(policy memo) Nr. 4", "policy memo", "4"),
        ("Memo: Number 4", "Memo", "4"),
        ("Memo – № 4", "Memo", "4"),
    ],
)
def test_a_label_with_its_number_is_found(text: str, label: str, number: str) -> None:
    found = label_pattern(SERIES).search(text)
    assert found is not None
    assert (found["label"], found["number"]) == (label, number)


@pytest.mark.parametrize("text", ["Memos 4", "Memo No. 12345", "Memorandum 4", "xMemo 4", "Memo 4th", ""])
def test_other_words_are_no_label(text: str) -> None:
    assert label_pattern(SERIES).search(text) is None


def test_the_longest_code_of_a_file_counts() -> None:
    pattern = file_pattern((ENDLESS, EXAMPLE))
    assert pattern is not None
    found = pattern.match("/x/Brief-007_lee.pdf")
    assert found is not None
    assert (found["code"], found["number"], found["rest"]) == ("Brief", "7", "_lee.pdf")
    assert pattern.match("br 7") is not None
    assert pattern.match("bri 7") is None
    assert pattern.match("brief 12345") is None


def test_without_codes_there_is_no_pattern_of_files() -> None:
    assert file_pattern((ENDLESS,)) is None
    assert file_pattern(()) is None


def test_the_two_series_share_all_but_their_years_and_codes() -> None:
    assert PONARS.names == ("PONARS Policy Memo", *PONARS.labels)
    assert (PONARS.labels, PONARS.categories, PONARS.hosts) == (
        *(PONARS_EURASIA.labels, PONARS_EURASIA.categories),
        PONARS_EURASIA.hosts,
    )
    assert [one.file_codes for one in SERIES] == [("pm",), ("pepm",)]
    assert [one.numbering for one in SERIES] == ["1", ""]
    for one in SERIES:
        assert sorted(one.milestones, key=lambda pair: pair[0]) == list(one.milestones)
        assert [date.parts for _, date in one.milestones] == sorted(date.parts for _, date in one.milestones)
