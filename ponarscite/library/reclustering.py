"""Reclustering: records follow the clusters of their descriptions. Records of one work are joined, others are split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ponarscite.library.clusters import Cluster, Member, find_clusters, joined, records_of
from ponarscite.library.components import LEAST, Components
from ponarscite.library.database import Database
from ponarscite.library.description import describe, identity_text, match_hash, match_hashes, match_keys
from ponarscite.library.description_row import DescriptionRow, description_row, linked
from ponarscite.library.description_table import DescriptionTable
from ponarscite.library.keys import Keys
from ponarscite.library.record_table import RecordTable
from ponarscite.library.row_seal import sound
from ponarscite.reconcile.choice import Settle
from ponarscite.reconcile.evidence import Evidence, evidence_of
from ponarscite.reconcile.partition import Candidate
from ponarscite.record.claim import Claim
from ponarscite.record.key import is_key, make_key
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import clean

CORRECTED = "with"
"""Begins the name of the link that ties the user's corrections to a record: "with pepm775"."""

UNMATCHED = Identity("title", ())
"""An identity without a value, which matches no other."""

DECISIVE = frozenset(("number", "doi", "url"))
"""Kinds of match keys that descriptions of one work share whatever their titles are."""

MOST_KNOWN = 5_000
"""Shapes whose evidence is remembered: about 1 kB each."""

_DISTINCT = "FROM apart JOIN ledger AS one ON one.key = first JOIN ledger AS other ON other.key = second"


class Reclustering:
    """Joins and splits records, inside a transaction. Descriptions and records are named by the ids of their rows."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        records: RecordTable,
        descriptions: DescriptionTable,
        components: Components,
        settle: Settle,
    ) -> None:
        self._database = database
        self._keys = keys
        self._records = records
        self._descriptions = descriptions
        self._components = components
        self._settle = settle
        self._known: dict[int, Evidence] = {}
        self._alike: dict[int, tuple[int, int]] = {}

    def recluster(self, members: Sequence[Member], *, is_new: bool = False) -> list[str]:
        """Cluster descriptions again and bring their records in line. Return the keys of records that were split off.

        A cluster can have a number that none of its descriptions has, and so be the same work as another cluster or as
        a record elsewhere. Those are joined, and clustering starts again.

        Args:
            members: all descriptions that share a match key, directly or through others.
            is_new: whether nothing has changed but for descriptions without a record; other records stay as they are.
        """
        clusters, built = self._clustered(members, is_new=is_new)
        split = self._written(clusters, built)
        clustered = [one for cluster in clusters for one in cluster]
        self._note_alike({one.shape: one for one in clustered}.values())
        self._note_component(clustered)
        return split

    def _clustered(self, members: Sequence[Member], *, is_new: bool) -> tuple[list[Cluster], list[Record | None]]:
        """The clusters, and the record that each makes; None for one that stays as it is."""
        same_number: list[set[int]] = []
        while True:
            members = self._with_whole_records(members)
            clusters = joined(find_clusters(members, self._evidence, self._are_distinct), same_number)
            kept = _unchanged(clusters) if is_new else {}
            built = [None if n in kept else self._records.built([m.id for m in one]) for n, one in enumerate(clusters)]
            more = self._with_same_number(clusters, built, kept, same_number)
            if not more:
                return clusters, built
            members = list({one.id: one for one in (*members, *more)}.values())

    def _evidence(self, member: Member) -> Evidence:
        """The evidence of a description. Equal claims give equal evidence, so it is remembered by their shape."""
        if member.shape not in self._known:
            self.remember(member.shape, describe(self._descriptions.claims(member.id), self._settle).record)
        return _in_document(self._known[member.shape], member.document)

    def record_alike(self, row: DescriptionRow) -> int | None:
        """The record of a description with the match keys and the evidence of this one; None where none is known.

        Such two are in one cluster whatever the others are, so nothing has to be clustered again. An entry of a file is
        told from others by its key as well, a pair that the user calls distinct by nothing that is compared here.
        """
        if not row.identity.value or row.links or row.description.record.id or self.has_distinct_pairs():
            return None
        self.remember(row.shape, row.description.record)
        known = self._alike.get(_likeness(row.identity, self._known[row.shape]))
        return self._descriptions.record_of_shape(*known) if known else None

    def _note_component(self, members: Sequence[Member]) -> None:
        """Keep what tells a new description from all of these. They share match hashes, directly or through others."""
        if len(members) >= LEAST:
            self._components.keep(
                (Candidate(one.identity, self._evidence(one)), match_hashes(one.identity, one.links)) for one in members
            )

    def is_apart(self, row: DescriptionRow) -> bool:
        """Whether a description is a work of its own, since it differs from each that shares a match key with it.

        It must share none that decides: only one that a title or the name of a PDF gives. If True, it is known from now
        on to those that come after it.
        """
        rivals = self._components.of(row.hashes)
        if rivals is None or row.links or row.identity.kind == "number":
            return False
        for key in match_keys(row.identity, ()):
            hashed = match_hash(key)
            may_be_met = key[0] not in DECISIVE and self._components.knows(hashed)
            if not may_be_met and self._descriptions.is_met(hashed):
                return False
        self.remember(row.shape, row.description.record)
        candidate = Candidate(row.identity, _in_document(self._known[row.shape], row.document))
        if not rivals.all_differ(candidate):
            return False
        self._components.take(rivals, candidate, row.hashes)
        return True

    def joined(self, row: DescriptionRow) -> None:
        """Note that a description has joined others by its number."""
        self._components.drop(row.hashes)

    def _note_alike(self, members: Iterable[Member]) -> None:
        """Remember a description for each evidence. Its shape will prove that it is still the same."""
        if len(self._alike) > MOST_KNOWN:
            self._alike.clear()
        for one in members:
            if one.identity.value and one.shape in self._known and not self._known[one.shape].entries:
                self._alike[_likeness(one.identity, self._known[one.shape])] = one.id, one.shape

    def remember(self, shape: int, record: Record) -> None:
        """Keep the evidence in the record of a description, which need not be read again."""
        if shape not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[shape] = evidence_of(record)

    def _written(self, clusters: Sequence[Cluster], built: Sequence[Record | None]) -> list[str]:
        """Write the record of each cluster, and return the keys of records that were split off."""
        keys = [_own_keys(record) for record in built]
        ids = records_of(clusters, lambda record, number: self._records.key(record) in keys[number])
        owner = {record: number for number, records in enumerate(ids) for record in records}
        split, records = [], []
        for number, (cluster, record) in enumerate(zip(clusters, built, strict=True)):
            if record is None:
                continue
            if not ids[number]:
                self._release(keys[number], owner, keys)
            record_id = self._assign(cluster, record, ids[number])
            if not ids[number] and any(one.record is not None for one in cluster):
                split.append(self._records.key(record_id))
            records.append((record_id, record, keys[number]))
        for record_id, record, own in records:  # now every description has its final record
            self._records.write(record_id, record)
            for key in own:
                self._keys.lead(key, record_id)
        return split

    def _release(self, own: Iterable[str], owner: Mapping[int, int], keys: Sequence[Sequence[str]]) -> None:
        """Free the keys of a work that is split off, where they lead to the record that it was part of."""
        for key in own:
            holder = self._keys.find(key)
            if (
                holder is not None
                and holder in owner
                and key not in keys[owner[holder]]
                and key != self._records.key(holder)
            ):
                self._keys.release(key)

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
        self,
        clusters: list[Cluster],
        built: Sequence[Record | None],
        kept: Mapping[int, int],
        same_number: list[set[int]],
    ) -> list[Member]:
        """Find two works with one number, and add a pair of their descriptions to *same_number*.

        Args:
            kept: number of a cluster that is not built -> its record.
        Returns:
            The descriptions of one of the two; [] when there are none but works that the user calls distinct.
        """
        first: dict[tuple[str, ...], int] = {}
        inside = {one.record for cluster in clusters for one in cluster if one.record is not None}
        for number, record in enumerate(built):
            identity = self._records.identity(kept[number]) if record is None else record.identity
            if identity.kind != "number":
                continue
            cluster = clusters[number]
            other = first.setdefault(identity.value, number)
            if other != number and not self._has_distinct_records(clusters[other], cluster):
                same_number.append({clusters[other][0].id, cluster[0].id})
                return cluster
            if record is not None and (outside := self._records.with_same_number(record, *inside)) is not None:
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
        sql = f"SELECT 1 {_DISTINCT} WHERE (one.record, other.record) IN ((?, ?), (?, ?)) AND {sound('apart')} LIMIT 1"
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

    def continued(self, rows: Iterable[DescriptionRow], older: Sequence[int]) -> Iterator[DescriptionRow]:
        """The descriptions of a document, those of its entries tied by a link to the same entry of an older version.

        An entry that keeps its key and its title may correct anything else, the year too.

        Args:
            older: the ids of the older versions' descriptions.
        """
        entries: dict[str, list[Member]] = defaultdict(list)
        for one in self._descriptions.members(older):
            for _, key in self._evidence(one).entries:
                entries[key].append(one)
        for row in rows:
            former = [one for one in entries.get(row.description.record.id, ()) if one.shape != row.shape]
            former = [one for one in former if not row.hashes.isdisjoint(match_hashes(one.identity))]
            links = [f"entry {row.description.record.id} {one.id}" for one in former]
            for one, link in zip(former, links, strict=True):
                self._descriptions.add_links(one, (link,))
            yield linked(row, links) if links else row

    def melted(self) -> Iterator[tuple[int, list[Record]]]:
        """Each record whose descriptions are several works, with the records that these make."""
        sql = "SELECT record FROM testimony GROUP BY record HAVING count(*) > 1 ORDER BY record"
        for (record_id,) in self._database.rows(sql):
            if len(parts := self.parts(record_id)) > 1:
                yield record_id, parts

    def parts(self, record: int) -> list[Record]:
        """The records that the descriptions of a record make: one for each work."""
        clusters, _ = self._clustered(self._descriptions.connected_to_record(record), is_new=False)
        own = ([one.id for one in cluster if one.record == record] for cluster in clusters)
        return [self._records.built(some) for some in own if some]

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


def _unchanged(clusters: Sequence[Cluster]) -> dict[int, int]:
    """Number of a cluster -> its record, for the clusters that are all of one record without any new description."""
    holders: dict[int | None, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for one in cluster:
            holders[one.record].add(number)
    records = {number: {one.record for one in cluster} for number, cluster in enumerate(clusters)}
    alone = {number: some.pop() for number, some in records.items() if len(some) == 1}
    return {number: one for number, one in alone.items() if one is not None and len(holders[one]) == 1}


def _likeness(identity: Identity, evidence: Evidence) -> int:
    """A hash of the match keys and of the evidence of a description (64 bits, signed)."""
    return match_hash(("likeness", repr(identity.value), identity_text(identity), repr(evidence)))


def _in_document(evidence: Evidence, document: int | None) -> Evidence:
    """The evidence with the document's id in place of its name, since a new version of a file has the same name."""
    if not evidence.entries:
        return evidence
    keys = (key for _, key in evidence.entries)
    return replace(evidence, entries=tuple((str(document), key) for key in keys) if document is not None else ())


def _own_keys(record: Record | None) -> tuple[str, ...]:
    """The keys that the sources of a record give it, without those that no record can have."""
    claims = record.claims if record else ()
    keys = dict.fromkeys(clean(claim.text) for claim in claims if claim.variable == "id")
    return tuple(key for key in keys if is_key(key))
