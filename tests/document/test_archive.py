"""A web page in one file, as browsers save it."""

from __future__ import annotations

import base64
import quopri
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import ponarscite
from ponarscite.document.archive import page_in
from ponarscite.document.kind import beginning_of, kind_of
from ponarscite.errors import SourceError
from tests.conftest import EXAMPLES, Run

PAGE = EXAMPLES / "pages" / "borrowed-rivers.html"
ADDRESS = "https://www.ponarseurasia.org/borrowed-rivers/"

CHROME = """From: <Saved by Blink>
Snapshot-Content-Location: {address}
Subject: =?utf-8?Q?Borrowed=20Rivers?=
Date: Thu, 14 Mar 2024 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--x1----"


------MultipartBoundary--x1----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: {encoding}
Content-Location: {address}

{page}
------MultipartBoundary--x1----
Content-Type: text/html
Content-Transfer-Encoding: 7bit
Content-Location: https://ads.example/

<title>An advertisement</title>
------MultipartBoundary--x1----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.ponarseurasia.org/logo.png

iVBORw0KGgo=
------MultipartBoundary--x1------
"""

EXPLORER = """From: "Saved by Internet Explorer 11"
Subject: Borrowed Rivers
MIME-Version: 1.0
Content-Type: multipart/related; type="multipart/alternative"; boundary="out"

This is a multi-part message in MIME format.

--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: {encoding}
Content-Location: {address}

{page}
--in--

--out--
"""

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": bytes,
}


def archive(form: str = CHROME, encoding: str = "quoted-printable", lines: str = "\r\n", page: bytes = b"") -> bytes:
    encoded = ENCODERS[encoding](page or PAGE.read_bytes()).decode("utf-8")
    return form.format(address=ADDRESS, encoding=encoding, page=encoded).replace("\n", lines).encode("utf-8")


@pytest.mark.parametrize("form", [CHROME, EXPLORER], ids=["Chrome", "Internet Explorer"])
@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("lines", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_page_is_read_with_its_address(form: str, encoding: str, lines: str, tmp_path: Path) -> None:
    path = tmp_path / "memo.mhtml"
    path.write_bytes(archive(form, encoding, lines))
    (record,) = ponarscite.ingest(path)
    (expected,) = ponarscite.ingest(PAGE)
    assert (record.title, record.author, record.number) == (expected.title, expected.author, expected.number)
    assert page_in(archive(form, encoding, lines), "x").url == ADDRESS


def test_a_page_without_tags_has_the_address_of_the_archive(tmp_path: Path) -> None:
    page = b'<title>A Memo</title><meta name="author" content="Ann Lee"><meta property="og:title" content="A Memo">'
    (tmp_path / "a.mht").write_bytes(archive(page=page))
    (record,) = ponarscite.ingest(tmp_path / "a.mht")
    assert record.url == ADDRESS


def test_the_command_that_checks_a_page_reads_it(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "memo.mhtml"
    path.write_bytes(archive())
    ran = run("check-page", path)
    assert ran.out.replace(str(path), str(PAGE)) == run("check-page", PAGE).out


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "cid:x@mhtml.blink", "javascript:alert(1)", "about:blank", ""]
)
def test_only_an_address_of_the_web_is_taken(location: str) -> None:
    assert page_in(archive().replace(ADDRESS.encode(), location.encode()), "x").url == ""


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nnothing",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\xff\n\n--\xff\n",
    ],
    ids=["a picture", "no boundary", "nothing", "no text"],
)
def test_an_archive_without_a_page_is_told(content: bytes, tmp_path: Path) -> None:
    assert kind_of(content, beginning_of(content)) == "archive"
    (tmp_path / "a.mht").write_bytes(content)
    with pytest.raises(SourceError, match="has no web page in it"):
        list(ponarscite.ingest(tmp_path / "a.mht"))


@pytest.mark.parametrize(
    "text",
    [
        "A Memo\n\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
        "TY  - RPRT\nAB  - Content-Type: multipart/related\n",
        "MIME-Version: 1.0\nContent-Type: text/plain\n\nmultipart/related",
    ],
)
def test_other_texts_are_no_archives(text: str) -> None:
    assert kind_of(text.encode(), text) == "text"


def nested(depth: int) -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a0\n\n"
    inner = (b"--a%d\nContent-Type: multipart/related; boundary=a%d\n\n" % (level, level + 1) for level in range(depth))
    return head + b"\n".join(inner)


HOSTILE = {
    "nesting": nested(50_000),
    "parts": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"\n--x\n" * 200_000,
    "parameters": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x"
    + b';"' * 2_000_000
    + b"\n\n\n--x\n",
    "headers": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n\n--x\n" + b"A: b\n" * 500_000,
    "folded": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n" + b" a\n" * 500_000,
    "page": archive(page=b"<p>=" * 500_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_takes_linear_time(name: str) -> None:
    begun = time.process_time()
    with suppress(SourceError):
        page_in(HOSTILE[name], "x")
    assert time.process_time() - begun < 10
