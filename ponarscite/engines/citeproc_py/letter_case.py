"""The attribute text-case on marked text (CSL 1.0.2, "Text-case")."""

from __future__ import annotations

import re
from collections.abc import Callable

from ponarscite.engines.citeproc_py.markup import MARKS

STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about after against al along among an and as at before behind between beyond but by de down "
        "during et for from in inside into near nor of off on onto or out over per since so than the through "
        "till to toward towards under until up upon v van versus via von vs with within without yet",
    )
)
"""Words that title case leaves in lower case: those of CSL 1.0.1, and further prepositions and particles."""
_WORD = re.compile(rf"[^\s{MARKS}–—/-]+")
_BEGINS = re.compile(rf"[:?!—][\s{MARKS}“‘]*$")
_BESIDE_WORDS = ",.;:!?()[]’‘“”"
_FIRST_LETTER = re.compile(r"(?<!\w)[^\W\d_]")


def change_case(text: str, how: str, language: str) -> str:
    """Apply a text-case.

    Args:
        how: value of text-case; an unknown one changes nothing.
        language: an xml:lang code; "title" changes English only (CSL 1.0.2, "Non-English Items").
    """
    if how == "title" and not language.lower().startswith("en"):
        return text
    return _CASES.get(how, str)(text)


def _capitalise(word: str) -> str:
    return _FIRST_LETTER.sub(lambda match: match[0].upper(), word, count=1)


def _capitalise_first(text: str) -> str:
    return _WORD.sub(lambda match: _capitalise(match[0]), text, count=1)


def _capitalise_all(text: str) -> str:
    return _WORD.sub(lambda match: _capitalise(match[0]), text)


def _sentence(text: str) -> str:
    return _capitalise_first(text.lower() if text.isupper() else text)


def _title(text: str) -> str:
    """Capitalise words in lower case except stop words inside a sentence; other words stay."""
    words = list(_WORD.finditer(text))
    edges = {words[0].start(), words[-1].start()} if words else set()

    def one(match: re.Match[str]) -> str:
        word = match[0]
        inside = match.start() not in edges and not _BEGINS.search(text, max(0, match.start() - 4), match.start())
        stop = inside and word.strip(_BESIDE_WORDS) in STOP_WORDS
        return _capitalise(word) if word.islower() and not stop else word

    return _WORD.sub(one, text.lower() if text.isupper() and " " in text else text)


_CASES: dict[str, Callable[[str], str]] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _capitalise_first,
    "capitalize-all": _capitalise_all,
    "sentence": _sentence,
    "title": _title,
}
