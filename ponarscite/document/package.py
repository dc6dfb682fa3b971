"""Packages: the members of a .docx or .odt file, within limits.

Sources: ECMA-376 part 2 (Open Packaging Conventions); OpenDocument 1.3 part 2, 3 (Packages).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from ponarscite.errors import SourceError

MOST_BYTES = 50_000_000
"""Bytes of one member after decompression."""

MOST_TAGS = 2_000_000
"""Tags of one member: what has more takes long to read, and no manuscript has as many."""

MOST_MEMBERS = 10_000
"""Members that are looked at."""

_DAMAGES: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def members(content: bytes, wanted: Callable[[str], bool], name: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the members that are wanted, in the order of the archive.

    Args:
        name: of the file, for people.
    Raises:
        SourceError: it is damaged or encrypted, has a member outside of it, or a wanted one is larger or has more tags
            than any manuscript.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = list(archive.NameToInfo)[:MOST_MEMBERS]
            for outside in filter(_is_outside, listed):
                raise SourceError(f"{name} has a file outside of it: {outside:.80}", hint="save it again")
            for one in filter(wanted, listed):
                yield one, _member(archive, one)
    except _DAMAGES as error:
        raise SourceError(f"{name} is damaged or encrypted", hint="save it again, without a password") from error


def _is_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise SourceError(f"{name} is larger than {MOST_BYTES:,} bytes", hint="split the manuscript")
    if content.count(b"<") > MOST_TAGS:
        raise SourceError(f"{name} has more than {MOST_TAGS:,} tags", hint="split the manuscript")
    return content
