"""Layout of a memo page: its lines -> article, notes, topics, cards, episodes.

The lines may come from a saved text or from HTML. Parts are recognised by shape, whatever the markup: a category, a
title, a date and a byline next to each other make a card, and the first such card is the article's own.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ponarscite.document.lines import FURNITURE, Line, is_paragraph
from ponarscite.record.text import RAISED, fold
from ponarscite.series.card import DAY, Card, find_cards, is_byline, is_site_name
from ponarscite.series.category import heads_no_work, type_of_category, without_archive
from ponarscite.series.label import is_label
from ponarscite.series.list_row import Row, find_rows
from ponarscite.series.page_field import drupal_card
from ponarscite.series.series import Series

if TYPE_CHECKING:
    from ponarscite.document.document import Document

_PARTS = {
    "previous article": "previous",
    "next article": "next",
    "you may also like": "card",
    "related articles": "card",
    "related posts": "card",
    "more from ponars eurasia": "card",
    "related": "card",
    "related content": "card",
    "related memos": "card",
    "related publications": "card",
    "related topics": "topics",
    "leave a reply": "end",
    "leave a comment": "end",
    "comments": "end",
    "image credit/license": "end",
    "image credit": "end",
    "powered by narva.io": "end",
    "permissions & citation guidelines": "end",
}
"""Folded lines that begin a part of the page below the article -> the name of the part."""

_COMMENTS = re.compile(
    r"(?:\d+|one) (?:comments?|responses?|repl(?:y|ies)|thoughts?)(?: (?:on|to) .{1,300})?", re.IGNORECASE
)
"""A heading above what readers say: "3 Comments", "One thought on “Low Rivers”"."""

_DAY_AT_END = re.compile(rf"{DAY}$", re.IGNORECASE)
_LONGEST_DAY = 40  # characters
_NOTE = re.compile(rf"(?:\[(?P<number>\d{{1,3}}|[ivxlc]{{1,6}}|\*)\]|(?P<raised>[{RAISED}]{{1,3}})) ?(?P<text>.*)")
_MARKERS = frozenset(f"[{RAISED}")
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,3})[.)]? (?P<text>.+)")
_NOTES = frozenset(("notes", "endnotes", "footnotes", "примечания", "сноски"))
_BACK_LINK = re.compile(r"\s*↩[︎️]?\d*$")
_ENOUGH = 500
"""Characters. A card among several that has less text below it is a row of a list, not an article."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote without its marker.

    Args:
        number: "1", or the position in a list without numbers.
        text: what it says.
        line: the line where it begins.
    """

    number: str
    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a memo page.

    Args:
        article: the card of the publication that the page is about; None when the page has no such card.
        body: the lines of the article between byline and end matter; all lines when there is no article.
        is_headed: whether the body begins with the title of the article. It does on a page that has a label, but no
            date beside its title.
        notes: the footnotes, in order.
        topics: the lines below "Related Topics".
        cards: (place, card) of neighbouring and related publications: ("previous", ...), ("card 1", ...).
        episodes: (line of the episode, line of its blurb or None) of each item of the podcast block.
        rows: the rows of a Drupal list page (before 2020); such a page has no other parts but episodes.
        listed: the cards of a list page, which has no article.
    """

    article: Card | None = None
    body: tuple[Line, ...] = ()
    is_headed: bool = False
    notes: tuple[Note, ...] = ()
    topics: tuple[Line, ...] = ()
    cards: tuple[tuple[str, Card], ...] = ()
    episodes: tuple[tuple[Line, Line | None], ...] = ()
    rows: tuple[Row, ...] = ()
    listed: tuple[Card, ...] = ()


def layout_of(document: Document, series: tuple[Series, ...]) -> Layout:
    """Return the layout of a document; it is read once and shared by all extractors."""
    return document.once((read_layout, series), lambda: read_layout(document.lines, series))


def read_layout(lines: Sequence[Line], series: tuple[Series, ...]) -> Layout:
    """Find the parts of a page by their shape.

    Total: a page of any other shape becomes all body. Raises nothing.
    """
    marks = [(n, part) for n, line in enumerate(lines) if (part := _part_of(line))]
    episodes = tuple(_find_episodes(lines, series))
    listed = {line.number for line, _ in episodes}
    if rows := find_rows(lines, series):
        return Layout(rows=rows, episodes=episodes)
    cards = list(find_cards(lines, series, listed))
    first_mark = next((n for n, part in marks if part != "end"), len(lines))
    free = [one for one in cards if one[0] < first_mark]
    is_about_one = not _is_about_none(lines)
    own = drupal_card(lines, series) or _own_card(lines, free, first_mark, series) if is_about_one else None
    is_found = not is_about_one or (own and _is_labelled(lines, own[1], series))
    head = None if is_found else _find_head(lines, first_mark, series)
    if own and (head is None or head < own[1].end):
        head = None
    elif own:  # a card of the sidebar: the article below it has a head of its own
        own = None
    begin = own[1].end if own else head or 0
    whole = own is None and head is None
    end = len(lines) if whole else next((n for n, _ in marks if n >= begin), len(lines))
    body = tuple(lines[begin:end])
    return Layout(
        article=own[1] if own else None,
        body=body,
        is_headed=head is not None,
        notes=tuple(_find_notes(body)),
        topics=_topics(lines, marks),
        cards=tuple(_placed(cards, marks, own[0] if own else -1)),
        episodes=episodes,
        listed=_listed(lines, free, series) if whole else (),
    )


def _part_of(line: Line) -> str:
    """The part of a page that a line begins, "" for none."""
    if line.heading and _COMMENTS.fullmatch(line.text):
        return "end"
    return _PARTS.get(fold(line.text), "") if len(line.text) < 40 else ""


def _is_about_none(lines: Sequence[Line]) -> bool:
    """Whether every h1 of a page heads no work; a banner may have one beside that of an article."""
    titles = [line.text for line in lines if line.heading == 1]
    return bool(titles) and all(map(heads_no_work, titles))


def article_layout(article: Card, lines: Sequence[Line], topics: Sequence[Line]) -> Layout:
    """Make the layout of an article that comes without its page, as in a feed or a REST answer.

    Args:
        article: its card.
        lines: its text.
        topics: its keywords, one a line.
    """
    end = next((n for n, line in enumerate(lines) if len(line.text) < 40 and fold(line.text) in _PARTS), len(lines))
    body = tuple(lines[:end])
    return Layout(article=article, body=body, notes=tuple(_find_notes(body)), topics=tuple(topics))


def _listed(lines: Sequence[Line], cards: Sequence[tuple[int, Card]], series: tuple[Series, ...]) -> tuple[Card, ...]:
    """Return the cards of a list page, () for any other page.

    The page's h1 must name a section or a person; the results of a search are nobody's list.
    """
    above = lines[: cards[0][0]] if len(cards) > 1 else ()
    headings = (without_archive(line.text) for line in above if line.heading == 1)
    is_list = any(type_of_category(text, series) or is_byline(text) for text in headings)
    text = sum(len(line.text) for line in above if is_paragraph(line.text))
    return tuple(card for _, card in cards) if is_list and text < _ENOUGH else ()


def _own_card(
    lines: Sequence[Line], cards: Sequence[tuple[int, Card]], end: int, series: tuple[Series, ...]
) -> tuple[int, Card] | None:
    """Return the card of the page's own article, with the index of its title.

    Of several cards, one with a label below it comes first, then one whose title is an h1, then the one with most text.

    Returns:
        None for a list: several cards without label, h1 or text.
    """
    if len(cards) < 2:
        return cards[0] if cards else None

    def weight(place: int) -> tuple[bool, bool, int]:
        n, card = cards[place]
        text = lines[card.end : cards[place + 1][0] if place + 1 < len(cards) else end]
        return _is_labelled(lines, card, series), lines[n].heading == 1, sum(len(line.text) for line in text)

    best = max(range(len(cards)), key=weight)
    labelled, first, size = weight(best)
    return cards[best] if labelled or first or size >= _ENOUGH else None


def _is_labelled(lines: Sequence[Line], card: Card, series: tuple[Series, ...]) -> bool:
    return any(is_label(line.text, series) for line in lines[card.end : card.end + 4])


def _find_head(lines: Sequence[Line], end: int, series: tuple[Series, ...]) -> int | None:
    """Return where an article without a card begins: the category or the h1 above a label; None when there is none."""
    label = next((n for n, line in enumerate(lines[:end]) if is_label(line.text, series)), None)
    if label is None:
        return None
    for n in range(label - 1, max(label - 10, 0) - 1, -1):
        if is_paragraph(lines[n].text) and not lines[n].heading:
            return None
        if type_of_category(lines[n].text, series):
            return n
        if lines[n].heading == 1 and not is_site_name(lines[n].text, series):
            return _category_above(lines, n, series)
    return None


def _category_above(lines: Sequence[Line], title: int, series: tuple[Series, ...]) -> int:
    """Return the index of the category up to four lines above a title, else the index of the title."""
    for n in range(title - 1, max(title - 5, -1), -1):
        if type_of_category(lines[n].text, series):
            return n
        if lines[n].heading:
            break
    return title


def _placed(
    cards: Sequence[tuple[int, Card]], marks: Sequence[tuple[int, str]], own: int
) -> Iterator[tuple[str, Card]]:
    """Yield (place, card) of the cards below a mark.

    Args:
        own: index of the article's own title, which may follow a mark of the sidebar; -1 without an article.
    """
    count = 0
    places = [at for at, _ in marks]
    for n, card in cards:
        before = bisect_right(places, n)
        part = marks[before - 1][1] if before else ""
        if n == own or part not in ("previous", "next", "card"):
            continue
        count += part == "card"
        yield f"card {count}" if part == "card" else part, card


def _topics(lines: Sequence[Line], marks: Sequence[tuple[int, str]]) -> tuple[Line, ...]:
    for at, part in marks:
        if part == "topics":
            end = next((n for n, _ in marks if n > at), len(lines))
            listed = lines[at + 1 : end]
            is_closed = any(n == end and other != "end" for n, other in marks)
            if is_closed and not any(line.bullet for line in listed) and all(len(line.text) < 60 for line in listed):
                return tuple(listed)
            stop = next((n for n, line in enumerate(listed) if not line.bullet), len(listed))
            return tuple(listed[: stop or 1])
    return ()


def _find_notes(body: Sequence[Line]) -> Iterator[Note]:
    """Find the notes: lines that begin with a marker ("[1] ...") or end in a back link ("↩").

    Below the heading "Notes", numbered lines and list items are notes too.
    """
    seen, listed = 0, False
    for n, line in enumerate(body):
        if match := _NOTE.fullmatch(line.text) if line.text[0] in _MARKERS else None:
            text = match["text"] or (body[n + 1].text if n + 1 < len(body) else "")
            if text:
                yield Note(match["number"] or _plain_digits(match["raised"]), text, line)
        elif "↩" in line.text[-5:]:
            seen += 1
            yield Note(str(seen), _BACK_LINK.sub("", line.text), line)
        elif listed and (match := _NUMBERED.fullmatch(line.text)):
            yield Note(match["number"], match["text"], line)
        elif listed and line.bullet:
            seen += 1
            yield Note(str(seen), line.text, line)
        else:
            listed = len(line.text) < 20 and fold(line.text).rstrip(":") in _NOTES


def _plain_digits(raised: str) -> str:
    """Turn raised digits into plain ones: "¹²" -> "12"."""
    return unicodedata.normalize("NFKC", raised)


def _find_episodes(lines: Sequence[Line], series: tuple[Series, ...]) -> Iterator[tuple[Line, Line | None]]:
    """Find the items of the first block headed "... Podcast": a line of title and date, perhaps a blurb below."""
    for n, line in enumerate(lines):
        if not line.bullet and len(line.text) < 60 and fold(line.text).endswith("podcast"):
            found = list(_episodes_from(lines, n + 1, series))
            if found:
                yield from found
                return


def _episodes_from(lines: Sequence[Line], n: int, series: tuple[Series, ...]) -> Iterator[tuple[Line, Line | None]]:
    while n < len(lines) and episode(lines[n]):
        blurb = lines[n + 1] if n + 1 < len(lines) else None
        if blurb and (blurb.bullet or blurb.heading or episode(blurb) or type_of_category(blurb.text, series)):
            blurb = None
        yield lines[n], blurb
        n += 2 if blurb else 1


def episode(line: Line) -> tuple[str, str] | None:
    """Split a line of the podcast block into (title, date); None for any other line."""
    return _episode(line.text) if len(line.text) < 400 and line.text[-1].isdecimal() else None


@lru_cache(maxsize=FURNITURE)
def _episode(text: str) -> tuple[str, str] | None:
    match = _DAY_AT_END.search(text, max(len(text) - _LONGEST_DAY, 1))
    return (text[: match.start()].rstrip(), match[0]) if match else None
