"""Citations that give a work the number of another."""

import pytest

from ponarscite.record.record import Record
from tests.checks.catalogue import found, keys, memo, numbered
from tests.checks.test_numbering import conflict

RIVERS = numbered(660, "2020-07", "Borrowed Rivers: Who Counts?")
TRAINS = numbered(661, "2020-08", "Night Trains of an Invented Land")


def test_a_citation_with_a_wrong_number() -> None:
    wrong = numbered(606, "2020-07", RIVERS.title, role="cited")
    (problem,) = found([wrong, RIVERS, TRAINS], "P014")
    assert (problem.key, problem.others) == ("pepm606", ("pepm660",))
    assert problem.message == ("“Borrowed Rivers: Who Counts?” is No. 660 of PONARS Eurasia Policy Memo, not No. 606")


def test_a_citation_with_the_number_of_another_work() -> None:
    clash = conflict(RIVERS.title, TRAINS.title, "cited")
    (problem,) = found([numbered(660, "2020-07", RIVERS.title, conflicts=(clash,)), TRAINS], "P014")
    assert (problem.key, problem.others) == ("pepm660", ("pepm661",))
    assert (problem.document, problem.where) == ("two.html", "line 7")
    assert problem.message == (
        "No. 660 is “Borrowed Rivers: Who Counts?”, but is cited as “Night Trains of an Invented Land”; that is No. 661"
    )
    (problem,) = found([numbered(660, "2020-07", RIVERS.title, conflicts=(clash,))], "P014")
    assert problem.message.endswith("but is cited as “Night Trains of an Invented Land”")


@pytest.mark.parametrize(
    ("records", "wrong"),
    [
        ([TRAINS, memo(666, "2020", "Night Trains of an Invented Land", "A. Ejemplo", id="x")], ["x"]),
        ([memo(666, "2020", TRAINS.title, id="x"), TRAINS], ["x"]),
        ([numbered(662, "2020-08", "Night Trains of an Invented Land: A Subtitle"), TRAINS], []),
        ([TRAINS, numbered(662, title="Night trains of an invented land", role="cited", by="")], ["pepm662"]),
        ([TRAINS, numbered(662, "2020-08", TRAINS.title, "Petro Zrazok")], []),
        ([RIVERS, numbered(662, "2020-08", "Borrowed Rivers")], []),
        ([TRAINS, numbered(300, "2003-01", TRAINS.title)], []),
        ([TRAINS, numbered(661, "2020-08", TRAINS.title, id="twice")], []),
        ([numbered(661, title=""), numbered(662, title="")], []),
    ],
)
def test_one_work_has_one_number(records: list[Record], wrong: list[str]) -> None:
    assert keys(records, "P014") == wrong
