"""The ledger of citation keys: given once, never changed by the tool, never given to another work."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from ponarscite.errors import LibraryError, UnknownKeyError
from ponarscite.library.database import Database, readable
from ponarscite.record.key import is_key, make_key, suffix
from ponarscite.record.record import Record

LONGEST = 100
"""Characters of a key."""


class Choice(NamedTuple):
    """A key for a new record; *again*: the work comes back, and the key was its own before."""

    key: str
    again: bool = False


class Ledger:
    """Gives keys to records, and finds the record of a key: of one that was retired, too."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next: dict[str, int] = {}

    def choose(self, record: Record) -> Choice:
        """A key for a new record, what it brings or one that is made; a, b, ... if it is taken."""
        bare = self.bare(record)
        row = self._database.row("SELECT key, record, identity FROM ledger WHERE key = ?", (bare,))
        if row is None:
            return Choice(bare)
        key, holder, identity = row
        if holder is None and identity == json.dumps([record.identity.kind, record.identity.value]):
            return Choice(str(key), again=True)
        return Choice(self._free(bare))

    def give(self, given: Iterable[tuple[Choice, int]]) -> None:
        """Note which key each new record has.

        Not one statement for new keys and for those that come back: what may fire a trigger makes FTS5 write out all
        that it has gathered.
        """
        new = []
        for choice, number in given:
            if choice.again:
                self._database.run("UPDATE ledger SET record = ? WHERE key = ?", (number, choice.key))
            else:
                new.append((choice.key, number))
        self._database.connection.executemany("INSERT INTO ledger (key, record) VALUES (?, ?)", new)

    def bare(self, record: Record) -> str:
        """The key that a record would have if no other one had it."""
        key = record.id if is_key(record.id) else make_key(record)
        return key[:LONGEST]

    def _is_taken(self, key: str) -> bool:
        return self._database.row("SELECT 1 FROM ledger WHERE key = ?", (key,)) is not None

    def _free(self, bare: str) -> str:
        last = self._next.get(bare.lower(), 0)
        number = last + 1 if self._is_taken(f"{bare}{suffix(last)}") else 0  # what had the last one may be taken back
        while self._is_taken(key := f"{bare}{suffix(number)}"):
            number += 1
        self._next[bare.lower()] = number
        return key

    def find(self, key: str) -> int | None:
        """The id of the record that has, or once had, this key; None when there is no such key."""
        if not key.isascii():
            return None
        row = self._database.row("SELECT record FROM ledger WHERE key = ?", (key,))
        return row[0] if row else None

    def was_given(self, key: str) -> bool:
        """Whether any record had this key, also one that was removed."""
        return self._is_taken(key)

    def rename(self, number: int, key: str) -> None:
        """Give a record the key that its user wants; the former one still leads to it. Raises LibraryError."""
        if not is_key(key) or len(key) > LONGEST:
            raise LibraryError(f"{key!r} is no key", hint=f"at most {LONGEST} of A-Z a-z 0-9 _ : . -")
        holder = self.find(key)
        if self._is_taken(key) and holder != number:
            raise LibraryError(f"the key {key} belongs to another record", hint="keys are never given twice")
        if holder is None:
            self._database.run("INSERT INTO ledger (key, record) VALUES (?, ?)", (key, number))
        self._database.run("UPDATE record SET key = ? WHERE id = ?", (key, number))

    def inherit(self, heir: int, number: int) -> None:
        """All keys of one record lead to another from now on."""
        self._database.run("UPDATE ledger SET record = ? WHERE record = ?", (heir, number))

    def retire(self, number: int, identity: str) -> None:
        """Remember the keys of a record that goes; they are given again only to the same work."""
        with readable():
            kind, value, *_ = json.loads(identity)
        same = json.dumps([kind, value]) if value else ""
        self._database.run("UPDATE ledger SET record = NULL, identity = ? WHERE record = ?", (same, number))

    def _like(self, key: str) -> str:
        """A key that begins alike, "" for none."""
        sql = "SELECT key FROM ledger WHERE substr(key, 1, ?) = ? COLLATE NOCASE AND record IS NOT NULL LIMIT 1"
        rows = (self._database.row(sql, (size, key[:size])) for size in range(min(len(key), LONGEST), 2, -1))
        return next((str(row[0]) for row in rows if row), "")

    def unknown(self, key: str) -> UnknownKeyError:
        """The error for a key that leads nowhere."""
        if not key.isascii():
            return UnknownKeyError(f"no record has the key {key!a}", hint="keys are ASCII; ponarscite find searches")
        if self._is_taken(key):
            return UnknownKeyError(f"the record {key} was removed", hint="ponarscite undo brings back the last change")
        near = f"did you mean {like}? " if (like := self._like(key)) else ""
        return UnknownKeyError(
            f"no record has the key {key!r}", hint=f"{near}ponarscite list shows the keys, find searches"
        )
