"""The words by which records are found: rows of `search`, and their index; to be changed inside a transaction."""

from __future__ import annotations

from ponarscite.library.database import Database
from ponarscite.library.schema import ROWS, SEARCHED

Words = tuple[str, ...]
"""The columns of `search` after its id."""

MOST_WAITING = 1000
"""New rows that are held back, to be written together: half of the work of FTS5 is to begin."""


class WordIndex:
    """New rows wait until there are many, or the step of the journal ends: nothing in between asks for words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[int, Words] = {}

    def begin(self) -> None:
        """Forget what waited for a transaction that failed."""
        self._waiting.clear()

    def end(self) -> None:
        """Write what waits."""
        rows = [(number, *words) for number, words in self._waiting.items()]
        for sql in SEARCHED:
            self._database.connection.executemany(sql, rows)
        self._waiting.clear()

    def add(self, record: int, words: Words) -> None:
        """The words of a new record."""
        self._waiting[record] = words
        if len(self._waiting) >= MOST_WAITING:
            self.end()

    def change(self, record: int, words: Words) -> None:
        """Other words of a record; the same ones change nothing."""
        if record in self._waiting:
            self._waiting[record] = words
        else:
            self._database.bring("search", record, ROWS["search"][1:], words)

    def remove(self, record: int) -> None:
        """Forget the words of a record."""
        if self._waiting.pop(record, None) is None:
            self._database.run("DELETE FROM search WHERE id = ?", (record,))
