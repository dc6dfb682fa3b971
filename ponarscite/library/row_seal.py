"""The checksum in each row of `document`, `ledger`, `tag` and `apart`, as parts of SQL statements.

SQLite checks the form of its pages only, so without it a damaged key, tag or address would be returned as truth.
"""

from __future__ import annotations

from zlib import crc32

TYPE_CHECKING = False  # as typing has it; importing typing would take a twentieth of the time of a search
if TYPE_CHECKING:
    import sqlite3

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": ("address", "hash", "day"),
    "ledger": ("key", "record", "identity"),
    "tag": ("record", "tag"),
    "apart": ("first", "second"),
}
"""Table -> its columns but for the id and the checksum, which covers them."""

SEALED = set(COLUMNS)
"""The tables whose rows have checksums: none in files before version 6."""

BROKEN = "user-defined function raised exception"
"""Part of SQLite's message where a row does not have the checksum of its columns."""


def row_checksum(*values: object) -> int:
    """The CRC-32 of the columns of a row."""
    return crc32("\x1f".join(map(str, values)).encode("utf-8", "surrogatepass"))


def is_intact(checksum: int | None, *values: object) -> bool:
    """Whether a row has the checksum of its columns. None, of a row from an older log, checks nothing."""
    return checksum is None or checksum == row_checksum(*values)


def is_sound(checksum: int | None, *values: object) -> bool:
    """Return True; raise ValueError where a row is not intact."""
    if not is_intact(checksum, *values):
        raise ValueError("the checksum of a row is another")
    return True


def install(connection: sqlite3.Connection) -> None:
    """Make both functions known to a connection."""
    connection.create_function("row_checksum", -1, row_checksum, deterministic=True)
    connection.create_function("is_sound", -1, is_sound, deterministic=True)


def insertion(table: str, *, ignoring: bool = False) -> str:
    """The statement that inserts a row: its parameters are its columns in the order of COLUMNS.

    Args:
        ignoring: whether a row that is there already is kept.
    """
    columns = COLUMNS[table]
    marks = ", ".join(f"?{number}" for number in range(1, len(columns) + 1))
    seal, value = (", checksum", f", row_checksum({marks})") if table in SEALED else ("", "")
    return f"INSERT {'OR IGNORE ' * ignoring}INTO {table} ({', '.join(columns)}{seal}) VALUES ({marks}{value})"


def assignment(table: str, **changed: str) -> str:
    """The part of an UPDATE after SET: the changed columns with their values, and the checksum of the new row."""
    sets = ", ".join(f"{column} = {value}" for column, value in changed.items())
    if table not in SEALED:
        return sets
    return f"{sets}, checksum = row_checksum({', '.join(changed.get(one, one) for one in COLUMNS[table])})"


def sound(table: str, alias: str = "") -> str:
    """The condition that a row is sound, to be put behind others with AND; it is never false, but raises an error."""
    if table not in SEALED:
        return "1"
    return f"is_sound({', '.join(f'{alias or table}.{one}' for one in ('checksum', *COLUMNS[table]))})"
