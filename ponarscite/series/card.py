"""Cards: the blocks of category, title, date and byline by which pages introduce a publication."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.document.lines import FURNITURE, Line
from ponarscite.record.credit import has_foreign_words, split_credit
from ponarscite.record.date import MONTH_NAMES, parse_date
from ponarscite.record.institution import is_institution
from ponarscite.record.name import PARTICLES, split_byline
from ponarscite.record.text import fold
from ponarscite.series.category import type_of_category, without_archive
from ponarscite.series.label import is_label
from ponarscite.series.series import Series
from ponarscite.series.site import LOGINS

DAY = (
    rf"(?<!\d)(?:(?:{MONTH_NAMES})\.? \d\d?(?:st|nd|rd|th)?,? [12]\d{{3}}"
    rf"|\d\d?(?:st|nd|rd|th)? (?:{MONTH_NAMES})\.?,? [12]\d{{3}}"
    r"|[12]\d{3}-\d\d-\d\d|\d\d[-.]\d\d[-.][12]\d{3})(?!\d)"
)
"""A date that names its day, as pages print it ("May 20, 2022"). Compile it with re.IGNORECASE."""

_HAS_DAY = re.compile(r"\d(?:st|nd|rd|th)?,? [12]\d{3}|\d \w{3,9}\.?,? [12]\d{3}|\d\d?[-.]\d\d[-.]\d\d")
_DATE = re.compile(DAY, re.IGNORECASE)
_NOISE = re.compile(
    r"\b(?:(?:posted|published|опубликовано)(?: on)?\b:?|(?:date|дата)(?: of publication)?:"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|(?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?"
    r"|on ?$|\d{1,4} (?:comments?|views?|shares?|min(?:ute)?s?\.?(?: read)?)\b|(?:no|leave a|add a) comments?\b)",
    re.IGNORECASE,
)
_AUTHOR = frozenset(("author", "author:", "authors", "authors:", "автор", "автор:", "авторы:"))
"""Words that may precede a byline on a line of their own, folded; a credit ("Written by") may, too."""

_PARTING = re.compile(r" ?[|·•/] ?")
_EDGES = " |·•,/–—-"
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’‘`´ʼʻ-]*")
_NO_NAME = frozenset(
    "the why how what who when where is are was were has have does do can could should not of for on to its their "
    "from after before beyond about against through without under or".split()
)
_ARTICLES = ("al-", "el-", "d’", "d'")


@dataclass(frozen=True, slots=True)
class Card:
    """One publication as a page introduces it. Texts are as printed; "" where the page has none.

    Args:
        title: the line of the title; its links lead to the publication.
        category: the section line: "Policy Memos | Аналитика".
        issued: the date: "May 20, 2022".
        byline: the names: "Ann Lee and Bob Roe".
        end: the index of the first line after the card.
    """

    title: Line
    category: str = ""
    issued: str = ""
    byline: str = ""
    end: int = 0


def find_cards(lines: Sequence[Line], series: tuple[Series, ...], listed: Container[int]) -> Iterator[tuple[int, Card]]:
    """Find the cards of a page by their dates: a line with a date below or beside a title.

    Args:
        listed: numbers of lines that announce podcast episodes; such a line ends in a date, but makes no card.
    Yields:
        (index of the title line, card), in the order of the page.
    """
    for n, line in enumerate(lines):
        is_dated = n and len(line.text) < 200 and _has_day(line.text) and line.number not in listed
        if is_dated and (found := _card_at(lines, n, series)):
            yield found


@lru_cache(maxsize=FURNITURE)
def _has_day(text: str) -> bool:
    return _HAS_DAY.search(text) is not None


def _card_at(lines: Sequence[Line], n: int, series: tuple[Series, ...]) -> tuple[int, Card] | None:
    line = lines[n]
    issued, byline = split_meta(line.text, series)
    if not issued:
        return None
    place = _title_before(lines, n, series, alone=not byline)
    if place is None:
        return None
    end = n + 1
    category = lines[n - 1].text if type_of_category(lines[n - 1].text, series) else ""
    if not byline and place == n - 2 and not category:
        byline = lines[n - 1].text
    elif not byline:
        at = end + (end < len(lines) and _is_credit(lines[end].text))
        if at < len(lines) and _is_byline_after(line, lines[at], series):
            byline, end = lines[at].text, at + 1
    place, title = _whole_title(lines, place, series)
    if _has_category(lines, place, series):
        category = lines[place - 1].text
    return place, Card(title, category, issued, byline, end)


def _is_credit(text: str) -> bool:
    """Whether a line holds only the words that precede a byline."""
    return len(text) < 60 and (fold(text) in _AUTHOR or split_credit(f"{text} X")[1] == "X")


def _title_before(lines: Sequence[Line], n: int, series: tuple[Series, ...], *, alone: bool) -> int | None:
    """Return the index of the title above the date at *n*, None when there is none.

    The title is one line above the date, or two lines above it with the byline or the category between.

    Args:
        alone: whether the date line has no byline of its own, so that one may stand between.
    """
    for place in (n - 1, n - 2) if alone else (n - 1,):
        if place < 0 or lines[place].bullet or not _may_be_title(lines[place].text, series):
            continue
        between = lines[n - 1] if place == n - 2 else None
        if between and not _may_stand_between(between, lines[n], lines[place], series):
            continue
        if lines[place].heading or lines[n].bullet or _has_category(lines, place, series):
            return place
    return None


def _may_be_title(text: str, series: tuple[Series, ...]) -> bool:
    return not type_of_category(text, series) and not is_label(text, series)


def _may_stand_between(line: Line, date: Line, title: Line, series: tuple[Series, ...]) -> bool:
    """Whether a line between title and date is the byline, or the category below a heading."""
    if type_of_category(line.text, series):
        return bool(title.heading)
    return line.bullet if date.bullet else is_byline(line.text)


def _whole_title(lines: Sequence[Line], place: int, series: tuple[Series, ...]) -> tuple[int, Line]:
    """Join a title that fills two lines, and step over a subtitle.

    Args:
        place: the index of the last line of the title, or of its subtitle.
    Returns:
        (index of the first line of the title, the title as one line). A title of two lines begins below the category or
        is an h1.
    """
    above = place - 1
    if above < 0 or lines[above].bullet or lines[place].heading == 1 or _is_of_list(lines[above].text, series):
        return place, lines[place]
    begins = _has_category(lines, above, series) and not _has_category(lines, place, series)
    if lines[above].heading != 1 and (lines[above].heading or not begins):
        return place, lines[place]
    if continues(lines[above], lines[place]):
        return above, lines[above]._replace(text=f"{lines[above].text} {lines[place].text}")
    return above, lines[above]


def _is_of_list(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a heading names a site, a section or a person, and so heads a list instead of one publication."""
    name = without_archive(text)
    return is_site_name(text, series) or bool(type_of_category(name, series)) or (name != text and is_byline(name))


def continues(title: Line, line: Line) -> bool:
    """Whether *line* continues *title*: the title ends in a colon or a dash, or the line begins in lower case."""
    return line.heading in (0, title.heading) and (title.text[-1] in ":–—" or line.text[0].islower())


def is_site_name(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a line is nothing but the name of a site that publishes one of the series."""
    return len(text) < 60 and any(fold(text) == fold(name) for one in series for name in one.site_names)


def _has_category(lines: Sequence[Line], place: int, series: tuple[Series, ...]) -> bool:
    return place > 0 and bool(type_of_category(lines[place - 1].text, series))


def _is_byline_after(date: Line, after: Line, series: tuple[Series, ...]) -> bool:
    if is_label(after.text, series):
        return False
    if date.bullet:
        return after.bullet and len(after.text) < 300 and not type_of_category(after.text, series)
    return not after.heading and is_byline(after.text)


def split_meta(text: str, series: tuple[Series, ...] = ()) -> tuple[str, str]:
    """Split a line that holds a date, a byline, or both in either order.

    "May 20, 2022" | "Alexandra Yatsyk 04 Oct 2019" | "By Ann Lee | May 20, 2022" | "May 20, 2022Ann Lee" (glued) |
    "Posted on May 20, 2022 by Ann Lee / 0 Comments" | "Policy Memos | May 20, 2022 | Ann Lee".

    Returns:
        (date, byline), as printed; ("", "") for a line that has no date, or anything besides.
    """
    return _split_meta(text, series) if len(text) <= 300 else ("", "")


@lru_cache(maxsize=FURNITURE)
def _split_meta(text: str, series: tuple[Series, ...]) -> tuple[str, str]:
    match = _DATE.search(text)
    if not match or not parse_date(match[0]).parts:
        return "", ""
    around = (_NOISE.sub("", words).strip(_EDGES) for words in (text[: match.start()], text[match.end() :]))
    pieces = [piece for words in around for piece in _PARTING.split(words) if piece]
    bylines = [piece for piece in pieces if not (type_of_category(piece, series) or _is_login(piece, series))]
    if len(bylines) > 1 or not all(map(is_byline, bylines)):
        return "", ""
    return match[0], bylines[0] if bylines else ""


def _is_login(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a word beside a date is an account of the site ("admin"): neither an author nor part of a title."""
    return " " not in text and fold(text) in LOGINS.union(*(map(fold, one.accounts) for one in series))


def is_byline(text: str) -> bool:
    """Whether a line may consist of names alone: "Kit Rickard, Gerard Toal and John O’Loughlin"."""
    return 0 < len(text) <= 300 and _are_names(text)


@lru_cache(maxsize=FURNITURE)
def _are_names(text: str) -> bool:
    names = () if has_foreign_words(text) else split_byline(text)
    return bool(names) and all(_is_name(name) for name in names)


def _is_name(text: str) -> bool:
    words = text.replace(",", "").split()
    if is_institution(text):
        return len(words) <= 8 and words[0][0].isupper() and text[-1] not in "?!:;."
    return (
        2 <= len(words) <= 6
        and words[0][0].isupper()
        and all(map(_is_name_word, words))
        and not (words[-1][0].islower() and not words[-1].startswith(_ARTICLES))
    )


def _is_name_word(word: str) -> bool:
    if not _NAME_WORD.fullmatch(word) or word.casefold() in _NO_NAME:
        return False
    return word[0].isupper() or word in PARTICLES or word.startswith(_ARTICLES)
