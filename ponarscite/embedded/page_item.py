"""A page -> the item that Zotero's connector saves of it. JabRef's browser extension reads pages by the same rules.

Zotero has no translator for the site of PONARS Eurasia. Its generic translators read COinS or, where a page has none,
meta tags; they ignore JSON-LD, microdata and the author tag of a page without other tags. A page that none of them
reads is saved as a webpage with title and address.

Sources: Zotero's translators "COinS", "Embedded Metadata" (2024) and "RDF"; the items that Zotero 11 makes of
WordPress pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ponarscite.embedded.coins import items_of_spans
from ponarscite.embedded.creators import creators_of
from ponarscite.embedded.head import Head, read_head
from ponarscite.interchange.zotero_fields import FIELDS
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

CERTAIN = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
GUESSED = {"citation_isbn": "book", "citation_title": "journalArticle", "citation_series_title": "journalArticle"}
"""Highwire tag -> item type. CERTAIN settles the type; GUESSED counts if nothing else does."""

OPEN_GRAPH = {"book": "book", "website": "webpage", "music.song": "audioRecording", "music.album": "audioRecording"}
"""og:type -> item type. "article" is missing because it tells no more than GUESSED does."""

DUBLIN_CORE = {"report": "report", "workingpaper": "report", "book": "book", "thesis": "thesis", "webpage": "webpage"}
"""dc.type, in lower case without spaces -> item type."""

GENERATORS = ("wordpress", "blogger", "wooframework")

NAMESPACED = {
    "title": ("dc.title", "dcterms.title", "eprints.title", "og.title"),
    "publicationTitle": ("prism.publicationName", "dc.source", "dcterms.source", "og.site_name"),
    "publisher": ("dc.publisher", "dcterms.publisher", "eprints.institution"),
    "date": (
        "prism.publicationDate",
        "og.published_time",
        "article.published_time",
        "dc.date.issued",
        "dcterms.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
    ),
    "url": ("eprints.official_url", "og.url"),
    "abstractNote": (
        "eprints.abstract",
        "og.description",
        "dcterms.abstract",
        "dc.description.abstract",
        "dc.description",
    ),
    "language": ("dc.language", "dcterms.language"),
    "volume": ("prism.volume",),
    "number": ("prism.number", "eprints.number"),
}
"""Zotero field -> meta tags; the first tag that the page has counts."""

HIGHWIRE = {
    "title": ("citation_title",),
    "date": (
        "citation_date",
        "citation_cover_date",
        "citation_publication_date",
        "citation_online_date",
        "citation_year",
    ),
    "publicationTitle": ("citation_book_title", "citation_inbook_title", "citation_journal_title"),
    "institution": ("citation_technical_report_institution",),
    "university": ("citation_dissertation_institution",),
    "number": ("citation_technical_report_number",),
    "publisher": ("citation_publisher",),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "ISBN": ("citation_isbn",),
    "DOI": ("citation_doi",),
    "abstractNote": ("citation_abstract",),
    "url": ("citation_public_url",),
    "language": ("citation_language",),
}
"""Zotero field -> Highwire tags; they override all other tags."""

BASE_FIELDS = {
    "report": {"number": "reportNumber", "publisher": "institution"},
    "blogPost": {"publicationTitle": "blogTitle"},
    "webpage": {"publicationTitle": "websiteTitle"},
    "bookSection": {"publicationTitle": "bookTitle"},
    "conferencePaper": {"publicationTitle": "proceedingsTitle"},
    "thesis": {"publisher": "university"},
}
"""Item type -> base field -> the name of that field in the type (Zotero's schema)."""


COINS = "COinS"
EMBEDDED = "Embedded Metadata"
"""The translators of Zotero that may read a page."""


def translator_of(tree: _Element) -> str:
    """Return the translator of Zotero that reads a page: COINS before EMBEDDED; "" for none.

    EMBEDDED needs a tag of a vocabulary, a Highwire tag that tells the item type, or the traces of blog software.
    """
    if items_of_spans(tree):
        return COINS
    head = read_head(tree)
    is_typed = any(name in head.highwire for name in (*CERTAIN, *GUESSED))
    return EMBEDDED if head.namespaced or is_typed or _is_blog(tree, head) else ""


def item_of_page(tree: _Element, address: str = "") -> dict[str, Any]:
    """Return the item that Zotero makes of a page: {"itemType", "title", "creators", ...} without empty fields.

    Args:
        tree: the parsed page. Of several COinS the first is taken; Zotero lets the user choose among them.
        address: its address, "" when unknown; used if the page states none.
    """
    translator = translator_of(tree)
    if translator == COINS:
        return items_of_spans(tree)[0]
    return _embedded_item(tree, address) if translator else _bare_item(tree, address)


def _bare_item(tree: _Element, address: str) -> dict[str, Any]:
    """Return what Zotero saves without a translator. The address of a saved page is unknown; it states its own."""
    links = [one.get("href") or "" for one in tree.iter("link") if one.get("rel") == "canonical"]
    found = {"title": _page_title(tree), "url": address or next(filter(None, links), "")}
    return {"itemType": "webpage"} | {name: text for name, text in found.items() if text} | {"creators": []}


def _embedded_item(tree: _Element, address: str) -> dict[str, Any]:
    head = read_head(tree)
    kind = item_type(tree, head)
    values = _values(tree, head, address)
    item = {"itemType": kind} | _fields(kind, values)
    return item | {"creators": [{"creatorType": "author", **one} for one in creators_of(tree, head, values["title"])]}


def item_type(tree: _Element, head: Head) -> str:
    """Return Zotero's item type: by Highwire tags, else by an explicit type, else by a guess, else "webpage"."""
    certain = [CERTAIN[name] for name in head.highwire if name in CERTAIN]
    explicit = (head.first(("z.itemType", "z.type")), OPEN_GRAPH.get(head.first(("og.type",)), ""), _dublin_core(head))
    guesses = [GUESSED[name] for name in GUESSED if name in head.highwire]
    blog = ["blogPost"] if _is_blog(tree, head) else []
    known = [kind for kind in explicit if kind in FIELDS]
    return next(iter((*reversed(certain), *known, *guesses, *blog, "webpage")))


def _dublin_core(head: Head) -> str:
    return DUBLIN_CORE.get("".join(head.first(("dc.type", "dcterms.type")).lower().split()), "")


def _is_blog(tree: _Element, head: Head) -> bool:
    """Whether blog software made the page, by its generator tag or by traces that WordPress leaves in every page."""
    generators = " ".join(head.plain.get("generator", ())).lower()
    if any(name in generators for name in GENERATORS):
        return True
    marked = (one for one in tree.iter("link", "style", "script") if one.get("id") or one.get("class"))
    return any(
        one.get("id") == "wp-block-library-css" or "yoast-schema-graph" in (one.get("class") or "").split()
        for one in marked
    )


def _values(tree: _Element, head: Head, address: str) -> dict[str, str]:
    """Return the field values: Zotero's own tags first, then Highwire, other vocabularies, and the page itself."""
    values = {name: head.first(sources) for name, sources in NAMESPACED.items()}
    for name, tags in HIGHWIRE.items():
        values[name] = next((head.highwire[tag][0] for tag in tags if tag in head.highwire), values.get(name, ""))
    values |= {name.partition(".")[2]: texts[0] for name, texts in head.namespaced.items() if name.startswith("z.")}
    values["reportType"] = values.get("reportType") or head.first(("dc.type", "dcterms.type"))
    last = _last_resorts(tree, head, address)
    values |= {name: text for name, text in last.items() if not values.get(name)}
    values["title"] = _without_site(values["title"], values["publicationTitle"])
    return values


def _last_resorts(tree: _Element, head: Head, address: str) -> dict[str, str]:
    plain = {name: texts[0] for name, texts in head.plain.items()}
    highwire = ("citation_abstract_html_url", "citation_fulltext_html_url")
    links = [one.get("href") or "" for one in tree.iter("link") if one.get("rel") == "canonical"]
    urls = (*(head.highwire[tag][0] for tag in highwire if tag in head.highwire), *links, address)
    times = [one.get("datetime") or "" for one in tree.iter("time")]
    languages = (plain.get("language"), plain.get("lang"), tree.get("lang"), tree.get("xml:lang"))
    return {
        "title": _page_title(tree),
        "url": next(filter(None, urls), ""),
        "abstractNote": plain.get("description", ""),
        "language": next(filter(None, languages), ""),
        "date": next((time[:10] for time in times if time), ""),
    }


def _page_title(tree: _Element) -> str:
    title = next(tree.iter("title"), None)
    return "" if title is None else clean("".join(map(str, title.itertext())))


def _without_site(title: str, site: str) -> str:
    """Cut the site's name off the end of the title, if the page states the name."""
    if not site:
        return title
    return re.sub(rf"\s*[-–—=_:|~#]\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE)


def _fields(kind: str, values: dict[str, str]) -> dict[str, str]:
    """Return the fields that items of this type have; other values are dropped."""
    own = BASE_FIELDS.get(kind, {})
    named: dict[str, str] = {}
    for name, text in values.items():
        field = own.get(name, name)
        named[field] = named.get(field) or clean(text)
    known: Sequence[str] = tuple(FIELDS.get(kind, FIELDS["document"]).values())
    return {field: named[field] for field in known if named.get(field) and field != "accessDate"}
