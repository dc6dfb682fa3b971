"""Programs, and how each wants the formats to be written.

Source: tests with the programs themselves (`ponarscite help formats`). Three programs could not be run. Citavi follows
its manual ("Importing a BibTeX File", field mapping: `series` is its series title, `type` a note). Mendeley's
RIS follows the conversion table of the npm package @customcommander/ris (of a report, VL is the number in its series,
T3 the series, SN an ISBN). No source was found for their other formats, which stay unchanged, as do those of EndNote,
whose own formats they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from ponarscite.hookspecs import Dialect, Spelling, hookimpl

AS_IT_IS = Spelling()

ZOTERO = {
    "^": r"\^{}",
    "~": r"\~{}",
    r"\emph": r"\textit{%s}",
    r"\textsuperscript": r"$^{\textrm{%s}}$",
    r"\textsubscript": r"$_{\textrm{%s}}$",
}
"""Accents over nothing: Zotero reads the macros for these characters as text, or as another character (∼).

It reads the rich text that it writes itself: `\\textit`, and scripts as mathematics.
"""

PLAIN = {"@texts": "plain"}
"""pybtex prints the macros of rich text and mathematics as they are."""

ANGLES = {"<": r"\textless{}", ">": r"\textgreater{}"}
"""The old fonts of TeX have ¡ and ¿ in the places of < and >."""

COMPLETE = {"@incomplete": "misc"}
"""For a report without an institution, as most memos before 2010: the classic styles warn of it, and pybtex fails."""

UNESCAPED = {f"keyword.{sign}": sign for sign in "&%$#_~^"}

WITHOUT_A_WHOLE = ("broadcast", "post-weblog", "post", "webpage")
"""CSL types whose entries have no field for a journal."""


BETTER_BIBTEX = Spelling(names=ANGLES | UNESCAPED)
"""Its parser turns a bare < into ¡, as the old fonts of TeX do, and reads keywords without resolving escapes."""


BIBUTILS = {"\\": r"\backslash{}", "^": "^"}
"""It knows other macros for these characters than LaTeX has."""


def _in_a_journal(field: str) -> dict[str, str]:
    return {f"{csl_type}.container-title": field for csl_type in WITHOUT_A_WHOLE}


DIALECTS = (
    Dialect(
        name="zotero",
        description="Zotero 5 and later",
        formats={
            "zotero-rdf": AS_IT_IS,
            "zotero-json": AS_IT_IS,
            "ris": Spelling(
                names={"broadcast.type": "BLOG", "editor": "ED", "paper-conference.container-title": "C3"},
                loses=("accessed",),
            ),
            "csl-json": Spelling(
                names={
                    "non-dropping-particle": "family",
                    "dropping-particle": "given",
                    "suffix": "given",
                    "broadcast.author": "host",
                    "software.type": "document",
                    "@type": "note",
                },
                loses=("keyword",),
            ),
            "biblatex": Spelling(
                names=ZOTERO | {"language": "language", "@language": "tag", "@season": "year", "dataset.type": "misc"},
                loses=("season",),
            ),
            "bibtex": Spelling(names=ZOTERO | {"@language": "tag"}),
            "endnote-xml": Spelling(loses=("suffix",)),
            "mods": Spelling(names={"suffix": "given"}, loses=("number", "genre")),
            "enw": Spelling(
                names={"report.number": "%N", "post-weblog.type": "Web Page", "post.type": "Web Page"},
                loses=("number", "suffix"),
            ),
        },
    ),
    Dialect(
        name="jabref",
        description="JabRef 3.8 and later",
        formats={
            "biblatex": Spelling(names={"@comment": "jabref-meta: databaseType:biblatex;"}),
            "bibtex": AS_IT_IS,
            "ris": Spelling(names={"number": "IS"}, loses=("genre", "note")),
        },
    ),
    Dialect(
        name="better-bibtex",
        description="Better BibTeX for Zotero",
        formats=dict.fromkeys(("biblatex", "bibtex"), BETTER_BIBTEX),
    ),
    Dialect(name="endnote", description="EndNote", formats={"endnote-xml": AS_IT_IS, "ris": AS_IT_IS, "enw": AS_IT_IS}),
    Dialect(
        name="mendeley",
        description="Mendeley",
        formats={
            "bibtex": AS_IT_IS,
            "ris": Spelling(names={"report.number": "VL", "report.genre": "T3"}),
            "endnote-xml": AS_IT_IS,
        },
    ),
    Dialect(
        name="citavi",
        description="Citavi",
        formats={"bibtex": Spelling(names={"report.genre": "series"}), "ris": AS_IT_IS, "endnote-xml": AS_IT_IS},
    ),
    Dialect(
        name="pandoc",
        description="pandoc and Quarto",
        also=("quarto", "markdown", "rmarkdown", "r markdown", "citeproc", "obsidian", "zettlr"),
        formats={
            "csl-json": Spelling(names={"@others": "literal"}),
            "csl-yaml": AS_IT_IS,
            "biblatex": Spelling(names=_in_a_journal("journaltitle")),
            "bibtex": Spelling(names={"language": "langid"} | _in_a_journal("journal")),
            "ris": Spelling(names={"publisher-place": "PP"}, loses=("issued", "number", "genre", "note")),
            "endnote-xml": Spelling(
                names={"report.number": "number"}, loses=("issued", "genre", "URL", "keyword", "language", "note")
            ),
        },
    ),
    Dialect(
        name="biber",
        description="biblatex with biber",
        also=("latex", "overleaf", "tex"),
        formats={"biblatex": Spelling(names=ANGLES)},
    ),
    Dialect(
        name="bibtex",
        description="BibTeX with natbib or the classic styles",
        also=("latex", "overleaf", "tex", "natbib"),
        formats={"bibtex": Spelling(names=COMPLETE | ANGLES)},
    ),
    Dialect(
        name="word",
        description="Microsoft Word's Source Manager",
        also=("docx", "ms word", "office"),
        formats={"word": AS_IT_IS},
    ),
    Dialect(
        name="typst",
        description="Typst",
        also=("typ",),
        formats={
            "hayagriva": Spelling(names={"broadcast.type": "web"}),
            "biblatex": Spelling(
                names={"publisher": "publisher", "non-dropping-particle": "family", "@season": "year"},
                loses=("container-title", "season"),
            ),
        },
    ),
    Dialect(
        name="sphinx",
        description="Sphinx with sphinxcontrib-bibtex",
        formats={"bibtex": Spelling(names=COMPLETE | PLAIN | {"$": "$", "^": "^"})},
    ),
    Dialect(
        name="myst",
        description="MyST (mystmd, Jupyter Book 2)",
        also=("jupyter",),
        formats={"bibtex": AS_IT_IS},
    ),
    Dialect(
        name="mkdocs", description="MkDocs with mkdocs-bibtex", formats={"bibtex": Spelling(names=COMPLETE | PLAIN)}
    ),
    Dialect(
        name="tellico",
        description="Tellico",
        formats={
            "bibtex": AS_IT_IS,
            "ris": Spelling(names={"number": "IS"}, loses=("genre", "language")),
            "mods": Spelling(loses=("author", "issued", "genre", "number", "language")),
        },
    ),
    Dialect(
        name="bibutils",
        description="bibutils (ris2xml, bib2xml, endx2xml, ...)",
        formats={
            "mods": AS_IT_IS,
            "ris": AS_IT_IS,
            "enw": AS_IT_IS,
            "endnote-xml": Spelling(names={"genre": "custom1"}),
            "bibtex": Spelling(names=BIBUTILS | {"@keywords": "; "}),
            "biblatex": Spelling(
                names=BIBUTILS, loses=("author", "number", "publisher", "abstract", "keyword", "language")
            ),
        },
    ),
)


@hookimpl
def provide_dialects() -> Iterable[Dialect]:
    """The dialects of the programs above."""
    return DIALECTS
