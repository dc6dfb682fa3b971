"""Pasted text, a memo without a page around it -> claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line, is_paragraph, without_markers
from ponarscite.record.claim import DOUBT, About, Claim, Rank
from ponarscite.record.credit import POSITIONS, is_kind, is_position, split_credit
from ponarscite.record.date import MONTH_NAMES, SEASON_NAMES
from ponarscite.record.institution import is_institution
from ponarscite.record.name import parse_names, split_affiliations
from ponarscite.record.text import fold
from ponarscite.series.card import continues, is_byline, is_site_name, split_meta
from ponarscite.series.category import type_of_category
from ponarscite.series.claims import ClaimMaker
from ponarscite.series.label import label_claims, pdf_claims, plain_label
from ponarscite.series.masthead import abstract_claims, affiliation_claims, author_claims, language_of
from ponarscite.series.page_address import has_words_of, section_of_address, title_of_address, titled_by_address
from ponarscite.series.page_field import MIGRATED, field_claims, find_fields, is_memo_number
from ponarscite.series.series import Series, label_pattern

if TYPE_CHECKING:
    from ponarscite.document.document import Document

LONGEST_HEAD = 16  # lines: the title, several authors with their institutions, date and label

_DATE = re.compile(
    rf"\b(?:(?:{MONTH_NAMES})\.?(?: \d\d?(?:st|nd|rd|th)?)?,? [12]\d{{3}}"
    rf"|\d\d?(?:st|nd|rd|th)? (?:{MONTH_NAMES})\.?,? [12]\d{{3}}"
    rf"|(?:{SEASON_NAMES}),? [12]\d{{3}}"
    r"|[12]\d{3}-\d\d(?:-\d\d)?|\d\d[-/.]\d\d[-/.][12]\d{3})\b|^[12]\d{3}$",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"^(?:[\s()\[\],.;:|·•*–—-]|pdf\b|download)+|(?:[\s()\[\],;:|·•*–—-]|\bpdf|download)+$", re.IGNORECASE
)
_FIELD = re.compile(
    r"^(?:title|authors?|author\(s\)|date|published|issued|series|number|название|авторы?|дата):\s+", re.IGNORECASE
)
_AUTHOR = re.compile(r"(?:authors?|author\(s\)|авторы?):\s", re.IGNORECASE)
_SIGNED = re.compile(r"автор:? ", re.IGNORECASE)
_SKIPPED = frozenset(("by", "author", "authors", "date", "pdf", "download", "published", "abstract", "summary"))
_YEAR = re.compile(r"\b[12]\d{3}$")
_QUOTED = re.compile(r'[“"«](?P<title>[^“”"«»]+?),?[”"»],?')
_QUOTES = frozenset('“”"«»')
_JOINING = frozenset("a an and or of the to in on for from with by at as its their".split())


_MOST_BIOS = 12  # lines at the end of a text
_LONGEST_BIO = 200  # characters at the beginning of a line

_LETTER = re.compile(
    r"(?:from|to|cc|sent|subject|от|кому|тема): |(?:dear|hi|hello|уважаем\w+)\b.{0,60},$", re.IGNORECASE
)
_NO_PERSON = frozenset("russia ukraine abstract introduction summary senior visiting".split())
"""Words that look like a name on a line of their own, and are none."""

PEOPLE = ("author", "editor", "translator")
"""CSL variables that a byline may give."""


def pasted_claims(lines: Sequence[Line], series: tuple[Series, ...], document: Document) -> list[Claim]:
    """Make the claims of a pasted memo: title first, then author, date and label in any order above the first
    paragraph.

    Returns:
        [] for a text without a title, unless it ends in the fields of a migrated page; for one without label and PDF
        name, unless its address is a memo's; and for one with several numbers (a list).
    """
    if not lines or _LETTER.match(lines[0].text):
        return []
    maker = ClaimMaker(About("subject", "", document.name), base=document.url)
    claims, rest = _claims_of(lines, series, maker)
    found = {claim.variable for claim in claims}
    if len({claim.text for claim in claims if claim.variable == "number" and claim.rank > Rank.GUESSED}) > 1:
        return []
    is_migrated = "number" in found and not found.isdisjoint(MIGRATED)
    if found.isdisjoint(("genre", "file-name")) and not is_migrated:
        return _addressed_claims(tuple(lines), series, document.url, maker)
    if is_migrated:
        claims = [_without_mistaken_title(claim, series, document.url) for claim in claims]
        if not any(claim.variable == "title" for claim in claims):
            claims += _guessed_title(lines[0], series, document.url, maker)
    elif "title" not in found:
        return []
    return [*claims, *_text_claims(rest, claims, series, maker)]


def _claims_of(
    lines: Sequence[Line], series: tuple[Series, ...], maker: ClaimMaker
) -> tuple[list[Claim], Sequence[Line]]:
    """Make the claims of the lines above the first paragraph and of the last lines; return them and the text below."""
    found = find_fields(lines[: LONGEST_HEAD + 1])
    fields = next((n for n, one in found if one.variable in MIGRATED or is_memo_number(lines[n])), LONGEST_HEAD)
    head = _Head(lines[:fields], series, maker)
    above = head.read()
    rest = lines[above:]
    claims = [*head.claims, *head.title_claims(), *head.institution_claims()]
    claims += [claim for line in lines[:above] for claim in pdf_claims(line, series, maker)]
    claims += field_claims(rest, series, maker)
    below = pdf_claims if any(claim.variable == "genre" for claim in claims) else partial(label_claims, dated=False)
    claims += [claim for line in rest[-12:] for claim in below(line, series, maker)]
    return claims, rest


def _without_mistaken_title(claim: Claim, series: tuple[Series, ...], url: str) -> Claim:
    """Take the first line of a page without title for what it is: a text that is cut off, or a byline.

    The address names the title, so that a line of two words which may be a name can be told from it.
    """
    if claim.variable != "title":
        return claim
    if is_paragraph(claim.text) and claim.text.endswith(("…", "...")):
        return replace(claim, variable="abstract")
    is_known = bool(title_of_address(url, series)) and not has_words_of(claim.text, url, series)
    return replace(claim, variable="author") if is_known and is_person(claim.text) else claim


def _guessed_title(line: Line, series: tuple[Series, ...], url: str, maker: ClaimMaker) -> Iterator[Claim]:
    """Guess the title of a page that shows none from its address."""
    if title := title_of_address(url, series):
        where = (Rank.GUESSED, "address", maker.about, f"line {line.number}")
        yield Claim("title", title, *where)
        yield Claim(DOUBT, "its title is guessed from its address", *where)


def _addressed_claims(lines: tuple[Line, ...], series: tuple[Series, ...], url: str, maker: ClaimMaker) -> list[Claim]:
    """Make the claims of a text without a label whose address is a memo's; [] where no line has the words of it."""
    section = section_of_address(url, series)
    start = titled_by_address(lines, url, series) if section else -1
    if start < 0:
        return []
    claims, rest = _claims_of(lines[start:], series, maker)
    title = next((claim for claim in claims if claim.variable == "title"), None)
    if title is None or len({claim.text for claim in claims if claim.variable == "number"}) > 1:
        return []
    claims.append(Claim("series", section, Rank.GUESSED, "address", title.about, title.where))
    if not any(claim.variable in PEOPLE for claim in claims):
        claims += _authors_of_bios(rest, maker)
    return [*claims, *_text_claims(rest, claims, series, maker)]


def _authors_of_bios(rest: Sequence[Line], maker: ClaimMaker) -> Iterator[Claim]:
    """Guess the authors of a memo without a byline from its last lines: "Ann Lee is Professor of ..."."""
    for line in rest[-_MOST_BIOS:]:
        name, verb, position = line.text[:_LONGEST_BIO].partition(" is ")
        if verb and is_person(name) and not POSITIONS.isdisjoint(_words(position)):
            yield Claim("author", name, Rank.GUESSED, "bio", maker.about, f"line {line.number}")


def _words(text: str) -> list[str]:
    return [word.strip(".,;()") for word in text.casefold().split()]


def _text_claims(
    rest: Sequence[Line], head: Sequence[Claim], series: tuple[Series, ...], maker: ClaimMaker
) -> Iterator[Claim]:
    paragraph = next((line for line in rest if is_paragraph(line.text)), None)
    if paragraph:
        yield from abstract_claims(paragraph, series, maker)
    authors = [name for claim in head if claim.variable in PEOPLE for name in parse_names(claim.text)]
    yield from affiliation_claims(rest, authors, maker)
    title = next((claim for claim in head if claim.variable == "title" and claim.rank > Rank.GUESSED), None)
    if title:
        yield Claim("language", language_of(paragraph.text if paragraph else title.text), *_of(title))
    elif paragraph:
        yield maker.claim("language", language_of(paragraph.text), paragraph)


def _of(claim: Claim) -> tuple[Rank, str, About, str]:
    return claim.rank, claim.origin, claim.about, claim.where


@dataclass(slots=True)
class _Head:
    """Reads the lines above the first paragraph one by one, and collects their claims."""

    lines: Sequence[Line]
    series: tuple[Series, ...]
    maker: ClaimMaker
    claims: list[Claim] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    subtitle: Line | None = None
    institution: Line | None = None  # the site's name below the title, the author of an unsigned text
    byline_end: int | None = None  # index of the last line that names authors or their institution

    def read(self) -> int:
        """Read the head and return the number of its lines."""
        for n, line in enumerate(self.lines):
            if self._take_fact(n):
                continue
            if self._is_title(n):
                self.title.append(line)
            elif is_paragraph(line.text):
                return n
            else:
                self._read_other(n, _FIELD.sub("", line.text, count=1))
        return len(self.lines)

    def institution_claims(self) -> Iterator[Claim]:
        """Claim the institution as author if the head names no person."""
        if self.institution and self.byline_end is None:
            yield self.maker.claim("author", self.institution.text, self.institution)

    def title_claims(self) -> Iterator[Claim]:
        """Make the claim of the title, joined with a subtitle on its own line."""
        if not self.title:
            return
        title = without_markers(_FIELD.sub("", " ".join(line.text for line in self.title), count=1))
        if quoted := _QUOTED.fullmatch(title):
            title = quoted["title"]
        if self.subtitle:
            is_cut = title[-1] in "?!:–—" or title.rpartition(" ")[2] in _JOINING
            title = f"{title}{' ' if is_cut else ': '}{without_markers(self.subtitle.text)}"
        yield self.maker.claim("title", title, self.title[0])

    def _take_fact(self, n: int) -> bool:
        line = self.lines[n]
        found = _fact_claims(line, self.series, self.maker, titled=self._is_titled)
        if any(claim.variable in PEOPLE for claim in found):
            self.byline_end = n
        self.claims += found
        if self.title and not self.institution and is_site_name(line.text, self.series):
            self.institution = line
        return bool(found) or _is_furniture(line, self.series)

    @property
    def _is_titled(self) -> bool:
        return bool(self.title) or any(line.heading == 1 for line in self.lines)

    def _is_title(self, n: int) -> bool:
        """Whether the line is the title: the h1, or the first line of no other kind.

        A question or an exclamation counts even if it is as long as a paragraph.
        """
        line = self.lines[n]
        if self.title or (self._is_titled and line.heading != 1) or split_meta(line.text, self.series)[1]:
            return False
        if label_pattern(self.series).search(line.text[:500]) and not _QUOTES.isdisjoint(line.text):
            return False  # a citation of another memo
        if line.bullet and not all(before.bullet for before in self.lines[:n]):
            return False
        return not is_paragraph(line.text) or (len(line.text) < 250 and line.text.endswith(("?", "!", "…", "...")))

    def _read_other(self, n: int, text: str) -> None:
        line = self.lines[n]
        if _AUTHOR.match(line.text) and is_byline(_without_institutions(text)):
            self._add_authors(n, text)
        elif self.byline_end is None:
            if self._is_title_broken(n):
                self.title.append(line)
            elif is_byline(_without_institutions(text)):
                self._add_authors(n, text)
            elif self.title and self.lines[n - 1] is self.title[-1] and self._is_subtitle(n):
                self.subtitle = line
        elif (
            self.byline_end == n - 1
            and _has_place(text)
            and _has_place(_FIELD.sub("", self.lines[n - 1].text, count=1))
        ):
            self._add_authors(n, text)
        elif self.byline_end == n - 1 and is_institution(text) and len(text) < 120:
            self._add_affiliation(n, text)
        elif self.byline_end == n - 1 and is_person(text) and self._fact_follows(n):
            self._add_authors(n, text)

    def _is_title_broken(self, n: int) -> bool:
        """Whether the line continues the title above it.

        A line "by Ann Lee" does so only if a byline follows ("Russia as Seen / by Vladimir Putin / Ann Lee").
        """
        line = self.lines[n]
        if not self.title or line.number != self.title[-1].number + 1 or not continues(self.title[-1], line):
            return False
        credit, names = split_credit(line.text)
        signed = names if credit else _SIGNED.sub("", line.text, count=1) if _SIGNED.match(line.text) else ""
        return not is_byline(_without_institutions(signed)) or any(map(_names_people, self.lines[n + 1 : n + 2]))

    def _add_authors(self, n: int, text: str) -> None:
        self.byline_end = n
        self.claims += author_claims(text, self.lines[n], self.maker)

    def _add_affiliation(self, n: int, text: str) -> None:
        self.byline_end = n
        author = next(claim.text for claim in reversed(self.claims) if claim.variable in PEOPLE)
        self.claims.append(self.maker.claim("affiliation", f"{author}: {text}", self.lines[n]))

    def _is_subtitle(self, n: int) -> bool:
        text = self.lines[n].text
        is_other = is_institution(text) or is_position(text) or is_kind(text)
        return not is_other and not _YEAR.search(text) and self._fact_follows(n)

    def _fact_follows(self, n: int) -> bool:
        """Whether the next line still belongs to the head: a label, a date, a byline or an institution."""
        if n + 1 >= len(self.lines):
            return False
        after = self.lines[n + 1]
        return bool(_fact_claims(after, self.series, self.maker, titled=True)) or is_byline(after.text)


def _is_furniture(line: Line, series: tuple[Series, ...]) -> bool:
    """Whether a line tells nothing about the memo: the name of the site or a section, or a word like "by", "PDF"."""
    if len(line.text) > 80:
        return False
    is_word = line.text.casefold().rstrip(":") in _SKIPPED
    return is_word or is_site_name(line.text, series) or bool(type_of_category(line.text, series))


def is_person(text: str) -> bool:
    """Whether a line may be the name of one person: no institution and no position ("Senior Fellow")."""
    words = {word.strip(".,") for word in text.casefold().split()}
    no_names = POSITIONS | _NO_PERSON
    return is_byline(text) and not is_institution(text) and "," not in text and no_names.isdisjoint(words)


def _names_people(line: Line) -> bool:
    return is_byline(line.text) and not is_institution(line.text)


def _has_place(text: str) -> bool:
    """Whether each part of a line is a person with an institution: "Ann Lee, Example College"."""
    return all(place and is_person(name) for name, place in split_affiliations(text))


def _without_institutions(text: str) -> str:
    return ", ".join(name for name, _ in split_affiliations(text))


def _fact_claims(line: Line, series: tuple[Series, ...], maker: ClaimMaker, *, titled: bool) -> list[Claim]:
    """Make the claims of a line that holds only label, date and byline, in any order; [] for any other line.

    Args:
        titled: whether the title is known. Before the title, a date beside capital words more likely belongs to the
            title ("Russia Votes, March 2018").
    """
    if len(line.text) > 300:
        return []
    rest = _FIELD.sub("", line.text, count=1)
    claims = []
    if label := label_pattern(series).search(rest):
        claims += [maker.claim("genre", label["label"], line), maker.claim("number", label["number"], line)]
        rest = f"{rest[: label.start()]} | {rest[label.end() :]}"
    if date := _DATE.search(rest):
        claims.append(maker.claim("issued", date[0], line))
        rest = f"{rest[: date.start()]} | {rest[date.end() :]}"
    rest = _FILLING.sub("", rest)
    plain, behind = plain_label(rest, series)
    if publisher := _publisher(rest, series):
        return [*claims, maker.claim("publisher", publisher, line)]
    if plain and not behind:
        return [*claims, maker.claim("genre", plain, line)]
    if claims and rest and not (is_byline(_without_institutions(rest)) and (label or titled)):
        return []
    return [*claims, *author_claims(rest, line, maker)] if claims else []


def _publisher(text: str, series: tuple[Series, ...]) -> str:
    """Return the imprint that a line consists of, as its series spells it; "" for any other text."""
    known = {fold(era.publisher): era.publisher for one in series for era in one.eras if era.publisher}
    return known.get(fold(text).removeprefix("the "), "") if len(text) < 80 else ""
