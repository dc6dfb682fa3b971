"""Which testimonies speak of the same work (pure): the same in whatever order they came."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ponarscite.reconcile.works import Joins
from ponarscite.record.record import Identity


@dataclass(frozen=True, slots=True)
class Known:
    """A testimony as far as grouping asks.

    Args:
        id: its rowid.
        record: the record to which it belongs, None when it has just come.
        identity: under which it meets others.
        bonds: names of what a user has merged: all testimonies with one of them are one work.
    """

    id: int
    record: int | None
    identity: Identity
    bonds: tuple[str, ...] = ()


Group = list[Known]


def group(known: Sequence[Known], apart: Callable[[int, int], bool]) -> list[Group]:
    """The works, each as its testimonies.

    Args:
        known: all testimonies that share a key with one another, by way of others too.
        apart: whether a user has said of two records that they are distinct.
    """
    joins = Joins()
    for one in known:
        joins.learn(one.identity)
    works: dict[object, Group] = defaultdict(list)
    for one in known:
        works[joins.work(one.identity)].append(one)
    return [part for one in _bound(list(works.values())) for part in _parted(one, apart)]


def _bound(groups: list[Group]) -> list[Group]:
    """Groups that share a bond, as one."""
    first: dict[str, int] = {}
    united: dict[int, Group] = {}
    for number, members in enumerate(groups):
        bonds = {bond for one in members for bond in one.bonds}
        places = {first[bond] for bond in bonds if bond in first}
        home = min(places, default=number)
        united[home] = [*united.get(home, ()), *members]
        for place in places - {home}:
            united[home] += united.pop(place)
            first.update({bond: home for bond, at in first.items() if at == place})
        first.update(dict.fromkeys(bonds, home))
    return list(united.values())


def _parted(members: Group, apart: Callable[[int, int], bool]) -> list[Group]:
    """What a user calls distinct stays so; what is new in between goes to the older one."""
    records = sorted({one.record for one in members if one.record is not None})
    if not any(apart(a, b) for n, a in enumerate(records) for b in records[n + 1 :]):
        return [members]
    camps: list[list[int]] = []
    for record in records:
        camp = next((camp for camp in camps if not any(apart(record, other) for other in camp)), None)
        if camp is None:
            camps.append([record])
        else:
            camp.append(record)
    parts = [[one for one in members if one.record in camp] for camp in camps]
    parts[0] += [one for one in members if one.record is None]
    return parts


def homes(groups: Iterable[Group]) -> list[list[int]]:
    """For each group the records that become it; one whose testimonies part goes where most of them go."""
    counts = [Counter(one.record for one in members if one.record is not None) for members in groups]
    best: dict[int, int] = {}
    for number, count in enumerate(counts):
        for record, size in count.items():
            if record not in best or size > counts[best[record]][record]:
                best[record] = number
    return [sorted(record for record in count if best[record] == number) for number, count in enumerate(counts)]


def united(groups: list[Group], pairs: Iterable[set[int]]) -> list[Group]:
    """The groups, those as one that hold the testimonies of a pair."""
    for pair in pairs:
        same = [members for members in groups if any(one.id in pair for one in members)]
        rest = [members for members in groups if not any(one.id in pair for one in members)]
        groups = [*rest, [one for members in same for one in members]]
    return groups
