"""What becomes of a testimony that arrives: a new record, or a part of one, or of several that prove to be one work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from ponarscite.library.clusters import Known
from ponarscite.library.description import key_hash
from ponarscite.library.description_table import TestimonyTable
from ponarscite.library.entry import Entry
from ponarscite.library.keys import Choice, Ledger
from ponarscite.library.reclustering import Regrouping
from ponarscite.library.record_table import RecordTable
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

    def __init__(
        self, ledger: Ledger, records: RecordTable, testimonies: TestimonyTable, regrouping: Regrouping
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._testimonies = testimonies
        self._regrouping = regrouping

    def receive(self, entries: Sequence[Entry]) -> list[Arrival]:
        """Take in testimonies, one after the other.

        New works that follow each other are asked for, and then written, together: each table by itself takes half
        the time, since the caches of the processor know what it is about.
        """
        arrivals: list[Arrival] = []
        while len(arrivals) < len(entries):
            new = list(self._new(islice(entries, len(arrivals), None)))
            arrivals += self._add(new) if new else [self._meet(entries[len(arrivals)])]
        return arrivals

    def _new(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Choice]]:
        """The entries, each with a key for its record, up to one that could meet a record or one before it."""
        seen, taken = set[int](), set[str]()
        for entry in entries:
            if entry.shape in seen or not seen.isdisjoint(entry.keys) or self._is_known(entry):
                return
            choice = self._ledger.choose(entry.testimony.draft)
            if choice.key.lower() in taken:
                return
            yield entry, choice
            seen |= {entry.shape, *entry.keys}
            taken.add(choice.key.lower())

    def _is_known(self, entry: Entry) -> bool:
        return self._testimonies.is_heard(entry) or self._records.namesake(entry.testimony.draft) is not None

    def _add(self, new: Sequence[tuple[Entry, Choice]]) -> list[Arrival]:
        """Enter testimonies of new works."""
        numbers = self._records.create((entry.testimony.draft, entry.shape, choice) for entry, choice in new)
        self._testimonies.insert([entry for entry, _ in new], numbers)
        return [Arrival(choice.key, "added") for _, choice in new]

    def _meet(self, entry: Entry) -> Arrival:
        """Take in a testimony that others meet."""
        twin = self._testimonies.twin(entry)
        if twin is not None and (record := self._testimonies.holder(entry)) is not None:
            return Arrival(self._records.key(record), "unchanged")
        if twin is not None and entry.identity.value:
            return self._join(entry, twin)
        met = self._testimonies.met(entry)
        if len(met) == 1 and self._is_plainly(entry.identity, met[0]):
            return self._join(entry, met[0])
        return self._regrouped(entry)

    def _is_plainly(self, identity: Identity, record: int) -> bool:
        """Whether a number that meets one record alone is that very number: nothing parts or meets by it."""
        own = key_hash((identity.kind, *identity.value))
        return (
            identity.kind == "number" and self._testimonies.has(record, own) and not self._regrouping.anything_apart()
        )

    def _join(self, entry: Entry, record: int) -> Arrival:
        """One more voice about a record; it is only counted, where all say the same."""
        before = self._records.disputed(record)
        self._testimonies.insert([entry], [record])
        if self._records.shape(record) != entry.shape:
            self._records.rebuild(record)
        return self._told(record, before)

    def _told(self, record: int, before: int) -> Arrival:
        is_disputed = self._records.disputed(record) > before
        return Arrival(self._records.key(record), "conflict" if is_disputed else "merged")

    def _regrouped(self, entry: Entry) -> Arrival:
        near = self._testimonies.closure(entry.keys)
        disputed = {one.record: self._records.disputed(one.record) for one in near if one.record is not None}
        number = self._testimonies.insert([entry], [0])
        self._regrouping.regroup([*near, Known(number, None, entry.identity)])
        record = self._testimonies.record_of(number)
        if record in disputed:
            return self._told(record, disputed[record])
        return Arrival(self._records.key(record), "added")
