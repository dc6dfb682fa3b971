"""DumpFolder: a folder whose files are read and written by name, and never through a link.

A dump may come from somebody else, by git or in an archive. Both carry symbolic links, and a file name or a link must
not lead out of the folder. Names are resolved against the open folder where the system can do that (`dir_fd`), so a
folder that is exchanged meanwhile does not matter either.
"""

# ruff: noqa: PTH118, PTH123, PTH208 -- files are opened relative to a folder that is open, which pathlib cannot do

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress

from ponarscite.library.unfinished import begin, is_unfinished, remove_abandoned, unfinished_name

LARGEST = 200_000_000
"""Bytes of one file that is read."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_IS_RELATIVE = {os.open, os.stat, os.unlink, os.mkdir, os.rename} <= os.supports_dir_fd


class DumpFolder:
    """An open folder, which is closed by `close` or at the end of a `with` block.

    Every method raises OSError, with a message that says what is wrong with the file.
    """

    def __init__(self, path: str, *, inside: DumpFolder | None = None) -> None:
        """Open a folder: the one that the user named, or one *inside* another, which must not be a link."""
        self._path: str = path if inside is None else os.path.join(inside._path, path)
        if inside is not None:
            _check(stat.S_ISDIR(inside._mode(path)), f"{path} is a link or a file, not a folder")
        self._descriptor: int | None = None
        if _IS_RELATIVE and inside is None:
            self._descriptor = os.open(path, _FOLDER)
        elif inside is not None and inside._descriptor is not None:
            self._descriptor = os.open(path, _FOLDER | _NO_LINK, dir_fd=inside._descriptor)

    def __enter__(self) -> DumpFolder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)

    def _place(self, name: str) -> str:
        """The name, or the path where the system knows no names relative to a folder."""
        return os.path.join(self._path, name) if self._descriptor is None else name

    def _mode(self, name: str) -> int:
        """The `st_mode` of a file, not of what it links to."""
        return os.stat(self._place(name), dir_fd=self._descriptor, follow_symlinks=False).st_mode

    def names(self) -> list[str]:
        """The names of all files, sorted."""
        return sorted(os.listdir(self._path if self._descriptor is None else self._descriptor))

    def make_folder(self, name: str) -> None:
        """Make a folder unless something of this name is there."""
        with suppress(FileExistsError):
            os.mkdir(self._place(name), dir_fd=self._descriptor)

    def read(self, name: str) -> bytes:
        """The bytes of a regular file of at most LARGEST bytes."""
        _check(stat.S_ISREG(self._mode(name)), "it is a link or a device, not a file")
        flags = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(self._place(name), flags, dir_fd=self._descriptor), "rb") as file:
            status = os.fstat(file.fileno())
            _check(stat.S_ISREG(status.st_mode), "it is a link or a device, not a file")
            content = file.read(LARGEST + 1) if status.st_size <= LARGEST else b""
            _check(len(content) <= LARGEST >= status.st_size, f"it has more than {LARGEST:,} bytes")
            return content

    def write(self, name: str, content: bytes) -> None:
        """Replace a file whole, or make it; an equal one stays untouched. It keeps its permissions."""
        mode = 0o666
        with suppress(OSError):
            mode = self._mode(name)
            if self.read(name) == content:
                return
        unfinished = unfinished_name(name)
        try:
            with open(begin(self._place(unfinished), 0o666, self._descriptor), "wb") as file:
                if stat.S_ISREG(mode) and hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), stat.S_IMODE(mode))
                file.write(content)
                file.flush()
                if os.name == "posix":  # before the lock ends, so that no other run takes it for abandoned
                    self._rename(unfinished, name)
            if os.name != "posix":
                self._rename(unfinished, name)
        except BaseException:
            with suppress(OSError):
                self.remove(unfinished)
            raise

    def _rename(self, old: str, new: str) -> None:
        os.replace(self._place(old), self._place(new), src_dir_fd=self._descriptor, dst_dir_fd=self._descriptor)

    def remove(self, name: str) -> None:
        """Remove a file, or a link itself."""
        os.unlink(self._place(name), dir_fd=self._descriptor)

    def remove_abandoned(self) -> None:
        """Remove the unfinished files that killed runs have left."""
        for name in self.names():
            if is_unfinished(name):
                remove_abandoned(self._place(name), self._descriptor)


def _check(is_right: bool, problem: str) -> None:
    if not is_right:
        raise OSError(errno.EINVAL, problem)
