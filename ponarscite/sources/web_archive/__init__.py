"""Web archives: WARC files and WACZ packages -> Documents, one for each distinct page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ponarscite.document.kind import WEB_ARCHIVES
from ponarscite.hookspecs import SourceOptions, hookimpl

if TYPE_CHECKING:
    from ponarscite.document.document import Document


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the documents in a WARC file or a WACZ package; None for other files. Raises MisuseError."""
    if not source.lower().endswith(WEB_ARCHIVES) or not _is_file(source):
        return None
    from ponarscite.sources.web_archive.archive import read_archives

    return read_archives((source,), source, options)


def _is_file(source: str) -> bool:
    try:
        return Path(source).is_file()
    except (OSError, ValueError):
        return False
