"""Claims from a document's name, address and headers."""

import pytest

from ponarscite.document.document import Document
from ponarscite.extractors.envelope import extract_claims
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.date import Date

PAGE = "https://www.ponarseurasia.org/a-memo/"
TODAY = Date(2026, 11, 21)


def document(content: bytes, url: str = PAGE, accessed: Date | None = TODAY) -> Document:
    return Document("memo", lambda: content, url=url, accessed=accessed)


@pytest.mark.parametrize("content", [b"<html><p>A", b"A Memo\n", b"%PDF-1.7\n"])
def test_a_document_says_where_and_when(content: bytes) -> None:
    about = About("subject", "", "memo")
    assert list(extract_claims(document(content), ())) == [
        Claim("URL", PAGE, Rank.OWN, "envelope", about),
        Claim("accessed", "2026-11-21", Rank.OWN, "envelope", about),
    ]


def test_a_file_was_not_fetched() -> None:
    assert list(extract_claims(document(b"<p>A", "", None), ())) == []
    assert [claim.variable for claim in extract_claims(document(b"<p>A", PAGE, None), ())] == ["URL"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "https://user:word@example.org/", "http://["]
)
def test_only_plain_web_addresses(url: str) -> None:
    assert [claim.variable for claim in extract_claims(document(b"<p>A", url), ())] == ["accessed"]


def test_a_file_of_references_is_about_other_things() -> None:
    items = Document("memo", lambda: b'[{"type": "report"}]', url=PAGE, accessed=TODAY, format="csl-json")
    assert list(extract_claims(items, ())) == []


@pytest.mark.parametrize(
    ("comment", "url"),
    [
        ("<!-- saved from url=(0037)https://www.ponarseurasia.org/a-memo/ -->\n", PAGE),
        ("<!--\n Page saved with SingleFile \n url: https://www.ponarseurasia.org/a-memo/ \n saved date: x-->", PAGE),
        ("<!-- saved from url=(0020)file:///home/me/a.html -->", ""),
        ("<!-- saved from url=(0014)about:internet -->", ""),
        ("<p>saved from url=(0037)https://www.ponarseurasia.org/a-memo/</p>", ""),
    ],
)
def test_browsers_say_where_a_page_was_saved_from(comment: str, url: str) -> None:
    page = document(f"{comment}<!doctype html><title>A Memo</title>".encode(), "", None)
    assert [claim.text for claim in extract_claims(page, ())] == ([url] if url else [])
    elsewhere = document(page.content, "https://example.org/", None)
    assert [claim.text for claim in extract_claims(elsewhere, ())] == ["https://example.org/"]
