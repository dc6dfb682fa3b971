"""Holdings: the works that a reference manager holds already, so that nothing is pushed into it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.reconcile.choice import Settle
from ponarscite.record.key import citation_key, key_target
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import fold

MatchKey: TypeAlias = tuple[str, ...]
"""Two works that share one may be the same: ("number", series, number), ("label", genre, number), ("url", address) or
("key", citation key)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One work that is held: the name that its library has for it, and its ("number", series, number) if it has one."""

    name: str
    number: MatchKey | None


class Holdings:
    """The works that are held, found by series and number, address or citation key.

    Works with different numbers are different, even when they share an address or a key: the address may be that of a
    list, and keys made of author, year and word are not unique.

    Args:
        settle: gives a record its identity.
        page_address: an address -> the part that all addresses of that page share; "" for an address of many works.
    """

    def __init__(self, settle: Settle, page_address: Callable[[str], str]) -> None:
        self._settle = settle
        self._page_address = page_address
        self._by_key: dict[MatchKey, list[Holding]] = defaultdict(list)

    def add(self, record: Record, name: str = "") -> None:
        """Add a work under the name that its library has for it. One without a citation key is not found by key."""
        record = self._settled(record)
        holding = Holding(name, _number(record.identity))
        for key in self._match_keys(record, record.id):
            self._by_key[key].append(holding)

    def find(self, record: Record) -> Holding | None:
        """The holding of the same work, None when it is not held. The first match by number, label, address, key."""
        record = self._settled(record)
        number = _number(record.identity)
        held = (one for key in self._match_keys(record, citation_key(record)) for one in self._by_key.get(key, ()))
        return next((one for one in held if None in (one.number, number) or one.number == number), None)

    def _match_keys(self, record: Record, key: str) -> Iterator[MatchKey]:
        if number := _number(record.identity):
            yield number
        if record.genre and record.number:
            yield "label", fold(record.genre), record.number
        if address := self._page_address(record.url):
            yield "url", address
        if key:
            yield "key", key_target(key, "bibtex").casefold()  # a reference manager may have been given either form

    def _settled(self, record: Record) -> Record:
        """The record with its identity, which a record from another program does not have yet."""
        return record if record.identity.value or not record.number else self._settle(record)


def _number(identity: Identity) -> MatchKey | None:
    return ("number", *identity.value) if identity.kind == "number" else None
