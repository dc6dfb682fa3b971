"""Intake: adding descriptions. Each makes a new record, joins an existing one, or shows several to be one work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeAlias

from ponarscite.library.clusters import Member
from ponarscite.library.description import match_hash
from ponarscite.library.description_row import DescriptionRow
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.keys import Choice, Keys
from ponarscite.library.reclustering import Reclustering
from ponarscite.library.record_table import RecordTable
from ponarscite.record.key import is_key
from ponarscite.record.record import Identity

Outcome: TypeAlias = Literal["added", "merged", "unchanged", "conflict"]


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """The result of adding a description.

    Args:
        key: of its record.
        outcome: "added": it made a new record; "merged": it joined a record; "conflict": it joined a record and added
            an open conflict; "unchanged": the library had this description already.
        given: the key that the source gives, where it is not *key*. It leads to the record, too, unless another work
            has it.
        split: keys of records that were split off, because the new description shows that they are works of their own.
    """

    key: str
    outcome: Outcome
    given: str = ""
    split: tuple[str, ...] = ()


class Intake:
    """Adds descriptions, inside a transaction."""

    def __init__(
        self, keys: Keys, records: RecordTable, descriptions: DescriptionTable, reclustering: Reclustering
    ) -> None:
        self._keys = keys
        self._records = records
        self._descriptions = descriptions
        self._reclustering = reclustering

    def add(self, rows: Sequence[DescriptionRow]) -> list[IntakeResult]:
        """Add descriptions in order, and return the result of each.

        Consecutive new works are looked up together and then written table by table, which takes half the time.
        """
        results: list[IntakeResult] = []
        while len(results) < len(rows):
            new = list(self._new(islice(rows, len(results), None)))
            results += self._insert(new) if new else [self._match(rows[len(results)])]
        return [_told(result, row.description.record.id) for result, row in zip(results, rows, strict=True)]

    def _new(self, rows: Iterable[DescriptionRow]) -> Iterator[tuple[DescriptionRow, Choice]]:
        """The leading rows that match no record and none of each other, each with a key for its record."""
        seen, taken = set[int](), set[str]()
        for row in rows:
            if row.shape in seen or not seen.isdisjoint(row.hashes) or self._may_match(row):
                return
            choice = self._keys.choose(row.description.record)
            if choice.key.lower() in taken:
                return
            yield row, choice
            seen |= {row.shape, *row.hashes}
            taken.add(choice.key.lower())

    def _may_match(self, row: DescriptionRow) -> bool:
        return self._descriptions.may_match(row) or self._records.with_same_number(row.description.record) is not None

    def _insert(self, new: Sequence[tuple[DescriptionRow, Choice]]) -> list[IntakeResult]:
        """Insert descriptions and a new record for each."""
        records = self._records.create((row.description.record, row.shape, choice) for row, choice in new)
        self._descriptions.insert([row for row, _ in new], records)
        return [IntakeResult(choice.key, "added") for _, choice in new]

    def _match(self, row: DescriptionRow) -> IntakeResult:
        """Add a description that may match others."""
        twin = self._descriptions.record_with_shape(row.shape)
        if twin is not None and (known := self._descriptions.record_with(row)) is not None:
            return IntakeResult(self._records.key(known), "unchanged")
        if twin is not None and row.identity.value and not self._has_rival(row):
            return self._join(row, twin)
        matched = self._descriptions.first_records(row)
        if len(matched) == 1 and self._has_number(record := next(iter(matched)), row.identity):
            self._reclustering.joined(row)
            return self._join(row, record)
        if (alike := self._reclustering.record_alike(row)) is not None:
            return self._join_alike(row, alike)
        return self._apart(row) or self._recluster(row)

    def _apart(self, row: DescriptionRow) -> IntakeResult | None:
        """Add a description that differs from all that it may match, and has the key that its source gives."""
        own = row.description.record.id
        choice = self._keys.choose(row.description.record)
        if (is_key(own) and choice != Choice(own)) or not self._reclustering.is_apart(row):
            return None
        return self._insert([(row, choice)])[0]

    def _has_number(self, record: int, identity: Identity) -> bool:
        """Whether the identity is a number that all descriptions of the record have, so that no cluster can change.

        A pair that the user calls distinct may still split the cluster.
        """
        own = match_hash((identity.kind, *identity.value))
        return (
            identity.kind == "number"
            and not self._reclustering.has_distinct_pairs()
            and self._descriptions.is_alone(record, own)
        )

    def _has_rival(self, row: DescriptionRow) -> bool:
        """Whether the document has another entry that may be the same work, under a key of its own."""
        if not row.description.record.id or row.document is None:
            return False
        return any(one.document == row.document for one in self._descriptions.connected(row.hashes))

    def _join(self, row: DescriptionRow, record: int) -> IntakeResult:
        """Add a description to a record, which is rebuilt unless all of its descriptions have the same shape."""
        before = self._records.disputed(record)
        self._descriptions.insert([row], [record])
        if is_key(row.description.record.id):
            self._keys.lead(row.description.record.id, record)
        if self._records.shape(record) != row.shape:
            self._records.rebuild(record)
        return self._joined(record, before)

    def _join_alike(self, row: DescriptionRow, record: int) -> IntakeResult:
        """Add a description to the record of one that no evidence tells from it.

        The claims may still give the record another identity, which another record may have.
        """
        before = self._records.identity(record)
        result = self._join(row, record)
        if self._records.identity(record) == before:
            return result
        split = self._reclustering.recluster(self._descriptions.connected_to_record(record))
        record = self._descriptions.record_with(row) or record
        return replace(result, key=self._records.key(record), split=tuple(split))

    def _joined(self, record: int, disputed_before: int) -> IntakeResult:
        is_disputed = self._records.disputed(record) > disputed_before
        return IntakeResult(self._records.key(record), "conflict" if is_disputed else "merged")

    def _recluster(self, row: DescriptionRow) -> IntakeResult:
        """Add a description, then cluster it with everything connected to it."""
        connected = self._descriptions.connected(row.hashes)
        disputed = {one.record: self._records.disputed(one.record) for one in connected if one.record is not None}
        description_id = self._descriptions.insert([row], [0])
        self._reclustering.remember(row.shape, row.description.record)
        new = Member(description_id, None, row.identity, tuple(row.links), row.shape, row.document)
        split = tuple(self._reclustering.recluster([*connected, new], is_new=True))
        self._descriptions.met(connected)
        record = self._descriptions.record_of(description_id)
        if record in disputed:
            return replace(self._joined(record, disputed[record]), split=split)
        return IntakeResult(self._records.key(record), "added", split=split)


def _told(result: IntakeResult, key: str) -> IntakeResult:
    """The result with the key that the source gives, where it is another than the record's."""
    return replace(result, given=key) if key and key != result.key else result
