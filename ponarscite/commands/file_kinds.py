"""Kinds of file that no format writes, and what serves instead."""

from __future__ import annotations

INSTEAD = {
    ("doc", "docx"): "for Word: --for word -o FILE.xml for its Source Manager, or -s STYLE -o FILE.rtf for citations; "
    "`ponarscite live` makes live fields in a manuscript",
    (
        "odt",
    ): "-s STYLE -o FILE.rtf writes citations, which LibreOffice and Word open; `ponarscite live` makes live fields "
    "in a manuscript",
    ("pdf",): "-s STYLE -o FILE.html writes citations, which a browser prints as PDF",
    ("xls", "xlsx", "ods", "tsv"): "-o FILE.csv is for spreadsheets",
    ("txt", "text"): "-s STYLE -o FILE.txt writes citations as plain text",
    ("qmd", "rmd", "ipynb"): "-o FILE.json, named in the `bibliography:` of the text",
    ("typ",): "--for typst -o FILE.yml, named in #bibliography(...)",
    ("bbl", "bcf", "latex"): r"-o FILE.bib, named in \addbibresource{...} or \bibliography{...}",
}
"""Suffixes -> the options that serve."""


def instead_of(suffix: str) -> str:
    """The options that serve instead of a suffix, "" if nothing is known of it."""
    return next((hint for suffixes, hint in INSTEAD.items() if suffix.removeprefix(".") in suffixes), "")
