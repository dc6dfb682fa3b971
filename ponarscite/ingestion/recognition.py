"""Recognition: the format of a document, found by the signs of all formats that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ponarscite.document.document import Document
from ponarscite.hookspecs import Format

NEVER_TRIED = frozenset(("office", "pdf", "posts"))
"""Kinds of documents that are recognised by their bytes, before any sign is tried."""


def recognised(document: Document, formats: Sequence[Format]) -> tuple[Document, Format | None]:
    """The document with its `format` filled in, and that format; the document and None where none claims it.

    Of an archive (MHTML) the document is the web page in it.

    Args:
        formats: the formats with `read`, in the order in which they are tried.
    Raises:
        SourceError: the document cannot be loaded.
    """
    document = _unpacked(document)
    found = format_of(document, formats)
    if found is None or found.name == document.format:
        return document, found
    return in_format(document, found), found


def in_format(document: Document, format_: Format) -> Document:
    """The document, to be read in this format."""
    return replace(document, format=format_.name, load=partial(_content, document))


def _unpacked(document: Document) -> Document:
    """The web page in an archive; another document as it is. Raises SourceError."""
    if document.kind != "archive":
        return document
    from ponarscite.document.archive import page_in  # it imports email, which takes long

    page = page_in(document.content, document.name)
    return replace(
        document,
        load=partial(bytes, page.content),
        media_type="text/html",
        charset=page.charset,
        url=document.url or page.url,
    )


def format_of(document: Document, formats: Sequence[Format]) -> Format | None:
    """The format that the source of a document named, or whose sign matches, or whose suffix it has.

    Raises:
        SourceError: the document cannot be loaded.
    """
    kind = document.kind
    if document.format:
        return next((one for one in formats if one.name == document.format), None)
    if kind in NEVER_TRIED:
        return None
    beginning = document.beginning
    signed = (one for one in formats if one.sign and one.sign(beginning))
    return next(signed, None) or (_declared(document, formats) if kind == "text" else None)


def _declared(document: Document, formats: Sequence[Format]) -> Format | None:
    """The first format with the media type or the suffix of a document."""
    return next((one for one in formats if _declares(document, one)), None)


def _declares(document: Document, format_: Format) -> bool:
    by_type = any(part in document.media_type for part in format_.media_types)
    return by_type or document.name.lower().endswith(format_.suffixes)


def _content(document: Document) -> bytes:
    return document.content
