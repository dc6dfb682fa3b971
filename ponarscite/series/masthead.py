"""The lines that introduce a memo, on whatever page they stand -> claims about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ponarscite.claim import About, Claim, Rank
from ponarscite.document.lines import Line
from ponarscite.record.date import MONTH_NAMES
from ponarscite.record.name import Name, parse_names, split_byline
from ponarscite.record.text import fold
from ponarscite.series.address import link
from ponarscite.series.category import WORKING_PAPER, is_working_paper, series_of_category, type_of_category
from ponarscite.series.layout import Card, Layout, episode, is_byline
from ponarscite.series.series import Series, file_pattern, label_pattern

if TYPE_CHECKING:
    from ponarscite.document.document import Document

PODCAST = "PONARS Eurasia Podcast"

_PDF_LABEL = re.compile(r"(?P<name>\S.{0,150}?)\s*\(PDF\)\s*(?:Download)?", re.IGNORECASE)
_AFTER_LABEL = re.compile(r"[\s().,:;|–—-]*(?:pdf|download)*[\s().,:;|–—-]*", re.IGNORECASE)
_DATE_ANYWHERE = re.compile(
    rf"\b(?:(?:{MONTH_NAMES})\.?(?: \d\d?,)? [12]\d{{3}}|\d\d? (?:{MONTH_NAMES})\.?,? [12]\d{{3}}"
    r"|[12]\d{3}-\d\d(?:-\d\d)?|\d\d[-/.]\d\d[-/.][12]\d{3})\b|^[12]\d{3}$",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"^(?:[\s()\[\],.;:|·•*–—-]|pdf\b|download|by\b)+|(?:[\s()\[\],;:|·•*–—-]|\bpdf|download)+$", re.IGNORECASE
)
_FILE_DATE = re.compile(rf"(?P<month>{MONTH_NAMES})[_. ]?(?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_MARKER = re.compile(r"\s?\[(?:\d{1,3}|\*)\]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]\d]*$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")


@dataclass(frozen=True, slots=True)
class Witness:
    """Makes claims that share their subject, their rank and their origin."""

    about: About
    rank: Rank = Rank.OWN
    origin: str = "page"
    base: str = ""

    def says(self, variable: str, text: str, line: Line) -> Claim:
        return Claim(variable, text, self.rank, self.origin, self.about, f"line {line.number}")

    def links(self, variable: str, line: Line, ending: str = "") -> Iterator[Claim]:
        """The first http(s) address on a line, resolved against that of the page."""
        addresses = (link(address, self.base) for _, address in line.links)
        wanted = (a for a in addresses if a and a.partition("?")[0].casefold().endswith(ending))
        yield from (self.says(variable, address, line) for address in islice(wanted, 1))

    def guesses(self, variable: str, text: str, line: Line) -> Claim:
        return Claim(variable, text, Rank.GUESSED, "PDF name", self.about, f"line {line.number}")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed series label with its number, and what stands after it on the line."""

    text: str
    number: str
    rest: str = ""


def parse_label(text: str, series: tuple[Series, ...]) -> Label | None:
    """The label that a line begins with: "ponars eurasia policy memo no. 775 (pdf)"; None for any other line."""
    if len(text) > 200 or not (match := label_pattern(series).match(text.lstrip("( "))):
        return None
    rest = text.lstrip("( ")[match.end() :]
    return Label(match["label"], match["number"], _AFTER_LABEL.sub("", rest, count=1))


def article_claims(layout: Layout, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """What a memo page says of its own publication. Nothing when the page has no article."""
    if not (card := layout.article):
        return
    witness = Witness(About("subject", "", document.name), base=document.url)
    yield from card_claims(card, series, witness)
    paragraph = first_paragraph(layout.body, series)
    head_end = next((n for n, line in enumerate(layout.body) if line is paragraph), 6)
    for n, line in enumerate(layout.body):
        if n < head_end or n >= len(layout.body) - 12:
            yield from _label_claims(line, series, witness)
    if paragraph:
        yield witness.says("abstract", _MARKER.sub("", paragraph.text), paragraph)
    authors = parse_names(card.byline)
    yield from _affiliation_claims(layout.body, authors, witness)
    yield from _topic_claims(layout.topics, authors, witness)
    yield witness.says("language", _language(card.title.text, paragraph.text if paragraph else ""), card.title)


def card_claims(card: Card, series: tuple[Series, ...], witness: Witness) -> Iterator[Claim]:
    """Title, date, authors and kind of one card."""
    line = card.title
    yield witness.says("title", _MARKER.sub("", line.text), line)
    yield witness.says("issued", card.issued, line)
    for name in split_byline(card.byline):
        yield witness.says("author", name, line)
    if kind := type_of_category(card.category, series):
        yield witness.says("type", kind, line)
    if is_working_paper(card.category):
        yield witness.says("genre", WORKING_PAPER, line)
    elif series_of_category(card.category, series):
        yield witness.says("series", card.category, line)


def mentioned_claims(layout: Layout, series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """What a page says of others: its neighbours, related publications, podcast episodes."""
    for place, card in layout.cards:
        witness = Witness(About("mentioned", place, document.name), Rank.CITED, place, document.url)
        yield from card_claims(card, series, witness)
        yield from witness.links("URL", card.title)
    for n, (line, blurb) in enumerate(layout.episodes, 1):
        witness = Witness(About("mentioned", f"episode {n}", document.name), Rank.CITED, "podcast list", document.url)
        yield from _episode_claims(line, blurb, witness)


def _episode_claims(line: Line, blurb: Line | None, witness: Witness) -> Iterator[Claim]:
    title, issued = episode(line) or (line.text, "")
    yield witness.says("type", "broadcast", line)
    yield witness.says("title", title, line)
    yield witness.says("issued", issued, line)
    yield witness.says("container-title", PODCAST, line)
    yield from witness.links("URL", line)
    if blurb:
        yield witness.says("abstract", blurb.text, blurb)


def bare_claims(lines: Sequence[Line], series: tuple[Series, ...], document: Document) -> Iterator[Claim]:
    """What a pasted text says: the title first, then author, date and label in any order before the first paragraph.

    Nothing without a label or a date with a byline: such a text is no memo.
    """
    witness = Witness(About("subject", "", document.name), base=document.url)
    paragraph = next((line for line in lines if is_paragraph(line.text)), None)
    head = lines[: lines.index(paragraph)] if paragraph else lines
    claims = list(_head_claims(head[:12], series, witness))
    said = {claim.variable for claim in claims}
    if not ("title" in said and ("number" in said or {"issued", "author"} <= said)):
        return
    yield from claims
    if paragraph:
        yield witness.says("abstract", _MARKER.sub("", paragraph.text), paragraph)
    authors = [name for claim in claims if claim.variable == "author" for name in parse_names(claim.text)]
    yield from _affiliation_claims(lines, authors, witness)
    title = next(claim.text for claim in claims if claim.variable == "title")
    yield witness.says("language", _language(title, paragraph.text if paragraph else ""), lines[0])


def _head_claims(head: Sequence[Line], series: tuple[Series, ...], witness: Witness) -> Iterator[Claim]:
    title: list[Line] = []
    authors = False
    for line in head:
        if claims := list(_fact_claims(line, series, witness, titled=bool(title))):
            authors = authors or any(claim.variable == "author" for claim in claims)
            yield from claims
        elif not title or (not authors and _goes_on(title[-1], line)):
            title.append(line)
        elif not authors and is_byline(line.text):
            authors = True
            yield from (witness.says("author", name, line) for name in split_byline(line.text))
    if title:
        yield witness.says("title", " ".join(_MARKER.sub("", line.text) for line in title), title[0])


def _goes_on(title: Line, line: Line) -> bool:
    """Whether a title is broken over two lines: it ends in a colon or a dash, or the next begins in lower case."""
    return line.number == title.number + 1 and (title.text[-1] in ":–—" or line.text[0].islower())


def _fact_claims(line: Line, series: tuple[Series, ...], witness: Witness, *, titled: bool) -> Iterator[Claim]:
    """The claims of a line that holds nothing but label, date and byline, in any order; none for any other line.

    Before the title, a date with capital words is more likely the title itself ("Russia Votes, March 2018").
    """
    rest = line.text
    label = label_pattern(series).search(rest) if len(rest) < 300 else None
    if label:
        rest = f"{rest[: label.start()]} | {rest[label.end() :]}"
    date = _DATE_ANYWHERE.search(rest) if len(rest) < 300 else None
    if date:
        rest = f"{rest[: date.start()]} | {rest[date.end() :]}"
    byline = _FILLING.sub("", rest)
    if not (label or date) or (byline and not (is_byline(byline) and (label or titled))):
        return
    if label:
        yield witness.says("genre", label["label"], line)
        yield witness.says("number", label["number"], line)
    if date:
        yield witness.says("issued", date[0], line)
    yield from (witness.says("author", name, line) for name in split_byline(byline))


def _label_claims(line: Line, series: tuple[Series, ...], witness: Witness) -> Iterator[Claim]:
    """A label line, the label of a PDF, and the address of the PDF on either."""
    label = parse_label(line.text, series)
    pdf = _PDF_LABEL.fullmatch(line.text)
    if label and not label.rest:
        yield witness.says("genre", label.text, line)
        yield witness.says("number", label.number, line)
    elif pdf and (file := file_pattern(series)) and file.match(pdf["name"]):
        yield witness.says("pdf-name", pdf["name"].removesuffix(".pdf"), line)
        yield from file_claims(pdf["name"], series, witness, line)
    elif not pdf:
        return
    for claim in witness.links("pdf-url", line, ending=".pdf"):
        yield claim
        yield from file_claims(claim.text.partition("?")[0], series, witness, line)


def file_claims(name: str, series: tuple[Series, ...], witness: Witness, line: Line) -> Iterator[Claim]:
    """What the name of a PDF is evidence for: the series, the number and a month (DOMAIN 1)."""
    pattern = file_pattern(series)
    if not pattern or not (match := pattern.match(name.rpartition("/")[2])):
        return
    yield witness.guesses("file-name", name.rpartition("/")[2], line)
    yield witness.guesses("number", match["number"], line)
    if date := _FILE_DATE.search(match["rest"].replace("_", " ")):
        yield witness.guesses("issued", f"{date['month']} {date['year']}", line)


def first_paragraph(body: Iterable[Line], series: tuple[Series, ...]) -> Line | None:
    """The first line that is running text: not a label, a list item, a heading or a note."""
    for line in body:
        if line.bullet or line.heading or line.text[0] == "[" or parse_label(line.text, series):
            continue
        if is_paragraph(line.text, shortest=40):
            return line
    return None


def is_paragraph(text: str, *, shortest: int = 80) -> bool:
    """Whether a line is running text: long, or a sentence of at least *shortest* characters."""
    return len(text) > 250 or (len(text) >= shortest and bool(_SENTENCE_END.search(_MARKER.sub("", text[-40:]))))


def _affiliation_claims(body: Sequence[Line], authors: Sequence[Name], witness: Witness) -> Iterator[Claim]:
    """A bio is a line near the end that begins with an author's name and goes on with "is"."""
    for line in body[-30:]:
        for name in authors:
            if text := _bio_of(name, line.text):
                yield witness.says("affiliation", f"{name}: {text}", line)
                break


def _bio_of(name: Name, text: str) -> str:
    subject, verb, rest = text.partition(" is ")
    if not verb or len(subject) > 80 or name.literal:
        return ""
    folded = fold(subject)
    if fold(name.family) not in folded or fold(name.given).partition(" ")[0] not in folded:
        return ""
    return re.sub(r"^(?:an?|the) ", "", rest).rstrip(". ")


def _topic_claims(topics: Sequence[Line], authors: Sequence[Name], witness: Witness) -> Iterator[Claim]:
    """Keywords; the authors' own surnames, which the site lists among them, are none."""
    surnames = {fold(name.sort) for name in authors} | {fold(name.family) for name in authors}
    for line in topics:
        words = [line.text] if line.bullet else [text for text, _ in line.links] or line.text.split(",")
        for word in words:
            if word.strip() and fold(word.strip()) not in surnames:
                yield witness.says("keyword", word.strip(), line)


def _language(title: str, paragraph: str) -> str:
    """The language by its script: the site's own language attribute tells that of its menus."""
    sample = paragraph or title
    if len(_CYRILLIC.findall(sample)) * 2 < sum(c.isalpha() for c in sample):
        return "en"
    return "uk" if _UKRAINIAN.search(sample) else "ru"
