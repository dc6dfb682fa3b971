"""The page: whole, without anything that loads or runs."""

from __future__ import annotations

from hypothesis import given, settings
from lxml import html

from ponarscite.formats.web import html as page
from ponarscite.hookspecs import RenderOptions
from ponarscite.interchange.xml import xml_text
from ponarscite.record.record import Record
from ponarscite.record.text import web_address
from tests.formats.formats import write
from tests.formats.golden_records import RECORDS
from tests.strategies import records

ALLOWED = {"li", "span", "cite", "a", "time", "meta", "details", "summary", "p", "i"}


@settings(max_examples=60)
@given(records())
def test_any_entry_has_our_elements_only(record: Record) -> None:
    (item,) = html.fragments_fromstring(page.entry(record, RenderOptions()))
    assert {node.tag for node in item.iter()} <= ALLOWED
    assert xml_text(record.title) in "".join(map(str, item.itertext()))
    links = [node.get("href") for node in item.iter("a")]
    assert links == [xml_text(web_address(record.url))] * bool(record.url)
    assert not any(str(name).startswith("on") or name == "style" for node in item.iter() for name in node.attrib)


def test_the_page_is_whole_and_loads_nothing() -> None:
    text = write("html", *RECORDS.values())
    tree = html.document_fromstring(text)
    assert text.startswith("<!DOCTYPE html>")
    assert not list(tree.iter("script", "img", "link", "iframe"))
    assert "default-src 'none'" in text
    assert len(list(tree.iter("li"))) == len(RECORDS)
    assert "Juliet Johnson and Benjamin Forest, “Waving the EU Flag in Eurasia,”" in "".join(map(str, tree.itertext()))
