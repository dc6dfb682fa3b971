"""How much a reference needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponarscite.ingestion.extract import is_citable
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.record import Identity, Record


def record(variables: str, rank: Rank = Rank.OWN) -> Record:
    names = variables.split()
    claims = tuple(Claim(name, "x", rank, "page", About()) for name in names)
    known = {name: "x" for name in names if name in ("title", "number")}
    return Record(id="", type="report", claims=claims, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("variables", "rank", "is_enough"),
    [
        ("title author", Rank.OWN, True),
        ("title number", Rank.OWN, True),
        ("number genre", Rank.OWN, True),
        ("title", Rank.OWN, False),
        ("author issued genre", Rank.OWN, False),
        ("author issued genre", Rank.CITED, True),
        ("author issued series", Rank.CITED, True),
        ("author issued", Rank.CITED, False),
        ("author genre", Rank.CITED, False),
    ],
)
def test_a_reference_needs_a_title_or_a_number_or_is_a_row_of_a_list(
    variables: str, rank: Rank, is_enough: bool
) -> None:
    assert is_citable(record(variables, rank)) is is_enough


def test_the_number_of_a_known_series_is_enough() -> None:
    memo = record("number numbering")
    assert not is_citable(memo)
    assert is_citable(replace(memo, identity=Identity("number", ("pm", "94"))))
