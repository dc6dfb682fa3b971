"""Makes the words of every record again, after a change of what is indexed."""

from __future__ import annotations

import sqlite3

from ponarscite.library.record_row import search_row, stored_record
from ponarscite.library.schema import ROWS, SEARCH_CHANGED

PAGE = 500
"""Records that are read at a time."""

_COLUMNS = ", ".join(f"{column} = ?" for column in ROWS["search"][1:])


def reindex(connection: sqlite3.Connection) -> None:
    """Make the rows of `search` from the records, and the index from the rows, inside a transaction.

    The index is built once at the end, since FTS5 takes much longer to change it row by row.
    Raises sqlite3.Error.
    """
    connection.execute("DROP TRIGGER search_changed")
    last = 0
    while rows := connection.execute(
        f"SELECT id, key, item, identity FROM record WHERE id > ? ORDER BY id LIMIT {PAGE}", (last,)
    ).fetchall():
        words = ((*search_row(stored_record(*row)), record) for record, *row in rows)
        connection.executemany(f"UPDATE search SET {_COLUMNS} WHERE id = ?", words)
        last = rows[-1][0]
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    connection.execute(SEARCH_CHANGED)
