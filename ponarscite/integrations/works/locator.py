"""Locators: the words behind a key in a citation of pandoc -> the cited place, and the words behind it (pure).

Source: pandoc's manual, "Citations in note styles" and "Citation syntax": the terms are those of the locale; a locator
without a term is a page; "{…}" marks one that would not be found, or that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ponarscite.csl.locale import Locale
from ponarscite.csl.locator import LABELS

TERMS = (
    *("appendix", "article-locator", "book", "chapter", "column", "elocation", "equation", "figure", "folio", "issue"),
    *("line", "note", "opus", "page", "paragraph", "part", "rule", "section", "sub-verbo", "supplement", "table"),
    *("timestamp", "title-locator", "verse", "version", "volume"),
)
"""Locators of CSL 1.0.2 that have a term."""

_BRACED = re.compile(r"\s*\{([^{}]{0,500})\}")
_DASH = "-‐‑‒–—―−"
"""The hyphen, the dashes of U+2010 to U+2015, and the minus."""
_UNIT = r"(?:[^\W\d_]{0,4}\d[\w./:]{0,20}(?<![./:])|[ivxlcdm]{1,12}(?!\w)|[IVXLCDM]{1,12}(?!\w))(?:\(\w{1,8}\)){0,5}"
_RANGE = rf"{_UNIT}(?:\s?[{_DASH}]{{1,2}}\s?{_UNIT})?(?:\s?ff?\b\.?)?"
_PLACE = re.compile(rf"{_RANGE}(?:\s?[,;&]\s?(?=[^\W\d_]{{0,4}}\d){_RANGE}){{0,50}}")
_WORD = re.compile(r"[^\d\s({]{1,30}?(?=[\s\d]|$)")
_MOST_WORDS = 3
"""Words of a term, as "sub verbo"."""


class Cited(NamedTuple):
    """A cited place.

    Args:
        label: of CSL: "page", "" for none.
        locator: "3-5", "" for none.
        suffix: the words behind it, with the comma before them.
    """

    label: str
    locator: str
    suffix: str


def terms(locale: Locale) -> dict[str, str]:
    """Each term of a locator in all its forms, in lower case -> its label."""
    found = dict(LABELS) | {f"{term}.": label for term, label in LABELS.items()}
    for label in TERMS:
        for form in ("long", "short", "symbol"):
            for text in _of(locale, label, form):
                found[text.lower()] = label
    return found


def _of(locale: Locale, label: str, form: str) -> Iterator[str]:
    for name in (label, label.replace("-", " ")):
        term = locale.find(name, form)
        if term is not None:
            yield from filter(None, (term.single, term.multiple))


def split(text: str, known: Mapping[str, str]) -> Cited:
    """Split the words behind a key."""
    rest = text.lstrip()
    rest = rest[1:] if rest.startswith(",") else rest
    if match := _BRACED.match(rest):
        label, place = _label(match[1].strip(), known)
        return Cited(label or "page" if place else "", place, rest[match.end() :])
    label, place = _label(rest.lstrip(), known)
    match = _PLACE.match(place)
    if match and (label or match[0][0].isdigit() or any(map(str.isdigit, match[0]))):
        return Cited(label or "page", match[0], place[match.end() :])
    return Cited("", "", _with_comma(text))


def _label(text: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The label of the longest term at the beginning, "" for none, and the text behind it."""
    found, end, at = "", 0, 0
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if not match:
            break
        label = known.get(text[: match.end()].lower())
        if label:
            found, end = label, match.end()
        at = match.end() + 1
        if text[match.end() : at].isdigit():
            break
    return found, text[end:].lstrip()


def _with_comma(text: str) -> str:
    """Words without a mark before them get a comma, as in pandoc."""
    words = text.strip()
    return f", {words}" if words and (words[0].isalnum() or words[0] in "<“‘") else text.rstrip()
