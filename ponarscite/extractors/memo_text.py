"""Saved text -> claims: the output of a page-to-text tool, a pasted memo, or a list of citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ponarscite.hookspecs import hookimpl
from ponarscite.record.claim import About, Claim, Rank

if TYPE_CHECKING:
    from ponarscite.document.document import Document
    from ponarscite.document.lines import Line
    from ponarscite.series.series import Series


_ENTRY = re.compile(r"^(?:\(?\d{1,4}[.)]\s+|\[\d{1,4}\]\s*)")
"""The number of an entry in a list: "1.", "(1)", "[1]"."""
_HEADINGS = frozenset(("references", "bibliography", "works cited", "sources", "литература", "источники"))


@hookimpl
def extract_claims(document: Document, series: Sequence[Series]) -> Iterable[Claim]:
    """Claim what a text tells line by line; () for other kinds of document."""
    if document.kind != "text":
        return ()
    from ponarscite.series.layout import layout_of
    from ponarscite.series.list_page import list_claims
    from ponarscite.series.masthead import article_claims, mentioned_claims
    from ponarscite.series.pasted import pasted_claims

    known = tuple(series)
    layout = layout_of(document, known)
    if layout.rows or layout.listed:
        return chain(list_claims(layout, known, document), mentioned_claims(layout, known, document))
    if layout.article:
        return chain(article_claims(layout, known, document), mentioned_claims(layout, known, document))
    if cited := list(_citations(document, known)):
        return cited
    return chain(pasted_claims(layout.body, known, document), mentioned_claims(layout, known, document))


def _citations(document: Document, series: tuple[Series, ...]) -> Iterator[Claim]:
    """Claim a text that consists of citations only, each line a subject of its own; nothing for any other text."""
    from ponarscite.note.parser import parse_note

    found = []
    for line in document.lines:
        if len(line.text) < 40 and line.text.casefold().rstrip(":") in _HEADINGS:
            continue
        works = parse_note(_ENTRY.sub("", line.text, count=1), series)
        if not works:
            return
        found += [(line, work) for work in works]
    for n, (line, cited) in enumerate(found, 1):
        yield from _citation(line, cited, About("subject", f"citation {n}", document.name))


def _citation(line: Line, cited: Iterable[tuple[str, str]], about: About) -> Iterator[Claim]:
    for variable, text in cited:
        yield Claim(variable, text, Rank.OWN, "citation", about, f"line {line.number}")
