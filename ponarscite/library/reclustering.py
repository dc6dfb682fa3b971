"""Records follow what is known of works: those that prove to be one are joined, what does not belong together parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ponarscite.library.clusters import Group, Known, group, homes, united
from ponarscite.library.database import Database
from ponarscite.library.description import draft, hashes
from ponarscite.library.description_table import TestimonyTable
from ponarscite.library.entry import entry
from ponarscite.library.keys import Ledger
from ponarscite.library.record_table import RecordTable
from ponarscite.reconcile.choice import Settle
from ponarscite.record.claim import Claim
from ponarscite.record.key import make_key
from ponarscite.record.record import Identity, Record

BOUND = "with"
"""Begins the name of a bond by which claims stay with a record."""

NOBODY = Identity("title", ())
"""The identity of claims that meet no others."""

_APART = "FROM apart JOIN ledger AS one ON one.key = first JOIN ledger AS other ON other.key = second"


class Regrouping:
    """Joins and parts records, inside a transaction."""

    def __init__(
        self, database: Database, ledger: Ledger, records: RecordTable, testimonies: TestimonyTable, settle: Settle
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._records = records
        self._testimonies = testimonies
        self._settle = settle

    def regroup(self, known: Sequence[Known]) -> None:
        """Bring together what speaks of the same work, and part what does not.

        Args:
            known: every testimony that shares a key with another one of them.
        """
        forced: list[set[int]] = []
        while True:
            known = self._whole(known)
            groups = united(group(known, self._are_apart), forced)
            built = [self._records.built([one.id for one in members]) for members in groups]
            more = self._same_number(groups, built, forced)
            if not more:
                break
            known = list({one.id: one for one in (*known, *more)}.values())
        housed = list(map(self._house, groups, built, homes(groups)))
        for number, record in zip(housed, built, strict=True):  # when every testimony is where it belongs
            self._records.write(number, record)

    def _whole(self, known: Sequence[Known]) -> list[Known]:
        """With all that the records of these hold: what once met for a reason that is gone has to part."""
        found = {one.id: one for one in known}
        seen: set[int] = set()
        table = self._testimonies
        while waiting := {one.record for one in found.values() if one.record is not None} - seen:
            seen |= waiting
            strangers = [one for record in sorted(waiting) for one in table.of_record(record) if one.id not in found]
            near = table.closure({key for one in strangers for key in hashes(one.identity, one.bonds)})
            found |= {one.id: one for one in (*strangers, *near) if one.id not in found}
        return list(found.values())

    def _same_number(self, groups: list[Group], built: list[Record], forced: list[set[int]]) -> list[Known]:
        """What has to be looked at, too, when a work proves to be one that has another record; [] for nothing."""
        first: dict[tuple[str, ...], int] = {}
        inside = {one.record for members in groups for one in members if one.record is not None}
        for number, record in enumerate(built):
            if record.identity.kind != "number":
                continue
            other = first.setdefault(record.identity.value, number)
            if other != number and not self._are_parted(groups[other], groups[number]):
                forced.append({groups[other][0].id, groups[number][0].id})
                return groups[number]
            if (outside := self._records.namesake(record, *inside)) is not None:
                more = self._testimonies.around(outside)
                if not self._are_parted(more, groups[number]):
                    theirs = next(one for one in more if one.record == outside)
                    forced.append({theirs.id, groups[number][0].id})
                    return more
        return []

    def _are_parted(self, some: Group, others: Group) -> bool:
        pairs = {(a.record, b.record) for a in some for b in others} if self.anything_apart() else set()
        return any(a is not None and b is not None and self._are_apart(a, b) for a, b in pairs)

    def _are_apart(self, a: int, b: int) -> bool:
        if a == b or not self.anything_apart():
            return False
        sql = f"SELECT 1 {_APART} WHERE (one.record, other.record) IN ((?, ?), (?, ?)) LIMIT 1"
        return self._database.row(sql, (a, b, b, a)) is not None

    def anything_apart(self) -> bool:
        """Whether a user has called any two works distinct."""
        return self._database.row("SELECT 1 FROM apart LIMIT 1") is not None

    def _house(self, members: Group, built: Record, records: list[int]) -> int:
        """Give a work its record: the one it had, the best of several, or a new one; its id."""
        if records:
            bare = make_key(built)
            number = min(records, key=lambda one: (self._records.key(one) != bare, one))
        else:
            [number] = self._records.create([(built, None, self._ledger.choose(built))])
        for one in members:
            if one.record != number:
                self._testimonies.move(one.id, number)
        for other in records:
            if other != number:
                self._records.absorb(number, other)
        return number

    def remove(self, number: int) -> None:
        """Remove a record and its testimonies; what it held together may part."""
        near = [one for one in self._testimonies.around(number) if one.record != number]
        for one in self._testimonies.of_record(number):
            self._testimonies.forget(one.id)
        ((identity,),) = self._database.rows("SELECT identity FROM record WHERE id = ?", (number,))
        self._ledger.retire(number, identity)
        self._records.discard(number)
        if near:
            self.regroup(near)

    def bind(self, numbers: Sequence[int]) -> None:
        """Make one record of several, whatever else is said of them later."""
        bond = "+".join(map(self._records.key, numbers))
        marks = ", ".join("?" * len(numbers))
        both = f"one.record IN ({marks}) AND other.record IN ({marks})"
        sql = f"DELETE FROM apart WHERE id IN (SELECT apart.id {_APART} WHERE {both})"
        self._database.run(sql, (*numbers, *numbers))
        for number in numbers:
            for one in self._testimonies.of_record(number):
                self._testimonies.add_bonds(one, (bond,))
        self.regroup(self._testimonies.around(numbers[0]))

    def correct(self, number: int, claims: Sequence[Claim], gone: Iterable[int] = ()) -> None:
        """Give a record claims that stay with it, whatever they say; some of its testimonies go for them."""
        bond = f"{BOUND} {self._records.key(number)}"
        for testimony in gone:
            self._testimonies.forget(testimony)
        for one in self._testimonies.of_record(number):
            if bond not in one.bonds:
                self._testimonies.add_bonds(one, (bond,))
        if claims:
            self._testimonies.insert([entry(draft(claims, self._settle), None, (bond,), NOBODY)], [number])
        self.regroup(self._testimonies.around(number))

    def supersede(self, older: Iterable[int], numbers: set[int]) -> None:
        """Forget testimonies of an older form of a document, where the newer one speaks of the same work."""
        affected: dict[int, set[str]] = {}
        gone = set(older)
        for number in numbers:
            for one in self._testimonies.of_record(number):
                if one.id in gone:
                    affected.setdefault(number, set()).update(one.bonds)
                    self._testimonies.forget(one.id)
        for number, bonds in affected.items():
            for one in self._testimonies.of_record(number):
                if not bonds <= set(one.bonds):
                    self._testimonies.add_bonds(one, sorted(bonds))
        for number in affected:
            if self._records.key(number):
                self.regroup(self._testimonies.around(number))
