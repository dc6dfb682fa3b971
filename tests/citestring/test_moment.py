"""The date of several pieces."""

from __future__ import annotations

import pytest

from ponarscite.citestring.moment import moment


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        (["2018a"], "2018"),
        (["13.04.22"], "2022-04-13"),
        (["13.04.87"], "1987-04-13"),
        (["2020", "9 April"], "2020-04-09"),
        (["June 8, 2018", "2018"], "2018-06-08"),
        (["2024", "1 авг."], "2024-08-01"),
        (["2007", "March/April"], "2007-03/2007-04"),
        (["Summer", "2004"], "Summer 2004"),
        (["Winter/Spring 2000"], "Winter/Spring 2000"),
        (["1976 [1970]"], "1976"),
        (["(2018)."], "2018"),
    ],
)
def test_a_moment(texts: list[str], date: str) -> None:
    assert str(moment(texts)) == date


@pytest.mark.parametrize(
    "texts", [[], ["May"], ["forthcoming"], ["2020", "2021"], ["1312"], ["3020"], ["2020", "soon"]]
)
def test_no_moment(texts: list[str]) -> None:
    assert moment(texts) is None
