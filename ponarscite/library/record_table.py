"""RecordTable: the rows of `record`, with their words and keys. Every change happens inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ponarscite.errors import UnknownKeyError
from ponarscite.library.crowds import Crowds, is_crowd, representatives
from ponarscite.library.database import Database
from ponarscite.library.decoding import decoding
from ponarscite.library.description import in_fixed_order, reconciled, unpacked_claims
from ponarscite.library.keys import Choice, Keys
from ponarscite.library.record_row import record_row, search_row, serial_of, stored_record
from ponarscite.library.row_seal import insertion, sound
from ponarscite.library.schema import ROWS
from ponarscite.library.word_index import WordIndex
from ponarscite.reconcile.choice import Settle
from ponarscite.reconcile.given import GIVEN
from ponarscite.record.claim import Claim
from ponarscite.record.record import Identity, Record


class RecordTable:
    """Records as rows, derived from the claims of their descriptions."""

    def __init__(self, database: Database, words: WordIndex, keys: Keys, crowds: Crowds, settle: Settle) -> None:
        self._database = database
        self._words = words
        self._keys = keys
        self._crowds = crowds
        self._settle = settle

    def create(self, new: Iterable[tuple[Record, int | None, Choice]]) -> list[int]:
        """Insert records, and return their ids.

        Args:
            new: each record with the shape of its descriptions (None when they differ) and its key.
        """
        numbered = list(enumerate(new, self._database.next_id("record")))
        self._insert((record_id, choice.key, record, shape) for record_id, (record, shape, choice) in numbered)
        self._keys.assign((choice, record_id) for record_id, (_, _, choice) in numbered)
        return [record_id for record_id, _ in numbered]

    def restore(self, record_id: int, key: str, record: Record) -> None:
        """Insert a record under the id and the key that it had; the keys of the library are not touched."""
        self._insert([(record_id, key, record, None)])

    def _insert(self, new: Iterable[tuple[int, str, Record, int | None]]) -> None:
        rows = []
        for record_id, key, record, shape in new:
            rows.append((record_id, key, *record_row(record, shape)))
            self._words.insert(record_id, search_row(record))
        marks = ", ".join("?" * len(ROWS["record"]))
        self._database.connection.executemany(f"INSERT INTO record VALUES ({marks})", rows)

    def write(self, record_id: int, record: Record) -> None:
        """Update the rows of a record; equal rows are not written."""
        shapes = self._database.rows("SELECT DISTINCT shape FROM testimony WHERE record = ? LIMIT 2", (record_id,))
        values = record_row(record, shapes[0][0] if len(shapes) == 1 else None)
        self._database.update("record", record_id, ROWS["record"][2:], values)
        self._words.update(record_id, search_row(record))

    def rebuild(self, record_id: int) -> None:
        """Reconcile the claims of a record again and update its rows."""
        crowd = self._crowds.of(record_id)
        if crowd is None:
            self.write(record_id, self.read(record_id))
        elif crowd.is_changed:
            self.write(record_id, self.built(crowd.descriptions))
            crowd.is_changed = False

    def delete(self, record_id: int) -> None:
        """Delete the rows of a record that has no descriptions any more; its keys stay."""
        self._words.delete(record_id)
        for sql in ("DELETE FROM tag WHERE record = ?", "DELETE FROM record WHERE id = ?"):
            self._database.execute(sql, (record_id,))

    def absorb(self, record_id: int, other: int) -> None:
        """Give the keys and tags of the record *other* to a record, and delete *other*."""
        self._keys.transfer(record_id, other)
        for (tag,) in self._database.rows(f"SELECT tag FROM tag WHERE record = ? AND {sound('tag')}", (other,)):
            self._database.execute(insertion("tag", ignoring=True), (record_id, tag))
        self.delete(other)

    def read(self, record_id: int) -> Record:
        """The record with this id and all of its claims. Raises UnknownKeyError when it has been removed."""
        with self._database.lock:
            row = self._database.row("SELECT key, item, identity, checksum FROM record WHERE id = ?", (record_id,))
            groups = self._claims("SELECT id, claims FROM testimony WHERE record = ? ORDER BY id", (record_id,))
            chosen = self._chosen("record = ?", (record_id,)) if is_crowd(len(groups)) else groups
        if row is None or not groups:
            raise UnknownKeyError("a record was removed while it was read", hint="run the same command again")
        all_claims = list(groups.values())
        if len(all_claims) == 1 and all_claims[0][0].origin == GIVEN:  # the row keeps values that occur twice
            with self._database.translated():
                return replace(stored_record(*row), role=all_claims[0][0].about.role, claims=all_claims[0])
        record = reconciled((groups[one] for one in chosen), self._settle)
        return replace(record, id=row[0], claims=record.claims if chosen is groups else in_fixed_order(all_claims))

    def built(self, descriptions: Sequence[int]) -> Record:
        """The record that descriptions make, whichever records they belong to now."""
        if is_crowd(len(descriptions)):
            given = "testimony.id IN (SELECT value FROM json_each(?))"  # SQLite limits the number of parameters
            descriptions = self._chosen(given, (json.dumps(descriptions),))
        marks = ", ".join("?" * len(descriptions))
        groups = self._claims(f"SELECT id, claims FROM testimony WHERE id IN ({marks})", descriptions)
        return reconciled(groups.values(), self._settle)

    def _claims(self, sql: str, parameters: Sequence[int]) -> dict[int, tuple[Claim, ...]]:
        with self._database.translated():
            return {
                description: unpacked_claims(packed) for description, packed in self._database.rows(sql, parameters)
            }

    def _chosen(self, condition: str, parameters: Sequence[int | str]) -> list[int]:
        """The descriptions that are reconciled, of very many."""
        return [description for _, description in representatives(self._database, condition, parameters).values()]

    def key(self, record_id: int) -> str:
        """The key of a record, "" when the record has been removed."""
        row = self._database.row("SELECT key FROM record WHERE id = ?", (record_id,))
        return str(row[0]) if row else ""

    def identity(self, record_id: int) -> Identity:
        """The identity of a record, without aliases."""
        ((text,),) = self._database.rows("SELECT identity FROM record WHERE id = ?", (record_id,))
        with decoding():
            kind, value, reason = json.loads(text)
            return Identity(kind, tuple(value), reason)

    def disputed(self, record_id: int) -> int:
        """The number of open conflicts of a record, 0 when the record has been removed."""
        row = self._database.row("SELECT disputed FROM record WHERE id = ?", (record_id,))
        return int(row[0]) if row else 0

    def shape(self, record_id: int) -> int | None:
        """The shape that all descriptions of a record share, None when they differ."""
        row = self._database.row("SELECT shape FROM record WHERE id = ?", (record_id,))
        return row[0] if row else None

    def with_same_number(self, record: Record, *others: int) -> int | None:
        """The id of a record with the series and number of *record*, leaving out the ids *others*; None for none."""
        if record.identity.kind != "number":
            return None
        marks = ", ".join("?" * len(others))
        sql = f"SELECT id FROM record WHERE serial = ? AND series = ? AND id NOT IN ({marks}) LIMIT 1"
        series, number = record.identity.value
        row = self._database.row(sql, (serial_of(number), series, *others))
        return row[0] if row else None
