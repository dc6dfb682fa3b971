"""Whether a note cites a work at all, also one that no rule understands; remarks and short forms cite none."""

from __future__ import annotations

import re

from ponarscite.note.byline import INTERVIEW, after_signal
from ponarscite.note.quotation import find_quotations
from ponarscite.record.text import clean

LONGEST = 20_000
"""Characters of a note that are looked at."""

_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_PLACE = r"[^\W\d_a-zа-яё][\w.’'-]{1,30}(?: [^\W\d_a-zа-яё][\w.’'-]{1,30}){0,3}(?:, [A-Z][A-Za-z.]{1,5})?"
_HOUSE = r"[^\W\d_a-zа-яё«“\"][^:;()\n“”\"]{1,80}"
_NAME = r"[^\W\d_a-zа-яё][\w’'`-]+"
_INITIALS = r"(?:[^\W\d_a-zа-яё]\.[ -]?){1,3}"
_SHAPES = tuple(
    re.compile(pattern)
    for pattern in (
        # place, publisher and year
        rf"\b{_PLACE} ?: {_HOUSE}, {_YEAR}\b",
        # names and year before the title
        rf"(?:^|\. ){_NAME}(?:,? {_INITIALS}|, {_NAME})[^()\n]{{0,200}}\(?\b{_YEAR}(?:, [^()]{{3,20}})?\)?[.,:] ?"
        r"[“\"«‘*_]?\w+(?: \S+){2}",
        rf"^[^\W\d_a-zа-яё][\w &’'-]{{1,80}}\.? \({_YEAR}\)[.:]? [“\"«‘*_]?\w+(?: \S+){{2}}",
        # a book with place and year alone
        rf"^(?:[Ss]ee )?{_INITIALS}{_NAME},[^()\n]{{3,300}} \({_PLACE}, {_YEAR}\)",
        # volume, issue and pages
        r"\b\d{1,4} ?(?:\(\d{1,3}[–/-]?\d{0,3}\)|, (?:no|iss)\.? ?\d+)[^\n]{0,60}?\b\d+[–-]\d+",
        # a numbered paper
        r"\b(?:Working|Discussion|Policy|Occasional|Research|Briefing) (?:Paper|Brief|Memo|Memorandum|Report|Note)s?"
        rf"[^\n]{{0,20}}? \d{{1,5}}\b[^\n]{{0,80}}?\b{_YEAR}\b",
        r"\bPONARS(?: Eurasia)?(?: Policy)? Memos?\b[^\n]{0,12}?\d",
        # a thesis
        rf"\b(?:PhD|Ph\.D\.|doctoral|master’s|MA|дис\.)[^\n]{{0,160}}?\b{_YEAR}\b",
    )
)
"""Shapes of a citation: a title is not asked for, since it may have no mark."""

_RUSSIAN_NAME = re.compile(rf"(?:(?:[Сс]м\.?|[Ss]ee):? )?{_NAME},? {_INITIALS}")
_RUSSIAN_MARK = re.compile(r"//|[.:] [–—-] |\[Электронный ресурс\]")
"""What GOST 7.0.5 puts between the parts of a description."""

_BACK = re.compile(
    r"\W*(?:(?:see|cf\.?|см\.?),? )?(?:ibid|idem|op\. ?cit|loc\. ?cit|supra|infra|see above|see below|see note|"
    r"там же|указ\. ?соч)\b",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(rf"(?<![\d–-]){_YEAR}\b")
_GOES_ON = re.compile(r"\)? (?!in\b|on\b|at\b|accessed|pp?\b|no\b|vol)[a-zа-яё]")
"""A sentence that goes on behind a year: "“Fair Russia” (2006) is no more"."""
_ADDRESS = re.compile(r"\bhttps?://|\bwww\.|\bdoi\.org/|\b10\.\d{4,9}/")
_WORD = re.compile(r"[^\W\d_]+")
_IMPRINT_WORDS = frozenset(
    "of the and for in on at to de la le du des del der die das und von et y a an no nos vol vols issue pp p ed eds "
    "edited by trans translated diss dissertation thesis unpublished manuscript paper presented prepared press release "
    "accessed retrieved last visited available from forthcoming online blog podcast winter spring summer fall autumn "
    "www http https pdf html org com s. с т в и на из вып".split()
)
"""Words in lower case that stand between a title and its year."""
_LONG = 4
"""Letters of the words that a title has with capitals."""


def cites_work(text: str) -> bool:
    """Whether a note cites a work.

    By form: place, publisher and year; author and year before a title; a title in quotation marks with a year or an
    address; volume and pages; a numbered paper. "Ibid.", interviews, short forms ("Lee, “Rafts,” 3.") and remarks with
    a year or with words in quotation marks are no citations.
    """
    note = clean(text[:LONGEST])
    if _BACK.match(note):  # what it says of the work before ends at the semicolon
        note = note.partition(";")[2].strip()
    if INTERVIEW.search(note[:80]):
        return False
    return _is_russian(note) or _has_dated_title(note) or any(shape.search(note) for shape in _SHAPES)


def _is_russian(note: str) -> bool:
    """Whether a note begins with a name as GOST 7.0.5 has it ("Иванов И. И."), and has its marks and a year."""
    match = _RUSSIAN_NAME.match(note)
    return match is not None and bool(_RUSSIAN_MARK.search(note, match.end()) and _YEAR_WORD.search(note, match.end()))


def _has_dated_title(note: str) -> bool:
    """Whether a quotation is a title: capitals, and behind it, before the next, an address or a year."""
    pairs = find_quotations(note).pairs
    ends = (*(start for start, _ in pairs[1:]), len(note))
    return any(_is_dated_title(note, *pair, end) for pair, end in zip(pairs, ends, strict=False))


def _is_dated_title(note: str, start: int, end: int, following: int) -> bool:
    behind, before = note[end:following], after_signal(note[max(0, start - 200) : start])
    if not _is_title(note[start + 1 : end - 1]):
        return False
    return bool(_ADDRESS.search(behind) or _YEAR_WORD.search(before[-12:])) or _is_imprint(behind)


def _is_title(quoted: str) -> bool:
    words = _WORD.findall(quoted)
    long = [word for word in words[1:] if len(word) >= _LONG]
    capitals = sum(word[0].isupper() for word in long)
    is_capital = quoted[:1].isupper() or quoted[:1].isdigit()
    return len(words) > 1 and is_capital and (quoted[-1:] in ",.?!" or 2 * capitals > len(long))


def _is_imprint(behind: str) -> bool:
    """Whether a year follows, and before it nothing but names and the words of imprints."""
    match = _YEAR_WORD.search(behind[:300])
    if match is None or _GOES_ON.match(behind, match.end()):
        return False
    words = _WORD.findall(behind[: match.start()])
    return all(not word[0].islower() or word in _IMPRINT_WORDS for word in words)
