"""What is particular to the EndNote XML that is written."""

from __future__ import annotations

from lxml import etree

from tests.formats.formats import write
from tests.formats.golden_records import MEMO_775
from tests.formats.parsed import PARSER


def test_a_report_has_its_number_in_isbn() -> None:
    (found,) = etree.fromstring(write("endnote-xml", MEMO_775).encode(), PARSER).iter("record")
    assert found.xpath("string(ref-type/@name)") == "Report"
    paths = {"isbn": "775", "work-type": MEMO_775.genre, "dates/year": "2022", "dates/pub-dates/date": "May 20"}
    assert {path: found.findtext(path) for path in paths} == paths
    assert [node.text for node in found.iterfind("urls//url")] == [MEMO_775.url] * 2
