"""The masthead of a publication (title, byline, date, label, abstract) on any kind of page -> claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from ponarscite.document.lines import Line, is_paragraph, tidy, without_markers
from ponarscite.record.claim import About, Claim, Rank
from ponarscite.record.credit import role_of
from ponarscite.record.institution import is_institution
from ponarscite.record.name import Name, parse_names, split_affiliations
from ponarscite.record.text import fold
from ponarscite.series.card import Card
from ponarscite.series.category import WORKING_PAPER, is_working_paper, series_of_category, type_of_category
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.elsewhere import is_elsewhere
from ponarscite.series.label import is_label, label_claims, parse_label, pdf_claims, plain_label
from ponarscite.series.layout import Layout, episode
from ponarscite.series.page_field import field_claims
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ponarscite.document.document import Document

PODCAST = "PONARS Eurasia Podcast"

_NEXT_SENTENCE = re.compile(r"\. (?=(?:s?he|they|his|her|their)\b)", re.IGNORECASE)
_LONGEST_SUBJECT = 80  # characters of the subject of a bio: the name, and an apposition
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")


def article_claims(layout: Layout, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """Make the claims of a memo page about its own publication; none when the page has no article."""
    maker = ClaimMaker(About("subject", "", document.name), base=document.url)
    return layout_claims(layout, series, maker, beside=document.once(beside_article, lambda: beside_article(document)))


def beside_article(document: Document) -> str:
    """The text of a page beside its article: asides, the footer, quotations, and what readers say."""
    if document.kind != "html":
        return ""
    parts = document.html.xpath("//aside | //footer | //blockquote | //*[@id = 'comments']")
    return " ".join(tidy(" ".join(map(str, part.itertext()))) for part in cast("list[_Element]", parts))


def layout_claims(
    layout: Layout, series: tuple[Series, ...], maker: ClaimMaker, known: Sequence[Name] = (), beside: str = ""
) -> Iterator[Claim]:
    """Make the claims of the parts of a page about its article; none when there is no article.

    Args:
        known: the authors, if the card has no byline. They are needed to find bios and to drop names among the topics.
        beside: the text beside the article; a label in it is that of another work.
    """
    if not (card := layout.article):
        return
    yield from card_claims(card, series, maker)
    paragraph = first_paragraph(layout.body, series)
    own = [line for line in layout.body if not (line.text in beside and is_label(line.text, series))]
    yield from _masthead_claims(own, paragraph, series, maker)
    yield from field_claims(layout.body, series, maker)
    if paragraph:
        yield from abstract_claims(paragraph, series, maker)
    authors = [name for text, _ in split_affiliations(card.byline) for name in parse_names(text)] or list(known)
    yield from affiliation_claims(layout.body, authors, maker)
    yield from _topic_claims(layout.topics, authors, maker)
    yield maker.claim("language", language_of(paragraph.text if paragraph else card.title.text), card.title)


def _masthead_claims(
    body: Sequence[Line], paragraph: Line | None, series: tuple[Series, ...], maker: ClaimMaker
) -> Iterator[Claim]:
    """Make the claims of labels and PDFs: above the text with or without a month, below it without one."""
    head_end = next((n for n, line in enumerate(body) if line is paragraph), 6)
    for line in body[:head_end]:
        yield from label_claims(line, series, maker)
        label, rest = plain_label(line.text, series)
        if label and not rest:
            yield maker.claim("genre", label, line)
    near = len(body) - 12
    foot = [line for n, line in enumerate(body) if n >= head_end and (n >= near or _is_short_label(line, series))]
    yield from _foot_claims(foot, series, maker)


def _is_short_label(line: Line, series: tuple[Series, ...]) -> bool:
    return len(line.text) < 80 and not line.bullet and is_label(line.text, series)


def _foot_claims(foot: Sequence[Line], series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of labels and PDFs below the text.

    Labels with two numbers, and those on another site, are those of other works.
    """
    labels = {line.number: label for line in foot if (label := parse_label(line.text, series)) and not label.rest}
    is_own = len({label.number for label in labels.values()}) == 1 and not is_elsewhere(maker.base, series)
    for line in foot:
        if line.number not in labels:
            yield from pdf_claims(line, series, maker)
        elif is_own:
            yield from label_claims(line, series, maker, dated=False)


def abstract_claims(paragraph: Line, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claim of the abstract: the first paragraph without note markers and without a label glued to it."""
    label, text = plain_label(paragraph.text, series)
    if label:
        yield maker.claim("genre", label, paragraph)
    yield maker.claim("abstract", without_markers(text), paragraph)


def card_claims(card: Card, series: tuple[Series, ...], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of a card: title, date, authors and type."""
    line = card.title
    yield maker.claim("title", without_markers(line.text), line)
    if card.issued:
        yield maker.claim("issued", card.issued, line)
    yield from author_claims(card.byline, line, maker)
    if kind := type_of_category(card.category, series):
        yield maker.claim("type", kind, line)
    if is_working_paper(card.category):
        yield maker.claim("genre", WORKING_PAPER, line)
    elif series_of_category(card.category, series):
        yield maker.claim("series", card.category, line)


def author_claims(byline: str, line: Line, maker: ClaimMaker) -> Iterator[Claim]:
    """Make a claim for each name of a byline, and one for each affiliation printed with a name.

    "Edited by" makes editors, "Translated by" translators, any other byline authors.
    """
    role = role_of(byline)
    for name, affiliation in split_affiliations(byline):
        yield maker.claim(role, name, line)
        if affiliation:
            yield maker.claim("affiliation", f"{name}: {affiliation}", line)


def mentioned_claims(layout: Layout, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """Make the claims about what a page mentions: its neighbours, related publications and podcast episodes."""
    for place, card in layout.cards:
        maker = ClaimMaker(About("mentioned", place, document.name), Rank.CITED, place, document.url)
        yield from card_claims(card, series, maker)
        yield from maker.first_link("URL", card.title)
    for n, (line, blurb) in enumerate(layout.episodes, 1):
        maker = ClaimMaker(About("mentioned", f"episode {n}", document.name), Rank.CITED, "podcast list", document.url)
        yield from _episode_claims(line, blurb, maker)


def _episode_claims(line: Line, blurb: Line | None, maker: ClaimMaker) -> Iterator[Claim]:
    title, issued = episode(line) or (line.text, "")
    yield maker.claim("type", "broadcast", line)
    yield maker.claim("title", title, line)
    yield maker.claim("issued", issued, line)
    yield maker.claim("container-title", PODCAST, line)
    yield from maker.first_link("URL", line)
    if blurb:
        yield maker.claim("abstract", blurb.text, blurb)


def first_paragraph(body: Iterable[Line], series: tuple[Series, ...]) -> Line | None:
    """Return the first line of running text: not a label, a list item, a heading or a note; None when there is none."""
    for line in body:
        if line.bullet or line.heading or line.text[0] == "[" or parse_label(line.text, series):
            continue
        if is_paragraph(line.text, shortest=40):
            return line
    return None


def affiliation_claims(body: Sequence[Line], authors: Sequence[Name], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of bios: lines near the end of the form "Ann Lee is Professor of ... at ..."."""
    for line in body[-30:]:
        for name in authors if " is " in line.text[: _LONGEST_SUBJECT + 4] else ():
            if text := _bio_of(name, line.text):
                yield maker.claim("affiliation", f"{name}: {text}", line)
                break


def _bio_of(name: Name, text: str) -> str:
    subject, verb, rest = text.partition(" is ")
    if not verb or len(subject) > _LONGEST_SUBJECT or name.literal:
        return ""
    folded = fold(subject)
    if fold(name.family) not in folded or fold(name.given).partition(" ")[0] not in folded:
        return ""
    apposition = subject.partition(", ")[2].rstrip(", ")
    words = apposition if is_institution(apposition) else _NEXT_SENTENCE.split(rest, maxsplit=1)[0]
    return re.sub(r"^(?:an?|the) ", "", words).rstrip(". ")


def _topic_claims(topics: Sequence[Line], authors: Sequence[Name], maker: ClaimMaker) -> Iterator[Claim]:
    """Make the claims of keywords. The site lists the authors among its topics; their names are left out."""
    own = {text for name in authors for text in _own_topics(name)}
    for line in topics:
        words = [line.text] if line.bullet else [text for text, _ in line.links] or line.text.split(",")
        for word in words:
            if word.strip() and fold(word.strip()) not in own:
                yield maker.claim("keyword", word.strip(), line)


def _own_topics(name: Name) -> Iterator[str]:
    """Yield what the site lists for an author: "lisa mcintosh sundstrom", "mcintosh sundstrom", "sundstrom"."""
    rest = fold(name.sort if name.literal else str(name))
    while rest:
        yield rest
        rest = "" if name.literal else rest.partition(" ")[2]
    yield fold(name.sort)  # without "Jr."


def language_of(sample: str) -> str:
    """Tell the language by its script ("en", "ru" or "uk"): the lang attribute of the site belongs to its menus."""
    if sample.isascii() or len(_CYRILLIC.findall(sample)) * 2 < sum(c.isalpha() for c in sample):
        return "en"
    return "uk" if _UKRAINIAN.search(sample) else "ru"
