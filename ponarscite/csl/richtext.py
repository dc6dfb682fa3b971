"""Text of an item parsed to parts: HTML-like tags, quotation marks and apostrophes.

Parsing is total and takes linear time; a tag or quotation mark without a partner stays text. The tags are those of
citeproc-js ("HTML-like Formatting Tags"). Quotation marks flip with those around them, as in citeproc-js.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ponarscite.csl.tree import NO_CASE, NO_DECORATION, QUOTED, Formatting, Node, Part

_TAG = (
    r"</?(?:i|b|sup|sub|sc)>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\">"
    r"|<span\s+class=\"no(?:case|decor)\">"
    r"|</span>"
)
_TOKEN = re.compile(rf"{_TAG}|[\"'“”‘’«»„]")
_MARKED = re.compile("[<\"'“”‘’«»„]")


def _field(name: str, value: str) -> Formatting:
    return Formatting(formats=((name, value),), from_field=True)


_SMALL_CAPS = _field("font-variant", "small-caps")
_LOOKS = {
    "<i>": (_field("font-style", "italic"), "</i>"),
    "<b>": (_field("font-weight", "bold"), "</b>"),
    "<sup>": (_field("vertical-align", "sup"), "</sup>"),
    "<sub>": (_field("vertical-align", "sub"), "</sub>"),
    "<sc>": (_SMALL_CAPS, "</sc>"),
}
_CLOSERS = {"“": "”", "„": "“", "‘": "’", "«": "»", '"': '"', "'": "'"}
"""Opening quotation mark -> closing one."""
DEEPEST = 50
"""Tags and quotation marks inside each other at most; deeper ones stay text."""
_QUOTES = {
    mark: QUOTED if mark in "\"'" else Formatting(quotes=True, from_field=True, marks=(mark, closer))
    for mark, closer in _CLOSERS.items()
}
_OPENING = " \t\n\xa0\u202f([{-–—/“‘«„\"'"
"""Characters that may stand before an opening straight quotation mark."""


@dataclass(slots=True)
class _Open:
    """A tag or quotation mark whose partner has not been read yet."""

    mark: str
    closer: str
    formatting: Formatting
    parts: list[Part]


def parse(text: str) -> list[Part]:
    """Parse the text of a field, affix or term to parts."""
    if not _MARKED.search(text):
        return [text]
    return _Reader(text).read()


class _Reader:
    """One pass over a text with a stack of open tags and quotation marks.

    Attributes:
        bottom: the parts outside of all open marks.
        stack: the open marks, innermost last.
        waiting: closing mark -> number of open marks that wait for it.
    """

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
        """Append text to the innermost open mark, joined to the text before it."""
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
        formatting, closer = _LOOKS.get(mark) or (_span(mark), "</span>")
        self._push(mark, closer, formatting)

    def _close_tag(self, mark: str) -> None:
        """Close the innermost open tag of that kind; marks inside it that are still open become text."""
        if not self.waiting[mark]:
            self._add(mark)
            return
        while self.stack[-1].closer != mark:
            self._give_up()
        self._close()

    def _push(self, mark: str, closer: str, formatting: Formatting) -> None:
        """Open a mark; too deep inside others it is text."""
        if len(self.stack) >= DEEPEST:
            self._add(mark)
            return
        self.stack.append(_Open(mark, closer, formatting, []))
        self.waiting[closer] += 1

    def _pop(self) -> _Open:
        top = self.stack.pop()
        self.waiting[top.closer] -= 1
        return top

    def _close(self) -> None:
        """Turn the innermost open mark and its parts into a node."""
        done = self._pop()
        self._parts().append(Node(done.formatting, done.parts))

    def _give_up(self) -> None:
        """Turn the innermost open mark back into text."""
        lost = self._pop()
        self._add("’" if lost.mark == "'" else lost.mark)
        parts = self._parts()
        for part in lost.parts:
            self._add(part) if isinstance(part, str) else parts.append(part)

    def _quote(self, mark: str, start: int, end: int) -> None:
        """Decide by the characters beside a quotation mark whether it closes, opens or is text."""
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


def _span(mark: str) -> Formatting:
    if "nocase" in mark:
        return NO_CASE
    return NO_DECORATION if "nodecor" in mark else _SMALL_CAPS
