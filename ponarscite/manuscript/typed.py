"""Typed citations: works written out in notes, in lists of references and, where a series is named, in running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ponarscite.manuscript.passage import Passage
from ponarscite.manuscript.site import Site, Span
from ponarscite.note.cascade import Work, read_works
from ponarscite.note.cited_work import CitedWork
from ponarscite.note.numbers import find_mentions
from ponarscite.note.segment import split_sources
from ponarscite.series.series import Series, is_full_label, label_pattern

LONGEST = 20_000
"""Characters of a passage that are read."""

_ROUND = re.compile(r"[()]")
_DATE = re.compile(r",? \(?(?:\d{1,2} )?(?:\w{3,9}\.? )?(?:\d{1,2}, )?(?P<year>[12]\d{3})\)?")
_ENDS = " ,;.)"
_OPENING = '“"«„‘'


def typed_sites(passages: Iterable[Passage], text: str, series: tuple[Series, ...]) -> Iterator[Site]:
    """The typed sites of passages; works whose spans overlap share a site."""
    for passage in passages:
        if any(map(str.isalpha, passage.words[:LONGEST])):
            yield from _sites(passage, _works(passage, series), text)


def _works(passage: Passage, series: tuple[Series, ...]) -> Iterator[tuple[Span, Work]]:
    """The works of a passage, each with its span in the words."""
    spans = [(0, min(len(passage.words), LONGEST))] if passage.setting != "text" else _told(passage.words, series)
    for start, end in spans:
        words = passage.words[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        for work in read_works(words, series).found:
            first, last = (work.start, work.end) if passage.is_clean else (0, len(words))
            if passage.setting == "text" and not work.cited.get("title") and not work.cited.authors:
                first, last = _mention(words, first, last, work.cited, series)
            yield (start + first, start + last), work


def _mention(words: str, start: int, end: int, work: CitedWork, series: tuple[Series, ...]) -> Span:
    """The span of a label with its number, and of the date behind it; the whole span where the place is not clear."""
    number = work.get("number")
    found = [one for one in find_mentions(words[start:end], series) if number in one.numbers]
    if len(found) != 1:
        return start, end
    last = start + found[0].end
    date = _DATE.match(words, last, end)
    return start + found[0].start, date.end() if date and date["year"] in work.get("issued") else last


def _told(words: str, series: tuple[Series, ...]) -> Iterator[Span]:
    """The parts of running text that name a number of a series in full: a sentence, or what its parentheses hold."""
    words = words[:LONGEST]
    mentions = [one for one in find_mentions(words, series) if is_full_label(one.label, series)]
    if not mentions:
        return
    end = 0
    for part in split_sources(words, label_pattern(series)):
        start = words.find(part, end)
        end = start + len(part)
        inside = [_enclosed(words, start, end, one.start) for one in mentions if start <= one.start < end]
        yield from _apart(dict.fromkeys(inside), (start, end))


def _apart(spans: Collection[Span], whole: Span) -> Iterator[Span]:
    """The spans in parentheses, and what is left of the whole between them where it has a mention of its own."""
    within = [span for span in spans if span != whole]
    yield from within
    if len(within) < len(spans):
        at = whole[0]
        for start, end in sorted(within):
            yield at, start - 1
            at = end + 1
        yield at, whole[1]


def _enclosed(words: str, start: int, end: int, at: int) -> Span:
    """The innermost parentheses around a place, or the whole part."""
    opened: list[int] = []
    for match in _ROUND.finditer(words, start, end):
        if match[0] == "(" and match.start() < at:
            opened.append(match.end())
        elif match[0] == ")" and match.start() < at and opened:
            opened.pop()
        elif match[0] == ")" and match.start() >= at:
            return (opened[-1], match.start()) if opened else (start, end)
    return start, end


def _sites(passage: Passage, works: Iterable[tuple[Span, Work]], text: str) -> Iterator[Site]:
    before = 0
    for (start, end), found in _merged(sorted(works, key=lambda pair: pair[0])):
        start, end = _trimmed(passage.words, max(start, before), end)
        if start > before and passage.words[start - 1] in _OPENING:
            start -= 1
        before = end
        first, last = passage.span(start, end)
        yield Site(
            kind="typed",
            start=first,
            end=last,
            text=text[first:last],
            mode="note",
            cluster=(first, last),
            works=tuple(work.cited for work in found),
            setting=passage.setting,
        )


def _trimmed(words: str, start: int, end: int) -> Span:
    """The span without the marks behind it, but with a parenthesis that closes one within."""
    while end > start + 1 and words[end - 1] in _ENDS:
        if words[end - 1] == ")" and words.count("(", start, end) >= words.count(")", start, end):
            break
        end -= 1
    is_open = words[end : end + 1] == ")" and words.count("(", start, end) > words.count(")", start, end)
    return start, end + is_open


def _merged(works: Sequence[tuple[Span, Work]]) -> list[tuple[Span, list[Work]]]:
    """The works by their spans; overlapping spans become one."""
    merged: list[tuple[Span, list[Work]]] = []
    for (start, end), work in works:
        if merged and start < merged[-1][0][1]:
            (first, last), found = merged[-1]
            merged[-1] = ((first, max(last, end)), [*found, work])
        elif end > start:
            merged.append(((start, end), [work]))
    return merged
