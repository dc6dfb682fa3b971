"""Journal: every command that changed the library, with the former rows that undo it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.schema import BYTES, ROWS, SEARCHED
from ponarscite.library.word_index import WordIndex

ACTIONS = ("insert", "update", "delete")
"""What the log says of a row."""


@dataclass(frozen=True, slots=True)
class Change:
    """One command that changed the library.

    Args:
        number: counted from 1.
        command: its words, as "edit pepm775 title".
        at: when it ran, ISO 8601 in UTC.
        undone: when it was undone, ISO 8601 in UTC; "" if it was not.
    """

    number: int
    command: str
    at: str
    undone: str = ""


class Journal:
    """Records former rows, so that the last command can be undone, then the one before it, and so on.

    Of inserted rows it stores the range of their ids. Of updated and deleted rows, triggers store the old values. The
    triggers are temporary and belong to this connection, so a file opened by another program has none.
    """

    def __init__(self, database: Database, words: WordIndex) -> None:
        self._database = database
        self._words = words
        self._change: int | None = None
        self._command = ""
        self._ready = False

    @contextmanager
    def change(self, command: str) -> Iterator[None]:
        """All transactions inside are one command of the log; the outermost `change` gives its words."""
        with self._database.lock:
            if self._command:
                yield
                return
            self._command, self._change = command, None
            try:
                yield
            finally:
                self._command, self._change = "", None

    @contextmanager
    def step(self, command: str) -> Iterator[None]:
        """One transaction that can be undone. Without changes it leaves nothing in the log; a nested one joins it."""
        database = self._database
        with self.change(command), self._triggers(), database.transaction():
            if database.row("SELECT 1 FROM current_step"):
                yield
                return
            highest = _highest_ids(database)
            number = self._begin(highest)
            self._words.reset()
            yield
            self._words.flush()
            self._end(number, highest)

    @contextmanager
    def _triggers(self) -> Iterator[None]:
        """Inside, the triggers are in place and the database is locked for other threads."""
        with self._database.lock, self._database.translated():
            if not self._ready:
                _install(self._database)
                self._ready = True
            yield

    def _begin(self, highest: dict[str, int]) -> int:
        """Insert a step, note the highest ids for the triggers, and return the id of the step."""
        database = self._database
        change = self._change
        if change is None:
            sql = "INSERT INTO change (command, at) VALUES (?, ?)"
            change = database.execute(sql, (self._command, _now()))
        number = database.execute("INSERT INTO step (change) VALUES (?)", (change,))
        marks = ", ".join("?" * (len(ROWS) + 1))
        database.execute(f"INSERT INTO current_step VALUES ({marks})", (number, *highest.values()))
        return number

    def _end(self, number: int, highest: dict[str, int]) -> None:
        """Store the ids of inserted rows, or delete the step when nothing was changed."""
        database = self._database
        for table, last in _highest_ids(database).items():
            if last > highest[table]:
                sql = "INSERT INTO undo (step, place, deed, old) VALUES (?, ?, 'insert', ?)"
                database.execute(sql, (number, table, json.dumps([highest[table] + 1, last])))
        database.execute("DELETE FROM current_step")
        (change,) = database.row("SELECT change FROM step WHERE id = ?", (number,)) or (0,)
        if database.row("SELECT 1 FROM undo WHERE step = ?", (number,)):
            self._change = change
            return
        database.execute("DELETE FROM step WHERE id = ?", (number,))
        if self._change is None:
            database.execute("DELETE FROM change WHERE id = ?", (change,))

    def log(self) -> list[Change]:
        """Every command that changed the library, the last one first."""
        rows = self._database.rows("SELECT id, command, at, undone FROM change ORDER BY id DESC")
        return [Change(*row) for row in rows]

    def undo(self, descriptions: DescriptionTable) -> list[Change]:
        """Undo the last command that is not undone yet, and commands whose transactions came between its own.

        Args:
            descriptions: keeps the match hashes in step with the rows of `testimony`, since no trigger records them.
        Returns:
            The undone commands, the last one first; [] when there is none.
        """
        database = self._database
        with self._triggers(), database.transaction():
            database.epoch += 1
            changes = self._last()
            marks = ", ".join("?" * len(changes))
            numbers = [change.number for change in changes]
            sql = (
                "SELECT undo.id, place, deed, old FROM undo JOIN step ON step.id = undo.step "
                f"WHERE step.change IN ({marks}) ORDER BY undo.id DESC"
            )
            for number, table, action, old in database.rows(sql, numbers):
                with decoding():
                    _, values = ROWS[table], json.loads(old)  # no other table is changed
                    ACTIONS.index(action)
                    _undo(database, descriptions, table, action, values)
                database.execute("DELETE FROM undo WHERE id = ?", (number,))
            database.execute(f"DELETE FROM step WHERE change IN ({marks})", numbers)
            database.execute(f"UPDATE change SET undone = ? WHERE id IN ({marks})", (_now(), *numbers))
            return changes

    def _last(self) -> list[Change]:
        """The last command, and every command with a transaction after the first one of these."""
        row = self._database.row("SELECT change FROM step ORDER BY id DESC LIMIT 1")
        found: set[int] = set() if row is None else {row[0]}
        while found:
            marks = ", ".join("?" * len(found))
            sql = f"SELECT DISTINCT change FROM step WHERE id >= (SELECT min(id) FROM step WHERE change IN ({marks}))"
            more = {change for (change,) in self._database.rows(sql, sorted(found))}
            if more == found:
                break
            found = more
        return [change for change in self.log() if change.number in found]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _highest_ids(database: Database) -> dict[str, int]:
    """Table -> its highest id, 0 for an empty one."""
    select = ", ".join(f"(SELECT ifnull(max(id), 0) FROM {table})" for table in ROWS)
    return dict(zip(ROWS, database.row(f"SELECT {select}") or (), strict=True))


def _install(database: Database) -> None:
    """Create the triggers, and the table `current_step`: the step that is running and the highest ids before it."""
    columns = ", ".join(f"{table} INTEGER" for table in ROWS)
    database.execute(f"CREATE TEMP TABLE IF NOT EXISTS current_step (step INTEGER, {columns})")
    for table, names in ROWS.items():
        old = ", ".join(f"hex(old.{name})" if (table, name) in BYTES else f"old.{name}" for name in names)
        for action in ("update", "delete"):
            database.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS {table}_{action} "
                f"AFTER {action} ON main.{table} WHEN old.id <= (SELECT {table} FROM current_step) BEGIN "
                f"INSERT INTO undo (step, place, deed, old) "
                f"VALUES ((SELECT step FROM current_step), '{table}', '{action}', json_array({old})); END"
            )


def _undo(database: Database, descriptions: DescriptionTable, table: str, action: str, old: list[Any]) -> None:
    """Undo one change of rows.

    Args:
        action: "insert", "update" or "delete".
        old: of an insert the first and the last id, else the former row.
    """
    is_description = table == "testimony"
    if action == "insert":
        first, last = old
        if is_description:
            descriptions.delete_hashes(first, last)
        database.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))
        return
    if is_description and action == "update":
        descriptions.delete_hashes(old[0], old[0])
    lacking = [None] * (len(ROWS[table]) - len(old))  # columns that are younger than the log
    pairs = zip(ROWS[table], (*old, *lacking), strict=True)
    _restore(database, table, action, [bytes.fromhex(v) if (table, name) in BYTES else v for name, v in pairs])
    if is_description:
        descriptions.insert_hashes(old[0], old[0])


def _restore(database: Database, table: str, action: str, values: list[Any]) -> None:
    """Update a row to its former values, or insert it again."""
    if action == "update":
        sets = ", ".join(f"{name} = ?" for name in ROWS[table])
        database.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values, values[0]))
    elif table == "search":
        for sql in SEARCHED:
            database.execute(sql, values)
    else:
        marks = ", ".join("?" * len(values))
        database.execute(f"INSERT INTO {table} VALUES ({marks})", values)
