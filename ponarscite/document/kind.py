"""The kind of a document, by its bytes: a web page, one in an archive, a feed, a PDF, posts of WordPress, a file of a
word processor, or a text.

The kinds of bibliography files are not listed here: each `ponarscite.hookspecs.Format` has a sign of its own.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from ponarscite.document.encoding import MARKS, SAMPLE

Kind: TypeAlias = Literal["html", "archive", "feed", "posts", "pdf", "office", "text"]
"""What a document is when no format claims it."""

CLAIMS = "claims"
"""The format of a document that holds claims which were made before; a source names it."""

WEB_ARCHIVES = (".warc", ".warc.gz", ".wacz")
"""Endings of the names of web archives, which hold many documents: a source reads those one by one."""

_PDF = re.compile(rb"^[ \t\0]{0,9}%PDF-\d", re.MULTILINE)
"""Head of a PDF; readers skip other bytes before it, within the first kilobyte (ISO 32000-1, annex H)."""

_POSTS = re.compile(r"\{\s*\"rendered\"\s*:")
"""How the REST API of WordPress writes the texts of a post."""

_FEED = re.compile(r"<(?:rss|feed|atom:feed)[\s>]|<rdf:RDF\b[^>]{0,2000}purl\.org/rss/")

_ARCHIVE = re.compile(r"^content-type:\s*multipart/(?:related|alternative|mixed)\b", re.IGNORECASE | re.MULTILINE)
"""A line in the header of a page in one file (MHTML). Source: RFC 2557."""

_ZIP = b"PK\x03\x04"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
"""The first member of an .odt file, which is not compressed. Source: OpenDocument 1.3 part 2, 3.3."""

_WORD = b"word/document"
"""The beginning of the name of a member of a .docx file."""

_HEAD = 200

_BLANK = "\ufeff\ufffe \t\r\n\0"


def beginning_of(content: bytes) -> str:
    """The first 4,096 bytes as text, without byte order mark, NULs and leading blanks.

    UTF-16 and UTF-32 are decoded by their byte order mark; without one, the text is read as UTF-8 after its NULs are
    removed, which leaves the ASCII letters of UTF-16. Other bytes become U+FFFD.
    """
    sample = content[:SAMPLE]
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return sample[len(mark) :].decode(encoding, "replace").replace("\0", "").lstrip(_BLANK)
    return sample.replace(b"\0", b"").decode("utf-8", "replace").lstrip(_BLANK)


def kind_of(content: bytes, beginning: str, media_type: str = "") -> Kind:
    """The kind that the bytes show; the media type decides only between a page and a text without markup.

    Args:
        beginning: from `beginning_of`.
        media_type: as declared, "" when unknown.
    """
    if beginning.startswith("%PDF-") or _PDF.search(content, 0, 1024):
        return "pdf"
    if _is_package(content):
        return "office"
    if beginning.startswith("<"):
        return "feed" if _FEED.search(beginning) and "<html" not in beginning else "html"
    if beginning.startswith(("[", "{")) and _POSTS.search(beginning):
        return "posts"
    if "multipart/" in beginning and _is_archive(beginning):
        return "archive"
    return "html" if "html" in media_type else "text"


def _is_package(content: bytes) -> bool:
    """Whether the bytes are a .docx or .odt file."""
    return content.startswith(_ZIP) and (_OPENDOCUMENT in content[:_HEAD] or _WORD in content)


def _is_archive(beginning: str) -> bool:
    """Whether a document begins with the header of a page in one file."""
    head = re.split(r"\r?\n\r?\n", beginning, maxsplit=1)[0]
    return bool(_ARCHIVE.search(head)) and "mime-version:" in head.lower() and bool(re.match(r"[A-Za-z][\w-]*:", head))
