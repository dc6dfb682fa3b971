"""What a library already holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from ponarscite.record.date import Date
from ponarscite.record.key import citation_key
from ponarscite.record.name import Name
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
        (replace(MEMO, genre="", collection_title="Policy Memo"), MEMO),
        (replace(MEMO, url=PAGE), Record(url=PAGE)),
    ],
    ids=[
        "series and number",
        "label and number, undated",
        "address",
        "key",
        "series and number of a collection",
        "address, one without a number",
    ],
)
def test_the_same_work_is_found(held: Record, wanted: Record) -> None:
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
        (Record(genre="Kennan Cable", number="1", title="A"), Record(genre="Kennan Cable", number="2", title="B")),
        (Record(genre="Policy Memo", title="A"), Record(genre="Policy Memo", title="B")),
        (Record(number="7", title="A"), Record(number="7", title="B")),
    ],
    ids=[
        "the other series",
        "other numbers under one address and key",
        "titles alone",
        "the site",
        "another series",
        "other numbers of a series that is not known",
        "one label and no numbers",
        "one number and no labels",
    ],
)
def test_another_work_is_not(held: Record, wanted: Record) -> None:
    assert find(held, wanted) is None


def test_a_work_is_found_by_the_key_that_it_would_get_but_held_by_its_own_alone() -> None:
    keyless = Record(title="Snow", author=(Name("Lee", "Ann"),), issued=Date(2020))
    assert find(Record(id="Lee2020snow"), keyless) == "K"
    assert find(keyless, Record(id="lee2020snow")) is None


def test_of_several_holdings_the_one_with_the_number_is_found() -> None:
    holdings = empty_holdings(SERIES)
    for name, held in (("K1", Record(id="pepm419")), ("K2", replace(MEMO, number="420", id="x")), ("K3", MEMO)):
        holdings.add(held, name)
    holding = holdings.find(replace(MEMO, id="x", url=PAGE))
    assert holding is not None
    assert (holding.name, holding.number) == ("K3", ("number", "pepm", "419"))
    undated = holdings.find(Record(id="X"))
    assert undated is not None
    assert undated.name == "K2"
    assert holdings.find(Record(title="Rain", id="y")) is None


@given(records())
def test_whatever_has_a_key_is_found_again(record: Record) -> None:
    assert find(replace(record, id=citation_key(record)), record) == "K"
