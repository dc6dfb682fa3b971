"""Feeds that are none, or break their parser: each is a failure of its own, and what else is read is written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import ponarscite
from ponarscite.errors import PonarsciteError, SourceError
from ponarscite.extractors.feed.markup import is_character, readable
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"


def rss(inside: str, attributes: str = "", title: str = "A Title") -> str:
    return (
        f'<rss version="2.0"{attributes}><channel><title>A Site</title><item><title>{title}</title>'
        "<link>http://example.org/a</link><pubDate>Mon, 06 Sep 2021 00:01:00 +0000</pubDate>"
        f"{inside}</item></channel></rss>"
    )


def atom(inside: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A Site</title><entry><title>A Title</title>'
        f'<link href="http://example.org/a"/><published>2020-05-01T00:00:00Z</published>{inside}</entry></feed>'
    )


REFERENCES = (
    "&#xD800;",
    "&#55296;",
    "&#xDFFF;",
    "&#x110000;",
    "&#1234567;",
    "&#99999999999999999999;",
    "&#xFFFE;",
    "&#0;",
)


@pytest.mark.parametrize("make", [rss, atom], ids=["RSS", "Atom"])
@pytest.mark.parametrize(
    "reference",
    [*REFERENCES, "&amp;#xD800;", "&#" + "9" * 5000 + ";", "&#-1;", "&#x;", "&foo;"],
    ids=lambda one: one[:12],
)
def test_a_reference_to_no_character_costs_nothing_else(make: object, reference: str, tmp_path: Path) -> None:
    element = "description" if make is rss else "summary"
    path = tmp_path / "feed.xml"
    path.write_text(make(f"<{element}>A {reference} B</{element}>"), encoding="utf-8")  # type: ignore[operator]
    (record,) = ponarscite.ingest(path)
    assert record.title == "A Title"
    ponarscite.render([record], "biblatex")


@pytest.mark.parametrize("reference", REFERENCES)
def test_what_is_no_character_becomes_the_replacement_character(reference: str) -> None:
    assert readable(f"a{reference}b", "a feed") == "a\ufffdb"


@pytest.mark.parametrize("text", ["&#38;", "&#x1F600;", "&amp;", "&#233;", "&#000000000233;", "&#xd7ff;", "&# 5;"])
def test_other_references_stay(text: str) -> None:
    assert readable(text, "a feed") == text


def test_the_characters_of_xml() -> None:
    assert [code for code in range(32) if is_character(code)] == [9, 10, 13]
    assert not any(map(is_character, (0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF, 0x10FFFE, 0x110000, -1)))
    assert all(map(is_character, (0x20, 0xD7FF, 0xE000, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0x10FFFD)))


BROKEN = (
    "<feed><entry<author</name",
    "<feed><entry><title>T</title><author<name></feed>",
    "<rss><channel><item><title>&#xDFFF;</title></item></channel></rss>",
    "<rss><![CDATA[",
    '<rss><!DOCTYPE [<!ENTITY a "b">]>',
    "<rss><channel><item><title>x<?php ?></title><!></item>",
    rss('<enclosure url="http://[" length="x" type="\x1b"/><guid isPermaLink="true">http://[</guid>'),
    rss("", ' xml:base="http://["'),
    rss("<pubDate>" + "9" * 5000 + "</pubDate>"),
    rss("<author>" + "(" * 5000 + "</author>"),
    atom('<content type="application/octet-stream" mode="base64">!!!!</content>'),
    atom("<author/><author><name/></author>"),
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_feed_that_is_none_ends_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    failures: list[PonarsciteError] = []
    ponarscite.render(ponarscite.ingest(path, failures=failures), "biblatex")
    assert all(isinstance(one, SourceError) for one in failures)


def test_a_failure_of_the_parser_is_one_of_the_document(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OverflowError("out of range")

    monkeypatch.setattr("feedparser.parse", fail)
    (tmp_path / "a.xml").write_text(rss(""), encoding="utf-8")
    (tmp_path / "b.html").write_bytes(PAGE.read_bytes())
    target = tmp_path / "out.bib"
    ran = run("export", tmp_path, "-o", target)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"error: {tmp_path / 'a.xml'} cannot be read as a feed: OverflowError: out of range",
        "hint: give the pages of its items",
    ]
    assert target.read_text(encoding="utf-8").count("@report{") == 1


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f'a{number}="1"' for number in range(300_000)),
        'a=">" ' + " ".join(f"a{number}='<'" for number in range(300)),
        " ".join(f"a{number}" for number in range(300)),
        "x=1 " * 300,
    ],
    ids=["a million characters", "quoted brackets", "without values", "one name"],
)
def test_an_element_with_too_many_attributes_is_told(attributes: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(rss(f"<a {attributes}/>"), encoding="utf-8")
    begun = time.process_time()
    with pytest.raises(SourceError, match="more than 256 attributes"):
        list(ponarscite.ingest(path))
    assert time.process_time() - begun < 20  # it was minutes


def test_links_in_an_escaped_text_are_no_attributes() -> None:
    text = rss("<description>" + '&lt;a href="http://example.org/a"&gt;x&lt;/a&gt; "' * 500 + "</description>")
    assert readable(text, "a feed") == text
    text = rss("<description>I <3 it <b " + "and more " * 500 + "</b></description>").replace("<b ", "<![CDATA[a <b ")
    assert readable(text, "a feed") == text
    text = rss("<description><![CDATA[" + "<a href='http://example.org/a'>it's</a> " * 500 + "]]></description>")
    assert readable(text, "a feed") == text


@pytest.mark.parametrize("element", ["dc:creator", "author", "title", "description", "managingEditor"])
def test_an_endless_word_takes_linear_time(element: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        rss(f"<{element}>{'a' * 200_000}</{element}>", ' xmlns:dc="http://purl.org/dc/elements/1.1/"'), encoding="utf-8"
    )
    begun = time.process_time()
    list(ponarscite.ingest(path))
    assert time.process_time() - begun < 10  # it was minutes


def test_a_long_address_in_a_tag_stays() -> None:
    text = rss(f'<enclosure url="http://example.org/{"a" * 2_000}"/>')
    assert readable(text, "a feed") == text
