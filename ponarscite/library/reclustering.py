"""Reclustering: records follow the clusters of their descriptions. Records of one work are joined, others are split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ponarscite.library.clusters import Cluster, Member, find_clusters, joined, records_of
from ponarscite.library.database import Database
from ponarscite.library.description import describe, match_hashes
from ponarscite.library.description_row import description_row
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.keys import Keys
from ponarscite.library.record_table import RecordTable
from ponarscite.reconcile.choice import Settle
from ponarscite.record.claim import Claim
from ponarscite.record.key import make_key
from ponarscite.record.record import Identity, Record

CORRECTED = "with"
"""Begins the name of the link that ties the user's corrections to a record: "with pepm775"."""

UNMATCHED = Identity("title", ())
"""An identity without a value, which matches no other."""

_DISTINCT = "FROM apart JOIN ledger AS one ON one.key = first JOIN ledger AS other ON other.key = second"


class Reclustering:
    """Joins and splits records, inside a transaction. Descriptions and records are named by the ids of their rows."""

    def __init__(
        self, database: Database, keys: Keys, records: RecordTable, descriptions: DescriptionTable, settle: Settle
    ) -> None:
        self._database = database
        self._keys = keys
        self._records = records
        self._descriptions = descriptions
        self._settle = settle

    def recluster(self, members: Sequence[Member]) -> None:
        """Cluster descriptions again and bring their records in line.

        A cluster can have a number that none of its descriptions has, and so be the same work as another cluster or as
        a record elsewhere. Those are joined, and clustering starts again.

        Args:
            members: all descriptions that share a match key, directly or through others.
        """
        same_number: list[set[int]] = []
        while True:
            members = self._with_whole_records(members)
            clusters = joined(find_clusters(members, self._are_distinct), same_number)
            built = [self._records.built([one.id for one in cluster]) for cluster in clusters]
            more = self._with_same_number(clusters, built, same_number)
            if not more:
                break
            members = list({one.id: one for one in (*members, *more)}.values())
        records = list(map(self._assign, clusters, built, records_of(clusters)))
        for record_id, record in zip(records, built, strict=True):  # now every description has its final record
            self._records.write(record_id, record)

    def _with_whole_records(self, members: Sequence[Member]) -> list[Member]:
        """The descriptions, all others of their records, and all connected to those.

        A record is split when the reason that once joined its descriptions is gone, so all of them must be clustered.
        """
        found = {one.id: one for one in members}
        seen: set[int] = set()
        table = self._descriptions
        while waiting := {one.record for one in found.values() if one.record is not None} - seen:
            seen |= waiting
            others = [one for record in sorted(waiting) for one in table.of_record(record) if one.id not in found]
            connected = table.connected({key for one in others for key in match_hashes(one.identity, one.links)})
            found |= {one.id: one for one in (*others, *connected) if one.id not in found}
        return list(found.values())

    def _with_same_number(
        self, clusters: list[Cluster], built: list[Record], same_number: list[set[int]]
    ) -> list[Member]:
        """Find two works with one number, and add a pair of their descriptions to *same_number*.

        Returns:
            The descriptions of one of the two; [] when there are none but works that the user calls distinct.
        """
        first: dict[tuple[str, ...], int] = {}
        inside = {one.record for cluster in clusters for one in cluster if one.record is not None}
        for number, record in enumerate(built):
            if record.identity.kind != "number":
                continue
            cluster = clusters[number]
            other = first.setdefault(record.identity.value, number)
            if other != number and not self._has_distinct_records(clusters[other], cluster):
                same_number.append({clusters[other][0].id, cluster[0].id})
                return cluster
            if (outside := self._records.with_same_number(record, *inside)) is not None:
                more = self._descriptions.connected_to_record(outside)
                if not self._has_distinct_records(more, cluster):
                    theirs = next(one for one in more if one.record == outside)
                    same_number.append({theirs.id, cluster[0].id})
                    return more
        return []

    def _has_distinct_records(self, cluster: Cluster, other: Cluster) -> bool:
        """Whether the user calls a record of one cluster and a record of the other distinct."""
        pairs = {(a.record, b.record) for a in cluster for b in other} if self.has_distinct_pairs() else set()
        return any(a is not None and b is not None and self._are_distinct(a, b) for a, b in pairs)

    def _are_distinct(self, a: int, b: int) -> bool:
        if a == b or not self.has_distinct_pairs():
            return False
        sql = f"SELECT 1 {_DISTINCT} WHERE (one.record, other.record) IN ((?, ?), (?, ?)) LIMIT 1"
        return self._database.row(sql, (a, b, b, a)) is not None

    def has_distinct_pairs(self) -> bool:
        """Whether the user calls any two records of the library distinct."""
        return self._database.row("SELECT 1 FROM apart LIMIT 1") is not None

    def _assign(self, cluster: Cluster, built: Record, records: list[int]) -> int:
        """Give a cluster its record, and return the id of that record.

        Of several records the one whose key needs no suffix stays, else the oldest; with none a record is created.
        """
        if records:
            bare = make_key(built)
            record_id = min(records, key=lambda one: (self._records.key(one) != bare, one))
        else:
            [record_id] = self._records.create([(built, None, self._keys.choose(built))])
        for one in cluster:
            if one.record != record_id:
                self._descriptions.move(one.id, record_id)
        for other in records:
            if other != record_id:
                self._records.absorb(record_id, other)
        return record_id

    def remove(self, record: int) -> None:
        """Delete a record and its descriptions; other records that they held together are split."""
        rest = [one for one in self._descriptions.connected_to_record(record) if one.record != record]
        for one in self._descriptions.of_record(record):
            self._descriptions.delete(one.id)
        ((identity,),) = self._database.rows("SELECT identity FROM record WHERE id = ?", (record,))
        self._keys.retire(record, identity)
        self._records.delete(record)
        if rest:
            self.recluster(rest)

    def merge(self, records: Sequence[int]) -> None:
        """Join records by a link, so that they stay one whatever their descriptions state."""
        link = "+".join(map(self._records.key, records))
        marks = ", ".join("?" * len(records))
        both = f"one.record IN ({marks}) AND other.record IN ({marks})"
        sql = f"DELETE FROM apart WHERE id IN (SELECT apart.id {_DISTINCT} WHERE {both})"
        self._database.execute(sql, (*records, *records))
        for record in records:
            for one in self._descriptions.of_record(record):
                self._descriptions.add_links(one, (link,))
        self.recluster(self._descriptions.connected_to_record(records[0]))

    def correct(self, record: int, claims: Sequence[Claim], replaced: Iterable[int] = ()) -> None:
        """Add corrections to a record, tied to it by a link because their values may be another work's.

        Args:
            claims: the corrections; () to add none.
            replaced: descriptions of the record that are deleted first.
        """
        link = f"{CORRECTED} {self._records.key(record)}"
        for description in replaced:
            self._descriptions.delete(description)
        for one in self._descriptions.of_record(record):
            if link not in one.links:
                self._descriptions.add_links(one, (link,))
        if claims:
            row = description_row(describe(claims, self._settle), None, (link,), UNMATCHED)
            self._descriptions.insert([row], [record])
        self.recluster(self._descriptions.connected_to_record(record))

    def supersede(self, older: Iterable[int], records: set[int]) -> None:
        """Delete the descriptions of an older version of a document, where its new version is about the same record.

        Args:
            older: the ids of the older version's descriptions.
            records: the records that the new version describes; they keep the links of what is deleted.
        """
        affected: dict[int, set[str]] = {}
        gone = set(older)
        for record in records:
            for one in self._descriptions.of_record(record):
                if one.id in gone:
                    affected.setdefault(record, set()).update(one.links)
                    self._descriptions.delete(one.id)
        for record, links in affected.items():
            for one in self._descriptions.of_record(record):
                if not links <= set(one.links):
                    self._descriptions.add_links(one, sorted(links))
        for record in affected:
            if self._records.key(record):
                self.recluster(self._descriptions.connected_to_record(record))
