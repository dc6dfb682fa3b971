"""Lines, file name and document information of a PDF -> claims about the memo."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line, is_paragraph, without_markers
from ponarscite.pdf.paper import Paper
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.series.card import is_byline, split_meta
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import file_claims
from ponarscite.series.masthead import author_claims, language_of
from ponarscite.series.pasted import pasted_claims
from ponarscite.series.series import Series
from ponarscite.series.site import site_of

if TYPE_CHECKING:
    from ponarscite.document.document import Document

INFORMATION = "document information"

_NO_TITLE = re.compile(r"microsoft word\b|untitled|unspecified|.*\.(?:docx?|pdf|rtf|indd|odt|pub|qxp)$", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"anonymous|unknown|unspecified|user|owner", re.IGNORECASE)


def memo_claims(paper: Paper, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """Claim masthead, title, authors, abstract and bios; title and byline alone for a PDF without a masthead."""
    maker = ClaimMaker(About("subject", "", document.name), base=document.url)
    found = pasted_claims(paper.lines, series, document)
    yield from found or _plain_claims(paper, series, maker)
    name = (document.url or document.name).partition("?")[0].rpartition("/")[2]
    yield from file_claims(name, series, maker, Line(0, name))


def _plain_claims(paper: Paper, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    title = next((line for line in paper.lines if line.heading == 1), None)
    if title is None:
        return
    yield maker.claim("title", without_markers(title.text), title)
    yield maker.claim("language", language_of(title.text), title)
    start = paper.lines.index(title)
    for line in paper.lines[start + 1 : start + 6]:
        issued, byline = split_meta(line.text, series)
        if is_paragraph(line.text):
            return
        if issued:
            yield maker.claim("issued", issued, line)
        if byline or is_byline(line.text):
            yield from author_claims(byline or line.text, line, maker)


def information_claims(info: Mapping[str, str], series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """Claim the document information with rank GUESSED: the person who typed a memo need not be its author."""
    about, site = About("subject", "", document.name), site_of(series, (), document.url)
    texts_of = {
        "title": site.read("title", info.get("Title", "")),
        "author": site.read("account", info.get("Author", "")),
    }
    texts_of["keyword"] = site.read("keyword", info.get("Keywords", ""))
    for variable, texts in texts_of.items():
        for text in texts:
            unwanted = {"title": _NO_TITLE, "author": _NO_AUTHOR}.get(variable)
            if not (unwanted and unwanted.match(text)):
                yield Claim(variable, text, Rank.GUESSED, INFORMATION, about, "document information")
