"""One http(s) address -> the Document there, or the Documents of a paged list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ponarscite.document.document import Document
from ponarscite.errors import SourceError
from ponarscite.hookspecs import SourceOptions, hookimpl

ADDRESS = re.compile(r"https?://", re.IGNORECASE)
OTHER_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|(?:javascript|data|file|mailto):", re.IGNORECASE)

MOST_PAGES = 500
"""Pages of one list, more than any list of the known sites has."""


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the document at an http(s) address, fetched on demand. Raises SourceError for other addresses."""
    if ADDRESS.match(source):
        return _fetched(source, options)
    if OTHER_ADDRESS.match(source):
        from ponarscite.network.address import without_credentials

        raise SourceError(
            f"{without_credentials(source)!r}: only http and https addresses are opened",
            hint="give a file by its path",
        )
    return None


def _fetched(source: str, options: SourceOptions) -> Iterator[Document]:
    """Yield the document, and each further page if it is a paged list."""
    from ponarscite.document.paging import next_page
    from ponarscite.network.address import without_credentials
    from ponarscite.network.fetch import fetch
    from ponarscite.sources.fetched import document_of

    address = source
    for _ in range(MOST_PAGES):
        document = document_of(fetch(address, options), without_credentials(address))
        yield document
        if not (address := next_page(document)):
            return
    problem = f"{without_credentials(source)} has more than {MOST_PAGES} pages"
    raise SourceError(problem, hint=f"continue with {address}")
