"""Programs, and how each wants the formats spelt.

Source: what the programs understood of our files when they were driven (`ponarscite help formats`). Of those
that do not run here, Citavi is given what its manual says it reads ("Importing a BibTeX File", field mapping: `series`
is its series title, `type` a note); Mendeley's RIS follows the conversion table of the npm package
@customcommander/ris (of a report, VL is the number in its series, T3 the series, SN an ISBN). How Mendeley reads the
other formats, and Citavi anything but BibTeX, was found nowhere: they are given them as they are, and so is EndNote,
whose formats they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import Dialect, Spelling, hookimpl

AS_IT_IS = Spelling()

ZOTERO = {"^": r"\^{}", "~": r"\~{}"}
"""Accents over nothing: it keeps the names of their macros as text, and makes a look-alike (∼) of the tilde."""

COMPLETE = {"@incomplete": "misc"}
"""The classic styles warn of a report without an institution, and pybtex gives up: most memos before 2010 have none."""

UNESCAPED = {f"keyword.{sign}": sign for sign in "&%$#_~^"}

WITHOUT_A_WHOLE = ("broadcast", "post-weblog", "post", "webpage")
"""CSL types whose entries have no `journal` by themselves."""


BETTER_BIBTEX = Spelling({"<": r"\textless{}", ">": r"\textgreater{}"} | UNESCAPED)
"""Its parser turns a bare < into ¡, as TeX's old fonts do, and takes keywords as they stand."""


BIBUTILS = {"\\": r"\backslash{}", "^": "^"}
"""It knows these signs under other names than LaTeX's fonts have for them."""


def _in_a_journal(field: str) -> dict[str, str]:
    return {f"{csl_type}.container-title": field for csl_type in WITHOUT_A_WHOLE}


DIALECTS = (
    Dialect(
        "zotero",
        "Zotero 5 and later",
        {
            "zotero-rdf": AS_IT_IS,
            "zotero-json": AS_IT_IS,
            "ris": Spelling({"broadcast.type": "BLOG"}, ("accessed",)),
            "csl-json": Spelling({"non-dropping-particle": "family", "broadcast.author": "host"}, ("keyword",)),
            "biblatex": Spelling(ZOTERO | {"language": "language"}),
            "bibtex": Spelling(ZOTERO),
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
    Dialect("better-bibtex", "Better BibTeX for Zotero", dict.fromkeys(("biblatex", "bibtex"), BETTER_BIBTEX)),
    Dialect("endnote", "EndNote", {"endnote-xml": AS_IT_IS, "ris": AS_IT_IS, "enw": AS_IT_IS}),
    Dialect(
        "mendeley",
        "Mendeley",
        {
            "bibtex": AS_IT_IS,
            "ris": Spelling({"report.number": "VL", "report.genre": "T3"}),
            "endnote-xml": AS_IT_IS,
        },
    ),
    Dialect(
        "citavi",
        "Citavi",
        {"bibtex": Spelling({"report.genre": "series"}), "ris": AS_IT_IS, "endnote-xml": AS_IT_IS},
    ),
    Dialect(
        "pandoc",
        "pandoc and Quarto",
        {
            "csl-json": AS_IT_IS,
            "csl-yaml": AS_IT_IS,
            "biblatex": Spelling(_in_a_journal("journaltitle")),
            "bibtex": Spelling({"language": "langid"} | _in_a_journal("journal")),
            "ris": Spelling({"publisher-place": "PP"}, ("issued", "number", "genre", "note")),
            "endnote-xml": Spelling(
                {"report.number": "number"}, ("issued", "genre", "URL", "keyword", "language", "note")
            ),
        },
    ),
    Dialect("biber", "biblatex with biber", {"biblatex": AS_IT_IS}),
    Dialect("bibtex", "BibTeX with natbib or the classic styles", {"bibtex": Spelling(COMPLETE)}),
    Dialect(
        "typst",
        "Typst",
        {
            "hayagriva": Spelling({"broadcast.type": "web"}),
            "biblatex": Spelling({"publisher": "publisher"}, ("container-title",)),
        },
    ),
    Dialect("sphinx", "Sphinx with sphinxcontrib-bibtex", {"bibtex": Spelling(COMPLETE | {"$": "$", "^": "^"})}),
    Dialect("mkdocs", "MkDocs with mkdocs-bibtex", {"bibtex": Spelling(COMPLETE)}),
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
            "endnote-xml": Spelling({"genre": "custom1"}),
            "bibtex": Spelling(BIBUTILS | {"@keywords": "; "}),
            "biblatex": Spelling(BIBUTILS, ("author", "number", "publisher", "abstract", "keyword", "language")),
        },
    ),
)


@hookimpl
def provide_dialects() -> Iterable[Dialect]:
    """The programs that we know of."""
    return DIALECTS
