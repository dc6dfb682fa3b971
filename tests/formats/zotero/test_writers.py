"""What is particular to Zotero RDF and Zotero's JSON as they are written."""

from __future__ import annotations

import json

from hypothesis import given, settings
from lxml import etree

from ponarscite.interchange.zotero_item import to_zotero_item
from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.formats.golden_records import RECORDS
from tests.formats.parsed import PARSER
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_json_is_the_item(record: Record) -> None:
    (found,) = json.loads(write("zotero-json", record))
    assert found == to_zotero_item(record)


def test_zotero_rdf_keeps_the_lines_of_extra() -> None:
    tree = etree.fromstring(write("zotero-rdf", RECORDS["event"]).encode(), PARSER)
    extra = tree.findtext(".//{http://www.zotero.org/namespaces/export#}extra")
    assert str(extra).splitlines() == [
        "Type: event",
        "Genre: Conference",
        "Publisher Place: Washington, DC",
        "Event Place: Washington, DC",
    ]
