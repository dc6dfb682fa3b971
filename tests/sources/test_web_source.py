"""The web source: one Document for an address, fetched on first use."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest

from ponarscite.document.document import Document
from ponarscite.errors import FetchError, SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources import web
from ponarscite.sources.web import read_source
from tests.conftest import Run
from tests.network.misbehaving import running
from tests.network.scripted import Reply, scripted
from tests.pdf.papers import label_first, memos

PAGE = "<!doctype html><title>Меморандум</title>".encode("windows-1251")


class Handler(BaseHTTPRequestHandler):
    """Serve one page, and one address that redirects to it."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(302 if self.path == "/old" else 200)
        self.send_header("Location", "/memo")
        self.send_header("Content-Type", "text/html; charset=windows-1251")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with running(Handler) as host:
        yield host


def read(source: str) -> list[Document]:
    found = read_source(source, SourceOptions(allow_private=True, timeout=60))
    assert found is not None
    return list(found)


@pytest.mark.parametrize("scheme", ["http", "HTTP"])
def test_a_page_becomes_a_document(site: str, scheme: str) -> None:
    before = datetime.date.today()
    (document,) = read(f"{scheme}://user:hush@{site}/old#part")
    assert document.content == PAGE
    assert document.text == "<!doctype html><title>Меморандум</title>"
    assert (document.media_type, document.charset) == ("text/html", "windows-1251")
    assert document.url == f"http://{site}/memo"
    assert document.name == f"http://{site}/old#part"
    assert document.accessed
    assert before <= datetime.date(*document.accessed.parts) <= datetime.date.today()


def test_nothing_is_fetched_before_it_is_asked_for() -> None:
    found = read_source("http://127.0.0.1:1/", SourceOptions())
    assert found is not None
    with pytest.raises(FetchError, match="is not a public address"):
        next(iter(found))


@pytest.mark.parametrize(
    "source", ["ftp://user:hush@example.org/x", "file:///etc/hostname", "javascript:alert(1)", "FILE:x", "a://b"]
)
def test_other_addresses_are_refused(source: str) -> None:
    with pytest.raises(SourceError, match="only http and https addresses are opened") as caught:
        read_source(source, SourceOptions())
    assert caught.value.hint == "give a file by its path"
    assert "hush" not in caught.value.message


@pytest.mark.parametrize("source", ["", "-", "memo.html", "C:\\memo.html", "author:baev", "/http://x", "http:/x"])
def test_sources_that_are_not_addresses_are_left_to_others(source: str) -> None:
    assert read_source(source, SourceOptions()) is None


class Paged(Handler):
    """Serve a list with as many pages as the address says; the last page links to the first."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer."""
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.asked.append(self.path)
        path, _, query = self.path.partition("?page=")
        number, last = int(query or 0), int(path.strip("/"))
        following = f"{path}?page={number + 1}" if number + 1 < last else f"{path}?page=0"
        page = f'<!doctype html><p>{number}</p><li class="pager-next"><a href="{following}">next</a></li>'.encode()
        self.send_response(404 if number == 7 else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture
def paged() -> Iterator[str]:
    Paged.asked.clear()
    with running(Paged) as host:
        yield host


def test_a_paged_list_is_followed_each_page_once(paged: str) -> None:
    documents = read(f"http://{paged}/3")
    assert [document.url for document in documents] == [
        f"http://{paged}/3{page}" for page in ("", "?page=1", "?page=2")
    ]
    assert Paged.asked == ["/3", "/3?page=1", "/3?page=2"]


def test_a_page_that_fails_ends_the_list_and_keeps_what_was_read(paged: str) -> None:
    read = read_source(f"http://{paged}/9", SourceOptions(allow_private=True, timeout=60))
    assert read is not None
    found = iter(read)
    assert [next(found).text.count("<p>") for _ in range(7)] == [1] * 7
    with pytest.raises(FetchError, match="page=7 answered 404"):
        next(found)
    assert len(Paged.asked) == 8


def test_a_list_without_end_is_left(paged: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_PAGES", 3)
    with pytest.raises(SourceError, match="/1000 has more than 3 pages"):
        read(f"http://{paged}/1000")
    assert len(Paged.asked) == 3


CYRILLIC = (
    '<!doctype html><title>Ж</title><meta name="citation_title" content="Реки взаймы">'
    '<meta name="citation_author" content="Олена Прикладна"><meta name="citation_date" content="2024/03/14">'
)
(PAPER,) = memos(1)
WRONGLY_DECLARED = {
    "a wrong charset": (CYRILLIC.encode("windows-1251"), "text/html; charset=utf-8", "Реки взаймы"),
    "a charset that there is not": (CYRILLIC.encode(), "text/html; charset=klingon", "Реки взаймы"),
    "a PDF as HTML": (label_first(PAPER), "text/html; charset=utf-8", PAPER.title),
    "a page as a PDF": (CYRILLIC.encode(), "application/pdf", "Реки взаймы"),
    "a page as bytes": (CYRILLIC.encode(), "application/octet-stream", "Реки взаймы"),
}


@pytest.mark.parametrize("how", WRONGLY_DECLARED)
def test_wrong_headers_do_not_matter(how: str, run: Run) -> None:
    """The bytes decide the kind, and the page is fetched once."""
    body, declared, title = WRONGLY_DECLARED[how]
    with scripted({"/memo": Reply(body, headers={"Content-Type": declared})}) as server:
        ran = run("export", f"{server.home}memo", "--allow-private", "-f", "csl-json")
    assert (ran.code, [item["title"] for item in json.loads(ran.out)]) == (0, [title])
    assert server.paths == ["/robots.txt", "/memo"]
