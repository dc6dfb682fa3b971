"""The strings that the model learns from: labelled ones, these with other values, and printed ones, all with noise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Final
from zlib import crc32

from ponarscite.citestring.label import OTHER, REMARK, SEPARATOR
from ponarscite.citestring.token import tokenize
from ponarscite.citestring.training.exchange import NAMES, Exchange
from ponarscite.citestring.training.item import Items
from ponarscite.citestring.training.labelled import Labelled, Piece, token_labels
from ponarscite.citestring.training.lent import Lent, styles_folder
from ponarscite.citestring.training.noise import noisy
from ponarscite.citestring.training.pool import pools_of
from ponarscite.citestring.training.printed import printed
from ponarscite.citestring.training.remark import remark
from ponarscite.csl import Style
from ponarscite.errors import StyleError

REAL: Final = "real-"
"""How the names of files of real strings begin; a tenth of them is not learned from."""
HELD_STYLES: Final = 300
_EACH: Final = 2
"""Items that a style prints before another one does."""
_INITIAL = re.compile(r"(?:^|[\W_])[^\W\d_a-zа-яґєії]{1,3}$")
_LONGEST: Final = 1500
"""Characters of a string that is learned from."""
_SEPARATORS: Final = ";|;|;|;|; and|; see also|; also|. See also|.|, and|; cf.".split("|")
_MOST_USED: Final = (
    "apa chicago-note-bibliography chicago-author-date modern-language-association harvard-cite-them-right ieee"
    " vancouver american-medical-association american-political-science-association american-sociological-association"
    " gost-r-7-0-5-2008 gost-r-7-0-5-2008-numeric nature elsevier-harvard springer-basic-author-date sage-harvard"
    " oxford-university-press-humsoc oscola iso690-author-date-en iso690-note-fr taylor-and-francis-chicago-author-date"
    " associacao-brasileira-de-normas-tecnicas cambridge-university-press-author-date turabian-fullnote-bibliography"
    " modern-humanities-research-association-notes"
).split()
"""Styles that a third of the printed strings come from."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the strings is what.

    Args:
        labelled: strings of the labelled files, the others are printed.
        joined: several works in one string.
        remark: remarks without any work.
    """

    labelled: float = 0.6
    joined: float = 0.09
    remark: float = 0.04


def split(files: Mapping[str, Sequence[Labelled]]) -> tuple[list[Labelled], dict[str, list[Labelled]]]:
    """The strings to learn from, and by file those held out: about a tenth of the real strings, by their text alone."""
    held = {
        name: [string for string in strings if _is_held(string)] for name, strings in files.items() if _is_real(name)
    }
    learned = [
        string for name, strings in files.items() for string in strings if not (_is_real(name) and _is_held(string))
    ]
    return learned, {name: strings for name, strings in held.items() if strings}


def _is_real(name: str) -> bool:
    return name.rpartition("/")[2].startswith(REAL)


def _is_held(string: Labelled) -> bool:
    """Whether a real string is held out; that of one string does not depend on the others."""
    return crc32(string.text.encode()) % 10 == 0


def styles(seed: int) -> tuple[list[str], list[str]]:
    """The independent styles to learn from, and `HELD_STYLES` held out; the most used ones are never held out."""
    names = sorted(path.stem for path in styles_folder().glob("*.csl"))
    others = [name for name in names if name not in _MOST_USED]
    Random(seed).shuffle(others)
    return others[HELD_STYLES:], others[:HELD_STYLES]


class Corpus:
    """Draws strings. One seed decides all of them.

    Args:
        strings: the labelled strings to learn from.
        style_names: ids of the styles that print.
    """

    def __init__(self, strings: Sequence[Labelled], lent: Lent, style_names: Sequence[str], seed: int) -> None:
        self.random = Random(seed)
        self.strings = strings
        self.exchange = Exchange(self.random, lent, pools_of(strings))
        self._styles = style_names
        self.items = Items(self.exchange)
        self._printed = self._print()

    def draw(self, count: int, shares: Shares) -> Iterator[list[Piece]]:
        """All labelled strings as they are, then others up to *count*."""
        for string in self.strings:
            yield list(string.pieces)
        for _ in range(count - len(self.strings)):
            chance = self.random.random()
            if chance < shares.remark:
                yield self._remarks()
            elif chance < shares.remark + shares.joined:
                yield self._joined(shares)
            else:
                yield self._dressed(self._one(shares))

    def _one(self, shares: Shares) -> list[Piece]:
        """A string with noise: labelled, with its values exchanged, or printed."""
        if self.random.random() < shares.labelled:
            string = self.random.choice(self.strings)
            if self.random.random() < 0.9:
                string = self.exchange.string(string)
        else:
            string = next(self._printed)
        return noisy(string.pieces, self.random) if string.types else list(string.pieces)

    def _print(self) -> Iterator[Labelled]:
        while True:
            name = self.random.choice(_MOST_USED if self.random.random() < 0.35 else self._styles)
            try:
                style = Style.load(name)
                note = style.in_notes and self.random.random() < 0.6
                for string in printed(style, [self.items.item() for _ in range(_EACH)], note=note):
                    if len(string.text) > 40:
                        yield string
            except StyleError:
                continue

    def _remarks(self) -> list[Piece]:
        first = remark(self.exchange)
        if self.random.random() < 0.7:
            return [first]
        return [Piece(REMARK, f"{first.text} {remark(self.exchange).text}")]

    def _dressed(self, pieces: list[Piece]) -> list[Piece]:
        """At times with a remark before or behind."""
        chance = self.random.random()
        if chance < 0.02:
            return [remark(self.exchange), Piece(OTHER, " "), *pieces]
        if chance < 0.05 and pieces[-1].text.endswith("."):
            return [*pieces, Piece(OTHER, " "), remark(self.exchange)]
        return pieces

    def _joined(self, shares: Shares) -> list[Piece]:
        """Two to four works in one string."""
        works = [self._one(shares) for _ in range(self.random.choices((2, 3, 4), (7, 2, 1))[0])]
        found: list[Piece] = []
        for work in works:
            if sum(len(piece.text) for piece in work) > _LONGEST / 3:
                continue
            if found:
                found = [*_unstopped(found), Piece(SEPARATOR, self.random.choice(_SEPARATORS)), Piece(OTHER, " ")]
            found += work
        return found or self._remarks()


def _unstopped(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the full stop at their end."""
    last = pieces[-1]
    if last.label != OTHER or not last.text.endswith("."):
        return pieces
    return [*pieces[:-1], Piece(OTHER, last.text[:-1])]


def settled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the full stop behind a last initial as part of the name, however it came there."""
    found = list(pieces)
    for n, piece in enumerate(found[:-1]):
        behind = found[n + 1]
        if piece.label in NAMES and _INITIAL.search(piece.text) and behind.label == OTHER and behind.text[:1] == ".":
            found[n], found[n + 1] = Piece(piece.label, f"{piece.text}."), Piece(OTHER, behind.text[1:])
    return found


def spaced(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with single spaces, without any at the border, and short enough."""
    text = "".join(piece.text for piece in pieces)
    if len(text) > _LONGEST:
        return []
    return [Piece(piece.label, re.sub(r"[\s\u00a0]+", " ", piece.text)) for piece in pieces if piece.text]


def examples(drawn: Iterator[list[Piece]]) -> Iterator[tuple[str, list[str]]]:
    """The text of each string and the labels of its tokens."""
    for pieces in map(spaced, map(settled, drawn)):
        text = "".join(piece.text for piece in pieces)
        if text.strip():
            yield text, token_labels(pieces, tokenize(text))


def digest(found: Sequence[tuple[str, list[str]]]) -> str:
    """The SHA-256 of examples."""
    whole = sha256()
    for text, labels in found:
        whole.update(f"{text}\t{' '.join(labels)}\n".encode())
    return whole.hexdigest()
