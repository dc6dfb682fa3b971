"""The table of testimonies, and the hashes by which they meet; to be changed inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from ponarscite.library.clusters import Known
from ponarscite.library.database import Database, readable
from ponarscite.library.description import hashes, identity_of, opened
from ponarscite.library.entry import Entry
from ponarscite.record.claim import Claim

_KNOWN = "testimony.id, record, identity, bonds"


class TestimonyTable:
    """Testimonies as rows. `record` and `document` are rowids."""

    __test__ = False  # no class of tests, whatever its name begins with

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, entries: Sequence[Entry], records: Sequence[int]) -> int:
        """New rows, each of a record, and the keys under which they are met; the id of the first one."""
        first = self._database.next_id("testimony")
        rows = [entry.row(first + n, record) for n, (entry, record) in enumerate(zip(entries, records, strict=True))]
        self._database.connection.executemany("INSERT INTO testimony VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._hook((key, first + n) for n, entry in enumerate(entries) for key in entry.keys)
        return first

    def _hook(self, met: Iterable[tuple[int, int]]) -> None:
        """Make testimonies known: keys with ids."""
        self._database.connection.executemany("INSERT OR IGNORE INTO meeting VALUES (?, ?)", met)

    def rehook(self, first: int, last: int, comes: bool) -> None:
        """Make the testimonies of a range known under their keys, or forget them there."""
        sql = "SELECT id, identity, bonds FROM testimony WHERE id BETWEEN ? AND ?"
        for number, identity, bonds in self._database.rows(sql, (first, last)):
            keys = hashes(identity_of(identity), _bonds(bonds))
            rows = [(key, number) for key in keys]
            if comes:
                self._hook(rows)
            else:
                self._database.connection.executemany("DELETE FROM meeting WHERE hash = ? AND testimony = ?", rows)

    def move(self, testimony: int, record: int) -> None:
        """Give a testimony to another record."""
        self._database.run("UPDATE testimony SET record = ? WHERE id = ?", (record, testimony))

    def forget(self, testimony: int) -> None:
        """Remove a testimony."""
        self.rehook(testimony, testimony, False)
        self._database.run("DELETE FROM testimony WHERE id = ?", (testimony,))

    def add_bonds(self, one: Known, bonds: Iterable[str]) -> None:
        """Give a testimony bonds beside those that it has."""
        all_bonds = list(dict.fromkeys((*one.bonds, *bonds)))
        self._database.run("UPDATE testimony SET bonds = ? WHERE id = ?", (json.dumps(all_bonds), one.id))
        self._hook((key, one.id) for key in hashes(one.identity, all_bonds))

    def claims(self, testimony: int) -> tuple[Claim, ...]:
        """The claims of one testimony."""
        ((packed,),) = self._database.rows("SELECT claims FROM testimony WHERE id = ?", (testimony,))
        return opened(packed)

    def holder(self, entry: Entry) -> int | None:
        """The record that has this very testimony already."""
        sql = "SELECT record FROM testimony WHERE shape = ? AND document IS ? AND place = ? LIMIT 1"
        row = self._database.row(sql, (entry.shape, entry.document, entry.testimony.about.place))
        return row[0] if row else None

    def twin(self, entry: Entry) -> int | None:
        """A record of which another document says the same."""
        row = self._database.row("SELECT record FROM testimony WHERE shape = ? LIMIT 1", (entry.shape,))
        return row[0] if row else None

    def record_of(self, testimony: int) -> int:
        """The record to which a testimony belongs."""
        ((record,),) = self._database.rows("SELECT record FROM testimony WHERE id = ?", (testimony,))
        return int(record)

    def of_record(self, record: int) -> list[Known]:
        """The testimonies of a record."""
        sql = f"SELECT {_KNOWN} FROM testimony WHERE record = ? ORDER BY id"
        return [_known(*row) for row in self._database.rows(sql, (record,))]

    def is_heard(self, entry: Entry) -> bool:
        """Whether anybody has said the same, or something under one of its keys."""
        sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM testimony WHERE shape = ?)"
        sql += " OR EXISTS (SELECT 1 FROM meeting WHERE hash = ?)" * len(entry.keys)
        return self._database.row(sql, (entry.shape, *entry.keys)) is not None

    def met(self, entry: Entry) -> list[int]:
        """The records that have a testimony under one of its keys; two of them at most."""
        marks = ", ".join("?" * len(entry.keys))
        sql = f"SELECT DISTINCT record FROM meeting JOIN testimony ON id = testimony WHERE hash IN ({marks}) LIMIT 2"
        return [record for (record,) in self._database.rows(sql, tuple(entry.keys))]

    def has(self, record: int, key: int) -> bool:
        """Whether a testimony of a record is met under this key."""
        sql = "SELECT 1 FROM meeting JOIN testimony ON id = testimony WHERE hash = ? AND record = ? LIMIT 1"
        return self._database.row(sql, (key, record)) is not None

    def closure(self, keys: Iterable[int]) -> list[Known]:
        """Every testimony that shares a key with these, by way of others too."""
        found: dict[int, Known] = {}
        waiting, seen = set(keys), set[int]()
        while waiting:
            key = waiting.pop()
            seen.add(key)
            sql = f"SELECT {_KNOWN} FROM meeting JOIN testimony ON id = testimony WHERE hash = ? ORDER BY id"
            for row in self._database.rows(sql, (key,)):
                if row[0] not in found:
                    known = _known(*row)
                    found[known.id] = known
                    waiting |= hashes(known.identity, known.bonds) - seen
        return list(found.values())

    def around(self, record: int) -> list[Known]:
        """The testimonies of a record, and every one that shares a key with them."""
        own = self.of_record(record)
        keys = set[int]().union(*(hashes(one.identity, one.bonds) for one in own))
        return list({one.id: one for one in (*own, *self.closure(keys))}.values())


def _known(number: int, record: int, identity: str, bonds: str) -> Known:
    return Known(number, record, identity_of(identity), _bonds(bonds))


def _bonds(text: str) -> tuple[str, ...]:
    with readable():
        return tuple(json.loads(text))
