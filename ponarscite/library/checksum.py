"""Checksums of what the library does not compress: they show damage that SQLite does not see.

SQLite checks its own pages only. What is compressed has a checksum of zlib's own.
"""

from __future__ import annotations

from zlib import crc32

MARK = b"#"
"""Before the checksum behind claims: JSON cannot end with it."""

_SIZE = 9
"""Bytes of mark and checksum."""


def checksum_of(item: str, identity: str) -> int:
    """The CRC-32 of the columns `item` and `identity` of a record."""
    return crc32(identity.encode("utf-8", "surrogatepass"), crc32(item.encode("utf-8", "surrogatepass")))


def verify(item: str, identity: str, checksum: int | None) -> None:
    """Raise ValueError where the checksum of a record is that of other columns; None, of an old row, checks nothing."""
    if checksum is not None and checksum != checksum_of(item, identity):
        raise ValueError("the checksum of a record is another")


def sealed(packed: bytes) -> bytes:
    """Packed claims with their checksum behind them; compressed and sealed ones as they are."""
    return b"%b%b%08x" % (packed, MARK, crc32(packed)) if packed.endswith(b"]") and packed.startswith(b"[") else packed


def unsealed(packed: bytes) -> bytes:
    """Packed claims without their checksum. Raises ValueError where it is that of other claims."""
    if not packed.startswith(b"[") or packed[-_SIZE : 1 - _SIZE] != MARK:
        return packed  # compressed, or written before there were checksums
    claims, checksum = packed[:-_SIZE], packed[1 - _SIZE :]
    if checksum != b"%08x" % crc32(claims):
        raise ValueError("the checksum of a description is another")
    return claims
