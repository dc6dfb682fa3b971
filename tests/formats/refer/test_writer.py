"""ENW: one value a line."""

from __future__ import annotations

import re

from hypothesis import given, settings

from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_has_one_value_a_line(record: Record) -> None:
    lines = write("enw", record).splitlines()
    assert all(re.match(r"%[0-9A-Z@?!\[] \S", line) for line in lines)
    assert (lines[0][:2], lines[-1]) == ("%0", f"%F {record.id}")
    assert [line[3:] for line in lines if line.startswith("%T ")] == [record.title] * bool(record.title)
