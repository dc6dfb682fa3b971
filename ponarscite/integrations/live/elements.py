"""Elements: the tree of one paragraph, each element with its place in the bytes (pure).

The part as a whole was read before, within the limits that `ponarscite.manuscript.office` sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate


@dataclass(slots=True, eq=False)
class Element:
    """An element.

    Args:
        tag: with its prefix, as written: "w:r".
        start: index of its first byte in the part.
        inside: index behind its start tag.
        closing: index of its end tag; `inside` of an empty one.
        end: index behind it.
        parent: None for the paragraph.
        children: in order.
    """

    tag: str
    start: int
    inside: int = 0
    closing: int = 0
    end: int = 0
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)

    def descendants(self) -> Iterator[Element]:
        """The elements in it, in order."""
        pending = self.children[::-1]
        while pending:
            one = pending.pop()
            yield one
            pending += reversed(one.children)

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the nearest first."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    def by_start(self) -> dict[int, Element]:
        """Index of the first byte -> element, of those in it and its own."""
        return {self.start: self, **{one.start: one for one in self.descendants()}}


def tree(content: bytes, span: tuple[int, int]) -> Element:
    """The tree of the element whose start tag and end tag begin at these bytes."""
    start, closing = span
    end = content.index(b">", closing) + 1
    return _Reader(content[start:end], start).root


class _Reader:
    def __init__(self, content: bytes, offset: int) -> None:
        self._content, self._offset = content, offset
        self._open: list[Element] = []
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self.root = Element("", 0)
        self._parser.Parse(content, True)

    def _start(self, tag: str, _: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        parent = self._open[-1] if self._open else None
        one = Element(tag, self._offset + at, self._offset + _behind_tag(self._content, at), parent=parent)
        if parent is None:
            self.root = one
        else:
            parent.children.append(one)
        self._open.append(one)

    def _end(self, _: str) -> None:
        one = self._open.pop()
        is_empty = self._content[one.inside - self._offset - 2 : one.inside - self._offset] == b"/>"
        one.closing = one.inside if is_empty else self._offset + self._parser.CurrentByteIndex
        behind = self._content.find(b">", one.closing - self._offset) + 1
        one.end = one.inside if is_empty else self._offset + behind


_TAG = re.compile(rb"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
"""The rest of a start tag, whose values may hold `>`."""


def _behind_tag(content: bytes, at: int) -> int:
    """The index behind a start tag."""
    match = _TAG.match(content, at)
    return match.end() if match else len(content)
