"""What becomes of a testimony that arrives: a new record, or a part of one, or of several that prove to be one work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, TypeAlias

from ponarscite.claim import Claim, Settle
from ponarscite.errors import UnknownKeyError
from ponarscite.library.database import Database
from ponarscite.library.grouping import Group, Known, group, homes
from ponarscite.library.ledger import Ledger
from ponarscite.library.row import record_row, search_row, serial_of, stored_record
from ponarscite.library.schema import ROWS, SEARCHED
from ponarscite.library.testimony import (
    GIVEN,
    Testimony,
    draft,
    hashes,
    identity_of,
    identity_text,
    known_as,
    opened,
    together,
)
from ponarscite.record.key import make_key
from ponarscite.record.record import Identity, Record
from ponarscite.works import pack

Outcome: TypeAlias = Literal["added", "merged", "unchanged", "conflict"]

BOUND = "with"
"""Begins the name of a bond by which claims stay with a record."""

NOBODY = Identity("title", ())
"""The identity of claims that meet no others."""

_VALUES = ", ".join(f"{column} = ?" for column in ROWS["record"][2:])
_FOUND = ", ".join(f"{column} = ?" for column in ROWS["search"][1:])


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a testimony.

    Args:
        key: of its record.
        outcome: "added": a new record; "merged": the record was there; "unchanged": so was all that is said;
            "conflict": merged, and it contradicts what was there.
    """

    key: str
    outcome: Outcome


class Arrivals:
    """Receives testimonies, inside a transaction. All that is here keeps records, search and ledger in step."""

    def __init__(self, database: Database, ledger: Ledger, settle: Settle) -> None:
        self._database = database
        self._ledger = ledger
        self._settle = settle

    def receive(self, testimony: Testimony, document: int | None = None) -> Arrival:
        """Take in one testimony; *document* is the id of its document, None when it has none."""
        twin = self._database.row("SELECT record FROM testimony WHERE shape = ? LIMIT 1", (testimony.shape,))
        if twin and (record := self._holder(testimony, document)) is not None:
            return Arrival(self.key(record), "unchanged")
        if twin:
            return self._join(testimony, document, twin[0])
        identity = known_as(testimony.draft)
        keys = hashes(identity)
        near = self.closure(keys) if self._is_met(keys) else []
        if not near and self._namesake(testimony.draft) is None:
            return Arrival(self._found(testimony, document, identity), "added")
        disputed = {one.record: self._disputed(one.record) for one in near if one.record is not None}
        number = self._insert(testimony, document, 0, identity)
        self.regroup([*near, Known(number, None, identity)])
        ((record,),) = self._database.rows("SELECT record FROM testimony WHERE id = ?", (number,))
        return Arrival(self.key(record), self._outcome(record, disputed))

    def _outcome(self, record: int, disputed: dict[int, int]) -> Outcome:
        if record not in disputed:
            return "added"
        return "conflict" if self._disputed(record) > disputed[record] else "merged"

    def _holder(self, testimony: Testimony, document: int | None) -> int | None:
        """The record that has this very testimony already."""
        sql = "SELECT record FROM testimony WHERE shape = ? AND document IS ? AND place = ? LIMIT 1"
        row = self._database.row(sql, (testimony.shape, document, testimony.about.place))
        return row[0] if row else None

    def _join(self, testimony: Testimony, document: int | None, record: int) -> Arrival:
        """Another document says what one has said: it only has to be counted, unless others say something else."""
        before = self._disputed(record)
        self._insert(testimony, document, record, known_as(testimony.draft))
        row = self._database.row("SELECT shape FROM record WHERE id = ?", (record,))
        if row is None or row[0] != testimony.shape:
            self.rebuild(record)
        return Arrival(self.key(record), "conflict" if self._disputed(record) > before else "merged")

    def _found(self, testimony: Testimony, document: int | None, identity: Identity) -> str:
        """A new record of one testimony."""
        record, key = self._create(testimony.draft, testimony.shape)
        self._insert(testimony, document, record, identity)
        return key

    def _create(self, record: Record, shape: int | None) -> tuple[int, str]:
        """A new record: its id and its key."""
        key = self._ledger.choose(record)
        number = self.place(None, key, record, shape)
        self._ledger.give(key, number)
        return number, key

    def place(self, number: int | None, key: str, record: Record, shape: int | None = None) -> int:
        """The rows of a new record: its id."""
        marks = ", ".join("?" * len(ROWS["record"]))
        values = (number, key, *record_row(record, shape))
        number = self._database.run(f"INSERT INTO record VALUES ({marks})", values)
        found = (number, *search_row(record))
        for sql in SEARCHED:
            self._database.run(sql, found)
        return number

    def _insert(self, testimony: Testimony, document: int | None, record: int, identity: Identity) -> int:
        about = testimony.about
        bonds: tuple[str, ...] = ()
        return self.insert(record, document, about.role, about.place, testimony, identity, bonds)

    def insert(
        self,
        record: int,
        document: int | None,
        role: str,
        place: str,
        testimony: Testimony,
        identity: Identity,
        bonds: Sequence[str],
    ) -> int:
        """A new row of testimony, and the keys under which it is met; its id."""
        number = self._database.run(
            "INSERT INTO testimony VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(record, document, role, place, testimony.shape, identity_text(identity)),
                *(json.dumps(list(bonds)) if bonds else "[]", pack(testimony.claims)),
            ),
        )
        self.hook(number, hashes(identity, bonds))
        return number

    def hook(self, number: int, keys: Iterable[int]) -> None:
        """Make a testimony known under these hashes."""
        rows = [(key, number) for key in keys]
        self._database.connection.executemany("INSERT OR IGNORE INTO meeting VALUES (?, ?)", rows)

    def rehook(self, first: int, last: int, comes: bool) -> None:
        """Make the testimonies of a range known under their keys, or forget them there."""
        sql = "SELECT id, identity, bonds FROM testimony WHERE id BETWEEN ? AND ?"
        for number, identity, bonds in self._database.rows(sql, (first, last)):
            keys = hashes(identity_of(identity), json.loads(bonds))
            if comes:
                self.hook(number, keys)
            else:
                rows = [(key, number) for key in keys]
                self._database.connection.executemany("DELETE FROM meeting WHERE hash = ? AND testimony = ?", rows)

    def key(self, record: int) -> str:
        """The key of a record."""
        row = self._database.row("SELECT key FROM record WHERE id = ?", (record,))
        return str(row[0]) if row else ""

    def _disputed(self, record: int) -> int:
        row = self._database.row("SELECT disputed FROM record WHERE id = ?", (record,))
        return int(row[0]) if row else 0

    def _namesake(self, record: Record, *others: int) -> int | None:
        """A record that, once all is known of it, is this number of this series."""
        if record.identity.kind != "number":
            return None
        marks = ", ".join("?" * len(others))
        sql = f"SELECT id FROM record WHERE serial = ? AND series = ? AND id NOT IN ({marks}) LIMIT 1"
        series, number = record.identity.value
        row = self._database.row(sql, (serial_of(number), series, *others))
        return row[0] if row else None

    def _is_met(self, keys: set[int]) -> bool:
        marks = ", ".join("?" * len(keys))
        sql = f"SELECT 1 FROM meeting WHERE hash IN ({marks}) LIMIT 1"
        return self._database.row(sql, tuple(keys)) is not None

    def closure(self, keys: Iterable[int]) -> list[Known]:
        """Every testimony that shares a key with these, by way of others too."""
        found: dict[int, Known] = {}
        waiting, seen = set(keys), set[int]()
        while waiting:
            key = waiting.pop()
            seen.add(key)
            sql = (
                "SELECT id, record, identity, bonds FROM meeting "
                "JOIN testimony ON id = testimony WHERE hash = ? ORDER BY id"
            )
            for row in self._database.rows(sql, (key,)):
                if row[0] not in found:
                    known = _known(*row)
                    found[known.id] = known
                    waiting |= hashes(known.identity, known.bonds) - seen
        return list(found.values())

    def testimonies(self, record: int) -> list[Known]:
        """The testimonies of a record."""
        sql = "SELECT id, record, identity, bonds FROM testimony WHERE record = ? ORDER BY id"
        return [_known(*row) for row in self._database.rows(sql, (record,))]

    def around(self, record: int) -> list[Known]:
        """The testimonies of a record, and every one that shares a key with them."""
        own = self.testimonies(record)
        keys = set[int]().union(*(hashes(one.identity, one.bonds) for one in own))
        return list({one.id: one for one in (*own, *self.closure(keys))}.values())

    def regroup(self, known: Sequence[Known]) -> None:
        """Bring together what speaks of the same work, and part what does not; records follow."""
        forced: list[set[int]] = []
        while True:
            known = self._whole(known)
            groups = _united(group(known, self._are_apart), forced)
            built = [together(map(self.claims, (one.id for one in members)), self._settle) for members in groups]
            more = self._same_number(groups, built, forced)
            if not more:
                break
            known = list({one.id: one for one in (*known, *more)}.values())
        housed = list(map(self._house, groups, built, homes(groups)))
        for number, record in zip(housed, built, strict=True):  # when every testimony is where it belongs
            self._write(number, record)

    def _whole(self, known: Sequence[Known]) -> list[Known]:
        """With all that the records of these hold: what once met for a reason that is gone has to part."""
        found = {one.id: one for one in known}
        seen: set[int] = set()
        while waiting := {one.record for one in found.values() if one.record is not None} - seen:
            seen |= waiting
            strangers = [one for record in sorted(waiting) for one in self.testimonies(record) if one.id not in found]
            near = self.closure({key for one in strangers for key in hashes(one.identity, one.bonds)})
            found |= {one.id: one for one in (*strangers, *near) if one.id not in found}
        return list(found.values())

    def _same_number(self, groups: list[Group], built: list[Record], forced: list[set[int]]) -> list[Known]:
        """What has to be looked at, too, when a work proves to be one that has another record; () for nothing."""
        first: dict[tuple[str, ...], int] = {}
        inside = {one.record for members in groups for one in members if one.record is not None}
        for number, record in enumerate(built):
            if record.identity.kind != "number":
                continue
            other = first.setdefault(record.identity.value, number)
            if other != number and not self._parted(groups[other], groups[number]):
                forced.append({groups[other][0].id, groups[number][0].id})
                return groups[number]
            if (outside := self._namesake(record, *inside)) is not None:
                more = self.around(outside)
                if not self._parted(more, groups[number]):
                    theirs = next(one for one in more if one.record == outside)
                    forced.append({theirs.id, groups[number][0].id})
                    return more
        return []

    def _parted(self, some: Group, others: Group) -> bool:
        pairs = {(a.record, b.record) for a in some for b in others}
        return any(a is not None and b is not None and self._are_apart(a, b) for a, b in pairs)

    def _are_apart(self, a: int, b: int) -> bool:
        if a == b or not self._database.row("SELECT 1 FROM apart LIMIT 1"):
            return False
        sql = (
            "SELECT 1 FROM apart JOIN ledger AS one ON one.key = first JOIN ledger AS other ON other.key = second "
            "WHERE (one.record, other.record) IN ((?, ?), (?, ?)) LIMIT 1"
        )
        return self._database.row(sql, (a, b, b, a)) is not None

    def _house(self, members: Group, built: Record, records: list[int]) -> int:
        """Give a work its record: the one it had, the best of several, or a new one; its id."""
        if records:
            bare = make_key(built)
            record = min(records, key=lambda number: (self.key(number) != bare, number))
        else:
            record, _ = self._create(built, None)
        for one in members:
            if one.record != record:
                self._database.run("UPDATE testimony SET record = ? WHERE id = ?", (record, one.id))
        for other in records:
            if other != record:
                self._absorb(record, other)
        return record

    def _absorb(self, record: int, other: int) -> None:
        run = partial(self._database.run, parameters=(record, other))
        self._ledger.inherit(record, other)
        run("INSERT OR IGNORE INTO tag (record, tag) SELECT ?, tag FROM tag WHERE record = ?")
        self.discard(other)

    def discard(self, record: int) -> None:
        """Remove the rows of a record that has no testimonies any more."""
        for sql in (
            "DELETE FROM tag WHERE record = ?",
            "DELETE FROM search WHERE id = ?",
            "DELETE FROM record WHERE id = ?",
        ):
            self._database.run(sql, (record,))

    def forget(self, testimony: int) -> None:
        """Remove a testimony."""
        self.rehook(testimony, testimony, False)
        self._database.run("DELETE FROM testimony WHERE id = ?", (testimony,))

    def remove(self, record: int) -> None:
        """Remove a record and its testimonies; what it held together may part."""
        near = [one for one in self.around(record) if one.record != record]
        for one in self.testimonies(record):
            self.forget(one.id)
        ((identity,),) = self._database.rows("SELECT identity FROM record WHERE id = ?", (record,))
        self._ledger.retire(record, identity)
        self.discard(record)
        if near:
            self.regroup(near)

    def bind(self, records: Sequence[int]) -> None:
        """Make one record of several, whatever else is said of them later."""
        bond = "+".join(self.key(record) for record in records)
        marks = ", ".join("?" * len(records))
        self._database.run(
            "DELETE FROM apart WHERE id IN (SELECT apart.id FROM apart JOIN ledger AS one ON one.key = first "
            f"JOIN ledger AS other ON other.key = second WHERE one.record IN ({marks}) AND other.record IN ({marks}))",
            (*records, *records),
        )
        for record in records:
            for one in self.testimonies(record):
                self.add_bonds(one, (bond,))
        self.regroup(self.around(records[0]))

    def add_bonds(self, one: Known, bonds: Iterable[str]) -> None:
        """Give a testimony bonds beside those that it has."""
        all_bonds = list(dict.fromkeys((*one.bonds, *bonds)))
        self._database.run("UPDATE testimony SET bonds = ? WHERE id = ?", (json.dumps(all_bonds), one.id))
        self.hook(one.id, hashes(one.identity, all_bonds))

    def correct(self, record: int, claims: Sequence[Claim], gone: Iterable[int] = ()) -> None:
        """Give a record claims that stay with it, whatever they say; some of its testimonies go for them."""
        bond = f"{BOUND} {self.key(record)}"
        for number in gone:
            self.forget(number)
        for one in self.testimonies(record):
            if bond not in one.bonds:
                self.add_bonds(one, (bond,))
        if claims:
            about, said = claims[0].about, draft(claims, self._settle)
            self.insert(record, None, about.role, about.place, said, NOBODY, (bond,))
        self.regroup(self.around(record))

    def supersede(self, older: Iterable[int], records: set[int]) -> None:
        """Forget testimonies of an older form of a document, where the newer one speaks of the same work."""
        affected: dict[int, set[str]] = {}
        gone = set(older)
        for record in records:
            for one in self.testimonies(record):
                if one.id in gone:
                    affected.setdefault(record, set()).update(one.bonds)
                    self.forget(one.id)
        for record, bonds in affected.items():
            for one in self.testimonies(record):
                if not bonds <= set(one.bonds):
                    self.add_bonds(one, sorted(bonds))
        for record in affected:
            if self.key(record):
                self.regroup(self.around(record))

    def claims(self, testimony: int) -> tuple[Claim, ...]:
        """The claims of one testimony."""
        ((packed,),) = self._database.rows("SELECT claims FROM testimony WHERE id = ?", (testimony,))
        return opened(packed)

    def record(self, number: int) -> Record:
        """The record with this id. Raises UnknownKeyError when it is gone."""
        with self._database.lock:
            row = self._database.row("SELECT key, item, identity FROM record WHERE id = ?", (number,))
            packed = self._database.rows("SELECT claims FROM testimony WHERE record = ? ORDER BY id", (number,))
        if row is None or not packed:
            raise UnknownKeyError("a record was removed while it was read", hint="run the same command again")
        with self._database.told():
            groups = [opened(one) for (one,) in packed]
            if len(groups) == 1 and groups[0][0].origin == GIVEN:  # as it was given: what is said twice, too
                return replace(stored_record(*row), role=groups[0][0].about.role, claims=groups[0])
        return replace(together(groups, self._settle), id=row[0])

    def rebuild(self, record: int) -> None:
        """Reconcile the claims of a record anew."""
        self._write(record, self.record(record))

    def _write(self, record: int, built: Record) -> None:
        """Bring the rows of a record up to date; those that stay as they are are not touched."""
        shapes = self._database.rows("SELECT DISTINCT shape FROM testimony WHERE record = ? LIMIT 2", (record,))
        values = record_row(built, shapes[0][0] if len(shapes) == 1 else None)
        for place, sets, new in (("record", _VALUES, values), ("search", _FOUND, search_row(built))):
            columns = ", ".join(ROWS[place][-len(new) :])
            old = self._database.row(f"SELECT {columns} FROM {place} WHERE id = ?", (record,))
            if old != new:
                self._database.run(f"UPDATE {place} SET {sets} WHERE id = ?", (*new, record))


def _known(number: int, record: int, identity: str, bonds: str) -> Known:
    return Known(number, record, identity_of(identity), tuple(json.loads(bonds)))


def _united(groups: list[Group], forced: list[set[int]]) -> list[Group]:
    """The groups, those as one that hold the testimonies of a pair."""
    for pair in forced:
        same = [members for members in groups if any(one.id in pair for one in members)]
        rest = [members for members in groups if not any(one.id in pair for one in members)]
        groups = [*rest, [one for members in same for one in members]]
    return groups
