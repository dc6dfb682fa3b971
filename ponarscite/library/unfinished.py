"""Unfinished files: written under a random name, locked while their writer lives, and removed once it is gone.

The lock (`flock`) ends with the process that holds it, however it ends, so the next run can tell a file that is still
being written from one that a killed process has left. Windows does not remove a file that is open, so the lock is not
needed there.
"""

# ruff: noqa: PTH110, PTH118, PTH208 -- files are opened relative to a folder that is open, which pathlib cannot do; it is slow to import, too

from __future__ import annotations

import os
import re
from contextlib import suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # a module, where there is one

EXCLUSIVE = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
"""Flags that open a new file, never one that is there, and never through a link."""

MARK = re.compile(r"\.part-[0-9a-f]+(-journal)?\Z")
"""The end of the name of an unfinished file; "-journal" is SQLite's own file beside it."""


def unfinished_name(target: str) -> str:
    """A new name beside the file *target*, which nobody can foresee."""
    return f"{target}.part-{os.urandom(8).hex()}"


def is_unfinished(name: str, target: str = "") -> bool:
    """Whether a name is one that `unfinished_name` gave; with *target*, one for this file."""
    return bool(MARK.search(name)) and (not target or MARK.sub("", name) == target)


def begin(path: str, mode: int, folder: int | None = None) -> int:
    """Make the unfinished file *path*, lock it and return its descriptor, whose closing ends the lock.

    Args:
        mode: its permissions, from which the user's umask is taken.
        folder: the descriptor of the folder in which *path* is a name; None when it is a path.
    Raises:
        OSError.
    """
    made = os.open(path, EXCLUSIVE, mode, dir_fd=folder)
    if fcntl:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(made, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return made


def remove_abandoned(path: str, folder: int | None = None) -> None:
    """Remove an unfinished file unless a living process is writing it. Anything but a regular file stays.

    Raises nothing: what cannot be removed stays.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with suppress(OSError):
        opened = os.open(path, flags, dir_fd=folder)
        try:
            if fcntl:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path, dir_fd=folder)
        finally:
            os.close(opened)
        if not fcntl:
            os.unlink(path, dir_fd=folder)


def remove_parts(target: str) -> None:
    """Remove the unfinished files beside *target* that killed runs have left. Raises nothing."""
    folder, name = os.path.split(target)
    with suppress(OSError, ValueError):
        for found in sorted(os.listdir(folder or ".")):  # a file before its journal
            path = os.path.join(folder, found)
            is_part = is_unfinished(found, name)
            if is_part and not (found.endswith("-journal") and os.path.exists(path.removesuffix("-journal"))):
                remove_abandoned(path)
