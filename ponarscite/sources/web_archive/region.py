"""Region: the bytes of one WARC file, which may lie within another file."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from ponarscite.errors import SourceError

MOST_EXPANSION = 100
"""Bytes that one byte of a deflated member may give, beyond FREE bytes. WARC files in packages are compressed already,
or hold pages, which deflate makes ten times smaller."""

FREE = 100_000_000

PIECE = 65_536  # bytes read at a time

DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError)


@dataclass(frozen=True, slots=True)
class Region:
    """A WARC file: a file of its own, or a member of a package.

    Args:
        name: for people: "crawl.warc.gz", "site.wacz/archive/data.warc.gz".
        path: of the file.
        start: offset of the first byte, and `size`: number of bytes; 0 and None for a whole file.
        member: name of a member that is deflated, "" for bytes that are stored as they are.
    """

    name: str
    path: str
    start: int = 0
    size: int | None = None
    member: str = ""

    @property
    def is_direct(self) -> bool:
        """Whether any place in it is reached at once, by any process."""
        return not self.member

    def open(self) -> Opened:
        """Open it. Raises SourceError."""
        try:
            return Opened(self)
        except OSError as error:
            raise SourceError(f"cannot read {self.name}: {error.strerror}", hint="check the path") from error


class Opened:
    """An open region: reading and seeking within it; offsets count from its first byte.

    A deflated member is unpacked to a file without a name first, which vanishes when it is closed.

    Args:
        fault: why the region is not whole, "" if it is.
    """

    def __init__(self, region: Region) -> None:
        self.fault = ""
        self._start = region.start
        if region.member:
            self._file: IO[bytes] = TemporaryFile(buffering=0)  # noqa: SIM115 -- closed by __exit__
            self.size = self._unpack(region)
        else:
            path = Path(region.path)
            self._file = path.open("rb", buffering=0)
            self.size = path.stat().st_size if region.size is None else region.size
        self._place = 0
        self.seek(0)

    def _unpack(self, region: Region) -> int:
        """Unpack the member; the number of its bytes."""
        size = 0
        try:
            with zipfile.ZipFile(region.path) as package, package.open(region.member) as member:
                most = max(FREE, MOST_EXPANSION * package.getinfo(region.member).compress_size)
                while size < most and (piece := member.read(PIECE)):
                    size += len(piece)
                    self._file.write(piece)
                self.fault = f"it inflates more than {MOST_EXPANSION} times" if size >= most else ""
        except DAMAGES:
            self.fault = "it is damaged or encrypted"
        return size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def seek(self, place: int) -> None:
        """Go to a place."""
        self._place = min(place, self.size)
        self._file.seek(self._start + self._place)

    def read(self, most: int) -> bytes:
        """Up to *most* bytes, b"" at the end. Raises OSError."""
        piece = self._file.read(min(most, self.size - self._place))
        self._place += len(piece)
        return piece
