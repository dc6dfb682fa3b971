"""Stray words: those in a typed citation that belong to no part of it, and that a field would lose (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ponarscite.note.cited_work import CitedWork
from ponarscite.record.calendar_names import MONTH_OF
from ponarscite.record.item import to_item
from ponarscite.record.name import PARTICLES, SUFFIXES
from ponarscite.record.record import Record
from ponarscite.record.romanization import to_ascii
from ponarscite.record.text import fold
from ponarscite.series.series import Series

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:\s*10\.|doi\.org/|10\.\d{4,9}/)[^\s,;)]+", re.IGNORECASE)
_OPENING = '“"«„‘'

_BETWEEN_NAMES: Final = frozenset(("and", "et", "al", "others", "und", "y", "и", "та", "і", "др", "ed", "eds"))
_BETWEEN: Final = _BETWEEN_NAMES | frozenset(
    (
        *("by", "in", "the", "of", "at", "from", "no", "nr", "num", "number", "nos", "issue", "vol", "volume"),
        *("p", "pp", "s", "с", "стр", "n", "ponars", "policy", "memo", "memos", "paper", "working", "st", "nd", "rd"),
        *("accessed", "visited", "retrieved", "viewed", "last", "on", "available", "online", "url", "doi", "th"),
        *("abgerufen", "am", "consulté", "le", "дата", "обращения", "номер", "von", "г", "year", "date"),
    )
)
"""Words between the parts of a citation."""

_TOLD: Final = frozenset(
    ("genre", "number", "issued", "URL", "DOI", "page", "accessed", "publisher", "publisher-place", "volume", "issue")
)
"""Variables whose words, as typed, belong to the citation."""

_SILENT: Final = frozenset(("abstract", "note", "keyword"))
_NAMES: Final = ("author", "editor", "translator", "collection-editor", "container-author")
_LEAST_NEAR = 5
"""Letters of a name of which one may differ."""


class Fitted(NamedTuple):
    """The beginning of a citation without the words before it, and the stray words.

    Args:
        start: index in the text.
        before: stray words between its authors, or before them; "" for none.
        within: stray words that the field would hold; "" for none.
        has_names: whether an author stands before its title and label.
    """

    start: int
    before: str = ""
    within: str = ""
    has_names: bool = False


def fitted(
    text: str,
    span: tuple[int, int],
    works: Sequence[CitedWork],
    records: Sequence[Record],
    series: Iterable[Series],
    terms: Iterable[str] = (),
) -> Fitted:
    """Find the words of a typed citation that are part of neither its records nor of what joins their values.

    Args:
        span: of the citation in the text, with the place that it cites.
        works: as they were read.
        terms: further words that belong to it: those of the cited place.
    """
    start, end = span
    people = frozenset(_words(_of_people(records)))
    first = _first_part(text, span, works)
    names = list(_WORD.finditer(text, start, first))
    foreign = [one for one in names if not (_is_name(one[0], people) or fold(one[0]) in _BETWEEN_NAMES)]
    is_led = bool(names) and fold(names[0][0]) in _BETWEEN_NAMES
    typed = {word[0] for work in works for author in work.authors for word in _WORD.finditer(author)}
    before = text[start:first].strip(f" ,.:{_OPENING}") if foreign or is_led else ""
    lost = [one for one in foreign if one[0] not in typed or not one[0][:1].isupper()]
    if lost or is_led:
        start = _behind(names, lost[-1].end() if lost else names[0].end(), people, first)
    known = people | frozenset(_words(_values(works, records, series))) | frozenset(_words(terms)) | _BETWEEN
    rest = _WORD.finditer(_without(text[:end], first, works), first, end)
    stray = [one[0] for one in rest if not _is_known(one[0], known, people, typed)]
    return Fitted(start, before, " ".join(stray[:8]), any(_is_telling(one[0], people) for one in names))


def _first_part(text: str, span: tuple[int, int], works: Sequence[CitedWork]) -> int:
    """The index of the title or label that comes first, with its quotation mark."""
    values = [work.get(name) for work in works[:1] for name in ("title", "genre", "number")]
    found = [at for value in values if value and (at := text.find(value, *span)) >= 0]
    first = min(found, default=span[0])
    return first - (first > span[0] and text[first - 1] in _OPENING)


def _behind(names: Sequence[re.Match[str]], at: int, people: frozenset[str], first: int) -> int:
    """The start of the first name behind a place, or of what follows the names."""
    return next((one.start() for one in names if one.start() >= at and _is_name(one[0], people)), first)


def _without(text: str, start: int, works: Iterable[CitedWork]) -> str:
    """The text with blanks for titles as typed, and for addresses."""
    for title in filter(None, (work.get("title") for work in works)):
        at = text.find(title, start)
        if at >= 0:
            text = f"{text[:at]}{' ' * len(title)}{text[at + len(title) :]}"
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)


def _of_people(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        item = to_item(record)
        for variable in _NAMES:
            yield from _strings(item.get(variable, ()))


def _values(works: Iterable[CitedWork], records: Iterable[Record], series: Iterable[Series]) -> Iterator[str]:
    for record in records:
        yield from _strings({name: value for name, value in to_item(record).items() if name not in _SILENT})
    for work in works:
        yield from (value for name, value in work.found if name in _TOLD)
    for one in series:
        yield from one.names
        yield from (text for era in one.eras for text in (era.publisher, era.publisher_place))
    yield from MONTH_OF


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _WORD.finditer(text):
            yield from (fold(match[0]), fold(to_ascii(match[0])))


def _is_known(word: str, known: frozenset[str], people: frozenset[str], typed: set[str]) -> bool:
    is_typed_name = word in typed and word[:1].isupper()
    return is_typed_name or fold(word) in known or fold(to_ascii(word)) in known or _is_name(word, people)


def _is_telling(word: str, people: frozenset[str]) -> bool:
    """Whether a word is one of a name, and not only an initial or a particle."""
    return len(word) > 1 and word[:1].isupper() and _is_name(word, people)


def _is_name(word: str, people: frozenset[str]) -> bool:
    """Whether a word is one of a name, its initial, or differs from it by a letter."""
    from rapidfuzz.distance import OSA

    mine = fold(to_ascii(word))
    if mine in people or fold(word) in people or mine in SUFFIXES or (word.islower() and mine in PARTICLES and people):
        return True
    if not word[:1].isupper():
        return False
    if len(mine) == 1:
        return any(one.startswith(mine) for one in people)
    return len(mine) >= _LEAST_NEAR and any(
        len(one) >= _LEAST_NEAR and OSA.distance(mine, one, score_cutoff=1) <= 1 for one in people
    )
