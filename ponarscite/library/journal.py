"""The journal: every command that changed the library, and how things were before it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ponarscite.library.database import Database, readable
from ponarscite.library.schema import BYTES, ROWS, SEARCHED
from ponarscite.library.word_index import WordIndex


@dataclass(frozen=True, slots=True)
class Change:
    """One command that changed the library.

    Args:
        number: counted from 1.
        command: what was asked for, in words.
        at: when, ISO 8601 in UTC.
        undone: when it was undone, "" if it was not.
    """

    number: int
    command: str
    at: str
    undone: str = ""


class Journal:
    """Writes down how things were, so that the last command can be taken back, and the one before it.

    Rows that a transaction adds are remembered as a range of rowids; of rows that were there before, triggers keep the
    old values. The triggers belong to the connection: a file opened by another program has none.
    """

    def __init__(self, database: Database, words: WordIndex) -> None:
        self._database = database
        self._words = words
        self._change: int | None = None
        self._command = ""
        self._ready = False

    @contextmanager
    def change(self, command: str) -> Iterator[None]:
        """All transactions inside are one command; the outermost names it."""
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
        """One transaction, of which everything can be taken back; one that changes nothing leaves no trace."""
        database = self._database
        with self.change(command), self._watched(), database.transaction():
            if database.row("SELECT 1 FROM moment"):
                yield
                return
            lasts = _lasts(database)
            number = self._begin(lasts)
            self._words.begin()
            yield
            self._words.end()
            self._end(number, lasts)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """With the triggers in place."""
        with self._database.lock, self._database.told():
            if not self._ready:
                _install(self._database)
                self._ready = True
            yield

    def _begin(self, lasts: dict[str, int]) -> int:
        database = self._database
        change = self._change
        if change is None:
            sql = "INSERT INTO change (command, at) VALUES (?, ?)"
            change = database.run(sql, (self._command, _now()))
        number = database.run("INSERT INTO step (change) VALUES (?)", (change,))
        marks = ", ".join("?" * (len(ROWS) + 1))
        database.run(f"INSERT INTO moment VALUES ({marks})", (number, *lasts.values()))
        return number

    def _end(self, number: int, lasts: dict[str, int]) -> None:
        database = self._database
        for place, last in _lasts(database).items():
            if last > lasts[place]:
                sql = "INSERT INTO undo (step, place, deed, old) VALUES (?, ?, 'insert', ?)"
                database.run(sql, (number, place, json.dumps([lasts[place] + 1, last])))
        database.run("DELETE FROM moment")
        (change,) = database.row("SELECT change FROM step WHERE id = ?", (number,)) or (0,)
        if database.row("SELECT 1 FROM undo WHERE step = ?", (number,)):
            self._change = change
            return
        database.run("DELETE FROM step WHERE id = ?", (number,))
        if self._change is None:
            database.run("DELETE FROM change WHERE id = ?", (change,))

    def log(self) -> list[Change]:
        """Every command that changed the library, the last one first."""
        rows = self._database.rows("SELECT id, command, at, undone FROM change ORDER BY id DESC")
        return [Change(*row) for row in rows]

    def undo(self, hook: Callable[[int, int, bool], None]) -> list[Change]:
        """Take back the last command that was not yet; with it, those that ran at the same time.

        Args:
            hook: told of each testimony that goes (False) or comes (True), with its id and the same id or the last.
        Returns:
            The commands that were taken back, the last one first; () when there is none.
        """
        database = self._database
        with self._watched(), database.transaction():
            changes = self._last()
            marks = ", ".join("?" * len(changes))
            numbers = [change.number for change in changes]
            sql = (
                "SELECT undo.id, place, deed, old FROM undo JOIN step ON step.id = undo.step "
                f"WHERE step.change IN ({marks}) ORDER BY undo.id DESC"
            )
            for number, place, deed, old in database.rows(sql, numbers):
                with readable():
                    values = json.loads(old)
                _take_back(database, place, deed, values, hook)
                database.run("DELETE FROM undo WHERE id = ?", (number,))
            database.run(f"DELETE FROM step WHERE change IN ({marks})", numbers)
            database.run(f"UPDATE change SET undone = ? WHERE id IN ({marks})", (_now(), *numbers))
            return changes

    def _last(self) -> list[Change]:
        """The last command, and those with a transaction after its first one."""
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


def _lasts(database: Database) -> dict[str, int]:
    """Table -> its highest rowid."""
    select = ", ".join(f"(SELECT ifnull(max(id), 0) FROM {place})" for place in ROWS)
    return dict(zip(ROWS, database.row(f"SELECT {select}") or (), strict=True))


def _install(database: Database) -> None:
    columns = ", ".join(f"{place} INTEGER" for place in ROWS)
    database.run(f"CREATE TEMP TABLE IF NOT EXISTS moment (step INTEGER, {columns})")
    for place, names in ROWS.items():
        old = ", ".join(f"hex(old.{name})" if (place, name) in BYTES else f"old.{name}" for name in names)
        for deed in ("update", "delete"):
            database.run(
                f"CREATE TEMP TRIGGER IF NOT EXISTS {place}_{deed} "
                f"AFTER {deed} ON main.{place} WHEN old.id <= (SELECT {place} FROM moment) BEGIN "
                f"INSERT INTO undo (step, place, deed, old) "
                f"VALUES ((SELECT step FROM moment), '{place}', '{deed}', json_array({old})); END"
            )


def _take_back(
    database: Database, place: str, deed: str, old: list[Any], hook: Callable[[int, int, bool], None]
) -> None:
    names = ROWS[place]
    is_testimony = place == "testimony"
    if deed == "insert":
        if is_testimony:
            hook(old[0], old[1], False)
        database.run(f"DELETE FROM {place} WHERE id BETWEEN ? AND ?", old)
        return
    if is_testimony and deed == "update":
        hook(old[0], old[0], False)
    pairs = zip(names, old, strict=True)
    values = [bytes.fromhex(value) if (place, name) in BYTES else value for name, value in pairs]
    if deed == "update":
        sets = ", ".join(f"{name} = ?" for name in names)
        database.run(f"UPDATE {place} SET {sets} WHERE id = ?", (*values, values[0]))
    elif place == "search":
        for sql in SEARCHED:
            database.run(sql, values)
    else:
        marks = ", ".join("?" * len(names))
        database.run(f"INSERT INTO {place} VALUES ({marks})", values)
    if is_testimony:
        hook(old[0], old[0], True)
