"""A network as files: SVG, HTML, DOT, CSV, JSON, Pajek, VOSviewer, OpenCitations; by networkx GraphML, GEXF and GML.

Sources: the DOT language (graphviz.org); VOSviewer manual 1.6.20, JSON files; OpenCitations, CSV of the index (COCI);
networkx 3, `readwrite`, for Pajek, too.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ponarscite.errors import MisuseError
from ponarscite.integrations.graph.html import html
from ponarscite.integrations.graph.measure import self_citations
from ponarscite.integrations.graph.network import Network, degrees
from ponarscite.integrations.graph.svg import svg
from ponarscite.integrations.graph.work import address_of, label_of, year_of
from ponarscite.record.date import Date
from ponarscite.record.item import date_of
from ponarscite.record.richtext import plain


def _attributes(network: Network) -> Iterator[tuple[str, dict[str, Any]]]:
    """(key, attributes) of each work, plain values alone; what a work does not have is left out."""
    out, into = degrees(network)
    for key, node in network.works.items():
        values = {
            "label": label_of(node.item),
            "title": plain(str(node.item.get("title", ""))),
            "type": str(node.item.get("type", "")),
            "year": year_of(node.item),
            "series": node.series,
            "url": address_of(node.item),
            "cites": out[key],
            "cited_by": into[key],
        }
        yield key, {name: value for name, value in values.items() if value not in ("", None)}


def _json(network: Network) -> Iterator[str]:
    """Nodes and links by key, each link with its places and the texts of the notes."""
    nodes = [{"id": key, **values} for key, values in _attributes(network)]
    links = [
        {"source": one.source, "target": one.target, "weight": one.weight}
        | ({"places": list(one.places), "notes": list(one.notes)} if one.places else {})
        for one in network.links
    ]
    whole = {"kind": network.kind, "directed": network.is_directed, "nodes": nodes, "links": links}
    yield json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _dot(network: Network) -> Iterator[str]:
    arrow = "->" if network.is_directed else "--"
    yield f"{'digraph' if network.is_directed else 'graph'} citations {{\nrankdir=RL;\nnode [shape=box];\n"
    for key, values in _attributes(network):
        link = f", URL={_quoted(values['url'])}" if "url" in values else ""
        yield f"{_quoted(key)} [label={_quoted(values['label'])}{link}];\n"
    for one in network.links:
        yield f"{_quoted(one.source)} {arrow} {_quoted(one.target)} [weight={one.weight}];\n"
    yield "}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _csv(network: Network) -> Iterator[str]:
    yield _row("source", "target", "weight", "places", "notes")
    for one in network.links:
        yield _row(one.source, one.target, str(one.weight), "; ".join(one.places), " | ".join(filter(None, one.notes)))


def _coci(network: Network) -> Iterator[str]:
    """The columns of OpenCitations. Works without a DOI are named by their address, else by `key:` and their key."""
    yield _row("oci", "citing", "cited", "creation", "timespan", "journal_sc", "author_sc")
    dates = {key: date_of(node.item.get("issued") or {}) for key, node in network.works.items()}
    names = {key: _identifier(key, node.item) for key, node in network.works.items()}
    own = set(self_citations(network))
    for one in network.links:
        citing, cited = dates[one.source], dates[one.target]
        is_own = "yes" if (one.source, one.target) in own else "no"
        creation = citing.edtf if citing else ""
        yield _row("", names[one.source], names[one.target], creation, _timespan(citing, cited), "no", is_own)


def _timespan(citing: Date, cited: Date) -> str:
    """Years and months between two dates as XSD duration ("P1Y2M"), "" where a year is unknown."""
    if not (citing.year and cited.year):
        return ""
    years = _counted(citing.year) - _counted(cited.year)
    if not (citing.month and cited.month):
        return f"{'-' if years < 0 else ''}P{abs(years)}Y"
    months = 12 * years + citing.month - cited.month
    return f"{'-' if months < 0 else ''}P{abs(months) // 12}Y{abs(months) % 12}M"


def _counted(year: int) -> int:
    """A year on a line without a gap: the year 1 follows -1, as CSL counts."""
    return year if year > 0 else year + 1


def _identifier(key: str, item: Mapping[str, Any]) -> str:
    doi = str(item.get("DOI", ""))
    return f"doi:{doi.lower()}" if doi else f"url:{address_of(item)}" if address_of(item) else f"key:{key}"


def _row(*values: str) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([_inert(value) for value in values])
    return text.getvalue()


def _inert(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    is_formula = value[:1] in ("=", "+", "@", "\t") or (value[:1] == "-" and value[1:2] != "P")
    return f"'{value}" if is_formula else value


def _vosviewer(network: Network) -> Iterator[str]:
    """Items and links by number; the years are the scores by which VOSviewer colours items."""
    numbers = {key: number for number, key in enumerate(network.works, 1)}
    items = []
    for key, values in _attributes(network):
        item: dict[str, Any] = {"id": numbers[key], "label": values["label"], "description": values.get("title", "")}
        item["weights"] = {"Citations": values["cited_by"], "References": values["cites"]}
        item |= {"scores": {"Year": values["year"]}} if "year" in values else {}
        item |= {"url": values["url"]} if "url" in values else {}
        items.append(item)
    links = [
        {"source_id": numbers[one.source], "target_id": numbers[one.target], "strength": one.weight}
        for one in network.links
    ]
    yield json.dumps({"network": {"items": items, "links": links}}, ensure_ascii=False, indent=1) + "\n"


def _for_gml(values: dict[str, Any]) -> dict[str, Any]:
    """In GML, the label of a node is its key."""
    return {"name" if name == "label" else name: value for name, value in values.items()}


def _pajek(network: Network) -> Iterator[str]:
    """Works by number, each with a place and a shape before its attributes; Pajek has no sign for a `"` in a text."""
    numbers = {key: number for number, key in enumerate(network.works, 1)}
    yield f"*vertices {len(numbers)}\n"
    for key, values in _attributes(network):
        attributes = "".join(f" {name} {_in_pajek(str(value))}" for name, value in values.items())
        yield f"{numbers[key]} {_in_pajek(key)} 0.0 0.0 ellipse{attributes}\n"
    yield "*arcs\n" if network.is_directed else "*edges\n"
    yield from (f"{numbers[one.source]} {numbers[one.target]} {one.weight}\n" for one in network.links)


def _in_pajek(text: str) -> str:
    escaped = " ".join(text.splitlines()).replace("\\", "\\\\").replace('"', "'")
    return f'"{escaped}"'


_SPELT: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"gml": _for_gml}


def _by_networkx(network: Network, generate: str) -> Iterator[str]:
    """The lines of one of networkx's writers. Raises MisuseError where networkx is not installed."""
    try:
        import networkx
    except ImportError as error:
        raise MisuseError("this format needs the package networkx", hint="pip install 'ponarscite[graph]'") from error
    graph: Any = networkx.DiGraph() if network.is_directed else networkx.Graph()
    for key, values in _attributes(network):
        graph.add_node(key, **_SPELT.get(generate, dict)(values))
    graph.add_edges_from((one.source, one.target, {"weight": one.weight}) for one in network.links)
    lines = getattr(networkx, f"generate_{generate}")(graph)
    yield from (f"{_DAY.sub('', line)}\n" for line in lines)


_DAY = re.compile(r'(?<=<meta) lastmodifieddate="[\d-]*"(?=>)')
"""The day of the run, which GEXF may leave out: one graph gives one file."""


WRITERS: Mapping[str, tuple[str, Callable[[Network], Iterator[str]]]] = {
    "svg": (".svg", svg),
    "html": (".html", html),
    "dot": (".dot", _dot),
    "graphml": (".graphml", partial(_by_networkx, generate="graphml")),
    "gexf": (".gexf", partial(_by_networkx, generate="gexf")),
    "gml": (".gml", partial(_by_networkx, generate="gml")),
    "pajek": (".net", _pajek),
    "vosviewer": ("", _vosviewer),
    "json": (".json", _json),
    "csv": (".csv", _csv),
    "coci": ("", _coci),
}
"""Format -> the ending of its files, "" for one that it shares, and its writer."""
