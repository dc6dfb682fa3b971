"""What becomes of a value of the library that cannot be decoded."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def decoding() -> Iterator[None]:
    """Raise sqlite3.DatabaseError where a column holds JSON or bytes that cannot be decoded.

    SQLite checks its own pages only, so damage inside a value shows when the value is decoded.
    """
    try:
        yield
    except (zlib.error, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise sqlite3.DatabaseError(f"database disk image is malformed: {error}") from error
