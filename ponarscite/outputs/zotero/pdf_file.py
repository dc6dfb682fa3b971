"""The PDF of a record, fetched to be attached to it."""

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
    """A PDF: the name of its file, where it came from, and its bytes."""

    name: str
    url: str
    content: bytes


def pdf_of(record: Record, options: PushOptions) -> Pdf:
    """The PDF that the record's page links to. Raises PushError, whose message follows "its PDF"."""
    if not record.pdf_url:
        raise PushError("is not linked on its page", hint="attach the file by hand")
    from ponarscite.network.fetch import fetch

    try:
        response = fetch(record.pdf_url, SourceOptions(allow_private=options.allow_private))
    except FetchError as error:
        raise PushError(f"could not be fetched: {error.message}", hint=error.hint) from error
    if not response.content[:1024].lstrip().startswith(b"%PDF-"):
        raise PushError(f"is none: {response.url} is something else", hint="open it in a browser, and attach the file")
    return Pdf(_file_name(record), response.url, response.content)


def _file_name(record: Record) -> str:
    """The file's name in the address, as far as every system can write it; else the citation key's."""
    last = urlsplit(record.pdf_url).path.rpartition("/")[2]
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "_", last).strip("._")
    return plain[-100:] if plain.lower().endswith(".pdf") and len(plain) > 4 else f"{citation_key(record)}.pdf"
