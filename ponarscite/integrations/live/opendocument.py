"""OpenDocument: reference marks around citations of an existing paragraph; no other byte changes (pure).

Source: OpenDocument 1.3 part 3, 7.7.2 (reference marks), 5.5 (tracked changes).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ponarscite.integrations.live.marks import text_in_xml
from ponarscite.integrations.live.splice import Splice
from ponarscite.integrations.live.styled_text import Piece
from ponarscite.integrations.live.wordml import Change, Refused
from ponarscite.manuscript.office import Paragraph
from ponarscite.manuscript.package import pieces_of, place

_FURTHER = rb'(?: style:font-style-(?:asian|complex)="italic"| officeooo:[\w-]{1,30}="\w{1,20}"){0,6}\s*/>'
_ITALIC = re.compile(
    rb'<style:style style:name="([\w.]{1,60})" style:family="text"[^>]{0,300}>\s*'
    rb'<style:text-properties fo:font-style="italic"' + _FURTHER + rb"\s*</style:style>"
)
"""A style that sets italics and nothing else."""

_TRACKED = b":change"


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
        if change.text is None:
            before, after = change.around.before, change.around.after
            return [Splice(start, start, before.encode()), Splice(end, end, after.encode())]
        if len(places) < len(found):
            raise Refused("it holds more than text")
        if _TRACKED in self._content[start:end]:
            raise Refused("it belongs to a tracked change")
        (first, last), *others = places
        text = f"{text_in_xml(change.lead)}{change.around.before}{self._texts(change.text)}{change.around.after}"
        return [Splice(first, last, text.encode()), *(Splice(*one, b"") for one in others)]

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
