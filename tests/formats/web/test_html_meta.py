"""The head of a page: tags that scholarly search engines and Zotero read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from lxml import html

from ponarscite.document.document import Document
from ponarscite.extractors.meta_tags import extract_claims
from ponarscite.formats.web import html_meta as head
from ponarscite.formats.web import json_ld as schema_org
from ponarscite.hookspecs import RenderOptions
from ponarscite.interchange.xml import xml_text
from ponarscite.record.item import variables
from ponarscite.record.record import Record
from tests.formats.formats import write
from tests.formats.golden_records import MEMO_775
from tests.strategies import records


@settings(max_examples=60)
@given(records())
def test_any_record_is_tags_and_one_script(record: Record) -> None:
    tree = html.document_fromstring(f"<html><head>{write('html-meta', record)}</head><body></body></html>")
    assert {node.tag for node in tree.iter()} | {"meta"} == {"html", "head", "body", "link", "meta", "script"}
    contents = {node.get("content") for node in tree.iter("meta")}
    assert {xml_text(name.inverted) for name in record.author} - {""} <= contents
    (script,) = tree.iter("script")
    assert json.loads(script.text or "") == {"@context": schema_org.CONTEXT} | schema_org.node(record)


def test_zotero_saves_the_page_of_a_memo_as_a_report() -> None:
    text = head.block(MEMO_775, RenderOptions())
    for name, content in (
        ("citation_technical_report_institution", "George Washington University"),
        ("citation_technical_report_number", "775"),
        ("citation_author", "Junisbai, Azamat"),
        ("citation_publication_date", "2022/05/20"),
        ("z.itemType", "report"),
        ("z.reportType", "PONARS Eurasia Policy Memo"),
    ):
        assert f'<meta name="{name}" content="{content}">' in text


def test_an_address_that_is_no_link_is_left_out() -> None:
    assert "javascript" not in write("html-meta", Record(id="k", title="T", url="javascript:alert(1)"))


@pytest.mark.parametrize(
    "record",
    [
        Record(type="paper-conference", title="T", container_title="Proceedings", extra=(("page", "5-9"),)),
        Record(type="paper-conference", title="T", container_title="P", extra=(("event-title", "C"), ("page", "5"))),
        Record(type="chapter", title="T", container_title="Handbook", extra=(("ISBN", "1"), ("page", "5-9"))),
        Record(type="article-journal", title="T", container_title="J", extra=(("page", "5-9"), ("volume", "2"))),
        Record(type="book", title="T", extra=(("ISBN", "1"),)),
        Record(type="thesis", title="T", publisher="Uni"),
    ],
    ids=lambda record: f"{record.type} {len(record.extra)}",
)
def test_what_scholars_tags_say_comes_back(record: Record) -> None:
    page = f"<html><head>{write('html-meta', record)}</head><body></body></html>"
    said = [claim for claim in extract_claims(Document("x.html", page.encode), ()) if claim.origin == "citation tags"]
    found = {claim.variable: claim.text for claim in said}
    assert found == {"type": record.type} | variables(record)
