from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponarscite.pdf.paper import read_paper
from ponarscite.pdf.text_row import rows_of
from ponarscite.series.ponars import PONARS, PONARS_EURASIA

Run: TypeAlias = tuple[str, float, float, float, float, str]
"""(text, left, right, base line, size, font)."""


def page(*runs: Run) -> dict[str, Any]:
    return {"width": 612, "height": 792, "runs": [list(run) for run in runs]}


def texts(*runs: Run) -> list[str]:
    return [row.text for row in rows_of([page(*runs)])]


@pytest.mark.parametrize(
    ("runs", "rows"),
    [
        ([("b", 72, 80, 700, 10, "F"), ("a", 72, 80, 712, 10, "F")], ["a", "b"]),
        ([("two", 100, 120, 700, 10, "F"), ("one ", 72, 98, 700.3, 10, "F")], ["one two"]),
        ([("glued", 72, 100, 700, 10, "F"), ("part", 100.5, 120, 700, 10, "F")], ["gluedpart"]),
        ([("left", 72, 100, 700, 10, "F"), ("right", 300, 330, 700, 10, "F")], ["left", "right"]),
        (
            [("word", 72, 100, 700, 10, "F"), ("12", 100, 106, 704, 6, "F"), (" on", 106, 120, 700, 10, "F")],
            ["word[12] on"],
        ),
        ([("12", 72, 78, 704, 6, "F"), ("A note", 80, 120, 700, 10, "F")], ["¹² A note"]),
        ([("ﬁne ﬂoor di\ufb03cult cab\x02", 72, 200, 700, 10, "F")], ["fine floor difficult cab-"]),
        ([("  ", 72, 100, 700, 10, "F")], []),
    ],
)
def test_runs_become_rows(runs: list[Run], rows: list[str]) -> None:
    assert texts(*runs) == rows


def test_columns_are_read_one_after_the_other() -> None:
    banner = [("Memo No. 1", 72, 140, 760, 10, "F"), ("May 2010", 480, 540, 760, 10, "F")]
    title = [("A title over both columns of the page", 72, 500, 730, 18, "F")]
    left = [(f"left {n}", 72, 290, 700 - 12 * n, 10, "F") for n in range(6)]
    right = [(f"right {n}", 318, 540, 700 - 12 * n, 10, "F") for n in range(6)]
    mixed = [run for pair in zip(left, right, strict=True) for run in pair]
    assert texts(*mixed, *title, *banner) == [
        "Memo No. 1",
        "May 2010",
        "A title over both columns of the page",
        *(f"left {n}" for n in range(6)),
        *(f"right {n}" for n in range(6)),
    ]


NUMBERS = st.floats(-1000, 2000, allow_nan=False)
RUN = st.tuples(st.text(max_size=12), NUMBERS, NUMBERS, NUMBERS, st.floats(0, 100), st.sampled_from(["", "F", "B"]))


@settings(max_examples=60)
@given(st.lists(st.lists(RUN, max_size=8), max_size=3))
def test_anything_is_read(pages: list[list[Run]]) -> None:
    rows = rows_of([page(*runs) for runs in pages])
    paper = read_paper(rows, (PONARS, PONARS_EURASIA))
    assert all(line.text for line in paper.lines)
