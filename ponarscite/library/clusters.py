"""Clusters: which descriptions are about the same work (pure). The order of the descriptions does not matter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ponarscite.reconcile.evidence import Evidence
from ponarscite.reconcile.partition import partition
from ponarscite.record.record import Identity


@dataclass(frozen=True, slots=True)
class Member:
    """A description as a member of a cluster.

    Args:
        id: of its row in `testimony`.
        record: the id of its record, None for a description that has just been added.
        identity: under which it is matched with others.
        links: names of links that the user made; descriptions that share one are about one work.
        shape: hash of its claims without document, place and line.
        document: the id of its document, None when it has none.
    """

    id: int
    record: int | None
    identity: Identity
    links: tuple[str, ...] = ()
    shape: int = 0
    document: int | None = None


Cluster = list[Member]


def find_clusters(
    members: Sequence[Member], evidence: Callable[[Member], Evidence], are_distinct: Callable[[int, int], bool]
) -> list[Cluster]:
    """The descriptions of each work.

    Args:
        members: all descriptions that share a match key, directly or through other descriptions.
        evidence: gives the evidence of a description.
        are_distinct: whether the user calls the records with these two ids distinct.
    """
    groups = partition([one.identity for one in members], lambda place: evidence(members[place]))
    clusters = [[members[place] for place in group] for group in groups]
    return [part for one in _linked(clusters) for part in _separated(one, are_distinct)]


def _linked(clusters: list[Cluster]) -> list[Cluster]:
    """Join the clusters that share a link; the others stay."""
    first: dict[str, int] = {}
    joined: dict[int, Cluster] = {}
    for number, members in enumerate(clusters):
        links = {link for one in members for link in one.links}
        places = {first[link] for link in links if link in first}
        target = min(places, default=number)
        joined[target] = [*joined.get(target, ()), *members]
        for place in places - {target}:
            joined[target] += joined.pop(place)
            first.update({link: target for link, at in first.items() if at == place})
        first.update(dict.fromkeys(links, target))
    return list(joined.values())


def _separated(members: Cluster, are_distinct: Callable[[int, int], bool]) -> list[Cluster]:
    """Split a cluster whose records the user calls distinct. New descriptions stay with the oldest record."""
    records = sorted({one.record for one in members if one.record is not None})
    if not any(are_distinct(a, b) for n, a in enumerate(records) for b in records[n + 1 :]):
        return [members]
    parts: list[list[int]] = []
    for record in records:
        part = next((part for part in parts if not any(are_distinct(record, other) for other in part)), None)
        if part is None:
            parts.append([record])
        else:
            part.append(record)
    clusters = [[one for one in members if one.record in part] for part in parts]
    clusters[0] += [one for one in members if one.record is None]
    return clusters


def records_of(clusters: Sequence[Cluster], own: Callable[[int, int], bool]) -> list[list[int]]:
    """For each cluster the ids of the records that become its record.

    A record whose descriptions are in several clusters goes to the one that its key comes from, else to the one that
    has most of its descriptions.

    Args:
        own: whether the key of a record comes from the cluster with this number.
    """
    counts = [Counter(one.record for one in members if one.record is not None) for members in clusters]
    places: dict[int, list[int]] = defaultdict(list)
    for number, count in enumerate(counts):
        for record in count:
            places[record].append(number)
    best: dict[int, int] = {}
    for record, numbers in places.items():
        several = len(numbers) > 1
        best[record] = max(numbers, key=lambda n: (several and own(record, n), counts[n][record], -n))
    return [sorted(record for record in count if best[record] == number) for number, count in enumerate(counts)]


def joined(clusters: list[Cluster], pairs: Iterable[set[int]]) -> list[Cluster]:
    """Join the clusters that hold the two descriptions of a pair; the others stay.

    Args:
        pairs: sets of two ids of descriptions.
    """
    for pair in pairs:
        same = [members for members in clusters if any(one.id in pair for one in members)]
        rest = [members for members in clusters if not any(one.id in pair for one in members)]
        clusters = [*rest, [one for members in same for one in members]]
    return clusters
