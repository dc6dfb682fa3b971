"""The markup that a field may hold, as nodes: tags, quotation marks and apostrophes.

Source: CSL 1.0.2 specification, appendix "HTML-like tags"; quotation marks in fields flip with those around them,
as citeproc-js does. Total and linear: what does not pair stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ponarscite.csl.tree import NO_CASE, NO_DECORATION, QUOTED, Look, Node, Part

_TAG = (
    r"</?(?:i|b|sup|sub|sc)>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\">"
    r"|<span\s+class=\"no(?:case|decor)\">"
    r"|</span>"
)
_TOKEN = re.compile(rf"{_TAG}|[\"'“”‘’«»„]")
_MARKED = re.compile("[<\"'“”‘’«»„]")


def _field(name: str, value: str) -> Look:
    return Look(formats=((name, value),), from_field=True)


_SMALL_CAPS = _field("font-variant", "small-caps")
_LOOKS = {
    "<i>": (_field("font-style", "italic"), "</i>"),
    "<b>": (_field("font-weight", "bold"), "</b>"),
    "<sup>": (_field("vertical-align", "sup"), "</sup>"),
    "<sub>": (_field("vertical-align", "sub"), "</sub>"),
    "<sc>": (_SMALL_CAPS, "</sc>"),
}
_CLOSERS = {"“": "”", "„": "“", "‘": "’", "«": "»", '"': '"', "'": "'"}
DEEPEST = 50
"""Tags and quotation marks inside each other; what is deeper is text."""
_QUOTES = {
    mark: QUOTED if mark in "\"'" else Look(quotes=True, from_field=True, marks=(mark, closer))
    for mark, closer in _CLOSERS.items()
}
_OPENING = " \t\n\xa0\u202f([{-–—/“‘«„\"'"
"""What may stand before an opening straight quotation mark, besides nothing."""


@dataclass(slots=True)
class _Open:
    """A tag or quotation mark that waits for its partner."""

    mark: str
    closer: str
    look: Look
    parts: list[Part]


def parse(text: str) -> list[Part]:
    """The parts of a field's text."""
    if not _MARKED.search(text):
        return [text]
    return _Reader(text).read()


class _Reader:
    """One pass over a text with a stack of what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.bottom: list[Part] = []
        self.stack: list[_Open] = []
        self.waiting: Counter[str] = Counter()

    def read(self) -> list[Part]:
        position = 0
        for match in _TOKEN.finditer(self.text):
            self._add(self.text[position : match.start()])
            position = match.end()
            self._token(match[0], match.start(), match.end())
        self._add(self.text[position:])
        while self.stack:
            self._give_up()
        return self.bottom

    def _parts(self) -> list[Part]:
        return self.stack[-1].parts if self.stack else self.bottom

    def _add(self, text: str) -> None:
        parts = self._parts()
        if not text:
            return
        if parts and isinstance(parts[-1], str):
            parts[-1] += text
        else:
            parts.append(text)

    def _token(self, mark: str, start: int, end: int) -> None:
        if mark.startswith("<"):
            self._tag(mark)
        else:
            self._quote(mark, start, end)

    def _tag(self, mark: str) -> None:
        if mark.startswith("</"):
            self._close_tag(mark)
            return
        look, closer = _LOOKS.get(mark) or (_span(mark), "</span>")
        self._push(mark, closer, look)

    def _close_tag(self, mark: str) -> None:
        if not self.waiting[mark]:
            self._add(mark)
            return
        while self.stack[-1].closer != mark:
            self._give_up()
        self._close()

    def _push(self, mark: str, closer: str, look: Look) -> None:
        if len(self.stack) >= DEEPEST:
            self._add(mark)
            return
        self.stack.append(_Open(mark, closer, look, []))
        self.waiting[closer] += 1

    def _pop(self) -> _Open:
        top = self.stack.pop()
        self.waiting[top.closer] -= 1
        return top

    def _close(self) -> None:
        done = self._pop()
        self._parts().append(Node(done.look, done.parts))

    def _give_up(self) -> None:
        """What was opened and never closed is text."""
        lost = self._pop()
        self._add("’" if lost.mark == "'" else lost.mark)
        parts = self._parts()
        for part in lost.parts:
            self._add(part) if isinstance(part, str) else parts.append(part)

    def _quote(self, mark: str, start: int, end: int) -> None:
        before = self.text[start - 1] if start else " "
        after = self.text[end] if end < len(self.text) else " "
        if self.stack and self._closes(mark, before, after):
            self._close()
        elif mark in _CLOSERS and self._opens(mark, before, after):
            self._push(mark, _CLOSERS[mark], _QUOTES[mark])
        else:
            self._add("’" if mark == "'" else mark)

    def _closes(self, mark: str, before: str, after: str) -> bool:
        top = self.stack[-1]
        if top.closer != mark or top.mark.startswith("<") or not top.parts:
            return False
        if mark in "'\"" and before.isspace():
            return False
        return not after.isalnum() if mark in "'’\"" else True

    def _opens(self, mark: str, before: str, after: str) -> bool:
        if mark in "\"'":
            return (before in _OPENING or before == ">") and not after.isspace()
        return not before.isalnum()


def _span(mark: str) -> Look:
    if "nocase" in mark:
        return NO_CASE
    return NO_DECORATION if "nodecor" in mark else _SMALL_CAPS
