"""Programs, and how each wants the formats spelt.

Source: what the programs understood of our files when they were driven (README, "What programs understand"); for those
that do not run here (EndNote, Mendeley, Citavi), their manuals.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import Dialect, Spelling, hookimpl

AS_IT_IS = Spelling()

DIALECTS = (
    Dialect(
        "zotero",
        "Zotero 5 and later",
        {
            "zotero-rdf": AS_IT_IS,
            "zotero-json": AS_IT_IS,
            "ris": Spelling({"broadcast.type": "BLOG"}, ("accessed",)),
            "csl-json": Spelling({"non-dropping-particle": "family", "broadcast.author": "host"}, ("keyword",)),
            "biblatex": Spelling(loses=("language",)),
            "bibtex": AS_IT_IS,
            "endnote-xml": AS_IT_IS,
            "mods": Spelling(loses=("number", "genre")),
            "enw": Spelling(loses=("number",)),
        },
    ),
    Dialect(
        "jabref",
        "JabRef 3.8 and later",
        {
            "biblatex": Spelling({"@comment": "jabref-meta: databaseType:biblatex;"}),
            "bibtex": AS_IT_IS,
            "ris": Spelling({"number": "IS"}, ("genre", "note")),
        },
    ),
    Dialect("better-bibtex", "Better BibTeX for Zotero", {"biblatex": AS_IT_IS, "bibtex": AS_IT_IS}),
    Dialect("endnote", "EndNote", {"endnote-xml": AS_IT_IS, "ris": AS_IT_IS, "enw": AS_IT_IS}),
    Dialect("mendeley", "Mendeley", {"bibtex": AS_IT_IS, "ris": AS_IT_IS, "endnote-xml": AS_IT_IS}),
    Dialect("citavi", "Citavi", {"ris": AS_IT_IS, "bibtex": AS_IT_IS, "endnote-xml": AS_IT_IS}),
    Dialect(
        "pandoc",
        "pandoc and Quarto",
        {
            "csl-json": AS_IT_IS,
            "csl-yaml": AS_IT_IS,
            "biblatex": Spelling(loses=("container-title",)),
            "bibtex": Spelling(loses=("language", "container-title")),
            "ris": Spelling(loses=("issued", "number", "genre", "publisher-place", "note")),
            "endnote-xml": Spelling(loses=("issued", "number", "genre", "URL", "keyword", "language", "note")),
        },
    ),
    Dialect("biber", "biblatex with biber", {"biblatex": AS_IT_IS}),
    Dialect("bibtex", "BibTeX with natbib or the classic styles", {"bibtex": AS_IT_IS}),
    Dialect(
        "typst",
        "Typst",
        {"hayagriva": AS_IT_IS, "biblatex": Spelling(loses=("publisher", "container-title"))},
    ),
    Dialect("sphinx", "Sphinx with sphinxcontrib-bibtex", {"bibtex": AS_IT_IS}),
    Dialect("mkdocs", "MkDocs with mkdocs-bibtex", {"bibtex": AS_IT_IS}),
    Dialect(
        "tellico",
        "Tellico",
        {
            "bibtex": AS_IT_IS,
            "ris": Spelling({"number": "IS"}, ("genre", "language")),
            "mods": Spelling(loses=("author", "issued", "genre", "number", "language")),
        },
    ),
    Dialect(
        "bibutils",
        "bibutils (ris2xml, bib2xml, endx2xml, ...)",
        {
            "mods": AS_IT_IS,
            "ris": AS_IT_IS,
            "enw": AS_IT_IS,
            "endnote-xml": Spelling(loses=("genre",)),
            "bibtex": Spelling(loses=("keyword",)),
            "biblatex": Spelling(loses=("author", "number", "publisher", "abstract", "keyword", "language")),
        },
    ),
)


@hookimpl
def provide_dialects() -> Iterable[Dialect]:
    """The programs that we know of."""
    return DIALECTS
