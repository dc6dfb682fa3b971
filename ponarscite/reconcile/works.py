"""Works: what several documents say of one work, brought together once all of them have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from operator import attrgetter

from ponarscite.reconcile.choice import Settle, build
from ponarscite.reconcile.packed import Key, pack, unpack
from ponarscite.record.claim import About, Claim
from ponarscite.record.record import Identity, Record


def draft(claims: Iterable[Claim], settle: Settle) -> list[Record]:
    """One record for each thing that the claims speak of, in the order in which they first speak of it."""
    groups: dict[About, list[Claim]] = defaultdict(list)
    for about, group in groupby(claims, attrgetter("about")):  # most come together: to find a group costs more
        groups[about] += group
    return [build(group, settle) for group in groups.values()]


def reconcile(claims: Iterable[Claim], settle: Settle) -> list[Record]:
    """Claims about the same thing make one record; records of the same work become one.

    Args:
        claims: of one document or of many, in the order found.
        settle: gives a record its identity.
    Returns:
        Records in the order in which the works they describe were first spoken of, without keys.
    """
    works = Works(settle)
    for record in draft(claims, settle):
        works.add(record)
    return list(works)


class UnionFind:
    """Which identities name one work, once all of them have been learned.

    Different numbers of one series never meet, however alike their titles. What has no number joins what shares its
    address, or its kind, title and authors; it joins a numbered work only when that is the only one of its title.
    So does a number whose series is open, when the number is the same.
    """

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._numbered: dict[Key, Key | None] = {}

    def add(self, identity: Identity) -> None:
        """Join the keys under which one work is known."""
        own = (identity.kind, *identity.value)
        for alias in identity.aliases:
            if identity.kind == "number":
                only = self._numbered.setdefault(alias, own)
                self._numbered[alias] = own if only == own else None
            else:
                self._parent[self._root(alias)] = self._root(own)

    def find(self, identity: Identity) -> object:
        """What all records of one work have in common; a thing of its own for what nothing is known of."""
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
    """Records added one by one; iterating gives one record a work, with the claims of all that were added.

    What waits here is packed, since any later document may complete an earlier record: a memo with its claims takes
    about 2 kB, whatever the size of its page.
    """

    def __init__(self, settle: Settle) -> None:
        self._settle = settle
        self._added: list[tuple[Identity, bytes]] = []
        self._union = UnionFind()

    def add(self, record: Record) -> None:
        """Keep the claims of a record, and join the keys under which it is known."""
        self.keep(record.identity, pack(record.claims))

    def keep(self, identity: Identity, packed: bytes) -> None:
        """The same for claims that are packed already."""
        self._added.append((identity, packed))
        self._union.add(identity)

    def __iter__(self) -> Iterator[Record]:
        together: dict[object, list[bytes]] = {}
        for identity, packed in self._added:
            together.setdefault(self._union.find(identity), []).append(packed)
        for same in together.values():
            yield build(list(dict.fromkeys(chain.from_iterable(map(unpack, same)))), self._settle)
