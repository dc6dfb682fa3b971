"""Networks of works: who is near, what is cited together, islands, and figures."""

from __future__ import annotations

import pytest

from ponarscite.integrations.graph import network as networks
from ponarscite.integrations.graph.measure import Ranked, figures, self_citations
from ponarscite.integrations.graph.network import (
    Direction,
    Kind,
    Network,
    around,
    at_least,
    citations,
    degrees,
    islands,
    linked,
    shared,
)
from ponarscite.library.edges import Edge
from ponarscite.library.graph import Graph
from tests.integrations.graph.networks import item, network

CHAIN = network("a>b b>c c>d x>c", y=item("y"))


def lines(found: Network) -> str:
    return " ".join(f"{link.source}>{link.target}" for link in found.links)


def test_a_pair_is_one_line_with_all_its_places() -> None:
    nodes = network("a>b").works
    edges = (Edge("a", "b", "note 1", "One."), Edge("a", "b", "note 2", ""), Edge("a", "a", "note 3", "Itself."))
    [link] = citations(Graph(nodes, edges)).links
    assert (link.source, link.target, link.weight) == ("a", "b", 2)
    assert (link.places, link.notes) == (("note 1", "note 2"), ("One.", ""))


@pytest.mark.parametrize(
    ("keys", "depth", "direction", "works", "left"),
    [
        ("b", 0, "both", "b", ""),
        ("b", 1, "both", "a b c", "a>b b>c"),
        ("b", 1, "cites", "b c", "b>c"),
        ("b", 1, "cited-by", "a b", "a>b"),
        ("b", 9, "cites", "b c d", "b>c c>d"),
        ("d", 2, "cited-by", "b c d x", "b>c c>d x>c"),
        ("y", 5, "both", "y", ""),
        ("a d", 1, "both", "a b c d", "a>b b>c c>d"),
    ],
)
def test_what_is_around_a_work(keys: str, depth: int, direction: Direction, works: str, left: str) -> None:
    found = around(CHAIN, keys.split(), depth, direction)
    assert (" ".join(found.works), lines(found)) == (works, left)


@pytest.mark.parametrize(
    ("kind", "least", "pairs"),
    [
        ("co-citation", 1, {("p", "q"): 2, ("p", "r"): 1, ("q", "r"): 1}),
        ("co-citation", 2, {("p", "q"): 2}),
        ("coupling", 1, {("a", "b"): 2, ("b", "c"): 1}),
    ],
)
def test_works_that_are_cited_together_or_cite_the_same(
    kind: Kind, least: int, pairs: dict[tuple[str, str], int]
) -> None:
    found = shared(network("a>p a>q b>p b>q b>r c>r"), kind, least)
    assert {(link.source, link.target): link.weight for link in found.links} == pairs
    assert not found.is_directed


def test_a_work_with_too_many_neighbours_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "MOST_SHARED", 2)
    found = shared(network("a>p a>q a>r b>p b>q"), "co-citation")
    assert (lines(found), found.left_out) == ("p>q", ("a",))


def test_islands_and_works_alone() -> None:
    both = network("a>b b>c m>n", y=item("y"))
    assert list(islands(both)) == [("a", "b", "c"), ("m", "n")]
    assert list(linked(both).works) == ["a", "b", "c", "m", "n"]
    assert at_least(both, 2).links == ()


def test_degrees_of_lines_with_a_direction_and_without() -> None:
    out, into = degrees(CHAIN)
    assert (out["c"], into["c"], into["a"]) == (1, 2, 0)
    both, same = degrees(shared(network("a>p a>q"), "co-citation"))
    assert both == same == {"p": 1, "q": 1}


def test_figures() -> None:
    ann, bo = [{"family": "Lee", "given": "Ann"}], [{"family": "Lee", "given": "Bo"}]
    found = figures(
        network(
            "A>B A>c d>c d>B",
            A=item("A", 2021, author=ann),
            B=item("B", 2019, author=[{"family": "LEE", "given": "A."}]),
            c=item("c", None, author=bo),
            d=item("d", 2021, author=bo),
            e=item("e", 2021),
        )
    )
    assert (found.works, found.links, found.self_citations) == (5, 4, 2)
    assert found.most_cited == (Ranked("B", "LEE 2019: Title B", 2, 0), Ranked("c", "Lee: Title c", 2, 0))
    assert found.by_year == ((2019, 1, 0, 2), (2021, 3, 4, 0), (None, 1, 0, 2))
    assert (found.islands, found.alone, found.outside, found.cited) == ((4,), 1, 1, 2)


def test_works_without_authors_share_none() -> None:
    assert list(self_citations(network("a>b"))) == []
