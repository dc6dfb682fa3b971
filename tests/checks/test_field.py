"""Missing fields, and days that say more than is known."""

from dataclasses import replace

import pytest

from ponarscite.record.date import Date
from ponarscite.record.name import parse_names
from ponarscite.record.record import Identity, Record
from tests.checks.catalogue import keys, memo, numbered

WHOLE = memo(660, "2020-07")
ADDRESSED = Identity("url", ("ponarseurasia.org/a",))
FOREIGN = Record(type="report", genre="Policy Memo", title="T", author=WHOLE.author, issued=Date(2009, 1, 1))


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (replace(WHOLE, title=""), "P001"),
        (replace(WHOLE, author=()), "P002"),
        (Record(id="b", type="book", title="A Book", issued=Date(2020)), "P002"),
        (replace(WHOLE, issued=Date()), "P003"),
        (replace(WHOLE, number=""), "P004"),
        (replace(WHOLE, number="", identity=ADDRESSED), "P004"),
        (memo(62, "1999-05-01"), "P012"),
        (memo(131, "2010-10-01"), "P012"),
        (numbered(213, "2012-07-23"), "P012"),
    ],
)
def test_faults_are_found(record: Record, code: str) -> None:
    assert keys([record], code) == [record.id]


@pytest.mark.parametrize("code", ["P001", "P002", "P003", "P004", "P012"])
@pytest.mark.parametrize(
    "record",
    [
        pytest.param(WHOLE, id="a whole memo"),
        pytest.param(Record(type="event", title="A Talk", issued=Date(2020, 1, 1)), id="an event that nobody signed"),
        pytest.param(
            Record(type="book", title="B", issued=Date(2020), extra=(("editor", parse_names("Ana Ejemplo")),)),
            id="a book with editors",
        ),
        pytest.param(Record(role="cited", type="report", genre="PONARS Eurasia Policy Memo"), id="a curt note"),
        pytest.param(memo(389, "2015-09-01"), id="a first of the month when days were printed"),
        pytest.param(memo(62, "1999-05"), id="a month"),
        pytest.param(replace(WHOLE, issued=Date(literal="Spring 2020")), id="a date in words"),
        pytest.param(replace(FOREIGN, identity=Identity("title", ("report", "t"))), id="another institution's memo"),
    ],
)
def test_sound_records_are_not_reported(record: Record, code: str) -> None:
    assert keys([record], code) == []
