"""Works: claims of many documents -> one record for each work, once all documents have been read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ponarscite.reconcile.blocks import Blocks
from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.packed import unpack, written
from ponarscite.record.claim import About, Claim
from ponarscite.record.record import Identity, Record

if TYPE_CHECKING:
    from ponarscite.reconcile.evidence import Entries, Evidence
    from ponarscite.reconcile.partition import Group


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

    The claims are kept compressed, because any later document may complete an earlier record: about 0.5 kB for a memo,
    whatever the size of its page.
    """

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._identities = _Identities()
        self._claims = Blocks()

    def add(self, record: Record) -> None:
        """Add the claims of a record under its identity."""
        self.keep(record.identity, written(record.claims))

    def keep(self, identity: Identity, claims: bytes) -> None:
        """As `add`, for claims that are written already."""
        self._identities.append(identity)
        self._claims.append(claims)

    def __iter__(self) -> Iterator[Record]:
        entries: dict[int, Entries] = {}
        groups = self._groups(entries) if len(self._identities) > 1 else [[place] for place in range(len(self._claims))]
        for one in _in_order(groups, entries):
            record = self._built(one.places)
            if one.key:
                record = replace(record, id=one.key)
            doubts = tuple(_doubts(record, one))
            yield replace(record, doubts=(*record.doubts, *doubts)) if doubts else record

    def _groups(self, entries: dict[int, Entries]) -> list[Group]:
        """The places of each work; *entries* gets the keys that files give to the descriptions which were compared."""
        from ponarscite.reconcile.evidence import evidence_of  # a single description has nothing to be compared with
        from ponarscite.reconcile.partition import partition

        def evidence(place: int) -> Evidence:
            found = evidence_of(self._built((place,)))
            entries[place] = found.entries
            return found

        return partition(self._identities, evidence)

    def _built(self, places: Iterable[int]) -> Record:
        """The record of the claims that were added at these places."""
        claims = dict.fromkeys(chain.from_iterable(unpack(self._claims[place]) for place in places))
        return build(list(claims), self._settle)


class _Identities(Sequence[Identity]):
    """Identities without their reasons, as compressed JSON: a tenth of the room of the objects."""

    def __init__(self) -> None:
        self._texts = Blocks()

    def append(self, one: Identity) -> None:
        text = json.dumps((one.kind, one.value, one.aliases))
        self._texts.append(text.encode())

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: Any) -> Any:
        kind, value, aliases = json.loads(self._texts[place])
        return Identity(kind, tuple(value), "", tuple(map(tuple, aliases)))


@dataclass(frozen=True, slots=True)
class _Outline:
    """A record to be built.

    Args:
        places: of its claims.
        keys: that files give it.
        key: its own, where one work is written under several keys.
        twin: the first of these keys; "" for the record that has it.
    """

    places: Group
    keys: frozenset[str] = frozenset()
    key: str = ""
    twin: str = ""


def _in_order(groups: Iterable[Group], entries: Mapping[int, Entries]) -> Iterator[_Outline]:
    """The records of all works, in the order of the first claims of each; the works come in the order of their own.

    Only those are kept that wait for an earlier one: works with several keys.
    """
    waiting: list[tuple[int, _Outline]] = []
    for group in groups:
        while waiting and waiting[0][0] < group[0]:
            yield heappop(waiting)[1]
        for one in _by_entry(group, entries):
            heappush(waiting, (one.places[0], one))
    while waiting:
        yield heappop(waiting)[1]


def _by_entry(group: Group, entries: Mapping[int, Entries]) -> Iterator[_Outline]:
    """The records that are written for a work: one, or one for each of its keys of a file that gives it several.

    Args:
        entries: (document, key) of the descriptions that have keys, by place.
    """
    keys = {place: frozenset(key for _, key in entries.get(place, ())) for place in group}
    by_file: dict[str, set[str]] = defaultdict(set)
    for document, key in chain.from_iterable(entries.get(place, ()) for place in group):
        by_file[document].add(key)
    several = frozenset[str]().union(*(some for some in by_file.values() if len(some) > 1))
    if not several:
        yield _Outline(group, frozenset[str]().union(*keys.values()))
        return
    shared = [place for place in group if several.isdisjoint(keys[place])]
    of_key: dict[str, list[int]] = defaultdict(list)
    for place in group:
        for key in sorted(keys[place] & several):
            of_key[key].append(place)
    first = next(iter(of_key))
    others = frozenset[str]().union(*(keys[place] for place in shared))
    yield _Outline([*of_key.pop(first), *shared], others | {first}, first)
    for key, places in of_key.items():
        yield _Outline([*places, *shared], frozenset((key,)), key, first)


def _doubts(record: Record, one: _Outline) -> Iterator[str]:
    """That an earlier entry may be the same work, and the keys of other files that the record does not have."""
    if one.twin:
        yield f"may be one work with {one.twin}: {_reason(record)}"
    if lost := sorted(one.keys - {record.id}):
        yield f"is {' and '.join(lost)}, too: one work under several keys is written once"


def _reason(record: Record) -> str:
    if record.identity.kind == "number":
        return "both have the same series and number"
    return "both have the same DOI and title"
