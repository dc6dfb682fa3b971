"""Tokens of a citation string: words, numbers, addresses and single marks, with their spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOMAINS = "com|org|net|edu|gov|info|int|eu|ru|su|ua|by|kz|kg|uz|am|az|ge|md|ee|lv|lt|pl|cz|de|fr|at|ch|uk|us|ca|io|me"
_NAMED_BY_DOMAIN = "com|org|net|edu|gov|info|eu|ru|ua|kz|kg|uz|ge|pl|uk"
"""Domains without a path that may name a site; the others are words, too ("at", "by", "me")."""
_STOP = r"\s<>“”„\"«»\[\]{}|"
_RESOLVER = r"https?://(?:dx\.|www\.)?doi\.org/(?=10\.)|(?:dx\.)?doi\.org/(?=10\.)"
"""The address before a DOI. It is a token of its own, so that the DOI is one, too."""
_TOKEN = re.compile(
    rf"{_RESOLVER}"
    rf"|(?P<address>(?:https?://|ftp://|www\.)[^{_STOP}]+"
    rf"|(?:[a-z\d-]{{1,40}}\.){{1,4}}(?:{_DOMAINS})/[^{_STOP}]*"
    rf"|10\.\d{{4,9}}/[^{_STOP};]+)"
    rf"|(?:[^\W_]{{1,40}}\.){{1,3}}(?:{_NAMED_BY_DOMAIN})(?![\w/.])"
    r"|\d+"
    r"|[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f][^\W\d_]*)*(?:[’'‘ʼʻ‑-][^\W\d_]+[\u0300-\u036f]*)*"
    r"|\S",
    re.IGNORECASE,
)
_NOT_LAST = ".,;:!?'’‘*_"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, ``text[start:end]``."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens, in order. Together they hold every character that is no blank. Nothing is raised.

    A word keeps its hyphens and apostrophes: "post-Soviet", "O’Brien". An address and a DOI are one token each,
    without the marks of the sentence behind them; an address without a path ("gazeta.ru") is a word.
    """
    tokens = []
    position = 0
    while match := _TOKEN.search(text, position):
        start, position = match.span()
        if match["address"]:
            position = start + len(_without_last_marks(match[0]))
        tokens.append(Token(text[start:position], start, position))
    return tokens


def _without_last_marks(address: str) -> str:
    """Cut what ends the sentence or closes a bracket around the address."""
    end = len(address)
    closing, opening = address.count(")"), address.count("(")
    while end > 1:
        last = address[end - 1]
        if last == ")" and closing > opening:
            closing -= 1
        elif last not in _NOT_LAST:
            break
        end -= 1
    return address[:end]
