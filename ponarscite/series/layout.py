"""Where the parts of a memo page stand: its lines -> article, notes, topics, cards, episodes.

The lines may come from a saved text or from HTML: one reading serves both. What is recognised is the shape (DOMAIN 2):
a category, a title, a date and a byline next to each other make a card; the first card is the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ponarscite.document.lines import Line
from ponarscite.record.date import MONTH_NAMES, parse_date
from ponarscite.record.name import is_institution, split_byline
from ponarscite.record.text import fold
from ponarscite.series.category import type_of_category
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from ponarscite.document.document import Document

_PARTS = {
    "previous article": "previous",
    "next article": "next",
    "you may also like": "card",
    "related articles": "card",
    "related posts": "card",
    "related topics": "topics",
    "image credit/license": "end",
    "image credit": "end",
    "powered by narva.io": "end",
    "permissions & citation guidelines": "end",
}
"""Lines that begin a part of the page after the article, folded -> its name."""

_DAY = rf"(?:(?:{MONTH_NAMES})\.? \d\d?, [12]\d{{3}}|\d\d? (?:{MONTH_NAMES})\.?,? [12]\d{{3}})"
_HAS_DAY = re.compile(r"\d,? [12]\d{3}|\d \w{3,9}\.?,? [12]\d{3}")
_DATE_FIRST = re.compile(rf"(?P<issued>{_DAY})[ |·•,–—-]*(?P<byline>\S.*)?", re.IGNORECASE)
_DATE_LAST = re.compile(rf"(?P<byline>\S.*?)[ |·•,–—-]*(?P<issued>{_DAY})", re.IGNORECASE)
_EPISODE = re.compile(rf"(?P<title>\S.*?) ?(?P<issued>{_DAY})", re.IGNORECASE)
_NOTE = re.compile(r"\[(?P<number>\d{1,3}|[ivxlc]{1,6}|\*)\] ?(?P<text>.*)")
_BACK_LINK = re.compile(r"\s*↩[︎️]?\d*$")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’ʼ-]*")


@dataclass(frozen=True, slots=True)
class Card:
    """Category, title, date and byline of one publication; texts as printed, "" for what is missing."""

    title: Line
    category: str = ""
    issued: str = ""
    byline: str = ""
    end: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, its marker cut off."""

    number: str
    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a memo page.

    Args:
        article: the card of the page's own publication, None when the page has no such shape.
        body: the article's lines between its byline and the end matter; all lines when there is no article.
        notes: its footnotes, in order.
        topics: the lines under "Related Topics".
        cards: (place, card) of its neighbours and of related publications: ("previous", ...), ("card 1", ...).
        episodes: the lines of the podcast block, each with the line of its blurb, if any.
    """

    article: Card | None = None
    body: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    topics: tuple[Line, ...] = ()
    cards: tuple[tuple[str, Card], ...] = ()
    episodes: tuple[tuple[Line, Line | None], ...] = ()


def layout_of(document: Document, series: tuple[Series, ...]) -> Layout:
    """The layout of a document's lines, read once for all extractors."""
    return document.once((read_layout, series), lambda: read_layout(document.lines, series))


def read_layout(lines: Sequence[Line], series: tuple[Series, ...]) -> Layout:
    """Find the parts of a page by their shape. Total: a page of another shape is all body."""
    marks = [(n, part) for n, line in enumerate(lines) if len(line.text) < 40 and (part := _PARTS.get(fold(line.text)))]
    episodes = tuple(_find_episodes(lines))
    listed = {line.number for line, _ in episodes}
    cards = list(_find_cards(lines, series, listed))
    first_mark = next((n for n, part in marks if part != "end"), len(lines))
    start, article = next(((n, card) for n, card in cards if n < first_mark), (0, None))
    begin = article.end if article else 0
    end = next((n for n, _ in marks if n >= begin), len(lines)) if article else len(lines)
    body = tuple(lines[begin:end])
    return Layout(
        article=article,
        body=body,
        notes=tuple(_find_notes(body)),
        topics=_topics(lines, marks),
        cards=tuple(_placed(cards, marks, start if article else -1)),
        episodes=episodes,
    )


def _find_cards(
    lines: Sequence[Line], series: tuple[Series, ...], listed: Container[int]
) -> Iterator[tuple[int, Card]]:
    """(index of the title, card) in the order of the page; a date is what gives a card away.

    Lines that are *listed* as episodes are none: the title of an episode can look like a byline.
    """
    for n, line in enumerate(lines):
        is_dated = n and line.number not in listed and len(line.text) < 200 and _HAS_DAY.search(line.text)
        if is_dated and (found := _card_at(lines, n, series)):
            yield found


def _card_at(lines: Sequence[Line], n: int, series: tuple[Series, ...]) -> tuple[int, Card] | None:
    line = lines[n]
    issued, byline = split_meta(line.text)
    if not issued:
        return None
    place = _title_before(lines, n, series, alone=not byline)
    if place is None:
        return None
    end = n + 1
    if not byline and place == n - 2:
        byline = lines[n - 1].text
    elif not byline and end < len(lines) and _is_byline_after(line, lines[end], series):
        byline, end = lines[end].text, end + 1
    category = lines[place - 1].text if place and type_of_category(lines[place - 1].text, series) else ""
    return place, Card(lines[place], category, issued, byline, end)


def _title_before(lines: Sequence[Line], n: int, series: tuple[Series, ...], *, alone: bool) -> int | None:
    """The index of the title above the date at n: one line up, or two with a byline between."""
    for place in (n - 1, n - 2) if alone else (n - 1,):
        if place < 0 or lines[place].bullet or type_of_category(lines[place].text, series):
            continue
        between = lines[n - 1] if place == n - 2 else None
        if between and not (between.bullet if lines[n].bullet else is_byline(between.text)):
            continue
        if lines[place].heading or lines[n].bullet or _has_category(lines, place, series):
            return place
    return None


def _has_category(lines: Sequence[Line], place: int, series: tuple[Series, ...]) -> bool:
    return place > 0 and bool(type_of_category(lines[place - 1].text, series))


def _is_byline_after(date: Line, after: Line, series: tuple[Series, ...]) -> bool:
    if date.bullet:
        return after.bullet and len(after.text) < 300 and not type_of_category(after.text, series)
    return not after.heading and is_byline(after.text)


def split_meta(text: str) -> tuple[str, str]:
    """(date, byline) of a line that holds the one, or both in either order; ("", "") for any other line.

    "May 20, 2022" | "Alexandra Yatsyk 04 Oct 2019" | "By Ann Lee | May 20, 2022" | "May 20, 2022Ann Lee" (glued).
    """
    for pattern in (_DATE_FIRST, _DATE_LAST):
        if match := pattern.fullmatch(text):
            byline = match["byline"] or ""
            if parse_date(match["issued"]).parts and (not byline or is_byline(byline)):
                return match["issued"], byline
    return "", ""


def is_byline(text: str) -> bool:
    """Whether a line could be nothing but names: "Kit Rickard, Gerard Toal and John O’Loughlin"."""
    if len(text) > 300 or not text:
        return False
    names = split_byline(text)
    return bool(names) and all(_is_name(name) for name in names)


def _is_name(text: str) -> bool:
    words = text.replace(",", "").split()
    if is_institution(text):
        return len(words) <= 8 and words[0][0].isupper() and text[-1] not in "?!:;."
    return (
        2 <= len(words) <= 6
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and all(_NAME_WORD.fullmatch(word) and (word[0].isupper() or len(word) < 4) for word in words)
    )


def _placed(
    cards: Sequence[tuple[int, Card]], marks: Sequence[tuple[int, str]], own: int
) -> Iterator[tuple[str, Card]]:
    count = 0
    for n, card in cards:
        part = next((part for at, part in reversed(marks) if at < n), "")
        if n == own or part not in ("previous", "next", "card"):
            continue
        count += part == "card"
        yield f"card {count}" if part == "card" else part, card


def _topics(lines: Sequence[Line], marks: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    for at, part in marks:
        if part == "topics":
            end = next((n for n, _ in marks if n > at), len(lines))
            listed = lines[at + 1 : end]
            stop = next((n for n, line in enumerate(listed) if not line.bullet), len(listed))
            return tuple(listed[: stop or 1])
    return ()


def _find_notes(body: Sequence[Line]) -> Iterator[Note]:
    """Lines that begin with a marker ("[1] ..."), or end in the back link of a block of notes."""
    seen = 0
    for n, line in enumerate(body):
        if line.text[0] == "[" and (match := _NOTE.fullmatch(line.text)):
            text = match["text"] or (body[n + 1].text if n + 1 < len(body) else "")
            if text:
                yield Note(match["number"], text, line)
        elif "↩" in line.text[-5:]:
            seen += 1
            yield Note(str(seen), _BACK_LINK.sub("", line.text), line)


def _find_episodes(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """The items of an RSS block that is headed "... Podcast": title and date on one line, a blurb on the next."""
    for n, line in enumerate(lines):
        if not line.bullet and len(line.text) < 60 and fold(line.text).endswith("podcast"):
            found = list(_episodes_from(lines, n + 1))
            if found:
                yield from found
                return


def _episodes_from(lines: Sequence[Line], n: int) -> Iterator[tuple[Line, Line | None]]:
    while n < len(lines) and episode(lines[n]):
        blurb = lines[n + 1] if n + 1 < len(lines) else None
        if blurb and (blurb.bullet or blurb.heading):
            blurb = None
        yield lines[n], blurb
        n += 2 if blurb else 1


def episode(line: Line) -> tuple[str, str] | None:
    """(title, date) of a line of the podcast block."""
    match = _EPISODE.fullmatch(line.text) if line.bullet and len(line.text) < 400 else None
    return (match["title"], match["issued"]) if match else None
