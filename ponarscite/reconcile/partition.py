"""Partition: which descriptions are about one work (pure). Their order does not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

from ponarscite.reconcile.evidence import GIVEN, IDENTIFIERS, Evidence, is_initial
from ponarscite.reconcile.packed import Key
from ponarscite.record.record import Identity

MEMO = "series and number"
"""The field of series and number of a numbered work."""

ENTRY = "entry"
"""Begins the field of an entry's own key: "entry refs.bib"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A description that may be about the same work as others: the keys under which it is found, and its evidence."""

    identity: Identity
    evidence: Evidence = Evidence()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of its identity, without the title of a number that is not decided."""
        identity = self.identity
        return ((identity.kind, *identity.value), *identity.aliases) if identity.value else identity.aliases


Group = list[int]
"""The places of descriptions among the candidates."""

Fields = dict[str, frozenset[str]]
"""Field -> the values of a group; an empty set where they contradict each other, so that no other value agrees."""


def partition(identities: Sequence[Identity], evidence: Callable[[int], Evidence]) -> list[Group]:
    """Group the descriptions of each work.

    Descriptions that share a key are one work if they do not differ and if they differ from the same others. So a group
    never holds two that differ, and a description that fits two works which differ belongs to neither.

    Equal descriptions come first, then the keys that decide (number, DOI with title), then addresses, then titles: each
    step joins the groups of the one before.

    Args:
        identities: that of each description.
        evidence: gives the evidence of the description at a place; called once for each that shares a key.
    Returns:
        Groups in the order of their first members.
    """
    shared = _sharing(identities)
    candidates = [Candidate(identities[place], evidence(place)) for place in shared]
    groups = [[number] for number in range(len(candidates))]
    for joining, speaking in _STEPS:
        groups = _joined(groups, candidates, joining, speaking)
    alone = sorted(set(range(len(identities))).difference(shared))
    found = [*([place] for place in alone), *([shared[number] for number in group] for group in groups)]
    return sorted(found, key=lambda places: places[0])


def _sharing(identities: Sequence[Identity]) -> list[int]:
    """The places of the identities that share a key with another one."""
    first: dict[int, int] = {}  # hashes: a tenth of the room, and two keys with one hash are only compared in vain
    found: set[int] = set()
    for place, identity in enumerate(identities):
        for key in keys_of(identity):
            if (other := first.setdefault(hash(key), place)) != place:
                found |= {other, place}
    return sorted(found)


def keys_of(identity: Identity) -> tuple[Key, ...]:
    """Every key of an identity; () for one without a value and without aliases, which matches no other.

    A number of a series that is not decided is found by its title, too.
    """
    value = identity.value
    if not value:
        return identity.aliases
    if identity.kind == "ambiguous":
        return ((identity.kind, *value), ("title", *value[1:]), *identity.aliases)
    return ((identity.kind, *value), *identity.aliases)


def differences(one: Candidate, other: Candidate) -> tuple[str, ...]:
    """The fields in which two descriptions differ, () where nothing speaks against their being one work.

    A key of its own in the same file is named "key".
    """
    mine, theirs = fields_of(one), fields_of(other)
    apart = (field for field in mine if field in theirs and not _agree(field, mine[field], theirs[field]))
    names = ("key" if field.startswith(ENTRY) else GIVEN if field.startswith(GIVEN) else field for field in apart)
    return tuple(dict.fromkeys(names))


def fields_of(one: Candidate) -> Fields:
    """The values of one description, field by field."""
    return _fields((one,), _is_any)


def _agree(field: str, mine: Collection[str], theirs: Collection[str]) -> bool:
    found = {sign for value in mine for sign in wanted(field, value)}
    return not found.isdisjoint(sign for value in theirs for sign in signs(field, value))


def _equal(one: Candidate) -> Iterator[Key]:
    """A key for descriptions that state the same, also of two files under one key."""
    if one.identity.value:
        names = sorted({key for _, key in one.evidence.entries})
        yield ("equal", *map(repr, (one.keys, one.evidence.values, names)))


def _decisive(one: Candidate) -> Iterator[Key]:
    return (key for key in one.keys if key[0] in ("number", "doi"))


def _addresses(one: Candidate) -> Iterator[Key]:
    return (key for key in one.keys if key[0] == "url")


def _titles(one: Candidate) -> Iterator[Key]:
    """Titles, names of PDFs, and numbers of a series that is not decided.

    The latter match each other, and by their title the works that have a number; not the title alone.
    """
    kind, value = one.identity.kind, one.identity.value
    for key in one.keys:
        if key[0] in ("title", "pdf", "ambiguous"):
            yield key
            if kind == "number" and key[0] == "title":
                yield "numbered", *key[1:]
    if kind == "ambiguous" and value:
        yield "numbered", *value[1:]


def _is_memo(field: str) -> bool:
    return field == MEMO


def _identifies(field: str) -> bool:
    return field in IDENTIFIERS or field == MEMO or field.startswith(ENTRY)


def _is_any(field: str) -> bool:
    return bool(field)


_STEPS: tuple[tuple[Callable[[Candidate], Iterable[Key]], Callable[[str], bool]], ...] = (
    (_equal, _is_memo),
    (_decisive, _is_memo),
    (_addresses, _identifies),
    (_titles, _is_any),
)
"""(keys that join, fields that speak against it), step by step."""


def _joined(
    groups: list[Group],
    candidates: Sequence[Candidate],
    joining: Callable[[Candidate], Iterable[Key]],
    speaking: Callable[[str], bool],
) -> list[Group]:
    """Join the groups that share a key, do not differ, and differ from the same others."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for number, places in enumerate(groups):
        for key in {key for place in places for key in joining(candidates[place])}:
            by_key[key].append(number)
    shared = [numbers for numbers in by_key.values() if len(numbers) > 1]
    if not shared:
        return groups
    connected = _Forest(len(groups))
    for numbers in shared:
        connected.join(numbers)
    others: dict[int, bytes] = {}
    for component in (some for some in connected.sets() if len(some) > 1):
        fields = [_fields([candidates[place] for place in groups[number]], speaking) for number in component]
        others.update(zip(component, _differing(fields), strict=True))
    same = _Forest(len(groups))
    for numbers in shared:
        alike: dict[bytes, list[int]] = defaultdict(list)
        for number in numbers:
            alike[others[number]].append(number)
        for some in alike.values():
            same.join(some)
    parts = [sorted(place for number in some for place in groups[number]) for some in same.sets()]
    return sorted(parts, key=lambda places: places[0])


def _fields(some: Iterable[Candidate], speaking: Callable[[str], bool]) -> Fields:
    """The values of a group, field by field: those of its descriptions with the highest rank that have the field."""
    found: dict[str, dict[int, set[frozenset[str]]]] = defaultdict(lambda: defaultdict(set))
    for one in some:
        values: dict[str, set[str]] = defaultdict(set)
        for field, value in _values(one):
            if speaking(field):
                values[field].add(value)
        for field, texts in values.items():
            found[field][one.evidence.rank].add(frozenset(texts))
    return {field: _common(field, ranks[max(ranks)]) for field, ranks in found.items()}


def _values(one: Candidate) -> Iterator[tuple[str, str]]:
    """(field, value) of everything that a description gives: its evidence, its number, and its keys in files."""
    kind, value = one.identity.kind, one.identity.value
    yield from one.evidence.values
    yield from ((f"{ENTRY} {document}", key) for document, key in one.evidence.entries)
    if kind == "number":
        yield MEMO, " ".join(value)
        yield "number", value[1]
    elif kind == "ambiguous" and value and value[0]:
        yield "number", value[0]


def _common(field: str, values: Collection[frozenset[str]]) -> frozenset[str]:
    """What all descriptions of a group have in a field: of given names the longest form; an empty set for nothing."""
    if len(values) == 1:
        return next(iter(values))
    if not field.startswith(GIVEN):
        return frozenset.intersection(*values)
    words = frozenset().union(*values)
    whole = frozenset(word for word in words if not is_initial(word)) or words
    agree = len(whole) == 1 and all(next(iter(whole)).startswith(word) for word in words)
    return whole if agree else frozenset()


def _differing(groups: Sequence[Fields]) -> Iterator[bytes]:
    """For each group a digest of the set of the others that differ from it.

    A set is an integer, its n-th bit for the n-th group: comparing each two of thousands would take O(n²) steps.
    """
    from hashlib import blake2b  # it loads OpenSSL, and a single page has nothing to compare

    known: dict[str, list[int]] = defaultdict(list)
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, fields in enumerate(groups):
        for field, values in fields.items():
            known[field].append(number)
            for sign in {sign for value in values for sign in signs(field, value)}:
                having[field, sign].append(number)
    sets = _Sets(having, len(groups))
    all_known = {field: sets.of(numbers) for field, numbers in known.items() if len(numbers) > 1}
    for number, fields in enumerate(groups):
        apart = 0
        for field in fields.keys() & all_known.keys():
            apart |= all_known[field] & ~sets.agreeing(field, fields[field])
        apart &= ~(1 << number)
        yield blake2b(apart.to_bytes(sets.size, "little"), digest_size=16).digest()


class _Sets:
    """Sets of numbers as integers. Those of many numbers are kept; the others are too many to keep all of them.

    Args:
        having: (field, sign) -> the numbers of the groups that are found under it.
        count: of the groups.
    """

    def __init__(self, having: Mapping[tuple[str, str], Sequence[int]], count: int) -> None:
        self.size = count // 8 + 1
        self._having = having
        self._kept = {key: self.of(numbers) for key, numbers in having.items() if len(numbers) > isqrt(count)}

    def of(self, numbers: Iterable[int]) -> int:
        """The set of these numbers."""
        bits = bytearray(self.size)
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(bits, "little")

    def agreeing(self, field: str, values: Collection[str]) -> int:
        """The groups that agree with any of these values of a field."""
        found = 0
        for sign in {sign for value in values for sign in wanted(field, value)}:
            key = (field, sign)
            found |= self._kept[key] if key in self._kept else self.of(self._having.get(key, ()))
        return found


def signs(field: str, value: str) -> tuple[str, ...]:
    """The signs under which a value is found: of a given name itself, or "a.", and its first letter "a*"."""
    if not field.startswith(GIVEN):
        return (value,)
    return (f"{value}." if is_initial(value) else value, f"{value[0]}*")


def wanted(field: str, value: str) -> tuple[str, ...]:
    """The signs of the values that agree: with "a." every name that begins so, with "anna" this name and "a."."""
    if not field.startswith(GIVEN):
        return (value,)
    return (f"{value[0]}*",) if is_initial(value) else (value, f"{value[0]}.")


class _Forest:
    """A disjoint-set forest over the numbers from 0."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def join(self, numbers: Sequence[int]) -> None:
        """Put all of these numbers into one set."""
        first = self._root(numbers[0])
        for number in numbers[1:]:
            self._parent[self._root(number)] = first

    def sets(self) -> list[list[int]]:
        """Every set, its numbers in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self._root(number)].append(number)
        return list(found.values())

    def _root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number
