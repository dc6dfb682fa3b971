"""Rich text: the tags that CSL-JSON allows in a text, and mathematics between dollar signs.

A tag without a partner, and any other tag, is plain text. Parsing takes linear time.
Source: CSL-JSON schema 1.0.2, "Rich text"; citeproc-js, "HTML-like Formatting Tags".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

_TAG = re.compile(
    r"</?(?:i|b|sup|sub|sc)>|<span\s+style=\"font-variant:\s*small-caps;?\">|<span\s+class=\"no(?:case|decor)\">|</span>"
)
OPENING = {
    "i": "<i>",
    "b": "<b>",
    "sup": "<sup>",
    "sub": "<sub>",
    "sc": '<span style="font-variant:small-caps;">',
    "nocase": '<span class="nocase">',
    "nodecor": '<span class="nodecor">',
}
"""Name of a mark -> its opening tag."""

CLOSING = {name: "</span>" if tag.startswith("<span") else f"</{name}>" for name, tag in OPENING.items()}
"""Name of a mark -> its closing tag."""

DEEPEST = 50
"""Marks inside each other at most; deeper ones stay text."""

MOST_PASSES = 3
"""Times that tags are taken out of a text at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning or the end of a stretch with one look.

    Args:
        name: a key of OPENING.
        opens: whether it is the beginning.
        start, end: of its tag in the text.
    """

    name: str
    opens: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Math:
    """Mathematics: its LaTeX source without the dollar signs, and its place in the text with them."""

    source: str
    start: int
    end: int

    @property
    def reading(self) -> str:
        """Its Unicode text where that is exact, else ""."""
        from ponarscite.record import math  # few texts have any

        return math.reading(self.source) or ""

    @property
    def text(self) -> str:
        """Its Unicode text where that is exact, else the source between dollar signs."""
        return self.reading or f"${self.source}$"


GUARD = "\u2060"
"""WORD JOINER behind a dollar sign of money that could be read as mathematics, or between mathematics and a digit."""

Part: TypeAlias = Mark | Math


def is_rich(text: str) -> bool:
    """Whether the text may have marks or mathematics: a quick look."""
    return "<" in text or "$" in text


def parts_of(text: str) -> list[Part]:
    """The marks, in pairs and well nested, and the mathematics of a text, in order."""
    found: list[Part] = _formulas(text) if "$" in text else []
    if "<" in text:
        found += _marks(text, [(part.start, part.end) for part in found])
        found.sort(key=lambda part: part.start)
    return found


def _formulas(text: str) -> list[Part]:
    from ponarscite.record import math

    return [Math(text[start + 1 : end - 1], start, end) for start, end in math.spans(text)]


def _marks(text: str, formulas: list[tuple[int, int]]) -> Iterator[Mark]:
    """The marks whose tags have partners, outside of formulas."""
    opened: list[tuple[str, Mark]] = []
    waiting: Counter[str] = Counter()
    for tag in _tags(text, formulas):
        if not tag[0].startswith("</"):
            if len(opened) < DEEPEST:
                name = _name_of(tag[0])
                opened.append((CLOSING[name], Mark(name, True, *tag.span())))
                waiting[CLOSING[name]] += 1
        elif waiting[_closer(tag[0])]:
            while True:
                closer, mark = opened.pop()
                waiting[closer] -= 1
                if closer == _closer(tag[0]):
                    break
            yield mark
            yield Mark(mark.name, False, *tag.span())


def _tags(text: str, formulas: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    ends = iter(formulas)
    start, end = next(ends, (len(text), 0))
    for tag in _TAG.finditer(text):
        while end and tag.start() >= end:
            start, end = next(ends, (len(text), 0))
        if tag.start() < start:
            yield tag


def _name_of(tag: str) -> str:
    if tag.startswith("<span"):
        return "nocase" if "nocase" in tag else "nodecor" if "nodecor" in tag else "sc"
    return tag.strip("<>")


def _closer(tag: str) -> str:
    return CLOSING["sc"] if tag == "</sc>" else tag


def written(text: str, marks: Mapping[str, tuple[str, str]], escape: Callable[[str], str] = str) -> str:
    """The text in another markup.

    Args:
        marks: name of a mark -> what to write at its beginning and its end; a mark that is not here is left out.
        escape: plain text -> text of the markup.
    """
    if not is_rich(text):
        return escape(text)
    pieces, at = [], 0
    for part in parts_of(text):
        pieces.append(escape(text[at : part.start].replace(f"${GUARD}", "$")))
        if isinstance(part, Math):
            pieces.append(escape(part.text))
        else:
            pieces.append(marks.get(part.name, ("", ""))[not part.opens])
        at = part.end
        if isinstance(part, Math) and text.startswith(GUARD, at):
            at += 1
    pieces.append(escape(text[at:].replace(f"${GUARD}", "$")))
    return "".join(pieces)


_AS_THEY_ARE = {name: (tag, CLOSING[name]) for name, tag in OPENING.items()}


def plain(text: str) -> str:
    """The text without marks, and with mathematics in Unicode where that is exact.

    Tags that only become pairs when others are taken out ("<i>a<b>c</i>d</b>") are taken out, too.
    """
    text = written(text, {}) if is_rich(text) else text
    for _ in range(MOST_PASSES) if "<" in text else ():
        text = _untagged(text)
    return text


def _untagged(text: str) -> str:
    pieces, at = [], 0
    for mark in sorted(_marks(text, []), key=lambda mark: mark.start):
        pieces.append(text[at : mark.start])
        at = mark.end
    return "".join((*pieces, text[at:])) if pieces else text


def with_math_read(text: str) -> str:
    """The text with its marks, and with mathematics in Unicode where that is exact."""
    return written(text, _AS_THEY_ARE) if "$" in text else text


def looks_of(text: str) -> set[str]:
    """The names of the marks of a text; "math" for mathematics that Unicode cannot write exactly."""
    if not is_rich(text):
        return set()
    parts = parts_of(text)
    unread = {"math" for part in parts if isinstance(part, Math) and not part.reading}
    return unread | {part.name for part in parts if isinstance(part, Mark)}
