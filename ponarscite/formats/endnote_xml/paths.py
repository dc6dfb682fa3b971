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


def _changed(changes: Mapping[str, str]) -> dict[str, str]:
    """The paths with these changes; a variable that they move has no other path."""
    moved = set(changes.values())
    return {p: changes.get(p, v) for p, v in PATHS.items() if p in changes or v not in moved} | dict(changes)


_EDITORS, _SERIES_EDITORS = "contributors/secondary-authors/author", "contributors/tertiary-authors/author"
_LAW = {"misc1": "number", "edition": "chapter-number"}
_PERIODICAL = PATHS | {"isbn": "ISSN"}
_BOOK = _changed(
    {
        _EDITORS: "collection-editor",
        _SERIES_EDITORS: "editor",
        "titles/secondary-title": "collection-title",
        "number": "collection-number",
        "num-vols": "number-of-volumes",
        "pages": "number-of-pages",
    }
)
PATHS_OF: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("book", "classic", "collection"), _BOOK),
    "chapter": _changed({_SERIES_EDITORS: "collection-editor", "number": "collection-number"}),
    **dict.fromkeys(("thesis", "manuscript"), _changed({"pages": "number-of-pages"})),
    "legal_case": _changed({"publisher": "authority", "number": "number"}),
    **dict.fromkeys(("legislation", "treaty"), _changed(_LAW)),
    "bill": _changed(_LAW | {"titles/tertiary-title": "authority"}),
    "hearing": _changed(_LAW | {"titles/secondary-title": "section", "titles/tertiary-title": "authority"}),
    "patent": _changed({"isbn": "number", _EDITORS: "authority", "custom3": "jurisdiction"}),
    "software": _changed({"edition": "version"}),
    "map": _changed({"custom1": "scale"}),
    "personal_communication": _changed({_EDITORS: "recipient"}),
    **dict.fromkeys(PERIODICALS, _PERIODICAL),
    "report": {path: variable for path, variable in PATHS.items() if path != "titles/tertiary-title"}
    | {"isbn": "number", "titles/secondary-title": "collection-title"},
}
"""CSL type -> its paths, where they differ. The editors of a book are its tertiary authors; the secondary ones, as in
RIS's A2, are those of its series.
"""

READ_ALWAYS = (
    "number label database source-app rec-number ref-type foreign-keys periodical auth-address modified-date".split()
)
"""Paths that are read in some type, or that repeat what another one tells, or tell nothing of the work."""

READ_OF: Mapping[str, Mapping[str, str]] = {"book": {"titles/tertiary-title": "collection-title"}}
"""CSL type -> paths that are only read."""
