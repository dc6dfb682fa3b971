"""What a library already holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from ponarscite.record.date import Date
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record
from ponarscite.series.identity import empty_holdings
from ponarscite.series.ponars import PONARS, PONARS_EURASIA
from tests.strategies import records

SERIES = (PONARS, PONARS_EURASIA)
MEMO = Record(type="report", title="A", genre="Policy Memo", number="419", issued=Date(2016, 2))
PAGE = "https://www.ponarseurasia.org/memo/a/"


def find(held: Record, wanted: Record) -> str | None:
    holdings = empty_holdings(SERIES)
    holdings.add(held, "K")
    holding = holdings.find(wanted)
    return holding.name if holding else None


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (MEMO, replace(MEMO, genre="PONARS Eurasia Policy Memo", title="Another spelling")),
        (replace(MEMO, issued=Date()), replace(MEMO, issued=Date())),
        (Record(url=PAGE), replace(MEMO, url="http://ponarseurasia.org/a?utm_source=x")),
        (Record(id="pepm419"), replace(MEMO, id="PEPM419")),
    ],
    ids=["series and number", "label and number, undated", "address", "key"],
)
def test_the_same_work_is_found(held, wanted):
    assert find(held, wanted) == "K"
    assert find(wanted, held) == "K"


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (MEMO, replace(MEMO, issued=Date(2006, 12))),
        (replace(MEMO, url=PAGE, id="a"), replace(MEMO, url=PAGE, id="a", number="420")),
        (Record(title="A"), Record(title="A")),
        (Record(url="https://www.ponarseurasia.org/"), Record(url="https://www.ponarseurasia.org/", title="A")),
        (replace(MEMO, genre="Kennan Cable"), MEMO),
    ],
    ids=["the other series", "other numbers under one address and key", "titles alone", "the site", "another series"],
)
def test_another_work_is_not(held, wanted):
    assert find(held, wanted) is None


@given(records())
def test_whatever_has_a_key_is_found_again(record):
    assert find(replace(record, id=citation_key(record)), record) == "K"
