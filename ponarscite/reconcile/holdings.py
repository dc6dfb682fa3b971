"""Holdings: the works that someone's library has already, so that nothing is put there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from ponarscite.reconcile.choice import Settle
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.key import citation_key
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import fold

Sign: TypeAlias = tuple[str, ...]
"""What identifies a work: ("number", series, number), ("label", as printed, number), ("url", the page's address),
("key", citation key)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One work of a library: the library's own name for it, and its number where it has one."""

    name: str
    number: Sign | None


class Holdings:
    """The works of a library, found again by series and number, by address, or by citation key.

    Args:
        settle: gives a record its identity.
        page_address: an address -> the part that all addresses of one page share, "" for the address of no single page.

    Two works that have different numbers are two, whatever else they share: addresses of lists and keys made of author,
    year and word are not unique.
    """

    def __init__(self, settle: Settle, page_address: Callable[[str], str]) -> None:
        self._settle = settle
        self._page_address = page_address
        self._by_sign: dict[Sign, list[Holding]] = defaultdict(list)

    def add(self, record: Record, name: str = "") -> None:
        """Add a work that the library calls *name*; a work without a citation key is not indexed by key."""
        record = self._settled(record)
        holding = Holding(name, _number(record.identity))
        for sign in self._signs(record, record.id):
            self._by_sign[sign].append(holding)

    def find(self, record: Record) -> Holding | None:
        """The holding that is the same work, None when there is none."""
        record = self._settled(record)
        number = _number(record.identity)
        held = (one for sign in self._signs(record, citation_key(record)) for one in self._by_sign.get(sign, ()))
        return next((one for one in held if None in (one.number, number) or one.number == number), None)

    def _signs(self, record: Record, key: str) -> Iterator[Sign]:
        if number := _number(record.identity):
            yield number
        if record.genre and record.number:
            yield "label", fold(record.genre), record.number
        if address := self._page_address(record.url):
            yield "url", address
        if key:
            yield "key", key.casefold()

    def _settled(self, record: Record) -> Record:
        """The record with its number settled, also when it comes from elsewhere and nothing but its fields is known."""
        if record.identity.value or not record.number:
            return record
        labels = (("genre", record.genre), ("collection-title", record.collection_title))
        claims = tuple(Claim(name, text, Rank.OWN, "library", About()) for name, text in labels if text)
        return self._settle(replace(record, claims=claims))


def _number(identity: Identity) -> Sign | None:
    return ("number", *identity.value) if identity.kind == "number" else None
