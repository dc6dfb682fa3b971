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
from ponarscite.embedded.page_item import COINS, EMBEDDED, item_of_page, translator_of
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


SPAN = '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3A{}"></span>'
BOOK = SPAN.format(
    "book&amp;rft.genre=report&amp;rft.btitle=Rivers&amp;rft.aulast=Ejemplo&amp;rft.aufirst=Ana&amp;rft.au=Kit+Beispiel"
    "&amp;rft.aucorp=PONARS+Eurasia&amp;rft.pub=GWU&amp;rft.date=2024-03&amp;rft_id=https%3A%2F%2Fexample.org%2Fa"
)


@pytest.mark.parametrize(
    ("head", "body", "translator"),
    [
        ("<title>A</title>", "", ""),
        ('<script type="application/ld+json">{"@type": "Report", "headline": "A"}</script>', "", ""),
        ("", '<div itemscope itemtype="https://schema.org/Article"><meta itemprop="headline" content="A"></div>', ""),
        ('<meta name="author" content="Ana Ejemplo"><meta name="description" content="D">', "", ""),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "", ""),
        ('<meta name="twitter:title" content="A"><meta name="viewport" content="width=1">', "", ""),
        ('<meta name="citation_author" content="Ana Ejemplo">', "", ""),
        ("", "<p class='byline'>Ana Ejemplo</p><time datetime='2024-03-14'>March</time>", ""),
        ("", SPAN.format("unknown"), ""),
        ("", '<span class="Z3988" title="%%%&;=&"></span><span class="Z3988"></span>', ""),
        (WORDPRESS, "", EMBEDDED),
        ('<meta name="DC.title" content="A">', "", EMBEDDED),
        ('<meta property="og:title" content="A">', "", EMBEDDED),
        ('<meta name="citation_title" content="A">', "", EMBEDDED),
        ("", BOOK, COINS),
        (WORDPRESS + AUTHORS, BOOK, COINS),
    ],
)
def test_the_translator_that_reads_a_page(head: str, body: str, translator: str) -> None:
    tree = parse_html(f"<html><head>{head}</head><body>{body}</body></html>")
    assert translator_of(tree) == translator


def test_a_page_that_no_translator_reads_is_a_webpage_with_title_and_address() -> None:
    head = '<title>Rivers - PONARS Eurasia</title><meta name="author" content="Ana Ejemplo">'
    body = "<p class='byline'>By Ana Ejemplo</p>"
    assert item(head, body, "https://example.org/a", "en") == {
        "itemType": "webpage",
        "title": "Rivers - PONARS Eurasia",
        "url": "https://example.org/a",
        "creators": [],
    }


def test_coins_are_read_before_meta_tags() -> None:
    found = item(f'{WORDPRESS}<meta name="citation_title" content="Other">', BOOK)
    assert {name: value for name, value in found.items() if name != "creators"} == {
        "itemType": "report",
        "title": "Rivers",
        "institution": "GWU",
        "date": "2024-03",
        "url": "https://example.org/a",
    }
    assert names(found) == ["Ana|Ejemplo", "Kit|Beispiel", "PONARS Eurasia"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            "journal&amp;rft.atitle=A&amp;rft.jtitle=J&amp;rft.spage=1&amp;rft.epage=9",
            ("journalArticle", "A", "J", "1-9"),
        ),
        ("journal&amp;rft.genre=proceeding&amp;rft.atitle=A", ("conferencePaper", "A", None, None)),
        (
            "book&amp;rft.genre=bookitem&amp;rft.atitle=A&amp;rft.btitle=B&amp;rft.pages=3",
            ("bookSection", "A", "B", "3"),
        ),
        ("book&amp;rft.btitle=B", ("book", "B", None, None)),
        ("dc&amp;rft.type=blogPost&amp;rft.title=A&amp;rft.source=S", ("blogPost", "A", "S", None)),
        ("dc&amp;rft.type=nonsense&amp;rft.title=A", ("webpage", "A", None, None)),
    ],
)
def test_the_matrices_of_coins(keys: str, expected: tuple[str | None, ...]) -> None:
    found = item("", SPAN.format(keys))
    whole = next((found[name] for name in ("publicationTitle", "bookTitle", "blogTitle") if name in found), None)
    assert (found["itemType"], found.get("title"), whole, found.get("pages")) == expected


def test_a_name_that_is_only_split_otherwise_shows_its_parts() -> None:
    record = Record(type="report", title="A", author=(ponarscite.Name("Prueba", "Juan", "de la"),))
    found = item('<meta name="citation_author" content="Juan de la Prueba"><meta name="citation_title" content="A">')
    (one,) = [one for one in differences(found, record) if one.field == "creators"]
    assert (one.state, one.found, one.wanted) == ("wrong", "Juan de la [Prueba]", "Juan [de la Prueba]")


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
    assert names(item(f"{WORDPRESS}<title>Rivers</title>{head}", body)) == expected


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
    head = f'{WORDPRESS}<link rel="canonical" href="https://example.org/c"><meta name="language" content="ru">'
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
        '<span class="Z3988" title="' + "&amp;a=b" * 100_000 + '"></span>',
        SPAN.format("book") * 5_000,
    ],
    ids=["nested", "many", "long", "open", "keys", "spans"],
)
def test_a_hostile_page_is_read_in_no_time(body: str) -> None:
    began = time.monotonic()
    item("<title>A</title>", f"<h1>A</h1>{body}")
    assert time.monotonic() - began < 20
