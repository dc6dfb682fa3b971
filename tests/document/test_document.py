"""Documents: which kind their bytes are, and when the bytes are loaded."""

import pytest

from ponarscite.document.document import MOST_TAGS, Document
from ponarscite.errors import SourceError


@pytest.mark.parametrize(
    ("content", "media_type", "kind"),
    [
        (b"[1] See a note.", "", "text"),
        (b"{curly} words", "", "text"),
        (b'[{"id": "a"}]', "", "text"),
        (b'[{"id": 1, "title": {"rendered": "A"}}]', "", "posts"),
        ('[{"id": 1, "title": { "rendered" : "A"}}]'.encode("utf-16"), "", "posts"),
        (b"\xef\xbb\xbf<!doctype html>", "", "html"),
        (b"plain", "text/html; charset=utf-8", "html"),
        ("<p>".encode("utf-16"), "", "html"),
        ("<p>".encode("utf-16-be"), "", "html"),
        (b"%PDF-1.7", "text/html", "pdf"),
        (b"HTTP/1.1 200 OK\n\n%PDF-1.7", "", "pdf"),
        (b"All begin with %PDF-1.7", "", "text"),
        (b"", "", "text"),
        (b"TY  - RPRT\r\nTI  - A\r\nER  - \r\n", "", "text"),
        (b"%PDF is a format", "", "text"),
        (b'<?xml version="1.0"?><!-- x --><rss version="2.0">', "text/html", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "", "feed"),
        (b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">', "", "feed"),
        (b"<?xml version='1.0'?><html xmlns='x'><feed >", "", "html"),
    ],
)
def test_the_kind_without_a_format(content: bytes, media_type: str, kind: str) -> None:
    """Which format a document is in is decided by signs: see tests/formats/test_signs.py."""
    assert Document("name", lambda: content, media_type=media_type).kind == kind


def test_the_kind_is_the_format() -> None:
    assert Document("name", lambda: b"<p>", format="ris").kind == "ris"


@pytest.mark.parametrize(
    ("content", "beginning"),
    [
        (b"\xef\xbb\xbf \r\n<p>\xd0", "<p>\ufffd"),
        ("\ufeff Ж".encode("utf-16-le"), "Ж"),
        ("\ufeffЖ".encode("utf-32-be"), "Ж"),
        ("AB".encode("utf-16-le"), "AB"),
        (b"\0\0 a\0b", "ab"),
        (b"x" * 5000, "x" * 4096),
        (b"", ""),
    ],
)
def test_the_beginning(content: bytes, beginning: str) -> None:
    assert Document("name", lambda: content).beginning == beginning


def test_bytes_are_loaded_once_and_work_is_done_once() -> None:
    calls: list[str] = []

    def load() -> bytes:
        calls.append("load")
        return b"text"

    def work() -> int:
        calls.append("work")
        return len(page.text)

    page = Document("name", load)
    for _ in range(2):
        assert page.once("length", work) == 4
    assert sorted(calls) == ["load", "work"]


def test_more_tags_than_any_page_has() -> None:
    page = Document("bomb.html", lambda: b"<i>" * (MOST_TAGS + 1))
    with pytest.raises(SourceError, match="1,000,000 tags"):
        _ = page.lines
