"""Records that may be one work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ponarscite.record.date import Date
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from tests.checks.catalogue import found, numbered

WORK = Record(id="one", type="book", title="Collected Rivers", author=(Name("Ejemplo", "Ana"),))


def twin(**values: Any) -> Record:
    return replace(WORK, **({"id": "two"} | values))


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (WORK, twin(), "the same title and authors"),
        (WORK, twin(author=(Name("Ejemplo", "A."),)), "the same title and authors"),
        (
            replace(WORK, issued=Date(1990), extra=(("edition", "1"),)),
            twin(issued=Date(2005), extra=(("edition", "2nd ed."),)),
            "the same title and authors, but another edition, year",
        ),
        (WORK, twin(author=(Name("Ejemplo", "Boris"),)), "the same title and authors, but another given name"),
        (
            replace(WORK, doi="10.5555/a"),
            twin(doi="https://doi.org/10.5555/A", title="Snow"),
            "the same DOI, but another title",
        ),
        (replace(WORK, doi="10.5555/a"), twin(doi="10.5555/A"), "the same DOI"),
        (
            numbered(660, id="one"),
            numbered(660, title="Snow", id="two"),
            "the same series and number, but another title",
        ),
    ],
)
def test_what_may_be_one_work_is_reported_once(one: Record, other: Record, message: str) -> None:
    for records, key in (((one, other), "two"), ((other, one), "one")):
        (problem,) = found(records, "P015")
        mate = "one" if key == "two" else "two"
        assert (problem.key, problem.others, problem.severity) == (key, (mate,), "note")
        assert problem.message == f"may be one work with {mate}: {message}"


@pytest.mark.parametrize(
    "other",
    [
        twin(title="Collected Streams"),
        twin(type="chapter"),
        twin(author=(Name("Prykladna", "Olena"),)),
        twin(author=(*WORK.author, Name("Prykladna", "Olena"))),
    ],
)
def test_other_works_are_passed_over(other: Record) -> None:
    assert found([WORK, other], "P015") == []


def test_two_numbers_of_one_title_are_two_memos() -> None:
    assert found([numbered(660, title="Snow"), numbered(661, title="Snow")], "P015") == []


def test_a_title_without_authors_and_place_says_nothing() -> None:
    assert found([replace(WORK, author=()), twin(author=())], "P015") == []


def test_each_of_many_is_compared_with_the_first() -> None:
    reports = [replace(WORK, id=f"r{year}", issued=Date(year)) for year in range(2000, 2005)]
    assert [one.others for one in found(reports, "P015")] == [("r2000",)] * 4
