"""Values that are made by the setters of their slots are what `dataclasses` makes of them."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given

from ponarscite import Record
from ponarscite.claim import About, Claim, Rank
from ponarscite.record.quick import changed
from ponarscite.record.record import Identity
from tests.strategies import records


@given(records())
def test_a_change_is_that_of_dataclasses(record: Record) -> None:
    for new in ({"title": "Snow"}, {"identity": Identity("title", ()), "claims": ()}, {}):
        mine, theirs = changed(record, **new), replace(record, **new)
        assert [getattr(mine, one.name) for one in fields(mine)] == [getattr(theirs, one.name) for one in fields(mine)]
        assert mine == theirs
        assert hash(mine) == hash(theirs)


def test_a_change_leaves_the_value_as_it_was() -> None:
    record = Record(title="Snow")
    assert changed(record, title="Ice").title == "Ice"
    assert record.title == "Snow"
    with pytest.raises(FrozenInstanceError):
        record.title = "Ice"  # type: ignore[misc]  # what must not be done
    with pytest.raises(KeyError):
        changed(record, titel="Ice")


def test_parameters_are_those_of_the_dataclass() -> None:
    parameters = inspect.signature(Claim).parameters
    assert list(parameters) == ["variable", "text", "rank", "origin", "about", "where"]
    assert parameters["where"].default == ""
    with pytest.raises(TypeError, match="about"):
        Claim("title", "Snow", Rank.OWN, "page")  # type: ignore[call-arg]  # one is left out


def test_a_value_travels_to_another_process() -> None:
    claim = Claim("title", "Snow", Rank.OWN, "page", About("cited", "note 1", "a.html"), "line 3")
    record = Record(title="Snow", claims=(claim,))
    again = pickle.loads(pickle.dumps(record))  # noqa: S301 -- our own bytes
    assert again == record
    assert again.claims == (claim,)
