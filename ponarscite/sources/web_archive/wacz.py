"""WACZ packages -> the WARC files in them.

Source: Web Archive Collection Zipped, 1.1.1; zip files by PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from ponarscite.errors import SourceError
from ponarscite.sources.web_archive.region import Region

ARCHIVE = "archive/"
SUFFIXES = (".warc.gz", ".warc")
PACKAGE = "datapackage.json"

LARGEST_LIST = 4_000_000
"""Bytes of the list of members; reading it takes ten times as many."""
LARGEST_PACKAGE = 20_000_000
"""Bytes of datapackage.json."""

_TAIL = 65_700
"""Bytes at the end of a zip file, in which its end records are."""
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
"""Signatures of the end record, and of that for large files, which comes first."""
_IN_THE_OTHER = 0xFFFFFFFF
_LOCAL_HEADER = 30
_SHA256 = re.compile(r"(?:sha256:)?[0-9A-Fa-f]{64}")
_DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)
HINT = "a WACZ file is a zip package with WARC files in its folder archive/"


def regions_of(path: str, name: str) -> tuple[list[Region], list[SourceError]]:
    """The WARC files in a package, and what is wrong with it.

    Args:
        name: of the package, for people.
    """
    faults: list[SourceError] = []
    try:
        _check_list(path, name)
        with zipfile.ZipFile(path) as package:
            members = list(_members(package, name, faults))
            _check_overlaps(package, name)
            regions = [_region(path, name, one) for one in members]
            faults += _unlike(package, members, name)
    except _DAMAGES as error:
        problem = f"{name} is damaged, or no zip package: {error}"
        return [Region(name, path)], [SourceError(problem, hint="what can be found in it is read")]
    except SourceError as error:
        return [], [error]
    if not regions and not faults:
        faults.append(SourceError(f"{name} has no WARC file", hint=HINT))
    return regions, faults


def _check_list(path: str, name: str) -> None:
    """Refuse a list of members that would take much memory to read. Raises SourceError, OSError."""
    with Path(path).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    ends = ((tail.rfind(_END), 12, 4), (tail.rfind(_END_64), 40, 8))
    found = [int.from_bytes(tail[at + place :][:size], "little") for at, place, size in ends if at >= 0]
    length = max((one for one in found if one != _IN_THE_OTHER or len(found) == 1), default=0)
    if length > LARGEST_LIST:
        raise SourceError(f"{name} has too many members: their list has {length:,} bytes", hint="unpack it yourself")


def _members(package: zipfile.ZipFile, name: str, faults: list[SourceError]) -> Iterator[zipfile.ZipInfo]:
    """The WARC files, in the order of the package. Members that lie outside of it are faults."""
    for one in package.infolist():
        if _is_outside(one.filename):
            faults.append(SourceError(f"{name} has a member outside of it: {one.filename:.80}", hint="it is left out"))
        elif one.filename.startswith(ARCHIVE) and one.filename.lower().endswith(SUFFIXES):
            yield one
        elif one.filename.startswith(ARCHIVE) and not one.is_dir():
            faults.append(SourceError(f"{name}/{one.filename:.80} is no WARC file", hint="it is left out"))


def _is_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ":" in parts[0] or ".." in parts


def _check_overlaps(package: zipfile.ZipFile, name: str) -> None:
    """Refuse members that share bytes: a small package could hold any amount so. Raises SourceError."""
    end = 0
    for one in sorted(package.infolist(), key=lambda info: info.header_offset):
        if one.header_offset < end:
            raise SourceError(f"{name} has members that overlap: {one.filename:.80}", hint=HINT)
        end = one.header_offset + _LOCAL_HEADER + one.compress_size


def _region(path: str, name: str, info: zipfile.ZipInfo) -> Region:
    whole = f"{name}/{info.filename}"
    if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
        return Region(whole, path, member=info.filename)
    with Path(path).open("rb") as file:
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER)
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    start = info.header_offset + _LOCAL_HEADER + lengths
    return Region(whole, path, start, min(info.compress_size, info.file_size))


def _unlike(package: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], name: str) -> Iterator[SourceError]:
    """The WARC files whose SHA-256 is not the one that the package states."""
    stated = _digests(package)
    for one in members:
        if (digest := stated.get(one.filename)) and digest != _sha256(package, one):
            problem = f"{name}/{one.filename} has changed since it was packed: its SHA-256 is not that of {PACKAGE}"
            yield SourceError(problem, hint="it is read as it is")


def _digests(package: zipfile.ZipFile) -> Mapping[str, str]:
    """Path of a member -> SHA-256 in hexadecimal digits, as the package states it."""
    try:
        with package.open(PACKAGE) as file:
            described = json.loads(file.read(LARGEST_PACKAGE))
        listed = described["resources"]
        pairs = [(one["path"], one["hash"]) for one in listed if isinstance(one, dict) and {"path", "hash"} <= set(one)]
    except (KeyError, TypeError, RecursionError, *_DAMAGES):
        return {}
    return {str(path): digest.removeprefix("sha256:").lower() for path, digest in pairs if _is_sha256(digest)}


def _is_sha256(digest: Any) -> bool:
    return isinstance(digest, str) and bool(_SHA256.fullmatch(digest))


def _sha256(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    made = sha256()
    try:
        with package.open(info) as file:
            for piece in _pieces(file, max(info.compress_size * 100, 100_000_000)):
                made.update(piece)
    except _DAMAGES:
        return ""
    return made.hexdigest()


def _pieces(file: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (piece := file.read(1_048_576)):
        most -= len(piece)
        yield piece
