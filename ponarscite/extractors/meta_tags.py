"""The head of a page -> claims: meta tags, canonical link, language, title.

Sources: Google Scholar's inclusion guidelines (the tags of Highwire Press, citation_*, and those of bepress, Eprints
and PRISM that it names), DCMI Metadata Terms (dc., dcterms.), the Open Graph protocol, ogp.me (og:), docs.parse.ly
(parsely-).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ponarscite.hookspecs import hookimpl
from ponarscite.reconcile.choice import MANY
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.text import clean, letters
from ponarscite.series.house import HOUSE, Names, house_of, is_of_series, site_names
from ponarscite.series.site import Site, site_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.document.document import Document
    from ponarscite.series.series import Series


TAGS: dict[str, dict[str, tuple[str, ...]]] = {
    "citation tags": {
        "title": ("citation_title", "eprints.title"),
        "author": ("citation_author", "citation_authors", "eprints.creators_name"),
        "issued": (
            "citation_publication_date",
            "citation_date",
            "citation_online_date",
            "citation_year",
            "eprints.date",
            "prism.publicationdate",
            "prism.coverdate",
        ),
        "editor": ("citation_editor",),
        "number": ("citation_technical_report_number", "citation_patent_number"),
        "genre": ("citation_technical_report_number", "z.reporttype"),
        "publisher": (
            "citation_technical_report_institution",
            "citation_dissertation_institution",
            "citation_publisher",
            "eprints.publisher",
        ),
        "container-title": (
            "citation_journal_title",
            "citation_inbook_title",
            "citation_book_title",
            "citation_proceedings_title",
            "citation_conference_title",
            "citation_conference",
            "prism.publicationname",
            "eprints.publication",
            "eprints.book_title",
        ),
        "event-title": ("citation_conference_title", "citation_conference"),
        "container-title-short": ("citation_journal_abbrev",),
        "collection-title": ("citation_series_title",),
        "volume": ("citation_volume", "prism.volume", "eprints.volume"),
        "issue": ("citation_issue", "prism.number", "prism.issue", "eprints.number"),
        "ISSN": ("citation_issn", "prism.issn", "prism.eissn", "eprints.issn"),
        "page": ("citation_firstpage", "citation_pages", "prism.startingpage", "eprints.pagerange"),
        "ISBN": ("citation_isbn",),
        "PMID": ("citation_pmid",),
        "DOI": ("citation_doi", "prism.doi"),
        "URL": ("citation_public_url", "citation_abstract_html_url", "citation_fulltext_html_url"),
        "pdf-url": ("citation_pdf_url", "eprints.document_url"),
        "file-name": ("citation_pdf_url",),
        "abstract": ("citation_abstract", "eprints.abstract"),
        "keyword": ("citation_keywords", "eprints.keywords"),
        "language": ("citation_language",),
    },
    "Dublin Core": {
        "title": ("dc.title", "dcterms.title"),
        "author": ("dc.creator", "dc.creator.personalname", "dcterms.creator"),
        "issued": (
            "dcterms.issued",
            "dc.date.issued",
            "dc.date",
            "dcterms.date",
            "dcterms.created",
        ),
        "publisher": ("dc.publisher", "dcterms.publisher"),
        "DOI": ("dc.identifier.doi", "dc.identifier", "dcterms.identifier"),
        "URL": ("dc.identifier.uri", "dc.identifier", "dcterms.identifier"),
        "abstract": ("dcterms.abstract", "dc.description.abstract", "dc.description", "dcterms.description"),
        "keyword": ("dc.subject", "dcterms.subject"),
        "language": ("dc.language", "dcterms.language"),
    },
    "Open Graph": {
        "title": ("og.title", "twitter.title"),
        "author": ("article.author",),
        "issued": ("article.published_time",),
        "URL": ("og.url",),
        "keyword": ("article.tag",),
        "language": ("og.locale",),
    },
    "Parsely": {
        "title": ("parsely-title",),
        "author": ("parsely-author",),
        "issued": ("parsely-pub-date",),
        "URL": ("parsely-link",),
        "keyword": ("parsely-tags",),
    },
    "meta tags": {
        "author": ("author",),
        "issued": ("date", "pubdate", "publish-date"),
    },
}
"""Origin of the claim -> variable -> tags in lower case, with "." for ":"; the first tag with a usable text counts."""

READ_AS = {
    "citation_authors": "byline",
    **dict.fromkeys(("article.author", "parsely-author", "author"), "account"),
    "z.reporttype": "label",
} | {
    name: reader
    for variable, reader in (("author", "account"), ("publisher", "imprint"))
    for name in TAGS["Dublin Core"][variable]
}
"""Tag -> the reader (site.READERS) that it needs, if not that of its variable."""

TYPES = {
    "citation_technical_report_number": "report",
    "citation_technical_report_institution": "report",
    "citation_dissertation_institution": "thesis",
    "citation_dissertation_name": "thesis",
    "citation_journal_title": "article-journal",
    "citation_proceedings_title": "paper-conference",
    "citation_conference_title": "paper-conference",
    "citation_conference": "paper-conference",
    "citation_inbook_title": "chapter",
    "citation_book_title": "chapter",
    "citation_patent_number": "patent",
    "citation_isbn": "book",
    "prism.publicationname": "article-journal",
    "eprints.publication": "article-journal",
    "eprints.book_title": "chapter",
}
"""Tags whose presence settles the CSL type, the first of them that a page has."""

BOOK_TITLED = TAGS["citation tags"]["title"]
BOOKS = frozenset(("citation_inbook_title", "citation_book_title", "eprints.book_title"))
"""Tags of a work's title, and of the title of the book that holds it."""

LAST_PAGES = ("citation_lastpage", "prism.endingpage")

_ROWS = tuple(
    (name, origin, variable, READ_AS.get(name, variable))
    for origin, table in TAGS.items()
    for variable, names in table.items()
    for name in names
)
_WANTED = frozenset(name for name, *_ in _ROWS) | {*LAST_PAGES, *TYPES}


_Found: TypeAlias = Iterator[tuple[str, str, str, str]]
"""(variable, text, origin, where) of each claim."""


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim what the head of an HTML page states; () for other kinds of document."""
    if document.kind != "html":
        return ()
    tree = document.html
    tags, names = _of_whole_works(read_tags(tree)), site_names(document)
    site = site_of(series, (*names.stated, *names.beside), document.url)
    about = About("subject", "", document.name)
    found = (*_of_tags(tags, site), *_of_type(tags), *_of_page(tree, names, site), *_of_house(names, site))
    return [Claim(variable, text, Rank.OWN, origin, about, where) for variable, text, origin, where in found]


def read_tags(tree: _Element) -> dict[str, tuple[str, list[str]]]:
    """Return the tags of TAGS that a page has: name in lower case -> (name as printed, contents in order)."""
    tags: dict[str, tuple[str, list[str]]] = {}
    for element in tree.iter("meta"):
        printed = element.get("property") or element.get("name")
        name = printed.strip().lower().replace(":", ".").removeprefix("bepress_") if printed else ""
        if name in _WANTED and (content := element.get("content")):
            tags.setdefault(name, ((printed or "").strip(), []))[1].append(content)
    return tags


def _of_whole_works(tags: dict[str, tuple[str, list[str]]]) -> dict[str, tuple[str, list[str]]]:
    """Return the tags without those of a container that is the work itself: a book's page names the book twice."""
    titles = {letters(content) for name in BOOK_TITLED if name in tags for content in tags[name][1]}
    return {name: tag for name, tag in tags.items() if name not in BOOKS or letters(tag[1][0]) not in titles}


def _of_tags(tags: Mapping[str, tuple[str, list[str]]], site: Site) -> _Found:
    done = set()
    for name, origin, variable, reader in _ROWS:
        if name not in tags or (origin, variable) in done:
            continue
        printed, contents = tags[name]
        if variable == "event-title" and (origin, "container-title", contents[0]) in done:
            continue  # the proceedings have no other title
        texts = dict.fromkeys(text for content in contents for text in site.read(reader, content))
        for text in texts if variable in MANY else list(texts)[:1]:
            done |= {(origin, variable), (origin, variable, contents[0])}
            yield variable, _pages(text, tags) if variable == "page" else text, origin, f"meta {printed}"


def _pages(first: str, tags: Mapping[str, tuple[str, list[str]]]) -> str:
    """The first page with the last one."""
    last = next((clean(tags[name][1][0]) for name in LAST_PAGES if name in tags), "")
    return f"{first}-{last}" if last and last != first and "-" not in first else first


def _of_type(tags: Mapping[str, tuple[str, list[str]]]) -> _Found:
    for name, item_type in TYPES.items():
        if name in tags:
            yield "type", item_type, "citation tags", f"meta {tags[name][0]}"
            return


def _of_page(tree: _Element, names: Names, site: Site) -> _Found:
    for text in site.read("URL", names.address):
        yield "URL", text, "canonical link", "link canonical"
    for text in site.read("language", tree.get("lang") or tree.get("xml:lang") or ""):
        yield "language", text, "lang attribute", "html lang"
    titles = [text for title in names.titles for text in site.read("title", title)]
    for text in site.read("title", names.whole):
        yield "title", _whole_title(text, titles), "page title", "title"


def _whole_title(text: str, titles: Sequence[str]) -> str:
    """Return the title that a `<title>` shortens, or the `<title>` itself."""
    return next((title for title in titles if letters(title).startswith(f"{letters(text)} ")), text)


def _of_house(names: Names, site: Site) -> _Found:
    """Yield the house of the page, if it publishes none of the known series."""
    name = house_of(names, site.address)
    if name and not is_of_series(names, site.address, site.series):
        yield (
            HOUSE,
            name,
            "Open Graph" if names.stated else "page title",
            "meta og:site_name" if names.stated else "title",
        )
