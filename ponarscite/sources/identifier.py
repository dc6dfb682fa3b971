"""An identifier with its kind ("doi:10.1000/xyz", "isbn:...") -> what a service says of the work.

A bare identifier is no source: a path with a slip in it must not go to the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite.hookspecs import SourceOptions, hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document

_SIGN = re.compile(
    r"[\W_]{0,9}(?:(?:urn:|info:)?(?:doi|arxiv|pmid|pmc|pubmed|isbn)|https?://(?:www\.|dx\.)?doi\.org/)", re.IGNORECASE
)
"""The beginning of an identifier with its kind."""


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the works that identifiers name, as services describe them when they are read.

    A file of that name comes first. Raises SourceError for an identifier that cannot be right, before any request.
    """
    if not _SIGN.match(source) or _is_file(source):
        return None
    from ponarscite.record.identifier import parse_identifiers

    if not (identifiers := parse_identifiers(source)):
        return None
    from ponarscite.sources.lookup.lookup import look_up

    return (look_up(one, options) for one in identifiers)


def _is_file(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False
