"""Text or bytes -> a file, replaced whole or not at all, or standard output for "-"."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ponarscite.errors import OutputError
from ponarscite.hookspecs import hookimpl

Result = TypeVar("Result")

HINTS = {
    errno.ENOSPC: "the disk is full: make room, or write to another one",
    errno.EDQUOT: "your quota is used up: make room, or write to another disk",
    errno.EFBIG: "the file may not grow so large: write fewer records, or ask for a higher limit",
    errno.ENOENT: "create the folder first",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.ELOOP: "the link leads to itself: remove it",
    errno.EISDIR: "add the name of a file to it",
    errno.EACCES: "choose a place where you may write",
    errno.EPERM: "choose a place where you may write",
    errno.EROFS: "choose a place where you may write",
}
"""The next step after a fault of the system."""


@hookimpl
def write_output(pieces: Iterable[str] | Iterable[bytes], target: str) -> bool | None:
    """Write to the file *target*, or to standard output for "-"; text is written in UTF-8.

    A regular file is replaced when all is written, and keeps its permissions; anything that *pieces* raises
    leaves it as it was. A device, a pipe and standard output are written as the pieces come.

    Raises:
        OutputError: the pieces could not be written.
        BrokenPipeError: nobody reads standard output (or a pipe) any more.
    """
    if target == "-":
        _write_standard_output(pieces)
    elif _is_stream(target):
        with _attempt(target, lambda: Path(target).open("ab", buffering=0)) as stream:
            _write_all(pieces, stream, target)
    else:
        _replace(pieces, _attempt(target, lambda: Path(os.path.realpath(target))), target)
    return True


def _write_standard_output(pieces: Iterable[str | bytes]) -> None:
    """Past Python's own buffer, which would keep what could not be written and complain again at exit."""
    if sys.stdout is None or not sys.stdout.writable():
        raise OutputError("standard output is closed", hint="name a file with -o FILE")
    _attempt("standard output", sys.stdout.flush)
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        for piece in pieces:
            _attempt("standard output", sys.stdout.write, _as_text(piece))
    else:
        _write_all(pieces, getattr(buffer, "raw", buffer), "standard output")
    _attempt("standard output", sys.stdout.flush)


def _as_text(piece: str | bytes) -> str:
    """The piece for a standard output that another program replaced by one for text alone. Raises OutputError."""
    if isinstance(piece, bytes):
        raise OutputError("standard output takes no bytes here", hint="name a file with -o FILE")
    return piece


def _is_stream(target: str) -> bool:
    """Whether *target* cannot be replaced: a device, a pipe, a name of an open file. Raises OutputError."""
    try:
        mode = Path(target).stat().st_mode
    except OSError:
        return False
    except ValueError:
        raise OutputError(f"{target!r} is no name of a file", hint="name a file with -o FILE") from None
    if not target:
        raise OutputError("the name of the file is empty", hint="name a file with -o FILE")
    special = not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    return special or Path(target).absolute().is_relative_to("/dev") or target.startswith("/proc/")


def _replace(pieces: Iterable[str | bytes], path: Path, target: str) -> None:
    """Write beside *path* first, then take its place."""
    _attempt(target, _check, path)
    temporary = path.with_name(f".ponarscite-{os.urandom(8).hex()}.tmp")
    mode = 0o600 if path.exists() else 0o666  # until `_keep_access`; nobody may read meanwhile what is private
    try:
        with _attempt(target, lambda: open(temporary, "xb", buffering=0, opener=partial(os.open, mode=mode))) as stream:
            _write_all(pieces, stream, target)
            _attempt(target, os.fsync, stream.fileno())
        if path.exists():
            _attempt(target, _keep_access, path, temporary)
        _attempt(target, temporary.replace, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _check(path: Path) -> None:
    """Raise the OSError that opening *path* would raise: replacing it would not see its write protection."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _keep_access(old: Path, new: Path) -> None:
    """Give *new* the owner and the extended attributes, as far as we may, and the permissions of *old*."""
    status = old.stat()
    with suppress(OSError, AttributeError):
        os.chown(new, status.st_uid, status.st_gid)
    with suppress(OSError, AttributeError):  # only Linux has them
        for name in os.listxattr(old):
            os.setxattr(new, name, os.getxattr(old, name))
    new.chmod(stat.S_IMODE(status.st_mode))


def _write_all(pieces: Iterable[str | bytes], stream: Any, name: str) -> None:
    for piece in pieces:
        rest = memoryview(piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace"))
        while rest:
            rest = rest[_attempt(name, _write, stream, rest) :]


def _write(stream: Any, data: memoryview) -> int:
    """The number of bytes written; a full pipe that does not wait is an error."""
    count: int | None = stream.write(data)
    if count is None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return count


def _attempt(name: str, action: Callable[..., Result], *arguments: Any) -> Result:
    """The result of *action*; an OSError of the system becomes an OutputError, one raised by the pieces does not."""
    try:
        return action(*arguments)
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = HINTS.get(error.errno or 0, "write to another place")
        raise OutputError(f"cannot write to {name}: {error.strerror}", hint=hint) from error
