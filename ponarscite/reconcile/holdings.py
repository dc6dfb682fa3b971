"""Holdings: the works that a reference manager holds already, so that nothing is pushed into it twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ponarscite.reconcile.choice import Settle
from ponarscite.reconcile.evidence import evidence_of
from ponarscite.reconcile.partition import Candidate, differences
from ponarscite.record.key import citation_key, key_target
from ponarscite.record.record import Record
from ponarscite.record.text import fold, letters

MatchKey: TypeAlias = tuple[str, ...]
"""Two works that share one may be the same: ("number", series, number), ("label", genre, number), ("doi", name),
("isbn", digits), ("url", address), ("key", citation key) or ("title", title, author, ...)."""

MEMBER = frozenset(("number", "label"))
"""Kinds of match keys that only one work has."""

OF_A_MEMO = frozenset(("url", "key"))
"""Kinds of match keys that suffice where one of the works is numbered: both come from the memo's page or its number."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One work that is held.

    Args:
        name: the name that its library has for it, "" if it has none.
        title: its title, for people.
        type: CSL type.
        candidate: its identity and evidence.
        keys: its match keys.
    """

    name: str
    title: str
    type: str
    candidate: Candidate
    keys: frozenset[MatchKey]

    @property
    def number(self) -> tuple[str, ...]:
        """(series, number) of a numbered work, () of another."""
        identity = self.candidate.identity
        return identity.value if identity.kind == "number" else ()


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome for one record.

    Args:
        held: the holding that is the same work, None when none is.
        alike: holdings that may be the same work, though something speaks against it or too little for it.
    """

    held: Holding | None = None
    alike: tuple[Holding, ...] = ()


class Holdings:
    """The works that are held, found by number, DOI, ISBN, address, citation key, or title and authors.

    Works with different numbers are different, even when they share an address or a key: the address may be that of a
    list, and keys made of author, year and word are not unique.

    Args:
        settle: gives a record its identity.
        page_address: an address -> the part that all addresses of that page share; "" for an address of many works.
    """

    def __init__(self, settle: Settle, page_address: Callable[[str], str]) -> None:
        self._settle = settle
        self._page_address = page_address
        self._held: list[Holding] = []
        self._by_key: dict[MatchKey, list[int]] = defaultdict(list)

    def add(self, record: Record, name: str = "") -> None:
        """Add a work under the name that its library has for it. One without a citation key is not found by key."""
        held = self._work(record, record.id, name)
        for key in held.keys:
            self._by_key[key].append(len(self._held))
        self._held.append(held)

    def match(self, records: Sequence[Record]) -> list[Match]:
        """Find each record among the holdings.

        Each holding is the match of one record at most, so two records that differ never become one. Holdings that
        equal a record in all that tells works apart are given out first.
        """
        works = [self._work(record, citation_key(record)) for record in records]
        found: dict[int, int] = {}
        for agree in (_equal, _is_numbered_so, _same):
            taken = set(found.values())
            for place, work in enumerate(works):
                free = (number for number in self._sharing(work) if number not in taken)
                if place not in found and (number := self._first(work, free, agree)) is not None:
                    found[place] = number
                    taken.add(number)
        return [self._match(work, found.get(place)) for place, work in enumerate(works)]

    def _first(self, work: Holding, numbers: Iterator[int], agree: Callable[[Holding, Holding], bool]) -> int | None:
        return next((number for number in numbers if agree(work, self._held[number])), None)

    def _match(self, work: Holding, number: int | None) -> Match:
        if number is not None:
            return Match(self._held[number])
        return Match(None, tuple(one for one in map(self._held.__getitem__, self._sharing(work)) if _alike(work, one)))

    def _sharing(self, work: Holding) -> Iterator[int]:
        """The numbers of the holdings that share a match key with a work, each once, in their order."""
        return iter(sorted({number for key in work.keys for number in self._by_key.get(key, ())}))

    def _work(self, record: Record, key: str, name: str = "") -> Holding:
        settled = self._settled(record)
        candidate = Candidate(settled.identity, replace(evidence_of(settled), entries=()))
        return Holding(
            name, settled.title, settled.type, candidate, frozenset(self._match_keys(settled, candidate, key))
        )

    def _match_keys(self, record: Record, candidate: Candidate, key: str) -> Iterator[MatchKey]:
        if candidate.identity.kind == "number":
            yield "number", *candidate.identity.value
        if record.genre and record.number:
            yield "label", fold(record.genre), record.number
        for field, value in candidate.evidence.values:
            if field in ("DOI", "ISBN"):
                yield field.lower(), value
        if address := self._page_address(record.url):
            yield "url", address
        if key:
            yield "key", key_target(key, "bibtex").casefold()  # a reference manager may have been given either form
        if record.title and record.makers:
            yield "title", letters(record.title), *sorted(fold(name.sort) for name in record.makers)

    def _settled(self, record: Record) -> Record:
        """The record with its identity, which a record from another program does not have yet."""
        return record if record.identity.value else self._settle(record)


def _kinds(one: Holding, other: Holding) -> set[str]:
    """The kinds of match keys that two works share; none where their numbers differ."""
    if one.number and other.number and one.number != other.number:
        return set()
    return {key[0] for key in one.keys & other.keys}


def _is_numbered_so(work: Holding, held: Holding) -> bool:
    """Whether two works have one number of one series."""
    return bool(_kinds(work, held) & MEMBER)


def _same(work: Holding, held: Holding) -> bool:
    """Whether two works are one: by their number, or by another key with one title where nothing speaks against it."""
    kinds = _kinds(work, held)
    if kinds & MEMBER or (kinds & OF_A_MEMO and (work.number or held.number)):
        return True
    if differences(work.candidate, held.candidate) or (
        work.title and held.title and letters(work.title) != letters(held.title)
    ):
        return False
    return bool(kinds - {"title"}) or (bool(kinds) and work.type == held.type)


def _equal(work: Holding, held: Holding) -> bool:
    """Whether two works are one, and equal in all that tells works apart."""
    return (
        (work.type, work.title, work.candidate.evidence.values)
        == (held.type, held.title, held.candidate.evidence.values)
        and bool(work.title)
        and _same(work, held)
    )


def _alike(work: Holding, held: Holding) -> bool:
    """Whether two works that are not certainly one may still be: people shall look."""
    kinds = _kinds(work, held)
    return bool(kinds & {"title", "doi"}) or (bool(kinds) and not differences(work.candidate, held.candidate))
