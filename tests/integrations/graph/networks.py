"""Networks for the tests: of a few lines, and random ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from ponarscite.integrations.graph.network import Network, citations
from ponarscite.library.edges import Edge
from ponarscite.library.graph import Graph, Node


def item(key: str, year: int | None = 2020, **more: Any) -> Mapping[str, Any]:
    dated = {"issued": {"date-parts": [[year]]}} if year else {}
    return {"id": key, "type": "report", "title": f"Title {key}", **dated, **more}


def network(lines: str, **items: Mapping[str, Any]) -> Network:
    """The network of "a>b b>c"; a work has the item that is named after it, and keys of capitals are of a series."""
    pairs = [tuple(line.split(">")) for line in lines.split()]
    keys = {key for pair in pairs for key in pair} | items.keys()
    nodes = {key: Node(items.get(key) or item(key), "pepm" if key.isupper() else "") for key in sorted(keys)}
    return citations(Graph(nodes, tuple(Edge(pair[0], pair[1], "note 1", "See it.") for pair in pairs)))


KEYS = [f"k{number}" for number in range(30)]
TITLES = st.text("WMil 山Ж<&\"'", max_size=60)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """A network of up to 30 works of some years, with hostile titles."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    years = draw(st.lists(st.sampled_from([None, 1999, 2000, 2020]), min_size=len(keys), max_size=len(keys)))
    titles = draw(st.lists(TITLES, min_size=len(keys), max_size=len(keys)))
    nodes = {
        key: Node(item(key, year, title=title), draw(st.sampled_from(["", "pepm"])))
        for key, year, title in sorted(zip(keys, years, titles, strict=True))
    }
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=60))
    return citations(Graph(nodes, tuple(Edge(*pair, "note 1", "") for pair in pairs)))
