"""Works: claims of many documents -> one record for each work, once all documents have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import attrgetter

from ponarscite.reconciliation.choice import Settle, build
from ponarscite.reconciliation.packed import Key, pack, unpack
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


class UnionFind:
    """Which identities are one work: a disjoint-set forest over their keys. Add all identities before finding any.

    Different numbers of one series are never one work, even with equal titles. A work without a number is joined with
    the works that share its address, or its type, title and authors; with a numbered work only when no other number
    has that address or title. A number of a series that is not decided (an identity of kind "ambiguous") is joined
    with the one work of its title when the number is equal.
    """

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._numbered: dict[Key, Key | None] = {}

    def add(self, identity: Identity) -> None:
        """Join the key of an identity with its aliases."""
        own = (identity.kind, *identity.value)
        for alias in identity.aliases:
            if identity.kind == "number":
                only = self._numbered.setdefault(alias, own)
                self._numbered[alias] = own if only == own else None
            else:
                self._parent[self._root(alias)] = self._root(own)

    def find(self, identity: Identity) -> object:
        """A value that is equal for all identities of one work; an identity without a value equals no other."""
        own = (identity.kind, *identity.value)
        if identity.kind == "ambiguous" and identity.value:
            number, *title = identity.value
            only = self._numbered.get(("title", *title))
            return only if only and number in ("", only[-1]) else own
        if identity.kind == "number" or not identity.value:
            return own if identity.value else object()
        numbered = {self._numbered.get(key) for key in (own, *identity.aliases)} - {None}
        return numbered.pop() if len(numbered) == 1 else self._root(own)

    def _root(self, key: Key) -> Key:
        while (parent := self._parent.setdefault(key, key)) != key:
            self._parent[key] = self._parent[parent]
            key = parent
        return key


class Works:
    """Collects records one by one. Iterating gives one record for each work, built from the claims of all its records.

    The claims are kept packed, because any later document may complete an earlier record: about 2 kB for a memo,
    whatever the size of its page.
    """

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._added: list[tuple[Identity, bytes]] = []
        self._works = UnionFind()

    def add(self, record: Record) -> None:
        """Add the claims of a record under its identity."""
        self.keep(record.identity, pack(record.claims))

    def keep(self, identity: Identity, packed: bytes) -> None:
        """As `add`, for claims that are packed already."""
        self._added.append((identity, packed))
        self._works.add(identity)

    def __iter__(self) -> Iterator[Record]:
        by_work: dict[object, list[bytes]] = {}
        for identity, packed in self._added:
            by_work.setdefault(self._works.find(identity), []).append(packed)
        for same in by_work.values():
            yield build(list(dict.fromkeys(chain.from_iterable(map(unpack, same)))), self._settle)
