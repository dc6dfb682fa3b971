"""JSON-LD and microdata of a page -> claims about the article that the page is.

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
from ponarscite.series.house import HOUSE, site_names
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
"""Types of schema.org for articles, the most specific first -> CSL type, "" where the type settles none."""

TEXT = ("@value", "name")
"""Keys by which an object in place of a text is read."""

ADDRESS = ("url", "@id")
"""Keys by which an object in place of an address is read."""

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
"""(property, variable, keys for objects); the first property of a variable with a usable text counts."""

PAGE_PROPERTIES = tuple(row for row in PROPERTIES if row[1] in ("title", "URL"))
"""The properties that are taken from a WebPage if the page has no article."""

MEDIA_TYPE = "ld+json"

_NAMES = frozenset(
    {*(name for name, *_ in PROPERTIES), "author", "creator", "keywords", "familyName", "givenName", "alternateName"}
)
"""The properties that are read from microdata."""

_MICRODATA = re.compile(rf"https?://schema\.org/(?:{'|'.join(TYPES)})\b")
_WRAPPER = re.compile(r"[\s/*;]*(?:<!--)?[\s/*]*(?:<!\[CDATA\[)?[\s/*]*")
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim the metadata of an HTML page's JSON-LD, or else of its microdata; () for other kinds of document."""
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
    names = site_names(document)
    site = site_of(series, (*names.stated, *names.beside, *_site_names(nodes)), document.url)
    about = About("subject", "", document.name)
    found = dict.fromkeys(_claims(kind, node, nodes, site))
    where = f"{origin.lower()} {kind}"
    return tuple(Claim(variable, text, Rank.OWN, origin, about, where) for variable, text in found)


def nodes_of(script: str) -> list[Node]:
    """Return the objects of one script: the top level, lists, @graph and mainEntity; [] for broken JSON."""
    start = _WRAPPER.match(script)
    try:
        queue = [_DECODER.raw_decode(script, start.end() if start else 0)[0]]
    except (ValueError, RecursionError):
        return []
    nodes = []
    for value in queue:  # the list grows during the loop
        if isinstance(value, list):
            queue += value
        elif isinstance(value, dict):
            nodes.append(value)
            queue += (value.get("@graph"), value.get("mainEntity"))
    return nodes


def types_of(node: Node) -> list[str]:
    """Return the types of a node without namespace ("schema:Article", "https://schema.org/Article" -> "Article")."""
    value = node.get("@type")
    values = value if isinstance(value, list) else (value,)
    return [text.rpartition("/")[2].rpartition(":")[2] for text in values if isinstance(text, str)]


def texts_of(value: object, keys: Sequence[str] = TEXT) -> list[str]:
    """Return the texts of a property: of an object the first of *keys* that it has, of a list those of its items."""
    if isinstance(value, str):
        return [value] if value else []
    values = value if isinstance(value, list) else [value]
    plain = (_first(one, keys) if isinstance(one, dict) else one for one in values)
    return [text for text in map(text_of, plain) if text]


def _first(node: Node, keys: Sequence[str]) -> object:
    return next((node[key] for key in keys if node.get(key)), "")


def _article(nodes: Sequence[Node], document: Document, series: tuple[Series, ...]) -> tuple[str, Node] | None:
    """Return (type, node) of the article that the page is; None if it has none, or lists several."""
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
    """Return the page's own address, which distinguishes its article from those that it lists."""
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
            found = [text.partition("#")[0] for text in found]  # Yoast appends "#webpage"
        if text := next((text for one in found for text in site.read(variable, one)), ""):
            done.add(variable)
            yield variable, text
    if kind not in TYPES:
        return
    if TYPES[kind]:
        yield "type", TYPES[kind]
    yield from (("author", text) for text in _authors(node, nodes, site))
    yield from (("keyword", text) for text in _keywords(node.get("keywords"), site))
    yield from ((HOUSE, name) for name in _house(node, nodes, site))


def _house(node: Node, nodes: Sequence[Node], site: Site) -> Iterator[str]:
    """Yield the institution that publishes the article, unless it publishes one of the known series."""
    publisher = _resolved(node.get("publisher"), _by_reference(nodes))
    if isinstance(publisher, dict) and any("Organization" in kind for kind in types_of(publisher)):
        yield from (name for name in texts_of(publisher.get("name"))[:1] if not site_of(site.series).is_name(name))


def _keywords(value: object, site: Site) -> Iterator[str]:
    """Yield keywords: a text is split at commas, the items of a list are not."""
    for text in texts_of(value):
        yield from site.read("" if isinstance(value, list) else "keyword", text)


def _authors(node: Node, nodes: Sequence[Node], site: Site) -> Iterator[str]:
    """Yield the authors; they may be texts, objects, or references to objects of the graph."""
    value = node.get("author") or node.get("creator")
    known = _by_reference(nodes)
    if isinstance(value, dict) and "@list" in value:
        value = value["@list"]
    for entry in value if isinstance(value, list) else [value]:
        person = _resolved(entry, known)
        if isinstance(person, dict):
            for name in texts_of(person.get("name")) or [_family_first(person)]:
                yield from site.read("account", name)
        else:
            yield from site.read("account byline", text_of(person))


def _by_reference(nodes: Sequence[Node]) -> dict[str, Node]:
    return {one["@id"]: one for one in reversed(nodes) if len(one) > 1 and isinstance(one.get("@id"), str)}


def _resolved(entry: object, known: Mapping[str, Node]) -> object:
    """Return the object that a reference names; any other entry as it is."""
    reference = entry.get("@id") if isinstance(entry, dict) and not entry.get("name") else entry
    return known.get(reference, entry) if isinstance(reference, str) else entry


def _family_first(person: Node) -> str:
    names = (*texts_of(person.get("familyName"))[:1], *texts_of(person.get("givenName"))[:1])
    return ", ".join(names)
