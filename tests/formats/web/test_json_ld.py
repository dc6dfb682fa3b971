"""JSON-LD is a graph without anything that HTML could read as markup."""

from __future__ import annotations

import json

from hypothesis import given, settings

from ponarscite.formats.web import json_ld as schema_org
from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_is_a_node(record: Record) -> None:
    text = write("json-ld", record)
    assert not set("<>&\u2028\u2029") & set(text)
    (found,) = json.loads(text)["@graph"]
    assert found == {"@id": f"#{record.id}"} | schema_org.node(record)
