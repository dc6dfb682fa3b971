"""Keys: which citation key leads to which record. A key is never given to another work, even after a removal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from ponarscite.errors import LibraryError, UnknownKeyError
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.nearest import LEAST_SHARED, nearest
from ponarscite.library.row_seal import assignment, insertion, sound
from ponarscite.record.key import LONGEST, is_key, make_key, suffix
from ponarscite.record.record import Record


class Choice(NamedTuple):
    """A key for a new record; *is_former*: the same work had this key before it was removed."""

    key: str
    is_former: bool = False


class Keys:
    """The table `ledger`: every current and former key, and the record that it leads to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._next: dict[str, int] = {}
        self._epoch = database.epoch

    def choose(self, record: Record) -> Choice:
        """A free key for a new record: its bare key, with a letter behind it when another work has or had that one."""
        bare = self.bare(record)
        row = self._database.row(
            f"SELECT key, record, identity FROM ledger WHERE key = ? AND {sound('ledger')}", (bare,)
        )
        if row is None:
            return Choice(bare)
        key, holder, identity = row
        if holder is None and identity == json.dumps([record.identity.kind, record.identity.value]):
            return Choice(str(key), is_former=True)
        return Choice(self._free(bare))

    def assign(self, chosen: Iterable[tuple[Choice, int]]) -> None:
        """Store the chosen keys, each with the id of its record.

        New keys and former ones take two statements: an upsert may fire a trigger of the journal, and FTS5 flushes its
        pending terms whenever a statement may fire a trigger.
        """
        new = []
        for choice, record in chosen:
            if choice.is_former:
                self._set_record(choice.key, record)
            else:
                new.append((choice.key, record, ""))
        self._database.connection.executemany(insertion("ledger"), new)

    def _set_record(self, key: str, record: int) -> None:
        sets = assignment("ledger", record="?1")
        self._database.execute(f"UPDATE ledger SET {sets} WHERE key = ?2", (record, key))

    def bare(self, record: Record) -> str:
        """The key that a record gets when no other record has it: its own, or one made from its values."""
        return record.id if is_key(record.id) else make_key(record)[:LONGEST]

    def _is_taken(self, key: str) -> bool:
        return self._database.row("SELECT 1 FROM ledger WHERE key = ?", (key,)) is not None

    def _free(self, bare: str) -> str:
        """The bare key with the first free suffix. The search starts at the one that was free last.

        Those before it stay taken, but for an undo, a rollback, another process and `release`.
        """
        if self._epoch != self._database.epoch:
            self._next.clear()
            self._epoch = self._database.epoch
        number = self._next.get(bare.lower(), 0)
        while self._is_taken(key := f"{bare}{suffix(number)}"):
            number += 1
        self._next[bare.lower()] = number
        return key

    def find(self, key: str) -> int | None:
        """The id of the record that has, or once had, this key; None for an unknown key or a removed record."""
        if not is_key(key):
            return None
        row = self._database.row(f"SELECT record FROM ledger WHERE key = ? AND {sound('ledger')}", (key,))
        return row[0] if row else None

    def rename(self, record: int, key: str) -> None:
        """Give a record the key that the user wants; its former key still leads to it. Raises LibraryError."""
        if not is_key(key):
            raise LibraryError(f"{key!r} is no key", hint=f"up to {LONGEST} characters, without control characters")
        holder = self.find(key)
        if self._is_taken(key) and holder != record:
            raise LibraryError(f"the key {key} belongs to another record", hint="keys are never given twice")
        if holder is None:
            self._database.execute(insertion("ledger"), (key, record, ""))
        self._database.execute("UPDATE record SET key = ? WHERE id = ?", (key, record))

    def lead(self, key: str, record: int) -> None:
        """Let a key that a source gives lead to a record, unless another work has it or had it."""
        row = self._database.row(f"SELECT record, identity FROM ledger WHERE key = ? AND {sound('ledger')}", (key,))
        if row is None:
            self._database.execute(insertion("ledger"), (key, record, ""))
        elif row[0] is None and row[1]:
            ((identity,),) = self._database.rows("SELECT identity FROM record WHERE id = ?", (record,))
            if row[1] == _kept_identity(identity):
                self._set_record(key, record)

    def release(self, key: str) -> None:
        """Free a key, so that the work which is split from its record gets it."""
        self._next.clear()
        self._database.execute("DELETE FROM ledger WHERE key = ?", (key,))

    def transfer(self, target: int, record: int) -> None:
        """Let all keys of a record lead to the record *target*."""
        sets = assignment("ledger", record="?1")
        self._database.execute(f"UPDATE ledger SET {sets} WHERE record = ?2", (target, record))

    def retire(self, record: int, identity: str) -> None:
        """Keep the keys of a record that is removed; only a record with the same identity may get them again.

        Args:
            identity: the column of `record`, JSON that starts with kind and value.
        """
        sets = assignment("ledger", record="NULL", identity="?1")
        self._database.execute(f"UPDATE ledger SET {sets} WHERE record = ?2", (_kept_identity(identity), record))

    def unknown(self, key: str) -> UnknownKeyError:
        """The error for a key that leads to no record."""
        if not is_key(key):
            return UnknownKeyError(
                f"no record has the key {key!a:.80}", hint="ponarscite list shows the keys, find searches"
            )
        if self._is_taken(key):
            return UnknownKeyError(f"the record {key} was removed", hint="ponarscite undo brings back the last change")
        similar = nearest(self._database, [(key, LEAST_SHARED)])
        suggestion = f"did you mean {similar[0]}? " if similar else ""
        return UnknownKeyError(
            f"no record has the key {key!r}", hint=f"{suggestion}ponarscite list shows the keys, find searches"
        )


def _kept_identity(identity: str) -> str:
    """The identity that a removed record is known by: kind and value as JSON, "" without a value."""
    with decoding():
        kind, value, *_ = json.loads(identity)
    return json.dumps([kind, value]) if value else ""
