"""Labelled strings: citation strings with their fields in brackets, one a line, and the labels of their tokens.

A line is ``TYPE[@LANG][+TYPE...]``, a tab, and the string as written, with fields as ``[[label|text]]``:

    book	[[author|Ann Lee]], [[title|A Book]] ([[place|London]]: [[publisher|Hurst]], [[issued|2012]]).

TYPE is the CSL type of each work in order ("none" for a string without any), LANG its language where not English.
Lines that begin with "#", and blank ones, are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ponarscite.citestring.label import FIELDS, LOCATOR, OTHER, REMARK, SEPARATOR, label_of
from ponarscite.citestring.token import Token

_OPEN = re.compile(r"\[\[([A-Za-z]+)\|")
_LINKS = ("DOI", "URL")
_NAMES: Final = frozenset((*FIELDS, OTHER, REMARK, SEPARATOR, LOCATOR))

TYPES: Final = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score none pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)
"""CSL 1.0.2, "Types", and "none"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one label: a field, or one of the others."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A string in pieces, with the CSL type and the language ("en" where none is told) of each of its works."""

    types: tuple[str, ...]
    languages: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def parse_line(line: str) -> Labelled:
    """Read one labelled string.

    Raises:
        ValueError: no tab, or an unknown type or label, or brackets that stay open.
    """
    head, tab, string = line.rstrip("\r\n").partition("\t")
    if not tab:
        raise ValueError(f"no tab behind the type: {line[:60]!r}")
    works = [work.partition("@") for work in head.strip().split("+")]
    if unknown := {name for name, _, _ in works} - TYPES:
        raise ValueError(f"unknown type {', '.join(sorted(unknown))}")
    named = [(name, language or "en") for name, _, language in works if name != "none"]
    return Labelled(tuple(n for n, _ in named), tuple(lang for _, lang in named), tuple(_pieces(string.strip())))


def _pieces(string: str) -> Iterator[Piece]:
    position = 0
    while opened := _OPEN.search(string, position):
        if opened[1] not in _NAMES:
            raise ValueError(f"unknown label {opened[1]!r}")
        if position < opened.start():
            yield Piece(OTHER, string[position : opened.start()])
        position = _end(string, opened.end())
        yield Piece(opened[1], string[opened.end() : position])
        position += 2
    if "]]" in string[position:] and "[[" not in string[position:]:
        raise ValueError(f"brackets close that never opened: {string[position:][:60]!r}")
    if position < len(string):
        yield Piece(OTHER, string[position:])


def _end(string: str, start: int) -> int:
    """Where the text of a field ends: at the first "]]" that leaves its own brackets in pairs."""
    end = string.find("]]", start)
    while end >= 0:
        text = string[start:end]
        if text.count("[") <= text.count("]"):
            return end
        end = string.find("]]", end + 1)
    raise ValueError(f"a field stays open: {string[start : start + 60]!r}")


def parse_lines(lines: Iterable[str]) -> Iterator[Labelled]:
    """Read labelled strings; a line that cannot be read is named by its number in the error."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield parse_line(line)
            except ValueError as problem:
                raise ValueError(f"line {number}: {problem}") from problem


def read_labelled(folder: Path | None = None) -> dict[str, list[Labelled]]:
    """All labelled strings of a folder, of the package's own if none is given: name of the file -> its strings.

    Raises:
        ValueError: a line cannot be read; file and line are named.
    """
    found = {}
    for file in sorted((folder or Path(__file__).parent / "labelled").glob("*.txt")):
        try:
            found[file.name] = list(parse_lines(file.read_text(encoding="utf-8").splitlines()))
        except ValueError as problem:
            raise ValueError(f"{file.name}, {problem}") from problem
    return found


def token_labels(pieces: Iterable[Piece], tokens: Sequence[Token]) -> list[str]:
    """The label of each token of the joined pieces. A token belongs to the piece that it begins in.

    Of a DOI only the token "10...." is labelled so; "doi:" and the resolver's address are marks before it.
    """
    spans = [*_spans(pieces)]
    doi = {n for token in tokens if token.text.startswith("10.") for n in (_at(spans, token),) if spans[n][2] in _LINKS}
    labels = []
    before = -1
    for token in tokens:
        at = _at(spans, token)
        name = spans[at][2]
        if at in doi:
            labels.append("B-DOI" if token.text.startswith("10.") else OTHER)
        else:
            labels.append(label_of(name, first=at != before))
        before = at
    return labels


def _at(spans: Sequence[tuple[int, int, str]], token: Token) -> int:
    """The number of the span that a token begins in."""
    return bisect(spans, token.start, key=lambda span: span[0]) - 1


def _spans(pieces: Iterable[Piece]) -> Iterator[tuple[int, int, str]]:
    position = 0
    for piece in pieces:
        if piece.text:
            yield position, position + len(piece.text), piece.label
            position += len(piece.text)
