"""Losses: what a format or a program cannot carry, counted while records pass by."""

from __future__ import annotations

import pytest

from ponarscite.hookspecs import Format, Spelling
from ponarscite.loss.format import NAMED, PROBE, PROBES, Losses, cannot_carry, losses
from ponarscite.record.item import variables
from ponarscite.record.record import Record


def dropping(*names: str) -> Format:
    """A format that drops these variables of all records that have them."""
    return Format(name="x", description="", drops=lambda record: [name for name in names if name in variables(record)])


UNKNOWN = Format(name="x", description="")
IGNORING = Spelling(loses=("genre", "number", "abstract"))


@pytest.mark.parametrize(
    ("format_", "spelling", "expected"),
    [
        (UNKNOWN, None, ()),
        (dropping(), None, ()),
        (dropping("genre", "DOI"), None, ("genre", "DOI")),
        (dropping("genre", "genre"), None, ("genre",)),
        (UNKNOWN, IGNORING, ("genre", "number")),
        (dropping("DOI", "genre"), IGNORING, ("DOI", "genre", "number")),
    ],
)
def test_a_format_and_a_program_lose_variables_that_are_there(
    format_: Format, spelling: Spelling | None, expected: tuple[str, ...]
) -> None:
    record = Record(id="x", type="report", genre="Memo", number="7", doi="10.1/x")
    assert losses(record, format_, spelling) == expected


def test_what_a_format_cannot_carry_of_each_type() -> None:
    found = cannot_carry(dropping("number", "container-title"), Spelling(loses=("note",)))
    assert list(found) == list(PROBES) == ["report", "broadcast", "post-weblog", "article-newspaper", "event"]
    assert found["report"] == ("number", "note")
    assert found["event"] == ("note",)
    assert found["broadcast"] == found["post-weblog"] == found["article-newspaper"] == ("container-title", "note")


def test_a_probe_is_of_its_type_and_has_what_such_records_have() -> None:
    assert PROBES["report"] is PROBE
    for csl_type, probe in PROBES.items():
        assert probe.type == csl_type
        assert {"title", "author", "issued", "URL", "DOI", "abstract", "keyword", "note"} <= set(variables(probe))


def test_records_pass_by_and_their_losses_are_counted() -> None:
    records = [Record(id=f"k{n}", type="report", genre="Memo", note="N" if n else "") for n in range(NAMED + 2)]
    counted = Losses(dropping("genre", "note"))
    assert str(counted) == ""
    assert list(counted.listen(records)) == records
    assert counted.lost == {"genre": (5, ("k0", "k1", "k2")), "note": (4, ("k1", "k2", "k3"))}
    assert str(counted) == "genre of k0, k1, k2 and 2 more; note of k1, k2, k3 and 1 more"


def test_as_many_as_are_named_leave_no_more() -> None:
    records = [Record(id=f"k{n}", type="report", genre="Memo") for n in range(NAMED)]
    counted = Losses(UNKNOWN, IGNORING)
    assert len(list(counted.listen(records))) == NAMED
    assert str(counted) == "genre of k0, k1, k2"
