"""WordIndex: the words by which records are found. Every change happens inside a transaction."""

from __future__ import annotations

from typing import TypeAlias

from ponarscite.library.database import Database
from ponarscite.library.schema import ROWS, SEARCHED

Words: TypeAlias = tuple[str, ...]
"""The columns of `search` after its id."""

MOST_PENDING = 1000
"""New rows that are collected before they are written: half of FTS5's work is a fixed cost of each batch."""


class WordIndex:
    """The table `search` and its FTS5 index. New rows are pending until there are MOST_PENDING, or until `flush`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pending: dict[int, Words] = {}

    def reset(self) -> None:
        """Drop pending rows, which are left over when a transaction failed."""
        self._pending.clear()

    def flush(self) -> None:
        """Write the pending rows."""
        rows = [(record, *words) for record, words in self._pending.items()]
        for sql in SEARCHED:
            self._database.connection.executemany(sql, rows)
        self._pending.clear()

    def insert(self, record: int, words: Words) -> None:
        """Add the words of a new record."""
        self._pending[record] = words
        if len(self._pending) >= MOST_PENDING:
            self.flush()

    def update(self, record: int, words: Words) -> None:
        """Replace the words of a record; equal words write nothing."""
        if record in self._pending:
            self._pending[record] = words
        else:
            self._database.update("search", record, ROWS["search"][1:], words)

    def delete(self, record: int) -> None:
        """Delete the words of a record."""
        if self._pending.pop(record, None) is None:
            self._database.execute("DELETE FROM search WHERE id = ?", (record,))
