"""Words of a document, as inlines of pandoc and as the rich text of CSL (pure).

A style works on text. What has no place in a text, such as a formula, becomes one character, and comes back unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ponarscite.csl.punctuation import Open, Run
from ponarscite.csl.tree import LINK

Inline = dict[str, Any]

FIRST = 0x100000
"""The first character of a private use plane, which texts hardly have."""

LAST = 0x10FFFD

_TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
"""Inline of pandoc -> the tags of CSL's rich text. Source: CSL 1.0.2, "Rich text formatting within fields"."""

_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_SPACES = ("Space", "SoftBreak")
_SPACE = re.compile(r"([ \t\r\n]+)")

_WRAPPERS = {
    ("font-style", "italic"): "Emph",
    ("font-style", "oblique"): "Emph",
    ("font-weight", "bold"): "Strong",
    ("font-variant", "small-caps"): "SmallCaps",
    ("text-decoration", "underline"): "Underline",
    ("vertical-align", "sup"): "Superscript",
    ("vertical-align", "sub"): "Subscript",
}
"""Format of CSL -> inline of pandoc; other formats, as "normal", end one of these."""

Formats = tuple[tuple[str, str], ...]


class Words:
    """The inlines that stand in texts as single characters.

    Args:
        texts: texts in which the characters must not occur.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        highest = max((ord(max(text)) for text in texts if text), default=0)
        self._first = max(FIRST, highest + 1)
        self._inlines: list[Inline] = []

    def keep(self, inline: Inline) -> str:
        """The character that stands for an inline; "" where there are none left."""
        code = self._first + len(self._inlines)
        if code > LAST:
            return ""
        self._inlines.append(inline)
        return chr(code)

    def rich(self, inlines: Iterable[Any]) -> str:
        """Inlines as rich text of CSL."""
        found: list[str] = []
        pending: list[Any] = list(inlines)[::-1]
        while pending:
            one = pending.pop()
            if isinstance(one, str):
                found.append(one)
                continue
            kind, content = one["t"], one.get("c")
            if kind == "Str":
                found.append(content if _is_plain(content) else self.keep(one))
            elif kind in _SPACES:
                found.append(" ")
            elif kind in _TAGS:
                before, after = _TAGS[kind]
                pending += [after, *reversed(content), before]
            elif kind == "Quoted":
                before, after = _QUOTES[content[0]["t"]]
                pending += [after, *reversed(content[1]), before]
            else:
                found.append(self.keep(one))
        return "".join(found)

    def worded(self, text: str) -> str:
        """A text with words in place of the characters that stand for inlines."""
        if text.isascii() or ord(max(text)) < self._first:
            return text
        kept = {self._first + number: stringified([one]) for number, one in enumerate(self._inlines)}
        return text.translate(kept)

    def spaced(self, prefix: str) -> str:
        """A prefix with a space behind an inline that ends it; behind words the processor puts one itself."""
        return f"{prefix} " if prefix and ord(prefix[-1]) >= self._first else prefix

    def inlines(self, runs: Iterable[Run]) -> list[Inline]:
        """A formatted text as inlines."""
        return list(_nested(list(self._pieces(runs)), 0))

    def _pieces(self, runs: Iterable[Run]) -> Iterator[tuple[Formats, Inline]]:
        """Each inline and the formats around it, the outermost first."""
        open_: list[Formats] = [()]
        for run in runs:
            if isinstance(run, Open):
                open_.append(_within(open_[-1], run.name, run.value))
            elif isinstance(run, str):
                yield from ((open_[-1], one) for one in self._of_text(run))
            else:
                open_.pop()

    def _of_text(self, text: str) -> Iterator[Inline]:
        start = 0
        for place, character in enumerate(text):
            number = ord(character) - self._first
            if 0 <= number < len(self._inlines):
                yield from plain(text[start:place])
                yield self._inlines[number]
                start = place + 1
        yield from plain(text[start:])


def plain(text: str) -> Iterator[Inline]:
    """A text without formats as inlines; a space that does not break is a character like others."""
    for word in _SPACE.split(text):
        if word:
            yield {"t": "Space"} if word[0] in " \t\r\n" else {"t": "Str", "c": word}


def stringified(inlines: Iterable[Any]) -> str:
    """The text of inlines without formats and notes."""
    found: list[str] = []
    pending: list[Any] = list(inlines)[::-1]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            found.append(one)
        elif one["t"] == "Quoted":
            before, after = _QUOTES[one["c"][0]["t"]]
            pending += [after, *reversed(one["c"][1]), before]
        elif one["t"] in _HOLDERS:
            inner = one["c"] if _HOLDERS[one["t"]] is None else one["c"][_HOLDERS[one["t"]]]
            pending += reversed(inner)
        elif one["t"] in ("Str", "Code", "Math"):
            found.append(one["c"] if one["t"] == "Str" else one["c"][1])
        elif one["t"] in (*_SPACES, "LineBreak"):
            found.append(" ")
    return "".join(found)


_HOLDERS = {
    **dict.fromkeys(("Emph", "Strong", "SmallCaps", "Underline", "Superscript", "Subscript", "Strikeout")),
    **dict.fromkeys(("Span", "Link", "Cite"), 1),
}
"""Inline of pandoc that holds others -> where these are in its content; None for all of it."""


def _is_plain(text: str) -> bool:
    return "<" not in text and (text.isascii() or ord(max(text)) < FIRST)


def _within(around: Formats, name: str, value: str) -> Formats:
    """The formats inside of one more; a later value of a format replaces the former, and a link the one around it."""
    if name == "display":
        return (*around, (name, value))
    others = tuple(one for one in around if one[0] != name)
    is_wrapper = bool(value) if name == LINK else (name, value) in _WRAPPERS
    return (*others, (name, value)) if is_wrapper else others


def _nested(pieces: list[tuple[Formats, Inline]], depth: int) -> Iterator[Inline]:
    """Inlines inside of each other, as few as the formats allow."""
    for first, group in groupby(pieces, key=lambda piece: piece[0][depth : depth + 1]):
        inner = list(group)
        if not first:
            yield from (inline for _, inline in inner)
        else:
            name, value = first[0]
            yield from _wrapped(name, value, list(_nested(inner, depth + 1)))


def _wrapped(name: str, value: str, inner: list[Inline]) -> Iterator[Inline]:
    """Inlines in a format or a link, spaces at both ends outside of it; in a block as they are."""
    if name == "display":
        yield span([f"csl-{value}"], inner)
        return
    words = [place for place, one in enumerate(inner) if one["t"] != "Space"]
    start, end = (words[0], words[-1] + 1) if words else (len(inner), len(inner))
    yield from inner[:start]
    if words:
        content: Any = inner[start:end]
        is_link = name == LINK
        yield {
            "t": "Link" if is_link else _WRAPPERS[name, value],
            "c": [["", [], []], content, [value, ""]] if is_link else content,
        }
    yield from inner[end:]


def span(classes: list[str], inner: list[Inline], attributes: Mapping[str, str] | None = None) -> Inline:
    """A span of pandoc."""
    return {"t": "Span", "c": [["", classes, [list(one) for one in (attributes or {}).items()]], inner]}
