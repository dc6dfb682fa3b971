"""What a document's bytes look like."""

import pytest

from ponarscite.document.document import MOST_TAGS, Document
from ponarscite.errors import SourceError


@pytest.mark.parametrize(
    ("content", "media_type", "kind"),
    [
        (b"[1] See a note.", "", "text"),
        (b"{curly} words", "", "text"),
        (b'[{"id": "a"}]', "", "json"),
        (b' {"items": []}', "text/plain", "json"),
        (b"[]", "", "json"),
        (b"\xef\xbb\xbf<!doctype html>", "", "html"),
        (b"plain", "text/html; charset=utf-8", "html"),
        ("<p>".encode("utf-16"), "", "html"),
        ('[{"id": 1}]'.encode("utf-16"), "", "json"),
        (b"%PDF-1.7", "text/html", "pdf"),
        (b"HTTP/1.1 200 OK\n\n%PDF-1.7", "", "pdf"),
        (b"All begin with %PDF-1.7", "", "text"),
        (b"", "", "text"),
        (b"TY  - RPRT\r\nTI  - A\r\nER  - \r\n", "text/html", "ris"),
        (b"Provider: X\n\nTY  - RPRT\n", "", "ris"),
        ("\ufeffTY  - RPRT\n".encode("utf-16"), "", "ris"),
        (b"\xef\xbb\xbf%0 Report\n%T A\n", "", "enw"),
        (b"% a comment\n\n@techreport{a,\n title = {A}}", "", "bib"),
        (b"@string{gw = {GW}}", "", "bib"),
        (b"Automatically generated\n\n@Book (a,\n title = {A})", "text/plain", "bib"),
        (b"anything", "application/x-bibtex", "bib"),
        (b"anything", "application/x-research-info-systems", "ris"),
        (b"Write to ann@example.org {please}, @ann{x}", "", "text"),
        (b"%PDF is a format", "", "text"),
        (b'<?xml version="1.0"?><!-- x --><rss version="2.0">', "text/html", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "", "feed"),
        (b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">', "", "feed"),
        (b'<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">', "", "xml"),
        (b"<?xml version='1.0'?><html xmlns='x'><feed >", "", "html"),
    ],
)
def test_kind(content: bytes, media_type: str, kind: str) -> None:
    assert Document("name", lambda: content, media_type=media_type).kind == kind


@pytest.mark.parametrize(
    ("name", "kind"), [("x.BIB", "bib"), ("x.bibtex", "bib"), ("x.ris", "ris"), ("x.enw", "enw"), ("bib", "text")]
)
def test_a_name_decides_what_the_bytes_leave_open(name: str, kind: str) -> None:
    assert Document(name, lambda: b"nothing of note").kind == kind
    assert Document(name, lambda: b"<p>A page").kind == "html"


def test_bytes_are_loaded_once_and_work_is_done_once() -> None:
    calls = []
    page = Document("name", lambda: calls.append("load") or b"text")
    for _ in range(2):
        assert page.once("length", lambda: calls.append("work") or len(page.text)) == 4
    assert sorted(calls) == ["load", "work"]


def test_more_tags_than_any_page_has() -> None:
    page = Document("bomb.html", lambda: b"<i>" * (MOST_TAGS + 1))
    with pytest.raises(SourceError, match="1,000,000 tags"):
        _ = page.lines
