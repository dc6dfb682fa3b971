"""Works: claims of many documents -> one record for each work, once all documents have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import attrgetter

from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.evidence import evidence_of
from ponarscite.reconcile.packed import pack, unpack
from ponarscite.reconcile.partition import Candidate, Group, partition
from ponarscite.record.claim import About, Claim
from ponarscite.record.record import Record


def draft(claims: Iterable[Claim], settle: Settle) -> list[Record]:
    """One record for each About of the claims, in order of first appearance. Records of one work stay separate."""
    groups: dict[About, list[Claim]] = defaultdict(list)
    for about, group in groupby(claims, attrgetter("about")):  # most are adjacent, and hashing each About is slow
        groups[about] += group
    return [build(group, settle) for group in groups.values()]


def reconcile(claims: Iterable[Claim], settle: Settle) -> list[Record]:
    """Claims with an equal About make one record; records of one work become one.

    Args:
        claims: of one document or of many.
        settle: gives a record its identity.
    Returns:
        One record for each work, without a citation key, in the order in which the claims first mention the works.
    """
    works = Works(settle)
    for record in draft(claims, settle):
        works.add(record)
    return list(works)


class Works:
    """Collects records one by one. Iterating gives one record for each work, built from the claims of all its records.

    Entries of one file of references that have keys of their own stay separate records, each under its key, even where
    they are one work; a doubt of the later ones tells so.

    The claims are kept packed, because any later document may complete an earlier record: about 2 kB for a memo,
    whatever the size of its page.
    """

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._candidates: list[Candidate] = []
        self._claims: list[bytes] = []

    def add(self, record: Record) -> None:
        """Add the claims of a record under its identity."""
        self.keep(Candidate(record.identity, evidence_of(record)), pack(record.claims))

    def keep(self, candidate: Candidate, packed: bytes) -> None:
        """As `add`, for claims that are packed already."""
        self._candidates.append(candidate)
        self._claims.append(packed)

    def __iter__(self) -> Iterator[Record]:
        written = [one for group in partition(self._candidates) for one in self._by_entry(group)]
        for one in sorted(written, key=lambda one: one.places[0]):
            claims = dict.fromkeys(chain.from_iterable(unpack(self._claims[place]) for place in one.places))
            record = build(list(claims), self._settle)
            doubts = tuple(self._doubts(record, one))
            yield replace(record, doubts=(*record.doubts, *doubts)) if doubts else record

    def _by_entry(self, group: Group) -> Iterator[_Written]:
        """The records that are written for a work: one, or one for each of its keys of a file that gives it several."""
        keys = {place: {key for _, key in self._candidates[place].evidence.entries} for place in group}
        by_file: dict[str, set[str]] = defaultdict(set)
        for document, key in chain.from_iterable(self._candidates[place].evidence.entries for place in group):
            by_file[document].add(key)
        several = set[str]().union(*(some for some in by_file.values() if len(some) > 1))
        if not several:
            yield _Written(group, set().union(*keys.values()))
            return
        shared = [place for place in group if several.isdisjoint(keys[place])]
        first: dict[str, list[int]] = defaultdict(list)
        for place in group:
            for key in sorted(keys[place] & several):
                first[key].append(place)
        others = set[str]().union(*(keys[place] for place in shared))
        for number, (key, places) in enumerate(first.items()):
            yield _Written([*places, *shared], {key} if number else {key, *others}, next(iter(first)) if number else "")

    def _doubts(self, record: Record, one: _Written) -> Iterator[str]:
        """That an earlier entry may be the same work, and the keys of other files that the record does not have."""
        if one.twin:
            yield f"may be one work with {one.twin}: {_reason(record)}"
        lost = sorted(one.keys - {record.id})
        if lost:
            yield f"is {' and '.join(lost)}, too: one work under several keys is written once"


@dataclass(frozen=True, slots=True)
class _Written:
    """A record to be written: the places of its claims, the keys that files give it, the key of an earlier entry."""

    places: Group
    keys: set[str]
    twin: str = ""


def _reason(record: Record) -> str:
    if record.identity.kind == "number":
        return "both have the same series and number"
    return "both have the same DOI and title"
