"""Typed citations: works written out in notes, in lists of references and, where a series is named, in running text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ponarscite.manuscript.passage import Passage
from ponarscite.manuscript.prose import completed
from ponarscite.manuscript.site import Site, Span
from ponarscite.note.cascade import Work, read_works
from ponarscite.note.cited_work import CitedWork, cited_work
from ponarscite.note.numbers import find_mentions
from ponarscite.note.segment import split_sources
from ponarscite.record.calendar_names import MONTH_OF
from ponarscite.series.series import Series, is_full_label, label_pattern

LONGEST = 20_000
"""Characters of a passage that are read."""

_LONGEST_REFERENCE = 600
_LEAST = 5
"""Characters before a reference: a number, a bullet."""

_ROUND = re.compile(r"[()]")
_DATE = re.compile(r",? \(?(?:\d{1,2} )?(?:\w{3,9}\.? )?(?:\d{1,2}, )?(?P<year>[12]\d{3})\)?")
_ISSUED = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(sorted(MONTH_OF, key=len, reverse=True))})\.? |(?<![\d/-]))"
    r"(?P<year>(?:19|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_PAGES = re.compile(r"[,:]\s+(?P<pages>(?:pp?\.?\s*)?\d{1,5}(?:\s?[–—-]+\s?\d{1,5})?)(?=\s*(?:[.;)\]]|$))")
_ENDS = " ,;.)"
_OPENING = '“"«„‘'


def typed_sites(passages: Iterable[Passage], text: str, series: tuple[Series, ...]) -> Iterator[Site]:
    """The typed sites of passages; works whose spans overlap share a site."""
    for passage in passages:
        if any(map(str.isalpha, passage.words[:LONGEST])):
            yield from _sites(passage, _works(passage, series), text)


def _works(passage: Passage, series: tuple[Series, ...]) -> Iterator[tuple[Span, Work]]:
    """The works of a passage, each with its span in the words."""
    spans = [(0, min(len(passage.words), LONGEST))]
    if passage.setting == "text" and not _is_reference(passage.words, series):
        spans = list(_told(passage.words, series))
    for start, end in spans:
        words = passage.words[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        found = read_works(words, series).found
        for work in (*found, *_unread(words, [one.cited for one in found], series)):
            first, last = (work.start, work.end) if passage.is_clean else (0, len(words))
            if passage.setting == "text" and not work.cited.get("title") and not work.cited.authors:
                first, last = _mention(words, first, last, work.cited, series)
            span = start + first, start + last
            yield span, replace(work, cited=_completed(work.cited, passage, span, series))


def _is_reference(words: str, series: tuple[Series, ...]) -> bool:
    """Whether a paragraph of running text is one reference to a memo, from its authors to its number."""
    if len(words) > _LONGEST_REFERENCE or not label_pattern(series).search(words):
        return False
    found = read_works(words, series).found
    if len(found) != 1:
        return False
    (work,) = found
    is_whole = work.start <= _LEAST and 2 * (work.end - work.start) > len(words)
    return is_whole and work.reading is not None and bool(work.cited.authors and work.cited.get("title"))


def _unread(words: str, works: Sequence[CitedWork], series: tuple[Series, ...]) -> Iterator[Work]:
    """The numbers of a series that no work has, where the citation around them was not understood."""
    known = {work.get("number") for work in works}
    mentions = list(find_mentions(words, series))
    for mention in mentions:
        if not is_full_label(mention.label, series) or not known.isdisjoint(mention.numbers):
            continue
        start, end = _part(words, mention.start, series) if len(mentions) > 1 else (0, len(words))
        dates = [one for one in _ISSUED.finditer(words, start, end) if one["year"] not in mention.numbers]
        years = {one["year"] for one in dates}
        issued = max((one[0] for one in dates), key=len) if len(years) == 1 else ""
        for number in mention.numbers:
            yield Work(cited_work(type="report", genre=mention.label, number=number, issued=issued), None, start, end)


def _part(words: str, at: int, series: tuple[Series, ...]) -> Span:
    """The span of the source of a note that holds a place."""
    end = 0
    for part in split_sources(words, label_pattern(series)):
        start = words.find(part, end)
        end = start + len(part)
        if start <= at < end:
            return start, end
    return 0, len(words)


def _completed(work: CitedWork, passage: Passage, span: Span, series: tuple[Series, ...]) -> CitedWork:
    """The work of a label and number with what the sentence around it tells."""
    mention = next(find_mentions(passage.words[slice(*span)], series), None)
    return completed(work, passage.words, span, (span[0] + mention.start, span[0] + mention.end)) if mention else work


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
            locator=_locator(passage.words, end, found),
            mode="note",
            cluster=(first, last),
            works=tuple(work.cited for work in found),
            setting=passage.setting,
        )


def _locator(words: str, end: int, works: Sequence[Work]) -> str:
    """The page that is cited: behind a citation, or within that of a memo, which has no pages of its own."""
    if len(works) != 1:
        return ""
    (work,) = works
    is_memo = work.cited.get("type") == "report"
    match = _PAGES.match(words, end)
    return match["pages"] if match else work.cited.get("page") * is_memo


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
