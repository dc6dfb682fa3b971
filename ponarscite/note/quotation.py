"""Quotations: pairs of quotation marks, unpaired marks, and the title between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ponarscite.record.quoted import trim, unnest

LONGEST = 500
"""Characters of the longest quoted title; marks farther apart are no pair."""

_MARK = re.compile('[“”„"«»]')
_SINGLE = re.compile(r"(?<![^\s(\[])‘[^‘“”„\"«»]{3,300}?(?:[,.?!]’(?!\w)|’(?=[,.;)]))")
_ASIDE = re.compile(r"\([^()“”„\"«»]{0,150}\)")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The double quotation marks of a text; single marks count only as the outer pair.

    Args:
        pairs: (start, end) of the outermost pairs, in order; text[start:end] includes the marks.
        openers: positions of opening marks without a partner, in order.
        closers: positions of closing marks without a partner, in order.
    """

    pairs: tuple[tuple[int, int], ...]
    openers: tuple[int, ...] = ()
    closers: tuple[int, ...] = ()


def find_quotations(text: str) -> Quotations:
    """Pair the quotation marks of a text: curly, straight, Russian and German ones, also nested. Raises nothing."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    closers: list[int] = []
    for match in _MARK.finditer(text):
        at = match.start()
        if _opens(text, at, text[stack[-1]] if stack else ""):
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at + 1))
        else:
            closers.append(at)
    outer = list(_outermost(pairs))
    if "‘" in text:
        outer = list(_outermost([*outer, *(match.span() for match in _SINGLE.finditer(text))]))
    return Quotations(tuple(outer), tuple(stack), tuple(closers))


def _opens(text: str, at: int, top: str) -> bool:
    """Whether a mark opens a quotation; for straight and mistyped marks the neighbouring characters decide.

    Args:
        top: the mark that is open at this place, "" for none.
    """
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark in "«„»":
        return mark != "»"
    starts = (not before or before.isspace() or before in "([—–/“„«‘:") and bool(after) and not after.isspace()
    if mark == '"':
        return starts
    return starts and not top if mark == "”" else top != "„" and (starts or not top)


def _outermost(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = 0
    for start, end in sorted(pairs):
        if start >= last and end - start <= LONGEST:
            yield start, end
            last = end


def skeleton(text: str, pairs: Iterable[tuple[int, int]]) -> str:
    """Mask quotations and short parentheses with "x", keeping the length of the text."""
    pieces: list[str] = []
    at = 0
    for start, end in pairs:
        pieces += (text[at : start + 1], "x" * (end - start - 2))
        at = end - 1
    return _ASIDE.sub(lambda match: f"({'x' * (len(match[0]) - 2)})", "".join((*pieces, text[at:])))


def title_of(quoted: str) -> str:
    """Return the title in a quotation, without its final comma or full stop: “A ‘B,’” -> A “B”.

    Inner quotation marks become outer ones.
    """
    mark, title = quoted[:1], trim(quoted[1:-1])
    if mark == "«":
        return title.replace("„", "«").replace("“", "»")
    return title if mark == "‘" else unnest(title, ('"', '"') if mark == '"' else ("“", "”"))
