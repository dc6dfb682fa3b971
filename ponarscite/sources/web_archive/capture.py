"""Captures: what a record of a WARC file holds, by its heads alone; whether it may be a publication."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from urllib.parse import urlsplit

from ponarscite.document.kind import beginning_of, kind_of
from ponarscite.errors import SourceError
from ponarscite.hookspecs import SourceOptions
from ponarscite.network.fetch import content_type
from ponarscite.series.elsewhere import is_of
from ponarscite.series.url import canonical, original
from ponarscite.sources.web_archive.address import day_of, readable
from ponarscite.sources.web_archive.message import Message, open_message, payload
from ponarscite.sources.web_archive.record import Block, Head

PAGES = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
READ = frozenset(
    (
        *PAGES,
        *("application/pdf", "application/x-pdf", "text/plain", "text/markdown", "text/xml", "application/xml"),
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/mods+xml"),
        *("application/json", "application/ld+json", "application/vnd.citationstyles.csl+json"),
        *("application/x-bibtex", "text/x-bibtex", "application/x-research-info-systems", "text/csv"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.oasis.opendocument.text",
    )
)
"""Media types that may hold a publication or references."""

UNTYPED = frozenset(("", "application/octet-stream", "binary/octet-stream", "unk", "application/unknown", "*/*"))
"""Media types that tell nothing: the bytes decide."""

NAMED = {
    "image/": "images",
    "video/": "videos",
    "audio/": "sound files",
    "font/": "fonts",
    "application/font": "fonts",
    "application/x-font": "fonts",
    "application/vnd.ms-font": "fonts",
    "text/css": "style sheets",
    "text/javascript": "scripts",
    "text/ecmascript": "scripts",
    "application/javascript": "scripts",
    "application/x-javascript": "scripts",
    "application/ecmascript": "scripts",
}
"""Beginning of a media type -> what such files are called."""

RECORDS = {
    "request": "",
    "warcinfo": "",
    "metadata": "metadata",
    "conversion": "conversions",
    "continuation": "continued records",
}
"""Type of a record that holds no document -> what it is called; "" for those that only accompany others."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Capture:
    """A document that was captured.

    Args:
        url: the address of the page; `day`: of the capture, ISO 8601, "" when unknown.
        message: head of the response.
        media_type: in lower case, without parameters.
        charset: as declared by the transport.
    """

    url: str
    day: str
    message: Message
    media_type: str
    charset: str

    @property
    def key(self) -> bytes:
        """The bytes that all captures of the page share, however its address is written."""
        return canonical(self.url).encode() or self.url.encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """The meaning of one record.

    Args:
        left_out: the name of what is not read, "" for a document; `is_told`: whether the user hears of it.
        fault: why the record is broken, "" if it is whole.
        page: hash of the address, and `content`: hash of the address with the payload.
        day: of the capture.
        is_revisit: whether the content is that of another record.
    """

    left_out: str = ""
    is_told: bool = True
    fault: str = ""
    page: int = 0
    content: int = 0
    day: str = ""
    is_revisit: bool = False


_UNTOLD = Seen("companion", is_told=False)
NO_ADDRESS = "records of other addresses than http"
NO_RESPONSE = "it holds no HTTP response"


def capture_of(head: Head, block: Block) -> Capture | str:
    """The capture in a record; or the name of what the record is, if it is none; NO_RESPONSE for a broken one."""
    url, day = _where(head)
    if not url:
        return NO_ADDRESS
    if head.get("warc-type").lower() == "resource":
        media_type, charset = content_type(head.get("content-type"))
        return Capture(url, day, Message(200, {}), media_type, charset)
    if (message := open_message(block)) is None:
        return NO_RESPONSE
    if message.status != 200:
        return _STATUSES.get(message.status // 100, "errors")
    media_type, charset = content_type(message.fields.get("content-type", ""))
    return Capture(url, day, message, media_type, charset)


_STATUSES = {1: "responses without content", 2: "responses without content", 3: "redirects"}


def _where(head: Head) -> tuple[str, str]:
    """The address of the page and the day of its capture."""
    address, day = original(head.get("warc-target-uri").strip("<> "))
    return readable(address), day or day_of(head.get("warc-date"))


def look(head: Head, block: Block, options: SourceOptions) -> Seen:
    """Return the meaning of a record, with as little of its block as that takes."""
    kind = head.get("warc-type").lower()
    if kind in RECORDS:
        return Seen(RECORDS[kind]) if RECORDS[kind] else _UNTOLD
    if kind not in ("response", "resource", "revisit"):
        return Seen("records of an unknown type")
    if not head.get("warc-target-uri"):
        return Seen(fault="it has no WARC-Target-URI")
    url, day = _where(head)
    if url and not _is_wanted(url, day, options):
        return _UNTOLD
    if kind == "revisit":
        return _revisit(head, url, day)
    capture = capture_of(head, block)
    if isinstance(capture, str):
        return Seen(fault=capture) if capture == NO_RESPONSE else Seen(capture)
    if name := _left_out(capture, head, block, options):
        return Seen(name)
    digest = head.get("warc-payload-digest").encode() or _digest(capture.message.start, block.pieces())
    return Seen(page=_hash(capture.key), content=_hash(capture.key, digest), day=day)


def _revisit(head: Head, url: str, day: str) -> Seen:
    """A revisit: the address that its content came from is that of the page, or another of the same content."""
    referred = readable(original(head.get("warc-refers-to-target-uri").strip("<> "))[0]) or url
    if not referred:
        return Seen(NO_ADDRESS)
    key, digest = canonical(referred).encode() or referred.encode(), head.get("warc-payload-digest").encode()
    return Seen(page=_hash(key), content=_hash(key, digest) if digest else 0, day=day, is_revisit=True)


def _is_wanted(url: str, day: str, options: SourceOptions) -> bool:
    """Whether the options for host and day let a capture pass."""
    if options.hosts and not is_of(_host(urlsplit(url).hostname or ""), tuple(map(_host, options.hosts))):
        return False
    since, until = options.since, options.until
    if (since or until) and not day:
        return False
    return day[: len(since)] >= since and (not until or day[: len(until)] <= until)


@lru_cache(maxsize=1_024)
def _host(name: str) -> str:
    """A host in its one form: "Bücher.example" and "xn--bcher-kva.example" are the same."""
    try:
        return name.lower().encode("idna").decode()
    except UnicodeError:
        return name.lower()


def _left_out(capture: Capture, head: Head, block: Block, options: SourceOptions) -> str:
    """The name of what a capture is, if it cannot be a publication, or cannot be read; "" otherwise."""
    if head.get("warc-truncated"):
        return "pages that the crawler cut off"
    if (name := _name_of(capture.media_type)) and capture.media_type not in UNTYPED:
        return name
    if coding := capture.message.unreadable:
        return f"pages in the coding {coding:.20}"
    if capture.media_type in UNTYPED:
        return _unknown(capture, block, options)
    return ""


def _name_of(media_type: str) -> str:
    if media_type in READ:
        return ""
    named = (name for start, name in NAMED.items() if media_type.startswith(start))
    return next(named, "") or f"{media_type:.{LONGEST_NAME}}"


def _unknown(capture: Capture, block: Block, options: SourceOptions) -> str:
    """The name of a file without a media type, "" where its bytes show a publication."""
    try:
        content = payload(capture.message, block, options.max_bytes, "")
    except SourceError:
        return "files of an unknown type"
    kind = kind_of(content, beginning_of(content))
    return "files of an unknown type" if kind == "text" else ""


def _digest(start: bytes, rest: Iterator[bytes]) -> bytes:
    made = blake2b(start, digest_size=16)
    for piece in rest:
        made.update(piece)
    return made.digest()


def _hash(*parts: bytes) -> int:
    return int.from_bytes(blake2b(b"\0".join(parts), digest_size=8).digest())


def looker(options: SourceOptions) -> Callable[[Head, Block], Seen]:
    """`look` with these options."""
    return partial(look, options=options)
