"""What was fetched -> a Document."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ponarscite.document.document import Document
from ponarscite.errors import SourceError
from ponarscite.record.date import Date

if TYPE_CHECKING:
    from ponarscite.network.fetch import Fetched


def document_of(answer: Fetched, name: str, out_of: int = 0) -> Document:
    """The document that was fetched, accessed on the day on which the server gave it."""
    return Document(
        name=name,
        load=partial(bytes, answer.content),
        media_type=answer.media_type,
        charset=answer.charset,
        url=answer.url,
        accessed=Date(answer.at.year, answer.at.month, answer.at.day),
        is_kept=answer.is_kept,
        out_of=out_of,
    )


def failed(name: str, error: SourceError, out_of: int = 0) -> Document:
    """A document that could not be fetched: it fails when it is asked for its bytes, and stops no other."""
    return Document(name=name, load=partial(_fail, error), out_of=out_of)


def _fail(error: SourceError) -> bytes:
    raise error
