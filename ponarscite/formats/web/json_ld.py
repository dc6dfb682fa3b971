"""Records -> schema.org JSON-LD, a node for each.

`<`, `>` and `&` are escaped, so that the text is safe in a `script` element. Source: schema.org (Report,
PodcastEpisode, BlogPosting, Event and others), JSON-LD 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent
from typing import TYPE_CHECKING, Any

from ponarscite.interchange.others import unmarked, without_mark
from ponarscite.interchange.rows import dropped
from ponarscite.record.item import variables
from ponarscite.record.key import written_key
from ponarscite.record.name import Name
from ponarscite.record.record import Record
from ponarscite.record.text import clean, web_address

if TYPE_CHECKING:
    from ponarscite.hookspecs import RenderOptions, Resources

CONTEXT = "https://schema.org"
OTHER = ("CreativeWork", "CreativeWork")
TYPES: Mapping[str, tuple[str, str]] = (
    dict.fromkeys(("review", "review-book"), ("Review", "Periodical"))
    | dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), ("Article", "Book"))
    | dict.fromkeys(("bill", "legislation", "regulation", "treaty"), ("Legislation", "CreativeWork"))
    | dict.fromkeys(("book", "classic"), ("Book", "BookSeries"))
    | dict.fromkeys(("figure", "graphic"), ("VisualArtwork", "Collection"))
    | dict.fromkeys(("webpage", "article", "post"), ("WebPage", "WebSite"))
    | {"report": ("Report", "CreativeWorkSeries"), "broadcast": ("PodcastEpisode", "PodcastSeries")}
    | {"post-weblog": ("BlogPosting", "Blog"), "article-newspaper": ("NewsArticle", "Newspaper")}
    | {"article-journal": ("ScholarlyArticle", "Periodical"), "article-magazine": ("Article", "Periodical")}
    | {"chapter": ("Chapter", "Book"), "paper-conference": ("ScholarlyArticle", "Book"), "event": ("Event", "Event")}
    | {"thesis": ("Thesis", "CreativeWork"), "dataset": ("Dataset", "DataCatalog"), "map": ("Map", "Atlas")}
    | {"software": ("SoftwareApplication", "CreativeWork"), "motion_picture": ("Movie", "MovieSeries")}
    | {"manuscript": ("Manuscript", "Collection"), "collection": ("Collection", "Collection")}
    | {"periodical": ("Periodical", "CreativeWorkSeries"), "song": ("MusicRecording", "MusicAlbum")}
)
"""CSL type -> types of the work and of its container."""

PROPERTIES = {
    "title": "name",
    "issued": "datePublished",
    "number": "reportNumber",
    "genre": "genre",
    "URL": "url",
    "abstract": "abstract",
    "keyword": "keywords",
    "language": "inLanguage",
    "title-short": "alternateName",
    "version": "version",
    "edition": "bookEdition",
    "ISBN": "isbn",
    "ISSN": "issn",
    "page": "pagination",
    "editor": "editor",
    "translator": "translator",
    "author": "author",
}
"""CSL variable -> property."""

PROPERTIES_OF = {
    "event": {"author": "organizer", "issued": "startDate", "event-place": "location"},
    "broadcast": {"number": "episodeNumber"},
}
"""CSL type -> its properties, where they differ."""

_ONLY = {"reportNumber": ("report",), "pagination": ("article-journal", "article-magazine", "chapter")}
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def _value(value: Any) -> Any:
    """The JSON of a CSL value: names as nodes, keywords as a list, texts clean."""
    if isinstance(value, tuple):
        return [clean(one) if isinstance(one, str) else agent(one) for one in value]
    return clean(str(value))


def agent(name: Name) -> dict[str, str]:
    """A person by its parts, or an organization."""
    if name.literal or not name.given:
        return {"@type": "Organization" if name.literal else "Person", "name": clean(str(name))}
    given = f"{name.given} {name.dropping_particle}"
    parts = {"name": str(name), "givenName": given, "familyName": name.sort, "honorificSuffix": name.suffix}
    return {"@type": "Person"} | {key: text for key, part in parts.items() if (text := clean(part))}


def _properties(record: Record) -> Iterator[tuple[str, str, Any]]:
    """(CSL variable, property, value) for the properties of the node itself."""
    table = PROPERTIES | PROPERTIES_OF.get(record.type, {})
    for variable, value in variables(record).items():
        name = table.get(variable, "")
        if not name or record.type not in _ONLY.get(name, (record.type,)):
            continue
        if variable != "URL" or web_address(value):
            yield variable, name, _value(value)


def _publisher(record: Record) -> dict[str, Any]:
    named = {"name": clean(record.publisher), "address": clean(record.publisher_place)}
    found = {key: text for key, text in named.items() if text}
    return {"publisher": {"@type": "Organization"} | found} if found else {}


def _whole(record: Record, kind: str) -> dict[str, Any]:
    values = variables(record)
    named = {"container-title": "name", "volume": "volumeNumber", "issue": "issueNumber"}
    found = {name: clean(values[variable]) for variable, name in named.items() if variable in values}
    return {"isPartOf": {"@type": kind} | found} if found else {}


def _identifier(record: Record) -> dict[str, Any]:
    if not record.doi:
        return {}
    return {"identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": clean(record.doi)}}


def node(record: Record) -> dict[str, Any]:
    """The node of a record, without a context."""
    kind, whole = TYPES.get(record.type, OTHER)
    found = {name: value for _, name, value in _properties(record)}
    return {"@type": kind} | found | _publisher(record) | _whole(record, whole) | _identifier(record)


def to_json(value: Any) -> str:
    """Indented JSON without characters that an HTML parser could read as markup."""
    return json.dumps(value, ensure_ascii=False, indent=2).translate(_ESCAPES)


def write(records: Iterable[Record], _options: RenderOptions, _: Resources) -> Iterator[str]:
    """The records as one graph."""
    yield f'{{\n  "@context": "{CONTEXT}",\n  "@graph": ['
    for number, record in enumerate(map(without_mark, records)):
        text = to_json({"@id": f"#{written_key(record, 'html')}"} | node(record))
        yield (",\n" if number else "\n") + indent(text, "    ")
    yield "\n  ]\n}\n"


def carried(record: Record) -> set[str]:
    """The CSL variables that the node of a record carries."""
    found = node(record)
    nested = {"publisher": "publisher", "publisher-place": "publisher", "DOI": "identifier"}
    nested |= dict.fromkeys(("container-title", "volume", "issue"), "isPartOf")
    written = {variable for variable, _, _ in _properties(record)}
    return written | {variable for variable, name in nested.items() if name in found}


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that JSON-LD cannot carry."""
    yield from dropped(record, carried(record))
    yield from unmarked(record)
