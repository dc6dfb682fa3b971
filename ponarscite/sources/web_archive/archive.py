"""Archives: files by their paths -> Documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ponarscite.document.document import Document
from ponarscite.errors import MisuseError
from ponarscite.hookspecs import SourceOptions
from ponarscite.sources.fetched import failed
from ponarscite.sources.web_archive.documents import documents_in
from ponarscite.sources.web_archive.region import Region
from ponarscite.sources.web_archive.wacz import regions_of


def read_archives(paths: Iterable[str], archive: str, options: SourceOptions) -> Iterator[Document]:
    """Return the documents in WARC files and WACZ packages, each distinct one once.

    Args:
        archive: the file or the folder that the user named.
    Raises:
        MisuseError: an address for all pages of an archive.
    """
    if options.url:
        raise MisuseError(f"{archive} holds many pages, but --url names one", hint="leave it out: they have addresses")
    return _documents(tuple(paths), archive, options)


def _documents(paths: tuple[str, ...], archive: str, options: SourceOptions) -> Iterator[Document]:
    regions: list[Region] = []
    for path in paths:
        name = printable(path)
        if not path.lower().endswith(".wacz"):
            regions.append(Region(name, path))
            continue
        found, faults = regions_of(path, name)
        regions += found
        yield from (failed(name, fault, archive=archive) for fault in faults)
    yield from documents_in(regions, archive, options)


def printable(name: str) -> str:
    """Replace the lone surrogates by which a path keeps bytes that are not UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
