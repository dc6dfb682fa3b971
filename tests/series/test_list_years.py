"""Years that the neighbours or the address of an undated row tell."""

from __future__ import annotations

import pytest

from ponarscite.document.lines import lines_of_text
from ponarscite.series.list_row import find_rows
from ponarscite.series.list_years import years_of_rows
from tests.series.claimed import SERIES

BLURB = "(PONARS Policy Memo) The ferry has stopped, and those who live on the far bank have begun to count days..."
SITE = "https://www.ponarseurasia.org"


def years(*rows: str, address: str = "", above: str = "") -> list[tuple[str, str]]:
    """The years of rows, each as "421" or "421 12 Feb 2016"."""
    texts = []
    for row in rows:
        number, _, date = row.partition(" ")
        texts.append("\n".join(filter(None, (f"Policy Memo # {number}", date, BLURB))))
    found = find_rows(lines_of_text("\n".join(texts)), SERIES)
    assert len(found) == len(rows)
    return list(years_of_rows(found, lines_of_text(above), address, SERIES))


NONE = ("", "")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("422 04 Mar 2016", "421", "420 12 Feb 2016"), [NONE, ("2016", "neighbours"), NONE]),
        (("420 12 Feb 2016", "421", "422 04 Mar 2016"), [NONE, ("2016", "neighbours"), NONE]),
        (("88", "87", "86 15 Sep 2009"), [("2009", "neighbours"), ("2009", "neighbours"), NONE]),
        (("86 15 Sep 2009", "85", "83"), [NONE, ("2009", "neighbours"), ("2009", "neighbours")]),
        (("600 10 May 2019", "250", "120 10 Apr 2000"), [NONE, ("2000-2019", "neighbours"), NONE]),
        (("300 10 May 2013", "250", "200 10 May 2013"), [NONE, ("2013", "neighbours"), NONE]),
        (("300 10 May 2013", "250"), [NONE, NONE]),
        (("300 10 May 2013", "250", "600 10 May 2019", "200 10 May 2003"), [NONE, NONE, NONE, NONE]),
        (
            ("2 10 Jan 2008", "1", "432", "431 10 Dec 2007"),
            [NONE, ("2008", "neighbours"), ("2007", "neighbours"), NONE],
        ),
        (("88", "87", "86"), [NONE, NONE, NONE]),
    ],
)
def test_neighbours_tell_the_years(rows: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert years(*rows) == expected


@pytest.mark.parametrize(
    ("address", "above", "year"),
    [
        (f"{SITE}/ru/policy-memos/2002", "", "2002"),
        (f"{SITE}/policy-memos/2002?page=3", "", "2002"),
        (f"{SITE}/2002/05/", "", "2002"),
        (f"{SITE}/policy-memos?field_date[value][year]=2002&page=1", "", "2002"),
        (f"{SITE}/policy-memos?page=2002", "", ""),
        (f"{SITE}/2002/2003", "", ""),
        (f"{SITE}/policy-memos", "Policy Memos 2002", "2002"),
        ("", "Policy Memos | 2002", "2002"),
        ("", "2002", "2002"),
        ("", "2001\n2002\n2003", ""),
        ("", "Events 2002 and 2003", ""),
        ("http://[bad", "", ""),
    ],
)
def test_the_address_or_the_heading_names_the_year(address: str, above: str, year: str) -> None:
    told = (year, "address") if year else NONE
    assert years("260", "255", address=address, above=above) == [told, told]


def test_rows_of_another_year_make_the_address_worthless() -> None:
    assert years("300 10 May 2013", "250", address=f"{SITE}/policy-memos/2002") == [NONE, NONE]
    assert years("300 10 May 2002", "250", address=f"{SITE}/policy-memos/2002") == [NONE, ("2002", "address")]
