"""Labels of a series with the numbers behind them: "Policy Memo No. 660", "Nos. 443 and 444", "587–590"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ponarscite.note.byline import after_signal
from ponarscite.note.imprint import read_imprint
from ponarscite.note.outlet import is_proper_name
from ponarscite.record.date import MONTH_NAMES
from ponarscite.series.series import NUMBER_SIGN, Series

_ITEM = re.compile(
    rf"(?P<parting>\s*[–—-]\s*|\s*,?\s*(?:(?:and|und|et|or|и|та|і)\b|[,&])\s*)(?P<sign>{NUMBER_SIGN})?\s*"
    rf"(?P<number>\d{{1,4}})\b(?![./:]\d)(?!\s*(?:{MONTH_NAMES})\b)",
    re.IGNORECASE,
)
_SEVERAL_SIGNS = re.compile(r"(?:nos|numbers)\b|№\s?№", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_END = re.compile(r"\s*(?:$|[.,;:)\]]|\(|(?:and|и)\s+(?:policy |no\.? ?|№|#))", re.IGNORECASE)
_STOP = re.compile(r"\s*(?:$|[.;)\]])")
_PARTED = re.compile(r", ?\d+\Z")
"""A number behind a comma, which a plural may have in a list of references: "PONARS Eurasia Policy Memos, 660."."""
_SMALL_WORD = re.compile(r"(?:^|[\s(\[])(?:[a-zа-яё]+|The|This|In|Our|My|I|PONARS(?: Eurasia)?)[,:]?$")
_WIDEST = 50
"""Numbers of the longest range that is read; a longer one is more likely a misprint."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A label with the numbers behind it.

    Args:
        label: as printed, without a plural s.
        numbers: in the order printed; those of a range each.
        start: index of the label in its text.
        end: index behind the last number.
    """

    label: str
    numbers: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=64)
def _pattern(series: tuple[Series, ...]) -> re.Pattern[str]:
    labels = {label for one in series for label in one.names}
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"\b(?P<label>{words or '(?!)'})(?P<plural>s?)\)?"
        rf"(?:\s*[,:–—-]?|[.,]?\s+\(?(?:19|20)\d\d\)?[.,]?(?=\s+{NUMBER_SIGN}))\s*(?P<sign>{NUMBER_SIGN})?\s*"
        r"(?P<number>\d{1,4})\b",
        re.IGNORECASE,
    )


def find_mentions(text: str, series: tuple[Series, ...]) -> Iterator[Mention]:
    """Find the labels in a text. Several numbers need a plural ("Memos", "Nos.") or a sign each ("No. 1 and No. 2")."""
    for match in _pattern(series).finditer(text) if series else ():
        is_plural = bool(match["plural"] or _SEVERAL_SIGNS.match(match["sign"] or ""))
        if _YEAR.fullmatch(match["number"]) and not match["sign"]:
            continue
        numbers, end = _numbers(text, match, is_plural=is_plural)
        is_single = match["plural"] and not match["sign"] and len(numbers) < 2
        if is_single and not (_PARTED.search(match[0]) and _STOP.match(text, end)):
            continue
        yield Mention(match["label"], numbers, match.start(), end)


def _numbers(text: str, first: re.Match[str], *, is_plural: bool) -> tuple[tuple[str, ...], int]:
    numbers, end = [first["number"]], first.end()
    while item := _ITEM.match(text, end):
        is_meant = (
            is_plural or item["sign"] or (item["parting"].strip(" ,").isalpha() and _STOP.match(text, item.end()))
        )
        if not is_meant or _YEAR.fullmatch(item["number"]):
            break
        if item["parting"].strip() in ("–", "—", "-"):
            if not (between := _range(numbers[-1], item["number"])):
                break
            numbers += between
        else:
            numbers.append(item["number"])
        end = item.end()
    return tuple(numbers), end


def _range(first: str, last: str) -> list[str]:
    """Return the numbers of a range behind its first one ("587", "90"), [] for none."""
    end = int(f"{first[: -len(last)]}{last}" if len(last) < len(first) else last)
    return [str(number) for number in range(int(first) + 1, end + 1)] if 0 < end - int(first) < _WIDEST else []


def is_of_own_series(mention: Mention, text: str) -> bool:
    """Whether a short label in a memo ("see memo No. 660") means its own series: no name before it, and none behind.

    "Brookings Policy Memo No. 5", "Policy Memo 5, Brookings Institution" and "Memo No. 5 of the Ministry" are others'.
    """
    before = after_signal(text[: mention.start])
    printed = text[mention.start : mention.end]
    is_named = " " in mention.label or len(mention.numbers) > 1 or not re.match(r"\w+\s*\d", printed)
    is_alone = (not before or bool(_SMALL_WORD.search(before[-40:]))) and bool(_END.match(text, mention.end))
    chunks = read_imprint(text[mention.end : mention.end + 150]).chunks
    return is_named and is_alone and not (chunks and is_proper_name(chunks[0]))
