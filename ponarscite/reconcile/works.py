"""Works: claims of many documents -> one record for each work, once all documents have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from operator import attrgetter

from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.evidence import Entries, Evidence, evidence_of
from ponarscite.reconcile.packed import pack, unpack
from ponarscite.reconcile.partition import Group, partition
from ponarscite.record.claim import About, Claim
from ponarscite.record.record import Identity, Record


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
        self._identities: list[Identity] = []
        self._claims: list[bytes] = []

    def add(self, record: Record) -> None:
        """Add the claims of a record under its identity."""
        self.keep(record.identity, pack(record.claims))

    def keep(self, identity: Identity, packed: bytes) -> None:
        """As `add`, for claims that are packed already."""
        self._identities.append(identity)
        self._claims.append(packed)

    def __iter__(self) -> Iterator[Record]:
        found: dict[int, Evidence] = {}

        def evidence(place: int) -> Evidence:
            found[place] = evidence_of(build(list(unpack(self._claims[place])), self._settle))
            return found[place]

        groups = partition(self._identities, evidence)
        entries = {place: one.entries for place, one in found.items()}
        written = [one for group in groups for one in _by_entry(group, entries)]
        for one in sorted(written, key=lambda one: one.places[0]):
            claims = dict.fromkeys(chain.from_iterable(unpack(self._claims[place]) for place in one.places))
            record = build(list(claims), self._settle)
            doubts = tuple(self._doubts(record, one))
            yield replace(record, doubts=(*record.doubts, *doubts)) if doubts else record

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
    keys: frozenset[str] = frozenset()
    twin: str = ""


def _by_entry(group: Group, entries: Mapping[int, Entries]) -> Iterator[_Written]:
    """The records that are written for a work: one, or one for each of its keys of a file that gives it several.

    Args:
        entries: (document, key) of the descriptions that have keys, by place.
    """
    if len(group) == 1:
        yield _Written(group)
        return
    keys = {place: {key for _, key in entries[place]} for place in group}
    by_file: dict[str, set[str]] = defaultdict(set)
    for document, key in chain.from_iterable(entries[place] for place in group):
        by_file[document].add(key)
    several = set[str]().union(*(some for some in by_file.values() if len(some) > 1))
    if not several:
        yield _Written(group, frozenset().union(*keys.values()))
        return
    shared = [place for place in group if several.isdisjoint(keys[place])]
    first: dict[str, list[int]] = defaultdict(list)
    for place in group:
        for key in sorted(keys[place] & several):
            first[key].append(place)
    others = frozenset().union(*(keys[place] for place in shared))
    for number, (key, places) in enumerate(first.items()):
        twin = next(iter(first)) if number else ""
        yield _Written([*places, *shared], frozenset((key,)) | (frozenset() if number else others), twin)


def _reason(record: Record) -> str:
    if record.identity.kind == "number":
        return "both have the same series and number"
    return "both have the same DOI and title"
