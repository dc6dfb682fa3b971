"""A checksum of the columns of a record, which shows damage that SQLite does not see: it checks its own pages only."""

from __future__ import annotations

from zlib import crc32


def checksum_of(item: str, identity: str) -> int:
    """The CRC-32 of the columns `item` and `identity` of a record."""
    return crc32(identity.encode("utf-8", "surrogatepass"), crc32(item.encode("utf-8", "surrogatepass")))


def verify(item: str, identity: str, checksum: int | None) -> None:
    """Raise ValueError where the checksum of a record is that of other columns; None, of an old row, checks nothing."""
    if checksum is not None and checksum != checksum_of(item, identity):
        raise ValueError("the checksum of a record is another")
