"""Fetched responses -> Documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ponarscite.document.document import Document
from ponarscite.errors import SourceError
from ponarscite.record.date import Date

if TYPE_CHECKING:
    from ponarscite.network.fetch import Fetched


def document_of(response: Fetched, name: str, out_of: int = 0) -> Document:
    """Make a Document of a response, accessed on the day on which the server sent it.

    Args:
        out_of: number of documents that the source announces, 0 when unknown.
    """
    return Document(
        name=name,
        load=partial(bytes, response.content),
        media_type=response.media_type,
        charset=response.charset,
        url=response.url,
        accessed=Date(response.at.year, response.at.month, response.at.day),
        is_kept=response.is_kept,
        out_of=out_of,
    )


def failed(name: str, error: SourceError, out_of: int = 0, archive: str = "") -> Document:
    """Make a Document for a failure: loading it raises *error*, so that the other documents are still read."""
    return Document(name=name, load=partial(fail, error), out_of=out_of, archive=archive)


def fail(error: SourceError) -> bytes:
    """Raise an error: the `load` of a document that cannot be had."""
    raise error
