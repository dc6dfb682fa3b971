"""The table of records, their words and their keys; to be changed inside a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ponarscite.errors import UnknownKeyError
from ponarscite.library.database import Database
from ponarscite.library.description import GIVEN, PLACE, opened, ordered, together
from ponarscite.library.keys import Choice, Ledger
from ponarscite.library.row import record_row, search_row, serial_of, stored_record
from ponarscite.library.schema import ROWS
from ponarscite.library.word_index import WordIndex
from ponarscite.reconcile.choice import Settle
from ponarscite.record.claim import ROLES, Claim
from ponarscite.record.record import Record

MOST_HEARD = 100
"""Testimonies of one record that are reconciled. Of more, what differs in words is heard once: corrections first, then
the documents about the work itself, then in an order that does not depend on when they came. All claims are kept."""


class RecordTable:
    """Records as rows, kept in step with the claims of their testimonies."""

    def __init__(self, database: Database, words: WordIndex, ledger: Ledger, settle: Settle) -> None:
        self._database = database
        self._words = words
        self._ledger = ledger
        self._settle = settle

    def create(self, new: Iterable[tuple[Record, int | None, Choice]]) -> list[int]:
        """New records, each with the shape of its testimonies, where all say the same, and its key; their ids."""
        numbered = list(enumerate(new, self._database.next_id("record")))
        self._insert((number, choice.key, record, shape) for number, (record, shape, choice) in numbered)
        self._ledger.give((choice, number) for number, (_, _, choice) in numbered)
        return [number for number, _ in numbered]

    def place(self, number: int, key: str, record: Record) -> None:
        """The rows of a record that comes back."""
        self._insert([(number, key, record, None)])

    def _insert(self, new: Iterable[tuple[int, str, Record, int | None]]) -> None:
        rows = []
        for number, key, record, shape in new:
            rows.append((number, key, *record_row(record, shape)))
            self._words.add(number, search_row(record))
        marks = ", ".join("?" * len(ROWS["record"]))
        self._database.connection.executemany(f"INSERT INTO record VALUES ({marks})", rows)

    def write(self, number: int, record: Record) -> None:
        """Bring the rows of a record up to date; those that stay as they are are not touched."""
        shapes = self._database.rows("SELECT DISTINCT shape FROM testimony WHERE record = ? LIMIT 2", (number,))
        values = record_row(record, shapes[0][0] if len(shapes) == 1 else None)
        self._database.bring("record", number, ROWS["record"][2:], values)
        self._words.change(number, search_row(record))

    def rebuild(self, number: int) -> None:
        """Reconcile the claims of a record anew."""
        self.write(number, self.read(number))

    def discard(self, number: int) -> None:
        """Remove the rows of a record that has no testimonies any more."""
        self._words.remove(number)
        for sql in ("DELETE FROM tag WHERE record = ?", "DELETE FROM record WHERE id = ?"):
            self._database.run(sql, (number,))

    def absorb(self, number: int, other: int) -> None:
        """Let a record have the keys and tags of another one, which goes."""
        self._ledger.inherit(number, other)
        sql = "INSERT OR IGNORE INTO tag (record, tag) SELECT ?, tag FROM tag WHERE record = ?"
        self._database.run(sql, (number, other))
        self.discard(other)

    def read(self, number: int) -> Record:
        """The record with this id. Raises UnknownKeyError when it is gone."""
        with self._database.lock:
            row = self._database.row("SELECT key, item, identity FROM record WHERE id = ?", (number,))
            groups = self._groups("SELECT id, claims FROM testimony WHERE record = ? ORDER BY id", (number,))
            heard = self._heard(number) if len(groups) > MOST_HEARD else groups
        if row is None or not groups:
            raise UnknownKeyError("a record was removed while it was read", hint="run the same command again")
        all_claims = list(groups.values())
        if len(all_claims) == 1 and all_claims[0][0].origin == GIVEN:  # as it was given: what is said twice, too
            with self._database.told():
                return replace(stored_record(*row), role=all_claims[0][0].about.role, claims=all_claims[0])
        record = together((groups[one] for one in heard), self._settle)
        return replace(record, id=row[0], claims=record.claims if heard is groups else ordered(all_claims))

    def built(self, testimonies: Sequence[int]) -> Record:
        """The record that testimonies make together, which need not be one record yet."""
        marks = ", ".join("?" * len(testimonies))
        if len(testimonies) > MOST_HEARD:
            testimonies = self._chosen(f"testimony.id IN ({marks})", testimonies)
            marks = ", ".join("?" * len(testimonies))
        groups = self._groups(f"SELECT id, claims FROM testimony WHERE id IN ({marks})", testimonies)
        return together(groups.values(), self._settle)

    def _groups(self, sql: str, parameters: Sequence[int]) -> dict[int, tuple[Claim, ...]]:
        with self._database.told():
            return {number: opened(packed) for number, packed in self._database.rows(sql, parameters)}

    def _heard(self, number: int) -> Iterable[int]:
        return self._chosen("record = ?", (number,))

    def _chosen(self, condition: str, parameters: Sequence[int]) -> list[int]:
        """One testimony of each shape, at most MOST_HEARD: the same ones whenever they came."""
        sql = (
            "SELECT place, role, shape, ifnull(address, ''), testimony.id FROM testimony "
            f"LEFT JOIN document ON document.id = document WHERE {condition}"
        )
        rows = self._database.rows(sql, parameters)
        rows.sort(key=lambda row: (row[0] != PLACE, ROLES.index(row[1]), *row[2:4], row[0]))
        first: dict[int, int] = {}
        for _, _, shape, _, number in rows:
            first.setdefault(shape, number)
        return list(first.values())[:MOST_HEARD]

    def key(self, number: int) -> str:
        """The key of a record, "" when it is gone."""
        row = self._database.row("SELECT key FROM record WHERE id = ?", (number,))
        return str(row[0]) if row else ""

    def disputed(self, number: int) -> int:
        """How many open conflicts a record has."""
        row = self._database.row("SELECT disputed FROM record WHERE id = ?", (number,))
        return int(row[0]) if row else 0

    def shape(self, number: int) -> int | None:
        """What all testimonies of a record say; None when they differ."""
        row = self._database.row("SELECT shape FROM record WHERE id = ?", (number,))
        return row[0] if row else None

    def namesake(self, record: Record, *others: int) -> int | None:
        """A record beside *others* that, once all is known of it, is this number of this series."""
        if record.identity.kind != "number":
            return None
        marks = ", ".join("?" * len(others))
        sql = f"SELECT id FROM record WHERE serial = ? AND series = ? AND id NOT IN ({marks}) LIMIT 1"
        series, number = record.identity.value
        row = self._database.row(sql, (serial_of(number), series, *others))
        return row[0] if row else None
