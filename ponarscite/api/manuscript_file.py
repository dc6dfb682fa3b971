"""The file of a manuscript: its bytes, and a copy of it before it is replaced."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from ponarscite.errors import OutputError, SourceError

MOST_MANUSCRIPT = 50_000_000
"""Bytes of a manuscript."""


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a manuscript. Raises SourceError for a file that cannot be read, or that is too large."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MOST_MANUSCRIPT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot read {os.fspath(path)}: {reason}", hint="name an existing file") from error
    if len(content) > MOST_MANUSCRIPT:
        raise SourceError(f"{os.fspath(path)} is larger than {MOST_MANUSCRIPT:,} bytes", hint="split it")
    return content


def keep_copy(name: str) -> None:
    """Copy a manuscript to the first free name beside it: FILE.bak, FILE.bak2, … Raises OutputError."""
    import shutil

    names = (Path(f"{name}.bak{number if number > 1 else ''}") for number in count(1))
    target = next(path for path in names if not path.exists() and not path.is_symlink())
    try:
        shutil.copy2(name, target)
    except OSError as error:
        raise OutputError(
            f"cannot write to {target}: {error.strerror}", hint="write to another file: -o FILE"
        ) from error
