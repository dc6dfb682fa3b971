"""Corrections: the text of a site with the right number, date, author or label; "" where the place is not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ponarscite.record.date import MONTH_NAMES, MONTHS, Date
from ponarscite.record.name import Name
from ponarscite.record.text import fold

_MOST_WRONG = 2
"""Letters that a misspelt name may have wrong."""
_LEAST_LETTERS = 4
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_MONTH = re.compile(rf"(?<!\w)(?:{MONTH_NAMES})(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|doi:\S+")
_GAP = r"(?:\s|~|\\ |&nbsp;)+"


def with_number(text: str, typed: str, number: str) -> str:
    """The text with another number; a page or a year with the same digits makes the place unsure."""
    return _with(text, rf"(?<!\d){re.escape(typed)}(?!\d)", number) if number else ""


def with_date(text: str, title: str, typed: Date, issued: Date) -> str:
    """The text with another date, as precise as it was; months stay in their language and form.

    Args:
        title: of the work; a year in it is none of issue.
    """
    if len(issued.parts) < len(typed.parts) or typed.end or issued.end:
        return ""
    around = [match.span() for match in _ADDRESS.finditer(text)]
    around += [match.span() for match in _loose(title).finditer(text)] if title else []
    hidden = _hidden(text, around)
    if match := _only(_ISO, hidden):
        return f"{text[: match.start()]}{issued.iso[: len(match[0])]}{text[match.end() :]}"
    changes: list[tuple[int, int, str]] = []
    if typed.year != issued.year:
        if not (year := _only(re.compile(rf"(?<!\d){typed.year}(?!\d)"), hidden)):
            return ""
        changes.append((*year.span(), str(issued.year)))
    if typed.month and typed.month != issued.month:
        if not (month := _only(_MONTH, hidden)) or not (name := _month(month[0], issued.month or 0)):
            return ""
        changes.append((*month.span(), name))
    if typed.day and typed.day != issued.day:
        if not (day := _only(re.compile(rf"(?<!\d)0?{typed.day}(?=\.? |,|th|st|nd|rd)"), hidden)):
            return ""
        changes.append((*day.span(), str(issued.day)))
    for start, end, new in sorted(changes, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text if changes else ""


def with_authors(text: str, typed: Sequence[Name], authors: Sequence[Name]) -> str:
    """The text with the right spelling of names; other people, and another order, are no matter of spelling."""
    if len(typed) != len(authors):
        return ""
    fixed = text
    for mine, theirs in zip(typed, authors, strict=True):
        if not mine.is_same(theirs):
            fixed = _spelt(fixed, mine, theirs) if fixed else ""
    return fixed if fixed != text else ""


def _spelt(text: str, typed: Name, author: Name) -> str:
    given, right = typed.given.split(), author.given.split()
    if typed.family and _is_misspelt(typed.family, author.family) and _may_be_same(given, right):
        return _with(text, rf"(?<!\w){re.escape(typed.family)}(?!\w)", author.family)
    if given and right and fold(typed.sort) == fold(author.sort) and _is_misspelt(given[0], right[0]):
        return _with(text, rf"(?<!\w){re.escape(given[0])}(?!\w)", right[0])
    return ""


def _may_be_same(given: Sequence[str], right: Sequence[str]) -> bool:
    return Name("x", " ".join(given[:1])).is_same(Name("x", " ".join(right[:1])))


def _is_misspelt(typed: str, right: str) -> bool:
    from rapidfuzz.distance import OSA

    is_long = min(len(typed), len(right)) >= _LEAST_LETTERS
    return is_long and OSA.distance(fold(typed), fold(right), score_cutoff=_MOST_WRONG) <= _MOST_WRONG


def with_label(text: str, printed: str, label: str) -> str:
    """The text with another label."""
    return _with(text, _loose(printed).pattern, label) if printed and label else ""


def is_slip(typed: str, key: str) -> bool:
    """Whether a key is mistyped by one letter; another digit is another number or year."""
    from rapidfuzz.distance import OSA

    digits = re.findall(r"\d+", typed)
    return digits == re.findall(r"\d+", key) and OSA.distance(typed, key, score_cutoff=1) == 1


def _loose(words: str) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(re.escape, words.split())), re.IGNORECASE)


def _with(text: str, pattern: str, new: str) -> str:
    match = _only(re.compile(pattern, re.IGNORECASE), _hidden(text, [one.span() for one in _ADDRESS.finditer(text)]))
    return f"{text[: match.start()]}{new}{text[match.end() :]}" if match else ""


def _only(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match, None if there is none or more than one."""
    found = list(pattern.finditer(text))
    return found[0] if len(found) == 1 else None


def _hidden(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _month(word: str, month: int) -> str:
    """A month in the language and the form of another: "Dec", 5 gives "May"; "декабря", 5 gives "мая"."""
    typed = word.lower()
    mine, theirs = _forms(MONTHS[typed], word), _forms(month, word)
    if typed not in mine or not theirs:
        return ""
    found = theirs[min(mine.index(typed), len(theirs) - 1)]
    return found.capitalize() if word[0].isupper() else found


def _forms(month: int, word: str) -> list[str]:
    """The names of a month in the script of a word: the whole name first."""
    return [name for name, number in MONTHS.items() if number == month and name.isascii() == word.isascii()]
