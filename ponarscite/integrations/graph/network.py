"""Networks of works: who cites whom, which are cited together, which cite the same.

Source: H. Small (1973) for co-citation, M. M. Kessler (1963) for bibliographic coupling.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from ponarscite.library.graph import Graph, Node

Direction: TypeAlias = Literal["cites", "cited-by", "both"]
Kind: TypeAlias = Literal["citations", "co-citation", "coupling"]

MOST_SHARED = 1_000
"""A work that cites, or is cited by, more works than this makes half a million pairs: it is left out, and named."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two works.

    Args:
        source, target: keys. Of citations, the source cites the target; of the other kinds, they are sorted.
        weight: number of notes in which one cites the other, or of works that cite both, or that both cite.
        places: where the source names the target: "note 3".
        notes: the texts of these notes, "" where the document has none.
    """

    source: str
    target: str
    weight: int = 1
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Works and the lines between them.

    Args:
        kind: what a line means.
        works: key -> record, sorted.
        links: sorted by source and target, one for each pair.
        left_out: keys of works with more than MOST_SHARED neighbours, which made no pairs.
    """

    kind: Kind
    works: Mapping[str, Node]
    links: tuple[Link, ...]
    left_out: tuple[str, ...] = ()

    @property
    def is_directed(self) -> bool:
        """Whether a line has a direction."""
        return self.kind == "citations"


def citations(graph: Graph) -> Network:
    """The network of citations of a library; a work that cites itself makes no line."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for edge in graph.edges:
        if edge.citing != edge.cited:
            found[edge.citing, edge.cited].append((edge.place, edge.note))
    links = (
        Link(*pair, len(named), tuple(place for place, _ in named), tuple(note for _, note in named))
        for pair, named in sorted(found.items())
    )
    return Network("citations", graph.nodes, tuple(links))


def shared(network: Network, kind: Kind, least: int = 1) -> Network:
    """The works of a network that are cited together, or that cite the same, at least so many times.

    Args:
        network: of citations.
        kind: "co-citation" or "coupling".
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for link in network.links:
        by, of = (link.source, link.target) if kind == "co-citation" else (link.target, link.source)
        groups[by].add(of)
    large = tuple(sorted(key for key, group in groups.items() if len(group) > MOST_SHARED))
    small = (group for key, group in groups.items() if len(group) <= MOST_SHARED)
    counts = Counter(pair for group in small for pair in combinations(sorted(group), 2))
    links = tuple(Link(*pair, count) for pair, count in sorted(counts.items()) if count >= least)
    return Network(kind, network.works, links, large)


def around(network: Network, keys: Iterable[str], depth: int, direction: Direction = "both") -> Network:
    """The part of a network that is at most *depth* lines away from some works."""
    steps = _steps(network, direction)
    reached, edge = set(keys), set(keys)
    for _ in range(depth):
        edge = {other for key in edge for other in steps.get(key, ())} - reached
        if not edge:
            break
        reached |= edge
    return among(network, reached)


def _steps(network: Network, direction: Direction) -> Mapping[str, set[str]]:
    steps: dict[str, set[str]] = defaultdict(set)
    for link in network.links:
        if direction != "cited-by" or not network.is_directed:
            steps[link.source].add(link.target)
        if direction != "cites" or not network.is_directed:
            steps[link.target].add(link.source)
    return steps


def among(network: Network, keys: Collection[str]) -> Network:
    """The part of a network with some works alone."""
    works = {key: node for key, node in network.works.items() if key in keys}
    links = tuple(link for link in network.links if link.source in works and link.target in works)
    return Network(network.kind, works, links, network.left_out)


def linked(network: Network) -> Network:
    """The network without works that no line touches."""
    return among(network, {key for link in network.links for key in (link.source, link.target)})


def at_least(network: Network, least: int) -> Network:
    """The network without lines of less than this weight."""
    links = tuple(link for link in network.links if link.weight >= least)
    return Network(network.kind, network.works, links, network.left_out)


def degrees(network: Network) -> tuple[Counter[str], Counter[str]]:
    """(key -> number of works that it cites, key -> number of works that cite it); of other kinds, both are equal."""
    out, into = Counter(link.source for link in network.links), Counter(link.target for link in network.links)
    both = out + into
    return (out, into) if network.is_directed else (both, both)


def islands(network: Network) -> Iterator[tuple[str, ...]]:
    """The sets of works that lines connect, the largest first; works without a line are none."""
    steps, left = _steps(network, "both"), {key for link in network.links for key in (link.source, link.target)}
    found = []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            edge = {other for key in edge for other in steps[key]} - group
        left -= group
        found.append(tuple(sorted(group)))
    yield from sorted(found, key=lambda group: (-len(group), group))
