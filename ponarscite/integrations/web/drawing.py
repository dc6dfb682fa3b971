"""The picture of the citations for a page: the works around some, or the whole, as far as it can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args
from urllib.parse import quote

from markupsafe import Markup

from ponarscite.integrations.graph.measure import Ranked, figures
from ponarscite.integrations.graph.network import Kind, Network, among, around, citations, degrees, linked, shared
from ponarscite.integrations.graph.svg import element
from ponarscite.library.graph import Graph

KINDS: Final = (
    ("citations", "Citations"),
    ("co-citation", "Cited together"),
    ("coupling", "Citing the same"),
)

MOST_DRAWN: Final = 2_000
"""Works of a picture; of a larger network, the most cited."""

MOST_RANKED: Final = 20
"""Works in the table of the most cited."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, and what is said of it.

    Args:
        svg: the element.
        works, lines: of the picture; left_out: works that it does not show.
        ranked: the most cited works.
    """

    svg: Markup
    works: int
    lines: int
    left_out: int
    ranked: tuple[Ranked, ...]


def drawing(graph: Graph, keys: Sequence[str] | None, kind: str, depth: int) -> Drawing:
    """Draw the works around *keys*, None for all that a line touches."""
    whole = citations(graph)
    chosen = whole if keys is None else around(whole, keys, depth)
    known = next(one for one in get_args(Kind) if one == kind)
    network = chosen if known == "citations" else shared(chosen, known)
    network = linked(network) if keys is None or known != "citations" else network
    drawn = _most_cited(network)
    ranked = figures(network, most=MOST_RANKED).most_cited
    svg = Markup("".join(element(drawn, address=_sheet)))  # noqa: S704 -- every text in it is escaped
    return Drawing(svg, len(drawn.works), len(drawn.links), len(network.works) - len(drawn.works), ranked)


def _most_cited(network: Network) -> Network:
    if len(network.works) <= MOST_DRAWN:
        return network
    _, cited = degrees(network)
    ranked = sorted(network.works, key=lambda key: (-cited[key], key))
    return among(network, frozenset(ranked[:MOST_DRAWN]))


def _sheet(item: Mapping[str, Any]) -> str:
    """The address of the page of a work."""
    return f"/record?key={quote(str(item['id']), safe='')}"
