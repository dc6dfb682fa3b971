"""Styled text: what our processor prints, as pieces with the formats that a word processor has (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ponarscite.csl.punctuation import Open, Run

FORMATS: Final = {
    ("font-style", "italic"): "italic",
    ("font-style", "oblique"): "italic",
    ("font-weight", "bold"): "bold",
    ("font-variant", "small-caps"): "small-caps",
    ("text-decoration", "underline"): "underline",
    ("vertical-align", "sup"): "superscript",
    ("vertical-align", "sub"): "subscript",
}
"""Format of CSL -> its name here. Other values of a format end it."""


class Piece(NamedTuple):
    """A text with its formats."""

    text: str
    formats: frozenset[str] = frozenset()


def pieces(runs: Iterable[Run]) -> list[Piece]:
    """The pieces of a formatted text."""
    found: list[Piece] = []
    open_: list[dict[str, str]] = [{}]
    for run in runs:
        if isinstance(run, Open):
            open_.append({**open_[-1], run.name: run.value})
        elif isinstance(run, str):
            names = frozenset(name for one in open_[-1].items() if (name := FORMATS.get(one)))
            found.append(Piece(run, names))
        else:
            open_.pop()
    return [one for one in found if one.text]


def plain(found: Iterable[Piece]) -> str:
    """The text of pieces."""
    return "".join(one.text for one in found)


def capitalized(found: list[Piece]) -> list[Piece]:
    """The pieces with a capital at the beginning."""
    first, *others = found
    return [Piece(first.text[:1].upper() + first.text[1:], first.formats), *others]


def without_stop(found: list[Piece]) -> list[Piece]:
    """The pieces without a full stop at the end."""
    *others, last = found
    return [*others, Piece(last.text.removesuffix("."), last.formats)] if last.text != "." else others
