"""A network of citations as SVG: a column for each year, a mark for each work, a line for each citation.

Source: SVG 2; WAI-ARIA Graphics Module. Links are http(s) alone, and no script is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from ponarscite.integrations.graph.layout import HEAD, LARGEST, MARGIN, Picture, Place, picture_of
from ponarscite.integrations.graph.network import Link, Network, degrees
from ponarscite.integrations.graph.work import address_of, label_of
from ponarscite.interchange.design import stylesheet
from ponarscite.interchange.xml import xml_text

INK, LINE, PALE, OWN, OTHER = "#1c1e22", "#878c95", "#dcd8cf", "#0072b2", "#d55e00"
"""Colours for programs that know no variables of CSS; the stylesheet has them for all others."""

DENSE = 600
"""Lines of a picture from which on they are paler."""


def svg(network: Network) -> Iterator[str]:
    """The picture as a file of its own."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield from element(network, f"<style>\n{stylesheet()}</style>\n")


def element(
    network: Network, first: str = "", address: Callable[[Mapping[str, Any]], str] = address_of
) -> Iterator[str]:
    """The element `svg`.

    Args:
        first: markup at its beginning.
        address: item -> where its mark leads to, "" for nowhere.
    """
    picture = picture_of(network)
    yield (
        f'<svg class="graph" xmlns="http://www.w3.org/2000/svg" role="group" width="{picture.width:g}" '
        f'height="{picture.height:g}" viewBox="0 0 {picture.width:g} {picture.height:g}">\n'
        f"<title>{_words(network)}</title>\n{first}"
    )
    yield from _years(picture)
    dense = len(network.links) > DENSE
    yield f'<g class="links{" dense" * dense}" fill="none" stroke="{LINE}" stroke-opacity="{0.18 if dense else 0.5}">\n'
    yield from (_path(link, picture, directed=network.is_directed) for link in network.links)
    yield '</g>\n<g class="works">\n'
    _, cited = degrees(network)
    yield from (_work(network, key, place, cited[key], address) for key, place in picture.places.items())
    yield "</g>\n</svg>\n"


def _words(network: Network) -> str:
    return f"{len(network.works)} works, {len(network.links)} lines of {network.kind}"


def _years(picture: Picture) -> Iterator[str]:
    yield '<g class="years">\n'
    for year, x in picture.columns:
        yield f'<line class="column" x1="{x:g}" x2="{x:g}" y1="30" y2="{picture.height:g}" stroke="{PALE}"/>'
        yield f'<text class="year" x="{x:g}" y="18" text-anchor="middle" fill="{INK}">{year or "n.d."}</text>\n'
    yield "</g>\n"


def _path(link: Link, picture: Picture, *, directed: bool) -> str:
    """A curve from the citing work to the cited one."""
    source, target = picture.places[link.source], picture.places[link.target]
    width = min(0.6 + link.weight / 2.5, 4)
    verb = "cites" if directed else "and"
    title = f"{_text(link.source)} {verb} {_text(link.target)}{_places(link)}"
    return (
        f'<path d="{_curve(source, target)}" stroke-width="{width:g}" data-from="{_text(link.source)}" '
        f'data-to="{_text(link.target)}"><title>{title}</title></path>\n'
    )


def _curve(source: Place, target: Place) -> str:
    """A path that bends over the labels between two years, and to the left between works of one year."""
    start, end = f"M{source.x:g},{source.y:g}", f"{target.x:g},{target.y:g}"
    if source.x == target.x:
        x = source.x - min(18 + abs(target.y - source.y) / 6, (MARGIN + LARGEST) / 0.75)  # it bends by 3/4 of that
        return f"{start}C{x:g},{source.y:g} {x:g},{target.y:g} {end}"
    lift, step = min(abs(target.x - source.x) / 10, HEAD - 30), (target.x - source.x) / 3
    return f"{start}C{source.x + step:g},{source.y - lift:g} {target.x - step:g},{target.y - lift:g} {end}"


def _places(link: Link) -> str:
    return f" ({_text(', '.join(link.places))})" if link.places else f" ({link.weight})"


def _work(network: Network, key: str, place: Place, cited: int, address: Callable[[Mapping[str, Any]], str]) -> str:
    item = network.works[key].item
    kind, fill = ("work own", OWN) if network.works[key].series else ("work", OTHER)
    title = _text(f"{label_of(item, 300)} [{key}], cited by {cited}")
    label = (
        f'<text x="{place.x + place.radius + 5:g}" y="{place.y:g}" fill="{INK}">{_text(place.label)}</text>'
        if place.label
        else ""
    )
    mark = f'<circle cx="{place.x:g}" cy="{place.y:g}" r="{place.radius:g}"/>'
    inner = f"<title>{title}</title>{mark}{label}"
    href = address(item)
    linked = f'<a href="{_text(href)}">{inner}</a>' if href else inner
    return f'<g class="{kind}" fill="{fill}" data-key="{_text(key)}">{linked}</g>\n'


def _text(text: str) -> str:
    return escape(xml_text(text))
