"""OpenDocument: reference marks around citations of an existing paragraph; no other byte changes (pure).

Source: OpenDocument 1.3 part 3, 7.7.2 (reference marks), 5.5 (tracked changes).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from ponarscite.integrations.live.elements import Element, tree
from ponarscite.integrations.live.marks import text_in_xml
from ponarscite.integrations.live.splice import Splice
from ponarscite.integrations.live.styled_text import Piece
from ponarscite.integrations.live.wordml import Change, Refused, is_address
from ponarscite.manuscript.office import Paragraph
from ponarscite.manuscript.package import pieces_of, place

_FURTHER = rb'(?: style:font-style-(?:asian|complex)="italic"| officeooo:[\w-]{1,30}="\w{1,20}"){0,6}\s*/>'
_ITALIC = re.compile(
    rb'<style:style style:name="([\w.]{1,60})" style:family="text"[^>]{0,300}>\s*'
    rb'<style:text-properties fo:font-style="italic"' + _FURTHER + rb"\s*</style:style>"
)
"""A style that sets italics and nothing else."""

_AROUND: Final = {"text:a": "it lies within a link"}
"""Element around a citation -> why it stays."""

_OPEN: Final = frozenset(("text:span", "text:meta"))
"""Elements in which a field may begin and end."""

_WITHIN: Final = {
    "text:a": "it holds a link",
    "text:note": "it holds a note",
    "text:change": "it belongs to a tracked change",
    "text:change-start": "it belongs to a tracked change",
    "text:change-end": "it belongs to a tracked change",
}
_POINTS: Final = frozenset(
    (
        *("text:span", "text:meta", "text:s", "text:soft-page-break", "text:bookmark", "text:bookmark-start"),
        *("text:bookmark-end", "text:reference-mark", "text:reference-mark-start", "text:reference-mark-end"),
        *("office:annotation-end", "text:alphabetical-index-mark", "text:toc-mark"),
    )
)
"""Elements that a citation may hold."""


_TAG = re.compile(r"<[^>]*>")


class OpenDocumentParagraph:
    """A paragraph of content.xml, in which citations become fields.

    Args:
        content: of the part.
        paragraph: in it.
        italic: name of a style that the part has for italics, "" for none.
    """

    def __init__(self, content: bytes, paragraph: Paragraph, italic: str = "") -> None:
        self._content, self._paragraph, self._italic = content, paragraph, italic

    def splices(self, change: Change) -> list[Splice]:
        """The bytes that make a citation a field. Raises Refused."""
        found = list(pieces_of(self._paragraph, change.start, change.end))
        if not found or found[0].start < 0 or found[-1].start < 0:
            raise Refused("it begins or ends with a tab or a break")
        if any(piece.is_locked for piece in found):
            raise Refused("it lies within a field of another program")
        places = [
            (
                place(self._content, piece, max(change.start - piece.at, 0)),
                place(self._content, piece, min(change.end - piece.at, len(piece.text))),
            )
            for piece in found
            if piece.start >= 0
        ]
        start, end = places[0][0], places[-1][1]
        self._refuse(start, end, found[0].tag)
        if change.text is None:
            before, after = change.around.before, change.around.after
            return [Splice(start, start, before.encode()), Splice(end, end, after.encode())]
        if len(places) < len(found):
            raise Refused("it holds more than text")
        (first, last), *others = places
        text = f"{text_in_xml(change.lead)}{change.around.before}{self._texts(change.text)}{change.around.after}"
        return [Splice(first, last, text.encode()), *(Splice(*one, b"") for one in others)]

    @cached_property
    def _root(self) -> Element:
        return tree(self._content, self._paragraph.span)

    @cached_property
    def _elements(self) -> dict[int, Element]:
        return self._root.by_start()

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(self._elements)

    def _refuse(self, start: int, end: int, tag: int) -> None:
        """Raise Refused for elements around and within a citation that do not go with a field.

        Args:
            start, end: bytes of the citation.
            tag: index of the element that holds its first character.
        """
        first = self._elements.get(tag)
        if first is None or self._root.tag not in ("text:p", "text:h"):
            raise Refused("its XML is of an unknown kind")
        for one in (first, *first.ancestors()):
            if one is not self._root and one.closing >= end and one.tag not in _OPEN:
                raise Refused(_AROUND.get(one.tag, "it lies within a field"))
        crossing = [one for one in (first, *first.ancestors()) if one.closing < end]
        slots = (bisect_left(self._starts, at) for at in (start, end))
        inner = [self._elements[at] for at in self._starts[slice(*slots)]]
        for one in (*crossing, *inner):
            if one.tag not in _POINTS and not (one.tag == "text:a" and one in inner and self._is_address(one, end)):
                raise Refused(_WITHIN.get(one.tag, "it holds more than text"))

    def _is_address(self, link: Element, end: int) -> bool:
        """Whether a link ends before a citation does, and shows the address of a page."""
        shown = _TAG.sub("", self._content[link.inside : link.closing].decode())
        return link.closing <= end and is_address(shown)

    def _texts(self, pieces: Sequence[Piece]) -> str:
        return "".join(map(self._text, pieces))

    def _text(self, piece: Piece) -> str:
        text = text_in_xml(piece.text)
        if not self._italic or "italic" not in piece.formats:
            return text
        return f'<text:span text:style-name="{self._italic}">{text}</text:span>'


def italic_style(content: bytes) -> str:
    """The name of a style of a part that sets italics and nothing else, "" for none."""
    match = _ITALIC.search(content)
    return match[1].decode() if match else ""
