"""Definitions that later documents of one call share with earlier ones: the macros of .bib files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ponarscite.document.document import Document
from ponarscite.errors import SourceError
from ponarscite.hookspecs import Format

LONGEST = 1_000_000
"""Characters of all definitions; what comes after them is not shared."""


def with_definitions(documents: Iterable[Document], formats: Sequence[Format]) -> Iterator[Document]:
    """The documents in order, each with what those before it in its format define.

    Only documents that name their format, by their source or the suffix of their name, are looked at.
    """
    sharing = [one for one in formats if one.definitions]
    known: dict[str, str] = {}
    for document in documents:
        if format_ := next((one for one in sharing if _is_in(document, one)), None):
            before = known.get(format_.name, "")
            document = replace(document, definitions=before) if before else document
            known[format_.name] = _joined(before, _defined(document, format_))
        yield document


def _is_in(document: Document, format_: Format) -> bool:
    return document.format == format_.name or document.name.lower().endswith(format_.suffixes)


def _defined(document: Document, format_: Format) -> str:
    try:
        return format_.definitions(document.text) if format_.definitions else ""
    except SourceError:  # it is reported when the document is parsed
        return ""


def _joined(before: str, defined: str) -> str:
    return f"{before}{defined} " if defined and len(before) + len(defined) < LONGEST else before
