"""What becomes of a testimony that arrives: a new record, or a part of one, or of several that prove to be one work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ponarscite.library.grouping import Known
from ponarscite.library.record_table import RecordTable
from ponarscite.library.regrouping import Regrouping
from ponarscite.library.testimony import Testimony, hashes, key_hash, known_as
from ponarscite.library.testimony_table import TestimonyTable
from ponarscite.record.record import Identity

Outcome: TypeAlias = Literal["added", "merged", "unchanged", "conflict"]


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
    """Receives testimonies, inside a transaction."""

    def __init__(self, records: RecordTable, testimonies: TestimonyTable, regrouping: Regrouping) -> None:
        self._records = records
        self._testimonies = testimonies
        self._regrouping = regrouping

    def receive(self, testimony: Testimony, document: int | None = None) -> Arrival:
        """Take in one testimony; *document* is the id of its document, None when it has none."""
        identity = known_as(testimony.draft)
        keys = hashes(identity)
        met: list[int] = []
        if self._testimonies.is_heard(testimony, keys):
            if (arrival := self._repeated(testimony, document, identity)) is not None:
                return arrival
            met = self._testimonies.met(keys)
        if not met and self._records.namesake(testimony.draft) is None:
            record, key = self._records.create(testimony.draft, testimony.shape)
            self._testimonies.insert(record, document, testimony, identity, keys=keys)
            return Arrival(key, "added")
        if len(met) == 1 and self._is_plainly(identity, met[0]):
            return self._join(testimony, document, identity, met[0])
        return self._regrouped(testimony, document, identity, keys)

    def _repeated(self, testimony: Testimony, document: int | None, identity: Identity) -> Arrival | None:
        """What becomes of one that says what was said before; None for another one."""
        twin = self._testimonies.twin(testimony)
        if twin is None:
            return None
        if (record := self._testimonies.holder(testimony, document)) is not None:
            return Arrival(self._records.key(record), "unchanged")
        return self._join(testimony, document, identity, twin) if identity.value else None

    def _is_plainly(self, identity: Identity, record: int) -> bool:
        """Whether a number that meets one record alone is that very number: nothing parts or meets by it."""
        own = key_hash((identity.kind, *identity.value))
        return (
            identity.kind == "number" and self._testimonies.has(record, own) and not self._regrouping.anything_apart()
        )

    def _join(self, testimony: Testimony, document: int | None, identity: Identity, record: int) -> Arrival:
        """One more voice about a record; it is only counted, where all say the same."""
        before = self._records.disputed(record)
        self._testimonies.insert(record, document, testimony, identity)
        if self._records.shape(record) != testimony.shape:
            self._records.rebuild(record)
        return self._told(record, before)

    def _told(self, record: int, before: int) -> Arrival:
        is_disputed = self._records.disputed(record) > before
        return Arrival(self._records.key(record), "conflict" if is_disputed else "merged")

    def _regrouped(self, testimony: Testimony, document: int | None, identity: Identity, keys: set[int]) -> Arrival:
        near = self._testimonies.closure(keys)
        disputed = {one.record: self._records.disputed(one.record) for one in near if one.record is not None}
        number = self._testimonies.insert(0, document, testimony, identity, keys=keys)
        self._regrouping.regroup([*near, Known(number, None, identity)])
        record = self._testimonies.record_of(number)
        if record in disputed:
            return self._told(record, disputed[record])
        return Arrival(self._records.key(record), "added")
