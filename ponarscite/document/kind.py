"""What the bytes of a document look like: a page, a feed, a PDF, posts, a file of references, or a text."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["html", "feed", "json", "posts", "pdf", "bib", "ris", "enw", "xml", "yaml", "text"]

LISTS: frozenset[Kind] = frozenset(("feed", "json", "bib", "ris", "enw", "xml", "yaml"))
"""Kinds that hold many works, one behind the other: each is read, and let go, by itself."""

SAMPLE = 4096  # bytes: a .bib file may begin with comments

_PDF = re.compile(rb"^[ \t\0]{0,9}%PDF-\d", re.MULTILINE)
"""How a PDF begins; readers pass over what was put before, in its first kilobyte (ISO 32000-1, annex H)."""

_JSON = re.compile(rb"\[[\s\0]*[\[{\]]|\{[\s\0]*[\"}]")
"""How JSON begins that could hold items: a text may begin with a note's "[1]"."""

_POSTS = re.compile(rb"\{\s*\"rendered\"\s*:")
"""How WordPress writes the texts of posts in JSON."""

_FEED = re.compile(rb"<(?:rss|feed|atom:feed)[\s>]|<rdf:RDF\b[^>]{0,2000}purl\.org/rss/")

_EXCHANGE = re.compile(
    rb"<(?:xml>\s*<records>|(?:mods:)?mods(?:Collection)?[\s>]|rdf:RDF\b[^>]{0,2000}zotero\.org/namespaces/export)"
)
"""EndNote XML, MODS and Zotero RDF, which names the modules of RSS among others."""

_REFERENCES: tuple[tuple[Kind, re.Pattern[bytes]], ...] = (
    ("ris", re.compile(rb"^TY {1,2}- ?[A-Z]{3,8}[ \t]*\r?$", re.MULTILINE)),
    ("enw", re.compile(rb"^%0 [A-Z][\w -]{1,40}\r?\n%\S ", re.MULTILINE)),
    (
        "bib",
        re.compile(
            rb"^[ \t]*@(?:[A-Za-z]{3,20}[ \t]*[{(][ \t]*[^\s,{}()\"]{1,200}[ \t]*,"
            rb"|string[ \t]*[{(]\s*\w{1,40}\s*=|preamble[ \t]*[{(]|comment[ \t]*\{)",
            re.MULTILINE | re.IGNORECASE,
        ),
    ),
    ("yaml", re.compile(rb"^[\"']?[\w:.-]{1,100}[\"']?:[ \t]*\r?\n[ \t]+type:[ \t]*[\w-]+[ \t]*\r?$", re.MULTILINE)),
)
"""Signs that stand near the beginning of a file of references."""

_DECLARED: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    ("html", "html", ()),
    ("bib", "bibtex", (".bib", ".bibtex")),
    ("ris", "research-info-systems", (".ris",)),
    ("enw", "endnote-refer", (".enw",)),
    ("yaml", "yaml", (".yml", ".yaml")),
)
"""Kind, what its media type has in it, and how its files end: for what shows no sign of its own."""


def kind_of(content: bytes, media_type: str = "", name: str = "") -> Kind:
    """What the bytes look like; the declared media type and the name decide only what they leave open."""
    sample = content[:SAMPLE].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if sample.startswith(b"%PDF-") or _PDF.search(content, 0, 1024):
        return "pdf"
    if sample.startswith(b"<"):
        start = sample.replace(b"\0", b"")
        if _EXCHANGE.search(start):
            return "xml"
        return "feed" if _FEED.search(start) and b"<html" not in start else "html"
    if _JSON.match(sample):
        return "posts" if _POSTS.search(sample) else "json"
    return _kind_of_references(sample.replace(b"\0", b"")) or _kind_declared(media_type, name)


def _kind_of_references(sample: bytes) -> Kind | None:
    return next((kind for kind, sign in _REFERENCES if sign.search(sample)), None)


def _kind_declared(media_type: str, name: str) -> Kind:
    ending = name.lower()
    for kind, media, endings in _DECLARED:
        if media in media_type or ending.endswith(endings):
            return kind
    return "text"
