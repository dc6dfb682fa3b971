"""A path, a folder, or "-" for standard input -> Documents."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from ponarscite.document.document import Document
from ponarscite.document.kind import WEB_ARCHIVES
from ponarscite.errors import MisuseError, SourceError
from ponarscite.hookspecs import SourceOptions, hookimpl

SUFFIXES = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".md", ".pdf", ""),
        *(".xml", ".rss", ".atom", ".bib", ".bibtex", ".ris", ".enw", ".json", ".jsonl"),
        *(".rdf", ".mods", ".yaml", ".yml"),
    }
)
"""Endings of the files that are read from a folder."""

PAGES = (".html", ".htm", ".xhtml")
ARCHIVES = (".mhtml", ".mht")
COMPANIONS = re.compile(
    r"(.+)(?:[_.-](?:files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|tiedostot|pliki|soubory|súbory"
    r"|fájlok|elemei|dosyalar|datoteke|fitxers|fitxategiak|failid|fails|bylos|fajlovi|fisiere|αρχεία|файлы|файли))",
    re.IGNORECASE,
)
"""The folder in which a browser keeps the pictures and scripts of a page that it has saved: "Memo_files" of
"Memo.html". Source: the names of connected files in Windows, and those of Firefox and Chrome."""

ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL}
FIRST_PIECE = 65_536  # bytes


@hookimpl
def read_source(source: str, options: SourceOptions) -> Iterable[Document] | None:
    """Return the documents at an existing path, or standard input for "-". Raises SourceError, MisuseError."""
    if source == "-":
        # Not a partial: that could be sent to a worker process, which has no standard input.
        return [_document("-", lambda: _read_standard_input(options.max_bytes), options)]
    path = Path(source)
    mode = _mode(path) if source else None
    if mode is None:
        return None
    if not stat.S_ISDIR(mode):
        return [_document(source, partial(_read_file, path, options.max_bytes), options)]
    if options.url:
        raise MisuseError(f"{source} is a folder, but --url names one page", hint="give the file of that page")
    return _documents_in(path, options)


def _document(name: str, load: Callable[[], bytes], options: SourceOptions) -> Document:
    return Document(_printable(name), load, url=_without_credentials(options.url) if options.url else "")


def _without_credentials(url: str) -> str:
    from ponarscite.network.address import without_credentials

    return without_credentials(url)


def _printable(name: str) -> str:
    """Replace the lone surrogates by which a path keeps bytes that are not UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _mode(path: Path) -> int | None:
    """Return the `st_mode` of *path*, None if nothing is there."""
    try:
        return path.stat().st_mode
    except ValueError:
        return None  # the path contains a zero byte
    except OSError as error:
        if error.errno in ABSENT:
            return None
        raise _unreadable(path, error) from error


def _documents_in(folder: Path, options: SourceOptions) -> Iterator[Document]:
    """Yield each file of a folder and its subfolders, in order; an unreadable subfolder becomes a failing document."""
    count, found = sum(1 for _ in _paths(folder, [])), False
    for document in _walk(folder, options):
        found = True
        yield document if document.archive else replace(document, out_of=count)
    if not found:
        raise SourceError(
            f"{_printable(str(folder))} has no file to read",
            hint=f"files must end in one of {' '.join(sorted(SUFFIXES - {''}))}, or have no ending",
        )


def _walk(folder: Path, options: SourceOptions) -> Iterator[Document]:
    failures: list[OSError] = []
    archives: list[str] = []
    for path in _paths(folder, failures):
        if path.is_file() and path.name.lower().endswith(WEB_ARCHIVES):
            archives.append(str(path))
        elif path.is_file():
            yield _document(str(path), partial(_read_file, path, options.max_bytes), options)
    if archives:
        from ponarscite.sources.web_archive.archive import read_archives

        yield from read_archives(archives, _printable(str(folder)), options)
    for failure in failures:
        yield _document(str(failure.filename), partial(_fail, failure), options)


def _paths(folder: Path, failures: list[OSError]) -> Iterator[Path]:
    """Yield the paths that are read by their endings, without what belongs to a saved page, or is a copy of it."""
    for place, folders, names in os.walk(folder, onerror=failures.append):
        pages = {stem for stem, suffix in map(os.path.splitext, names) if suffix.lower() in PAGES}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_companion(name, pages))
        for name in sorted(names):
            stem, suffix = os.path.splitext(name)  # noqa: PTH122 -- a name, not a path
            is_copy = suffix.lower() in ARCHIVES and stem in pages
            is_read = suffix.lower() in SUFFIXES or name.lower().endswith(WEB_ARCHIVES)
            if is_read and not name.startswith(".") and not is_copy:
                yield Path(place, name)


def _is_companion(folder: str, pages: set[str]) -> bool:
    """Whether a folder belongs to a saved page beside it, of which there are the names without suffix."""
    found = COMPANIONS.fullmatch(folder)
    return found is not None and found[1] in pages


def _fail(failure: OSError) -> bytes:
    raise _unreadable(failure.filename, failure) from failure


def _read_file(path: Path, limit: int) -> bytes:
    """Return the bytes of a file, and close it. Raises SourceError."""
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise _too_large(str(path), f"has {size:,} bytes", limit)
            return _read(file, str(path), limit, size)
    except OSError as error:
        raise _unreadable(path, error) from error


def _read_standard_input(limit: int) -> bytes:
    """Return the rest of standard input. Raises SourceError."""
    if sys.stdin is None:
        raise SourceError("standard input is closed", hint="give the path of a file")
    stream = getattr(sys.stdin, "buffer", None) or BytesIO(sys.stdin.read(limit + 1).encode("utf-8", "replace"))
    try:
        return _read(stream, "standard input", limit)
    except OSError as error:
        raise _unreadable("standard input", error) from error


def _read(file: BinaryIO, name: str, limit: int, size: int = 0) -> bytes:
    """Read a stream to its end; one of unknown size (a pipe, a device) up to one byte more than *limit*."""
    pieces, room = [], limit + 1
    while room and (piece := file.read(min(room, max(size + 1, FIRST_PIECE)))):
        pieces.append(piece)
        room -= len(piece)
    if not room:
        raise _too_large(name, "is too large", limit)
    if not pieces:
        raise SourceError(f"{_printable(name)} is empty", hint="save the page or its text again")
    return b"".join(pieces)


def _too_large(name: str, fault: str, limit: int) -> SourceError:
    return SourceError(
        f"{_printable(name)} {fault}; the limit is {limit:,} bytes",
        hint="save the part that you need in a file of its own",
    )


def _unreadable(path: object, error: OSError) -> SourceError:
    hint = "check its permissions" if isinstance(error, PermissionError) else "check the path"
    return SourceError(f"cannot read {_printable(str(path))}: {error.strerror}", hint=hint)
