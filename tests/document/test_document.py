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
        (b"", "", "text"),
    ],
)
def test_kind(content: bytes, media_type: str, kind: str) -> None:
    assert Document("name", lambda: content, media_type).kind == kind


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
