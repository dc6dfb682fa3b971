"""Shelf: what someone's library already holds, so that nothing is put there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.claim import About, Claim, Rank
from ponarscite.record.key import citation_key
from ponarscite.record.quick import changed
from ponarscite.record.record import Identity, Record
from ponarscite.record.text import fold
from ponarscite.series.identity import page_address, settle
from ponarscite.series.series import Series

Sign: TypeAlias = tuple[str, ...]
"""By what a work is recognised: ("number", series, number), ("label", as printed, number), ("url", the page's address),
("key", citation key)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One work of a library: the library's own name for it, and its number where it has one."""

    name: str
    number: Sign | None


class Shelf:
    """The works of a library, found again by series and number, by address, or by citation key.

    Two works that have different numbers are two, whatever else they share: addresses of lists and keys made of author,
    year and word are not unique.
    """

    def __init__(self, series: Sequence[Series]) -> None:
        self._series = tuple(series)
        self._by_sign: dict[Sign, list[Holding]] = defaultdict(list)

    def add(self, record: Record, name: str = "") -> None:
        """Put a work there, which the library calls *name*; one that has no key of its own is not found by one."""
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
        if address := page_address(record.url, self._series):
            yield "url", address
        if key:
            yield "key", key.casefold()

    def _settled(self, record: Record) -> Record:
        """The record with its number settled, also when it comes from elsewhere and nothing but its fields is known."""
        if record.identity.value or not record.number:
            return record
        labels = (("genre", record.genre), ("collection-title", record.collection_title))
        claims = tuple(Claim(name, text, Rank.OWN, "library", About()) for name, text in labels if text)
        return settle(changed(record, claims=claims), self._series)


def _number(identity: Identity) -> Sign | None:
    return ("number", *identity.value) if identity.kind == "number" else None
