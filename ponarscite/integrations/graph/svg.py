"""A network of citations as SVG: a column for each year, a mark for each work, a line for each citation.

Source: SVG 2; WAI-ARIA Graphics Module. Links are http(s) alone, and no script is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ponarscite.integrations.graph.layout import FONT, HEAD, Picture, Place, picture_of
from ponarscite.integrations.graph.network import Link, Network, degrees
from ponarscite.integrations.graph.work import address_of, label_of
from ponarscite.interchange.xml import xml_text

STYLE = f"""\
.graph {{ font: {FONT}px/1 system-ui, sans-serif; --ink: #1b1b1b; --line: #8a8f98; --own: #0072b2; --other: #d55e00;
  --paper: #fff; }}
.graph text {{ fill: var(--ink); dominant-baseline: central; paint-order: stroke; stroke: var(--paper);
  stroke-width: 3px; }}
.graph .year {{ font-weight: bold; text-anchor: middle; }}
.graph .column {{ stroke: var(--line); stroke-opacity: .25; }}
.graph path {{ fill: none; stroke: var(--line); stroke-opacity: .4; }}
.graph circle {{ fill: var(--other); stroke: var(--paper); }}
.graph .own circle {{ fill: var(--own); }}
.graph .pale {{ opacity: .12; }}
.graph .near path, .graph path.near {{ stroke: var(--ink); stroke-opacity: 1; }}
.graph a:focus-visible circle {{ stroke: var(--ink); stroke-width: 3px; }}
@media (prefers-color-scheme: dark) {{ .graph {{ --ink: #e6e6e6; --line: #7d838c; --own: #56b4e9; --other: #e69f00;
  --paper: #16181b; background: var(--paper); }} }}
"""
"""Colours of Okabe and Ito, which eyes with a colour deficiency tell apart: works of a series, and other works."""


def svg(network: Network) -> Iterator[str]:
    """The picture as a file of its own."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield from element(network, f"<style>\n{STYLE}</style>\n")


def element(network: Network, first: str = "") -> Iterator[str]:
    """The element `svg`, with some markup at its beginning."""
    picture = picture_of(network)
    yield (
        f'<svg class="graph" xmlns="http://www.w3.org/2000/svg" role="img" width="{picture.width:g}" '
        f'height="{picture.height:g}" viewBox="0 0 {picture.width:g} {picture.height:g}">\n'
        f"<title>{_words(network)}</title>\n{first}"
    )
    yield from _years(picture)
    yield '<g class="links">\n'
    yield from (_path(link, picture, directed=network.is_directed) for link in network.links)
    yield '</g>\n<g class="works">\n'
    _, cited = degrees(network)
    yield from (_work(network, key, place, cited[key]) for key, place in picture.places.items())
    yield "</g>\n</svg>\n"


def _words(network: Network) -> str:
    return f"{len(network.works)} works, {len(network.links)} lines of {network.kind}"


def _years(picture: Picture) -> Iterator[str]:
    yield '<g class="years">\n'
    for year, x in picture.columns:
        yield f'<line class="column" x1="{x:g}" x2="{x:g}" y1="30" y2="{picture.height:g}"/>'
        yield f'<text class="year" x="{x:g}" y="18">{year or "n.d."}</text>\n'
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
        x = source.x - 18 - abs(target.y - source.y) / 6
        return f"{start}C{x:g},{source.y:g} {x:g},{target.y:g} {end}"
    lift, step = min(abs(target.x - source.x) / 10, HEAD - 30), (target.x - source.x) / 3
    return f"{start}C{source.x + step:g},{source.y - lift:g} {target.x - step:g},{target.y - lift:g} {end}"


def _places(link: Link) -> str:
    return f" ({_text(', '.join(link.places))})" if link.places else f" ({link.weight})"


def _work(network: Network, key: str, place: Place, cited: int) -> str:
    item = network.works[key].item
    kind = "work own" if network.works[key].series else "work"
    title = _text(f"{label_of(item, 300)} [{key}], cited by {cited}")
    label = (
        f'<text x="{place.x + place.radius + 5:g}" y="{place.y:g}">{_text(place.label)}</text>' if place.label else ""
    )
    mark = f'<circle cx="{place.x:g}" cy="{place.y:g}" r="{place.radius:g}"/>'
    inner = f"<title>{title}</title>{mark}{label}"
    address = address_of(item)
    linked = f'<a href="{_text(address)}">{inner}</a>' if address else inner
    return f'<g class="{kind}" data-key="{_text(key)}">{linked}</g>\n'


def _text(text: str) -> str:
    return escape(xml_text(text))
