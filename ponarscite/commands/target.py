"""The file that a command writes, and the files that it reads."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable


def check_target(output: str, read: Iterable[str]) -> None:
    """Refuse to replace a file that is read, whatever path or link names it; a stream is never replaced.

    Args:
        output: path of the file to write, "-" for standard output.
        read: paths and other sources, "-" for standard input.
    Raises:
        MisuseError: one of them is the file to write.
    """
    if output == "-" or (target := _regular(output)) is None:
        return
    for one in read:
        found = _regular(one)
        if found is not None and os.path.samestat(found, target):
            from ponarscite.errors import MisuseError

            same = "" if one == output else f", which is {'standard input' if one == '-' else one}"
            raise MisuseError(f"{output} would be replaced while it is read{same}", hint="write to another file")


def is_filled(output: str) -> bool:
    """Whether a path names a file with something in it."""
    found = None if output == "-" else _regular(output)
    return found is not None and found.st_size > 0


def _regular(name: str) -> os.stat_result | None:
    """The status of a regular file, "-" for standard input; None for anything else."""
    try:
        found = os.fstat(sys.stdin.fileno()) if name == "-" else os.stat(name)  # noqa: PTH116 -- may be no path
    except (OSError, ValueError, AttributeError):
        return None
    return found if stat.S_ISREG(found.st_mode) else None
