"""Prose: the title and the authors that a sentence names around the number of a memo.

As Ann Lee argues in “Old Roads” (PONARS Eurasia Policy Memo No. 9001, May 2024), …
In PONARS Eurasia Policy Memo No. 9001, “Old Roads,” Ann Lee shows …
“Old Roads,” PONARS Eurasia Policy Memo No. 9001 (Ann Lee, May 2024)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ponarscite.manuscript.site import Span
from ponarscite.note.cited_work import CitedWork
from ponarscite.record.date import MONTH_NAMES
from ponarscite.record.name import PARTICLES
from ponarscite.record.text import clean

_VERBS = (
    "argue|show|write|note|claim|find|explain|suggest|demonstrate|observe|point|discuss|examine|analyze|analyse|describe|"
    "contend|maintain|conclude|report|document|trace|warn|assert|stress|emphasize|emphasise|highlight|remark|identify|"
    "review|explore|assess|compare|propose|estimate|ask|call|insist|hold|state|identifie|studie|study|count|recount"
)
_ADVERBS = "has |have |had |also |rightly |once |later |recently "
SAYS = rf"(?:(?:{_ADVERBS}){{0,2}}(?:(?:{_VERBS})(?:s|es|d|ed)?|wrote|found|shown|held)\b)"
"""A verb of saying: "argues", "has shown"."""

_OPEN, _SHUT = "“\"«„‘'", "”\"»“’'"
_TITLE = rf"[{_OPEN}](?P<title>[^“”\"«»„\n]{{8,300}}?)[,.]?[{_SHUT}]"
_BEFORE = re.compile(rf"{_TITLE}[,.]?\s*(?:\(|in |see |, )?\s*\Z")
_BEHIND = re.compile(rf"\s*(?:\([^()]{{4,40}}\))?[,:]?\s*(?:(?:entitled|titled|called)\s+)?{_TITLE},?")
_WORD = r"[^\W\d_][\w’'.-]*"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,4}}"
_NAMES = rf"(?P<names>{_NAME}(?:,\s+{_NAME}){{0,5}}(?:,?\s+(?:and|&)\s+{_NAME})?)"
_YEAR_BEFORE = re.compile(rf"[^\W\d_]\s\((?P<year>(?:19|20)\d\d)[a-z]?\)\s+{SAYS}[^.;()]{{0,60}}\Z")
_LISTED = re.compile(r"(?:\A|[(;]\s?|\b[Ss]ee(?: also)? |\.\s)(?P<names>[^().;“”\"]{3,120}),\s+\Z")
_SAYING = re.compile(rf"(?<=\s){SAYS}")
_SAID = re.compile(r"[^.;:“”\"()]{0,60}\Z")
_OWN = re.compile(r"(?:[’']s|s[’'])\s+(?:[\w-]+\s+){0,3}\Z")
_GOES_ON = re.compile(r",?\s+(?:(?:and|&|und|et|y|и|та)\s+)?[^\W\d_a-zа-яё]")
_BY_BEHIND = re.compile(rf"\s*,?\s*by\s+{_NAMES}")
_SAYS_BEHIND = re.compile(rf"[\s,)]{{0,4}}{_NAMES}\s+{SAYS}")
_IN_PARENTHESES = re.compile(
    rf"\s*\({_NAMES},\s+(?:(?:{MONTH_NAMES})\.?\s+)?(?:\d{{1,2}},\s+)?[12]\d{{3}}\)", re.IGNORECASE
)
_LONG = 5
"""Letters of a word that a title in English capitalises."""

_NEAR = 400
"""Characters before and behind the number that are read."""

_SENTENCE = re.compile(r"(?<=[a-zа-яё)”\"]{2}[.?!])\s+(?=[^\W\d_a-zа-яё])")


def completed(work: CitedWork, words: str, span: Span, mention: Span) -> CitedWork:
    """A work with the title and the authors that its sentence names, where its own words name none.

    Args:
        words: the passage.
        span: of the work in it.
        mention: of its label and number.
    """
    work = _continued(work, words, span)
    work = work if work.get("issued") else _dated(work, words[max(mention[0] - _NEAR, 0) : mention[0]])
    title, place = _title_within(work, words, span) if work.get("title") else _title(words, span)
    if not title:
        title, place = _title(words, mention)
    if not title:
        return work
    names = () if work.authors else tuple(_authors(words, span, place, mention))
    if title == work.get("title") and not names:
        return work
    found = [pair for pair in work.found if pair[0] != "title"]
    people = [("author", name) for name in names] + [("author", "others")] * bool(names)
    return replace(work, found=(*found[:1], *people, ("title", clean(title)), *found[1:]))


def _continued(work: CitedWork, words: str, span: Span) -> CitedWork:
    """A work with "others" where its words end within a list of names: "No. 1 (2012), Ann Lee | and Alan Roe argue"."""
    is_last = any(words.endswith(name, *span) for name in work.authors)
    is_open = is_last and _GOES_ON.match(words, span[1])
    return replace(work, found=(*work.found, ("author", "others"))) if is_open else work


def _dated(work: CitedWork, before: str) -> CitedWork:
    """A work with the year behind the names of those who say something in it: "Lee (2012) argues in"."""
    match = _YEAR_BEFORE.search(before)
    return replace(work, found=(*work.found, ("issued", match["year"]))) if match else work


def _title_within(work: CitedWork, words: str, span: Span) -> tuple[str, Span]:
    """The title that a work has, with its place and the marks behind it."""
    title = work.get("title")
    start = words.find(title, *span)
    if start < 0:
        return title, span
    end = start + len(title)
    while words[end : end + 1] and words[end] in f"{_SHUT},.?!":
        end += 1
    return title, (start - (words[max(start - 1, 0) : start] in _OPEN), end)


def _title(words: str, span: Span) -> tuple[str, Span]:
    """The quoted words right before or behind a span, with their place."""
    before = _last(_BEFORE, words, max(span[0] - _NEAR, 0), span[0])
    for match in (before, _BEHIND.match(words, span[1], span[1] + _NEAR)):
        if match and _is_title(match["title"]):
            return match["title"], match.span()
    return "", span


def _is_title(text: str) -> bool:
    """Whether quoted words are capitalised as a title is; a sentence that is quoted is none."""
    words = text.split()
    long = [word.strip("‘’'(") for word in words if len(word) >= _LONG]
    is_latin = text.isascii() or not any("а" <= character <= "я" for character in text)
    capitals = sum(not word[:1].islower() for word in long)
    return len(words) > 1 and not text.lstrip("‘'(")[:1].islower() and (not is_latin or 2 * capitals >= len(long))


def _last(pattern: re.Pattern[str], words: str, start: int, end: int) -> re.Match[str] | None:
    """The match that ends a stretch and begins last, so that no other quotation is within it."""
    opening = max((words.rfind(mark, start, end - 2) for mark in "“«„"), default=-1)
    if opening < 0:
        closing = words.rfind('"', start, end)
        opening = words.rfind('"', start, closing) if closing > start else -1
    return pattern.match(words, opening, end) if opening >= 0 and " " in words[opening:end] else None


def _authors(words: str, span: Span, title: Span, mention: Span) -> Iterator[str]:
    """The names of those who say something in the work, or whose it is called."""
    first = min(mention[0], title[0])
    before = words[max(first - _NEAR, 0) : first]
    ends = [match.start() for match in _SAYING.finditer(before) if _SAID.fullmatch(before, match.end())]
    ends += [match.start() for match in (_OWN.search(before),) if match]
    if ends:
        yield from _names_at_end(before[: ends[-1]])
        return
    if match := _LISTED.search(before):
        names = list(_split(match["names"]))
        yield from names if _is_only(names, match["names"]) else ()
        return
    for pattern in (_BY_BEHIND, _SAYS_BEHIND, _IN_PARENTHESES):
        for at in (title[1], mention[1], span[1]):
            if match := pattern.match(words, at, at + _NEAR):
                yield from _split(match["names"])
                return


def _is_only(names: list[str], text: str) -> bool:
    """Whether a text has no words but these names."""
    return len(" ".join(names)) >= len(re.sub(r"[,&]|\band\b|\s+", " ", text).strip()) - 2 * len(names)


def _names_at_end(text: str) -> Iterator[str]:
    """The names with which a text ends: words with a capital, particles, commas and "and" between them."""
    text = _SENTENCE.split(text)[-1]
    kept: list[str] = []
    for word in reversed(text.split()):
        bare = word.strip(",")
        if not (bare[:1].isupper() or bare in PARTICLES or bare in ("and", "&")) or (kept and bare in _OPENERS):
            break
        kept.append(word)
    yield from _split(" ".join(reversed(kept)))


_OPENERS = frozenset(
    "As In While When Although And But So Yet For If The This That Here There Since Where Both See".split()
)


def _split(names: str) -> Iterator[str]:
    """The names of a list that look like those of people: two words or more with capitals, or one."""
    for name in re.split(r",?\s+(?:and|&)\s+|,\s+", names.strip(" ,")):
        words = name.split()
        while words and (words[0] in _OPENERS or (not words[0][:1].isupper() and words[0] not in PARTICLES)):
            words = words[1:]
        if words and all(word[:1].isupper() or word in PARTICLES for word in words):
            yield " ".join(words)
