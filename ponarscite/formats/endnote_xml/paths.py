"""EndNote XML as data: the CSL variable of each path; reader and writer share these tables.

Source: the element names and their order in EndNote's RSXML.dtd; what Zotero, bibutils and pandoc read of them. The
number of a report is in `isbn`, which EndNote shows as "Report Number".
"""

from __future__ import annotations

from collections.abc import Mapping

from ponarscite.interchange.rows import PERIODICALS

PATHS = {
    "contributors/authors/author": "author",
    "contributors/secondary-authors/author": "editor",
    "contributors/subsidiary-authors/author": "translator",
    "titles/title": "title",
    "titles/secondary-title": "container-title",
    "titles/tertiary-title": "collection-title",
    "titles/short-title": "title-short",
    "pages": "page",
    "volume": "volume",
    "number": "issue",
    "edition": "edition",
    "section": "section",
    "keywords/keyword": "keyword",
    "dates/year": "issued",
    "dates/pub-dates/date": "issued",
    "pub-location": "publisher-place",
    "publisher": "publisher",
    "isbn": "ISBN",
    "call-num": "call-number",
    "electronic-resource-num": "DOI",
    "abstract": "abstract",
    "notes": "note",
    "work-type": "genre",
    "language": "language",
    "urls/related-urls/url": "URL",
    "urls/web-urls/url": "URL",
    "access-date": "accessed",
}
"""Path -> CSL variable, in the order written."""

_PERIODICAL = PATHS | {"isbn": "ISSN"}
PATHS_OF: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(PERIODICALS, _PERIODICAL),
    "report": {path: variable for path, variable in PATHS.items() if path != "titles/tertiary-title"}
    | {"isbn": "number", "titles/secondary-title": "collection-title"},
}
"""CSL type -> its paths, where they differ."""
