"""What the JSON-LD of a page, or its microdata, says of the article that the page is: schema.org.

Source: schema.org (Article, Report, PodcastEpisode and others), JSON-LD 1.1 (@graph, @id, @type, @value).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ponarscite.hookspecs import hookimpl
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.item import text_of
from ponarscite.record.text import letters
from ponarscite.series.identity import page_address
from ponarscite.series.site import Site, site_of

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.series.series import Series

Node: TypeAlias = dict[str, Any]

TYPES = {
    "Report": "report",
    "PodcastEpisode": "broadcast",
    "ScholarlyArticle": "",
    "TechArticle": "",
    "NewsArticle": "article-newspaper",
    "BlogPosting": "",
    "Article": "",
    "CreativeWork": "",
}
"""Types of schema.org that are an article, the more telling first -> the CSL type, "" where none is sure."""

TEXT = ("@value", "name")
"""What an object in place of a text is read by."""

ADDRESS = ("url", "@id")
"""What an object in place of an address is read by."""

PROPERTIES = (
    ("headline", "title", TEXT),
    ("name", "title", TEXT),
    ("datePublished", "issued", TEXT),
    ("url", "URL", ADDRESS),
    ("mainEntityOfPage", "URL", ADDRESS),
    ("reportNumber", "number", TEXT),
    ("reportNumber", "genre", TEXT),
    ("inLanguage", "language", ("alternateName", *TEXT)),
    ("abstract", "abstract", TEXT),
)
"""Property, variable, what an object is read by; the first that says something of a variable counts."""

PAGE_PROPERTIES = tuple(row for row in PROPERTIES if row[1] in ("title", "URL"))
"""What a WebPage is believed when the page has no article."""

MEDIA_TYPE = "ld+json"

_NAMES = frozenset(
    {*(name for name, *_ in PROPERTIES), "author", "creator", "keywords", "familyName", "givenName", "alternateName"}
)
"""Properties that are read."""

_MICRODATA = re.compile(rf"https?://schema\.org/(?:{'|'.join(TYPES)})\b")
_WRAPPER = re.compile(r"[\s/*;]*(?:<!--)?[\s/*]*(?:<!\[CDATA\[)?[\s/*]*")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """The claims of an HTML page's JSON-LD, or else of its microdata; () for other kinds of document."""
    if document.kind != "html":
        return ()
    known = tuple(series)
    return _claims_of("JSON-LD", _json_nodes(document), document, known) or _claims_of(
        "microdata", _microdata_nodes(document), document, known
    )


def _json_nodes(document: Document) -> list[Node]:
    if MEDIA_TYPE not in document.text:
        return []
    scripts = (s.text for s in document.html.iter("script") if MEDIA_TYPE in (s.get("type") or ""))
    return [node for script in scripts if script for node in nodes_of(script)]


def _microdata_nodes(document: Document) -> list[Node]:
    from ponarscite.document.microdata import SIGN, items_of

    if SIGN not in document.text or not _MICRODATA.search(document.text):
        return []

    return items_of(document.html, _NAMES)


def _claims_of(origin: str, nodes: Sequence[Node], document: Document, series: tuple[Series, ...]) -> tuple[Claim, ...]:
    chosen = _article(nodes, document, series) or _page(nodes)
    if not chosen:
        return ()
    kind, node = chosen
    site = site_of(series, _site_names(nodes), document.url)
    about = About("subject", "", document.name)
    found = dict.fromkeys(_claims(kind, node, nodes, site))
    where = f"{origin.lower()} {kind}"
    return tuple(Claim(variable, text, Rank.OWN, origin, about, where) for variable, text in found)


def nodes_of(script: str) -> list[Node]:
    """The objects of one script: at the top, in a list, in @graph, as mainEntity; [] when it is broken."""
    start = _WRAPPER.match(script)
    try:
        queue = [_DECODER.raw_decode(script, start.end() if start else 0)[0]]
    except (ValueError, RecursionError):
        return []
    nodes = []
    for value in queue:  # grows while it is read
        if isinstance(value, list):
            queue += value
        elif isinstance(value, dict):
            nodes.append(value)
            queue += (value.get("@graph"), value.get("mainEntity"))
    return nodes


def types_of(node: Node) -> list[str]:
    """The types of a node without their namespace ("schema:Article", "https://schema.org/Article")."""
    value = node.get("@type")
    values = value if isinstance(value, list) else (value,)
    return [text.rpartition("/")[2].rpartition(":")[2] for text in values if isinstance(text, str)]


def texts_of(value: object, keys: Sequence[str] = TEXT) -> list[str]:
    """The texts of a property: itself, or the first of *keys* that an object has; of a list, of each."""
    if isinstance(value, str):
        return [value] if value else []
    values = value if isinstance(value, list) else [value]
    said = (_first(one, keys) if isinstance(one, dict) else one for one in values)
    return [text for text in map(text_of, said) if text]


def _first(node: Node, keys: Sequence[str]) -> object:
    return next((node[key] for key in keys if node.get(key)), "")


def _article(nodes: Sequence[Node], document: Document, series: tuple[Series, ...]) -> tuple[str, Node] | None:
    """The one article that the page is; None when it has none, or only a list of them."""
    articles = [(kind, node) for node in nodes if (kind := _kind(node))]
    if len(articles) < 2:
        return articles[0] if articles else None
    if address := _address(document, series):
        articles = [one for one in articles if address in _addresses(one[1], series)] or articles
    for kind in TYPES:
        of_kind = [node for other, node in articles if other == kind]
        if len({letters(_headline(node)) for node in of_kind}) == 1:
            return kind, of_kind[0]
    return None


def _kind(node: Node) -> str:
    kinds = TYPES.keys() & types_of(node)
    return min(kinds, key=list(TYPES).index) if len(kinds) > 1 else next(iter(kinds), "")


def _headline(node: Node) -> str:
    return next(iter((*texts_of(node.get("headline")), *texts_of(node.get("name")))), "")


def _address(document: Document, series: tuple[Series, ...]) -> str:
    """The page's own address, by which it is told from the pages it lists."""
    links = (link.get("href") or "" for link in document.html.iter("link") if link.get("rel") == "canonical")
    return page_address(next(links, "") or document.url, series)


def _addresses(node: Node, series: tuple[Series, ...]) -> set[str]:
    found = (text for key in ("@id", "url", "mainEntityOfPage") for text in texts_of(node.get(key), ADDRESS))
    return {page_address(text, series) for text in found}


def _page(nodes: Sequence[Node]) -> tuple[str, Node] | None:
    return next((("WebPage", node) for node in nodes if "WebPage" in types_of(node)), None)


def _site_names(nodes: Sequence[Node]) -> list[str]:
    sites = (node for node in nodes if "WebSite" in types_of(node))
    return [name for node in sites for key in ("name", "alternateName") for name in texts_of(node.get(key))]


def _claims(kind: str, node: Node, nodes: Sequence[Node], site: Site) -> Iterator[tuple[str, str]]:
    done = set()
    for name, variable, keys in PROPERTIES if kind in TYPES else PAGE_PROPERTIES:
        if variable in done or name not in node:
            continue
        found = texts_of(node[name], keys)
        if variable == "URL":
            found = [text.partition("#")[0] for text in found]  # Yoast's "#webpage" is no place on the page
        if text := next((text for one in found for text in site.read(variable, one)), ""):
            done.add(variable)
            yield variable, text
    if kind not in TYPES:
        return
    if TYPES[kind]:
        yield "type", TYPES[kind]
    yield from (("author", text) for text in _authors(node, nodes, site))
    yield from (("keyword", text) for text in _keywords(node.get("keywords"), site))


def _keywords(value: object, site: Site) -> Iterator[str]:
    """A text is split at its commas, a list already is."""
    for text in texts_of(value):
        yield from site.read("" if isinstance(value, list) else "keyword", text)


def _authors(node: Node, nodes: Sequence[Node], site: Site) -> Iterator[str]:
    """The authors: texts, objects, or references to objects of the graph."""
    value = node.get("author") or node.get("creator")
    known = {one["@id"]: one for one in reversed(nodes) if len(one) > 1 and isinstance(one.get("@id"), str)}
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    for entry in value if isinstance(value, list) else [value]:
        person = _resolved(entry, known)
        if isinstance(person, dict):
            for name in texts_of(person.get("name")) or [_family_first(person)]:
                yield from site.read("account", name)
        else:
            yield from site.read("account byline", text_of(person))


def _resolved(entry: object, known: Mapping[str, Node]) -> object:
    """What a reference stands for; the entry itself when it is none."""
    reference = entry.get("@id") if isinstance(entry, dict) and not entry.get("name") else entry
    return known.get(reference, entry) if isinstance(reference, str) else entry


def _family_first(person: Node) -> str:
    names = (*texts_of(person.get("familyName"))[:1], *texts_of(person.get("givenName"))[:1])
    return ", ".join(names)
