"""The PDF of a record, fetched for an attachment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ponarscite.errors import FetchError, PushError
from ponarscite.hookspecs import PushOptions, SourceOptions
from ponarscite.record.key import citation_key
from ponarscite.record.record import Record


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF.

    Args:
        name: file name.
        url: the address that it was fetched from.
        content: its bytes.
    """

    name: str
    url: str
    content: bytes


def pdf_of(record: Record, options: PushOptions) -> Pdf:
    """Fetch the PDF that the record's page links to. Raises PushError, whose message follows "its PDF"."""
    if not record.pdf_url:
        raise PushError("is not linked on its page", hint="attach the file by hand")
    from ponarscite.network.fetch import fetch

    try:
        response = fetch(record.pdf_url, SourceOptions(allow_private=options.allow_private))
    except FetchError as error:
        raise PushError(f"could not be fetched: {error.message}", hint=error.hint) from error
    if not response.content[:1024].lstrip().startswith(b"%PDF-"):
        raise PushError(
            f"was not found: {response.url} is another kind of file", hint="open it in a browser, and attach the file"
        )
    return Pdf(_file_name(record), response.url, response.content)


def _file_name(record: Record) -> str:
    """Return the file name in the address, in portable characters; else one made from the citation key."""
    last = urlsplit(record.pdf_url).path.rpartition("/")[2]
    plain = _portable(last)
    if plain.lower().endswith(".pdf") and len(plain) > 4:
        return plain[-100:]
    return f"{_portable(citation_key(record))[:100] or 'memo'}.pdf"


def _portable(text: str) -> str:
    """The text in characters that every file system takes, without a dot at either end."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "_", text).strip("._")
