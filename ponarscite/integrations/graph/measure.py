"""Figures of a network of citations: most cited, by year, self-citations, islands, works outside of the series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ponarscite.integrations.graph.network import Network, degrees, islands
from ponarscite.integrations.graph.work import family_names, label_of, year_of


@dataclass(frozen=True, slots=True)
class Ranked:
    """A work with the number of works that cite it, and that it cites."""

    key: str
    label: str
    cited_by: int
    cites: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a network.

    Args:
        works, links: their numbers.
        most_cited: by the number of citing works, then by key.
        by_year: (year, number of works, citations that they make, citations that they get), None for no year.
        self_citations: number of citations between works that share an author's name.
        islands: the sizes of the connected parts, the largest first; alone: number of works without a citation.
        outside: number of cited works that belong to no series; cited: number of cited works.
    """

    works: int
    links: int
    most_cited: tuple[Ranked, ...]
    by_year: tuple[tuple[int | None, int, int, int], ...]
    self_citations: int
    islands: tuple[int, ...]
    alone: int
    outside: int
    cited: int


def figures(network: Network, most: int = 10) -> Figures:
    """The figures of a network of citations, with so many of the most cited works."""
    out, into = degrees(network)
    ranked = sorted(into, key=lambda key: (-into[key], key))
    sizes = tuple(len(group) for group in islands(network))
    return Figures(
        works=len(network.works),
        links=len(network.links),
        most_cited=tuple(Ranked(key, label_of(network.works[key].item), into[key], out[key]) for key in ranked[:most]),
        by_year=tuple(_by_year(network)),
        self_citations=sum(1 for _ in self_citations(network)),
        islands=sizes,
        alone=len(network.works) - sum(sizes),
        outside=sum(1 for key in into if not network.works[key].series),
        cited=len(into),
    )


def _by_year(network: Network) -> Iterator[tuple[int | None, int, int, int]]:
    year = {key: year_of(node.item) for key, node in network.works.items()}
    works = Counter(year.values())
    made = Counter(year[link.source] for link in network.links)
    got = Counter(year[link.target] for link in network.links)
    for one in sorted(works, key=lambda one: (one is None, one or 0)):
        yield one, works[one], made[one], got[one]


def self_citations(network: Network) -> Iterator[tuple[str, str]]:
    """The pairs (citing, cited) of works that share the name of an author."""
    names = {key: set(family_names(node.item)) for key, node in network.works.items()}
    return ((link.source, link.target) for link in network.links if names[link.source] & names[link.target])
