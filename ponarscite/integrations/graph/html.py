"""A network of citations as one page: the picture, a search, and the works as a table. It loads nothing.

Its script zooms, shows the neighbours of a work and finds works; without it, picture and table are whole.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib import resources

from ponarscite.integrations.graph.measure import Figures, figures
from ponarscite.integrations.graph.network import Network
from ponarscite.integrations.graph.svg import element
from ponarscite.integrations.graph.work import address_of, label_of
from ponarscite.interchange.design import stylesheet
from ponarscite.interchange.xml import xml_text

TOOLS = """\
<form role="search" class="graph-tools" aria-label="Within the picture">
<label>Find works <input type="search" name="words"></label>
<button type="button" value="0.8">Nearer</button>
<button type="button" value="1.25">Farther</button>
<button type="button" value="whole">Whole</button>
<output aria-live="polite"></output>
</form>
"""
"""The controls of the script."""


def html(network: Network) -> Iterator[str]:
    """The page."""
    script = resources.files("ponarscite.integrations.graph").joinpath("page.js").read_text(encoding="utf-8")
    style, found = stylesheet(), figures(network, most=len(network.works))
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<title>Citations</title>\n<style>{style}</style>\n</head>\n<body class="wide">\n<h1>Citations</h1>\n'
        f'<p class="soft">{_summary(network, found)}</p>\n{TOOLS}'
        '<div class="view" tabindex="0" role="region" aria-label="Picture of the citations">\n'
    )
    yield from element(network)
    yield "</div>\n"
    yield from _table(network, found)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _summary(network: Network, found: Figures) -> str:
    lines = "citations" if network.is_directed else f"lines of {network.kind}"
    return (
        f"{found.works} works, {found.links} {lines}. Years are columns; a line leads from a work to what it cites. "
        "The more a work is cited, the larger its mark. Blue: works of a series. Orange: other works."
    )


def _table(network: Network, found: Figures) -> Iterator[str]:
    yield "<table>\n<caption>Works by the number of works that cite them</caption>\n"
    heads = "".join(f'<th scope="col" class="number">{name}' for name in ("Cited by", "Cites"))
    yield f'<thead><tr><th scope="col">Work{heads}</tr></thead>\n<tbody>\n'
    for one in found.most_cited:
        item = network.works[one.key].item
        label, address = _text(label_of(item, 300)), _text(address_of(item))
        name = f'<a href="{address}">{label}</a>' if address else label
        yield f'<tr><td>{name}<td class="number">{one.cited_by}<td class="number">{one.cites}</tr>\n'
    yield "</tbody>\n</table>\n"


def _text(text: str) -> str:
    return escape(xml_text(text))
