"""The faces of EndNote XML <-> the rich text of CSL.

A `style` element has one look for its whole text, `face="bold italic"`; small capitals are no face.
Source: EndNote's RSXML.dtd, attribute `face`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ponarscite.interchange.xml import add
from ponarscite.interchange.xml import text_of as plain_text_of
from ponarscite.record.richtext import CLOSING, OPENING, Mark, parts_of
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

FACES = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript"}
"""Mark of rich text <-> face, in the order of the faces in an attribute."""

_VERBATIM = ("electronic-resource-num", "url", "label")

_MARKS = {face: mark for mark, face in FACES.items()}


def write_faces(node: _Element) -> None:
    """Turn the rich text of an element into `style` elements inside it; without a look, it stays a plain text."""
    if node.tag in _VERBATIM:
        return
    runs = list(_runs(node.text or ""))
    if not any(faces for _, faces in runs):
        node.text = "".join(text for text, _ in runs)
        return
    node.text = None
    for text, faces in runs:
        add(node, "style", face=faces or "normal", font="default", size="100%").text = text


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The stretches of a rich text with one look each, and their faces."""
    opened: list[str] = []
    at = 0
    for part in parts_of(text):
        if part.start > at:
            yield text[at : part.start], _faces(opened)
        at = part.end
        if isinstance(part, Mark):
            opened.append(part.name) if part.opens else opened.pop()
    if at < len(text):
        yield text[at:], _faces(opened)


def _faces(marks: list[str]) -> str:
    return " ".join(face for mark, face in FACES.items() if mark in marks)


def text_of(element: _Element) -> str:
    """The clean text of an element, with the faces of its `style` elements as rich text."""
    if not any(_marks_of(node) for node in element.iter("style")):
        return plain_text_of(element)
    pieces: list[str] = [element.text or ""]
    opened: list[str] = []
    for node in element:
        marks = _marks_of(node)
        while opened and not set(opened) <= set(marks):
            pieces.append(CLOSING[opened.pop()])
        for mark in marks:
            if mark not in opened:
                opened.append(mark)
                pieces.append(OPENING[mark])
        pieces.append("".join(map(str, node.itertext())))
        if node.tail and node.tail.strip():
            pieces += [*(CLOSING[mark] for mark in reversed(opened)), node.tail]
            opened = []
    return clean("".join((*pieces, *(CLOSING[mark] for mark in reversed(opened)))))


def _marks_of(node: _Element) -> list[str]:
    return [_MARKS[face] for face in (node.get("face") or "").split() if face in _MARKS]
