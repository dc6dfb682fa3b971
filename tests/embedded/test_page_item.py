"""Pages as Zotero's connector reads them."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ponarscite
from ponarscite.document.tree import parse_html
from ponarscite.embedded.creators import clean_author
from ponarscite.embedded.difference import differences
from ponarscite.embedded.page_item import item_of_page
from ponarscite.record.record import Record
from tests.formats.golden_records import RECORDS
from tests.strategies import records

WORDPRESS = '<meta name="generator" content="WordPress 6.4.3">'
PUBLISHED = '<meta property="article:published_time" content="2024-03-14T09:00:00+00:00">'
AUTHORS = '<meta name="citation_author" content="Ejemplo, Ana"><meta name="citation_author" content="Kit Beispiel">'


def item(head: str = "", body: str = "", address: str = "", lang: str = "") -> dict[str, Any]:
    return item_of_page(parse_html(f"<html lang='{lang}'><head>{head}</head><body>{body}</body></html>"), address)


def names(found: dict[str, Any]) -> list[str]:
    return [one.get("name") or f"{one['firstName']}|{one['lastName']}" for one in found["creators"]]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("", "webpage"),
        ("<title>A</title>", "webpage"),
        (WORDPRESS, "blogPost"),
        ("<link rel='stylesheet' id='wp-block-library-css' href='x'>", "blogPost"),
        ("<script class='yoast-schema-graph' type='application/ld+json'>{}</script>", "blogPost"),
        ('<meta property="og:type" content="article">', "webpage"),
        (WORDPRESS + '<meta property="og:type" content="article">', "blogPost"),
        (WORDPRESS + '<meta property="og:type" content="website">', "webpage"),
        ('<meta name="citation_title" content="A">', "journalArticle"),
        (WORDPRESS + '<meta name="citation_title" content="A">', "journalArticle"),
        (WORDPRESS + '<meta name="citation_technical_report_institution" content="A">', "report"),
        ('<meta name="bepress_citation_technical_report_institution" content="A">', "report"),
        (WORDPRESS + '<meta name="citation_technical_report_number" content="1">', "blogPost"),
        ('<meta name="DC.type" content="Working Paper">', "report"),
        ('<meta name="z.itemType" content="podcast">', "podcast"),
        ('<meta name="z.itemType" content="nonsense">', "webpage"),
        ('<meta name="citation_isbn" content="1">', "book"),
        ('<meta name="citation_inbook_title" content="B">', "bookSection"),
    ],
)
def test_the_type_of_an_item(head: str, kind: str) -> None:
    assert item(head)["itemType"] == kind


def test_a_bare_wordpress_page_is_a_blog_post_with_its_site_in_the_title() -> None:
    found = item(f"{WORDPRESS}<title>Rivers - PONARS Eurasia</title>", lang="en-US", address="https://example.org/a")
    assert found == {
        "itemType": "blogPost",
        "title": "Rivers - PONARS Eurasia",
        "language": "en-US",
        "url": "https://example.org/a",
        "creators": [],
    }


def test_a_page_with_open_graph_has_a_clean_title_and_a_date() -> None:
    head = '<meta property="og:title" content="Rivers - PONARS Eurasia">{}<meta property="og:site_name" content="{}">'
    found = item(WORDPRESS + head.format(PUBLISHED, "PONARS Eurasia"))
    assert (found["title"], found["date"]) == ("Rivers", "2024-03-14T09:00:00+00:00")
    assert found["blogTitle"] == "PONARS Eurasia"


def test_the_tags_of_a_report() -> None:
    head = (
        '<meta name="citation_technical_report_institution" content="GWU">'
        '<meta name="citation_technical_report_number" content="9001">'
        '<meta name="z.reportType" content="PONARS Eurasia Policy Memo">'
        '<meta name="citation_series_title" content="lost"><meta name="citation_keywords" content="lost">'
        '<meta name="citation_publication_date" content="2024/03/14">'
        '<meta name="citation_abstract_html_url" content="https://example.org/a">'
        '<meta name="description" content="About rivers.">'
    )
    found = item(head + AUTHORS)
    assert (
        found.items()
        >= {
            "itemType": "report",
            "institution": "GWU",
            "reportNumber": "9001",
            "reportType": "PONARS Eurasia Policy Memo",
            "date": "2024/03/14",
            "url": "https://example.org/a",
            "abstractNote": "About rivers.",
        }.items()
    )
    assert "lost" not in str(found)
    assert names(found) == ["Ana|Ejemplo", "Kit|Beispiel"]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<meta name="citation_author" content="Ana Ejemplo; Kit Beispiel">', "", ["Ana|Ejemplo", "Kit|Beispiel"]),
        ('<meta name="citation_author" content="Ana Ejemplo, Kit Beispiel">', "", ["Ana|Ejemplo", "Kit|Beispiel"]),
        ('<meta name="citation_authors" content="Ejemplo, Ana; -">', "", ["Ana|Ejemplo"]),
        (AUTHORS + '<meta name="citation_author" content="Kit Beispiel">', "", ["Ana|Ejemplo", "Kit|Beispiel"]),
        ('<meta name="citation_author" content="PONARS Eurasia">', "", ["Ponars|Eurasia"]),
        ('<meta name="citation_author" content="Sasha de Modelo">', "", ["Sasha de|Modelo"]),
        ('<meta name="DC.creator" content="Ejemplo, Ana">' * 2, "", ["Ana|Ejemplo"] * 2),
        ('<meta name="Author" content="adminponars">' * 2, "", ["adminponars"]),
        ('<meta property="article:author" content="https://facebook.com/x">', "", []),
        ('<meta property="article:author" content="Ana Ejemplo">', "", ["Ana|Ejemplo"]),
        ("", "<p class='entry byline'>By Ana Ejemplo and Kit Beispiel (London)</p>", ["Ana|Ejemplo", "Kit|Beispiel"]),
        ("", "<p class='byline'>Ejemplo, Ana</p>", ["Ana|Ejemplo"]),
        ("", "<ul class='bylines'><li>Ana Ejemplo,</li><li>Kit Beispiel</li></ul>", ["Ana|Ejemplo", "Kit|Beispiel"]),
        ("", "<span class='byline'><b class='vcard'>Ana Ejemplo</b></span>", ["Ana|Ejemplo"]),
        ("", "<div><h1>Rivers</h1><i class='byline'><b class='vcard'>Ana Ejemplo</b></i></div>", ["Ana|Ejemplo"]),
        ("", "<p class='byline'>Ana Ejemplo</p><p class='byline'>Kit Beispiel</p>", []),
        ("", "<p class='byline'>Ana Ejemplo</p>" * 60 + "<h1>Rivers</h1>", []),
    ],
)
def test_authors_come_from_the_first_place_that_has_any(head: str, body: str, expected: list[str]) -> None:
    assert names(item(f"<title>Rivers</title>{head}", body)) == expected


@pytest.mark.parametrize(
    ("text", "creator"),
    [
        ("Ana Ejemplo", {"firstName": "Ana", "lastName": "Ejemplo"}),
        ("Plato", {"name": "Plato"}),
        ("", {"name": ""}),
        ("Ejemplo, Ana", {"firstName": "Ana", "lastName": "Ejemplo"}),
        ("An Institution,", {"name": "An Institution"}),
    ],
)
def test_a_name_is_split_before_its_last_word(text: str, creator: dict[str, str]) -> None:
    assert clean_author(text, inverted="," in text) == creator


def test_what_the_page_has_at_least() -> None:
    body = "<time datetime='2024-03-14T09:00'>March</time>"
    head = '<link rel="canonical" href="https://example.org/c"><meta name="language" content="ru">'
    found = item(f"{head}<title>A</title>", body, address="https://example.org/a")
    assert (found["url"], found["language"], found["date"]) == ("https://example.org/c", "ru", "2024-03-14")


@pytest.mark.parametrize(
    "name", [name for name, record in RECORDS.items() if record.type == "report" and record.publisher]
)
def test_the_block_for_the_head_makes_a_page_right(name: str) -> None:
    record = RECORDS[name]
    block = ponarscite.render(record, "html-meta")
    found = item(f"{WORDPRESS}<title>Another - PONARS Eurasia</title>{block}")
    wrong = {one.field: (one.found, one.wanted) for one in differences(found, record) if one.state != "right"}
    assert wrong.keys() <= LOST.get(name, set()), wrong


LOST = {
    "names-of-every-kind": {"creators"},
    "four-authors-with-particles": set(),
    "special-characters": {"title", "url"},
    "date-in-words": {"date"},
}
"""What no meta tag can carry: institutions with a comma and dropping particles among authors, words for a date, ..."""


@settings(max_examples=25)
@given(records())
def test_the_block_never_makes_a_page_worse(record: Record) -> None:
    block = ponarscite.render(record, "html-meta")
    missing = {one.field for one in differences(item(WORDPRESS), record) if one.state != "right"}
    left = {one.field for one in differences(item(WORDPRESS + block), record) if one.state == "missing"}
    assert left <= missing


@given(st.text(), st.text())
def test_no_page_is_too_odd(head: str, body: str) -> None:
    found = item(head, body)
    assert found["itemType"]
    list(differences(found, RECORDS["memo-775"]))


@pytest.mark.parametrize(
    "body",
    [
        "<p class='byline'>" * 3_000,
        "<p class='byline'>A B</p>" * 20_000,
        "<p class='byline'>" + "and " * 50_000,
        "<p class='byline'>" + "(" * 100_000,
    ],
    ids=["nested", "many", "long", "open"],
)
def test_a_hostile_page_is_read_in_no_time(body: str) -> None:
    began = time.monotonic()
    item("<title>A</title>", f"<h1>A</h1>{body}")
    assert time.monotonic() - began < 20
