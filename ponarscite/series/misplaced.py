"""Misplaced labels: series label and number that a reference has in other variables than `genre` and `number`.

Google Scholar writes the series as the journal and its number as the volume; in a file by hand they may stand in
`howpublished`, `note`, `number`, `booktitle`, `publisher` or behind the title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from ponarscite.record.date import Date, parse_date
from ponarscite.record.record import Extra, Record
from ponarscite.record.text import fold
from ponarscite.series.series import Series, is_full_label, label_pattern

_NUMBERS = ("issue", "volume", "collection-number")
"""Variables that may hold the number of a series that stands for a journal or a collection."""
_NUMBER = re.compile(r"(?:No\.?|Nr\.?|№|#|Number)?\s*(?P<number>\d{1,4})", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r",? (?:No\.?|Nr\.?|№|#)$", re.IGNORECASE)
_OPENING = re.compile(r"\s*[(\[]$|[.,;:–—-]\s*$")
_PARTING = " .,;:–—-"
_TYPES = frozenset(("article-journal", "book", "chapter", "document", "manuscript", "paper-conference", "webpage"))
"""Types that references give to a memo: an article of its journal, a chapter of its booktitle."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A label in a text of a reference.

    Args:
        label: as printed.
        number: "" where another variable has it.
        rest: what the text says besides.
        issued: the date behind the number.
    """

    label: str
    number: str = ""
    rest: str = ""
    issued: Date = Date()


def with_label(record: Record, series: tuple[Series, ...]) -> Record:
    """Move a misplaced label with its number to `genre` and `number`; the type becomes that of the series.

    A short label ("Policy Memo 226"), which many institutions use, counts beside the name of the site as publisher. A
    record with the label in its genre, and one that appeared in something else, stay as they are; a label that was also
    read as a journal is one label.
    """
    if record.genre and _printed(record.genre, series) and record.number.isdecimal():
        return _without_twin(record, series)
    is_settled = bool(record.genre and record.number)
    for find, is_free in _PLACES:
        found = find(record, series) if not (is_free and is_settled) else None
        if found and (found.number.isdecimal() or not (found.number or found.container_title)):
            return replace(found, type=series[0].item_type if found.type in _TYPES else found.type)
    return record


def _without_twin(record: Record, series: tuple[Series, ...]) -> Record:
    """Take out a container that is the label of the genre, with the volume or issue that is its number."""
    printed = _printed(record.container_title, series) if record.container_title else None
    if printed is None or printed != _printed(record.genre, series):
        return record
    twin = next((name for name in _NUMBERS if _plain(str(_extra(record, name))) == record.number), "")
    return replace(_without(record, twin), container_title="")


def _in_container(record: Record, series: tuple[Series, ...]) -> Record | None:
    for text in (record.container_title, str(_extra(record, "medium"))):
        if (printed := _own(text, record, series)) and not printed.rest:
            kept = replace(record, container_title="" if text == record.container_title else record.container_title)
            return _labelled(_without(kept, "medium") if text != record.container_title else kept, printed)
    return None


def _in_collection(record: Record, series: tuple[Series, ...]) -> Record | None:
    """Take the number that stands beside the label as the number of a collection."""
    printed = None if record.number else _own(record.collection_title, record, series)
    return _labelled(record, printed) if printed and not printed.rest else None


def _in_note(record: Record, series: tuple[Series, ...]) -> Record | None:
    kept = record if not _is_site(record.container_title, series) else replace(record, container_title="")
    printed = None if kept.container_title else _own(record.note, record, series)
    return _labelled(replace(kept, note=printed.rest), printed) if printed and printed.number else None


def _in_number(record: Record, series: tuple[Series, ...]) -> Record | None:
    printed = _own(record.number, record, series)
    return _labelled(replace(record, number=""), printed) if printed and not printed.rest else None


def _in_publisher(record: Record, series: tuple[Series, ...]) -> Record | None:
    printed = _own(record.publisher, record, series)
    return _labelled(replace(record, publisher=""), printed) if printed and not printed.rest else None


def _in_title(record: Record, series: tuple[Series, ...]) -> Record | None:
    """Take a label off the end of a title ("Title (PONARS Eurasia Policy Memo 226)"), or off its beginning."""
    title = record.title
    if record.container_title or not any(map(str.isdecimal, title)) or len(title) > 1000:
        return None
    begin = _read(title, series)
    if begin and begin.number and begin.rest and is_full_label(begin.label, series):
        return _labelled(replace(record, title=begin.rest), replace(begin, rest=""))
    for match in label_pattern(series).finditer(title):
        head, printed = title[: match.start()], _read(title[match.start() :].rstrip(" )]."), series)
        if printed and not printed.rest and _OPENING.search(head) and is_full_label(printed.label, series):
            return _labelled(replace(record, title=head.rstrip(f"{_PARTING}([")), printed)
    return None


def _labelled(record: Record, printed: _Printed) -> Record:
    """Give a record the label, and the number that stands with it or, of a journal or collection, beside it."""
    number, used = printed.number or record.number, ""
    for name in () if number else _NUMBERS:
        match = _NUMBER.fullmatch(str(_extra(record, name)))
        if match:
            number, used = match["number"], name
            break
    issued = record.issued or printed.issued
    return replace(_without(record, used), genre=printed.label, number=_plain(number), issued=issued)


def _plain(number: str) -> str:
    match = _NUMBER.fullmatch(number)
    return match["number"] if match else number


def _own(text: str, record: Record, series: tuple[Series, ...]) -> _Printed | None:
    """Read a label of a series that names its institution, or stands beside it."""
    printed = _read(text, series)
    if printed is None or is_full_label(printed.label, series):
        return printed
    return printed if any(_is_site(text, series) for text in (record.publisher, record.container_title)) else None


def _is_site(text: str, series: tuple[Series, ...]) -> bool:
    """Whether a text names a site that publishes one of the series."""
    return bool(text) and any(fold(name) in fold(text) for one in series for name in one.site_names)


@lru_cache(maxsize=1024)
def _read(text: str, series: tuple[Series, ...]) -> _Printed | None:
    """Read a text that begins with a label: "PONARS Eurasia Policy Memo No. 548, November 2018"; None for any other."""
    if not text or not series or len(text) > 1000:
        return None
    if printed := _printed(text, series):
        return printed
    from ponarscite.series.label import parse_label

    label = parse_label(text, series)
    if label is None:
        return None
    end = text.find(label.rest) if label.rest else len(text)
    is_parted = not label.rest or text[:end].rstrip()[-1:] in (".", ",", ";", ":", "–", "—", "-", ")")
    issued = parse_date(label.issued) if label.issued else Date()
    return _Printed(label.text, label.number, label.rest, issued) if is_parted else None


@lru_cache(maxsize=64)
def _names(series: tuple[Series, ...]) -> dict[str, str]:
    return {fold(name): name for one in series for name in one.names if " " in name}


@lru_cache(maxsize=1024)
def _printed(text: str, series: tuple[Series, ...]) -> _Printed | None:
    """Read a text that is a label alone, perhaps in the plural: "PONARS Eurasia Policy Memos"."""
    names = _names(series)
    folded = fold(_NUMBER_SIGN.sub("", text)).removesuffix(" series")
    name = names.get(folded) or names.get(folded.removesuffix("s"))
    return _Printed(name) if name else None


def _extra(record: Record, name: str) -> Extra:
    return next((value for variable, value in record.extra if variable == name), "")


def _without(record: Record, name: str) -> Record:
    return replace(record, extra=tuple(one for one in record.extra if one[0] != name)) if name else record


_PLACES: tuple[tuple[Callable[[Record, tuple[Series, ...]], Record | None], bool], ...] = (
    (_in_container, False),
    (_in_collection, False),
    (_in_number, False),
    (_in_publisher, False),
    (_in_note, True),
    (_in_title, True),
)
"""(finder, whether its text is free, so that it may name another paper than one with genre and number), in order."""
