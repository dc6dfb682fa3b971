"""CSV: a cell for each column, and no formula."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings

from ponarscite.formats.csv.writer import COLUMNS
from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_has_a_cell_for_each_column_and_no_formula(record: Record) -> None:
    first, row = csv.reader(StringIO(write("csv", record)))
    assert first == ["key", "type", *COLUMNS]
    assert len(row) == len(first)
    assert not [text for text in row if text.startswith(("=", "+", "-", "@", "\t"))]
    assert row[first.index("title")].removeprefix("'") == record.title.removeprefix("'")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_a_formula_is_quoted_as_text(text: str) -> None:
    _, row = csv.reader(StringIO(write("csv", Record(id="k", title=text))))
    assert row[3] == f"'{text}"
