"""Records of WARC files, made by hand: tests need those that no program writes."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

DATE = "2015-03-01T10:00:00Z"


def record(
    kind: str = "response",
    url: str = "",
    block: bytes = b"",
    *,
    date: str = DATE,
    media_type: str = "application/http; msgtype=response",
    length: object = None,
    more: Mapping[str, str] = {},
) -> bytes:
    """A record. Fields with an empty value are left out.

    Args:
        length: the value of Content-Length; None for the right one.
        more: further fields.
    """
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "WARC-Record-ID": "<urn:uuid:9a1c6a7e-0000-4000-8000-000000000000>",
        "Content-Type": media_type,
        "Content-Length": str(len(block) if length is None else length),
        **more,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def response(
    url: str,
    body: bytes,
    *,
    media_type: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    fields: str = "",
    **rest: object,
) -> bytes:
    """A record of an HTTP response; *rest* as for `record`.

    Args:
        fields: further lines of the head of the response, each with its line end.
    """
    head = f"HTTP/1.1 {status}\r\n" + (f"Content-Type: {media_type}\r\n" if media_type else "") + fields
    return record("response", url, head.encode() + b"\r\n" + body, **rest)  # type: ignore[arg-type]


def page(n: int, date: str = "2015/02/03") -> bytes:
    """A small page about a work."""
    return (
        f'<html lang="en"><head><title>The Ferry of Case {n}</title>'
        f'<meta name="citation_title" content="The Ferry of Case {n}">'
        '<meta name="citation_author" content="Ann Example">'
        f'<meta name="citation_publication_date" content="{date}"></head><body><p>A text.</p></body></html>'
    ).encode()


def page_record(n: int, **rest: object) -> bytes:
    """The record of a page; *rest* as for `response`."""
    return response(f"https://a.example/{n}", page(n), **rest)  # type: ignore[arg-type]


def members(records: Iterable[bytes]) -> bytes:
    """A compressed WARC file, each record a gzip member."""
    return b"".join(gzip.compress(one, 1) for one in records)


def package(files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip package."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write an archive; its path."""
    path = folder / name
    path.write_bytes(content)
    return path
