"""Word processors: the paragraphs of .docx and .odt files, and which of them are notes.

Sources: ECMA-376, part 1, 17.3 (paragraphs and runs), 17.11 (footnotes); OpenDocument 1.3, part 3, 5.1 and 6.3 (notes).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ponarscite.errors import SourceError
from ponarscite.manuscript.blocks import is_reference_heading
from ponarscite.manuscript.site import Setting

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 50_000_000
"""Bytes of one part after decompression."""

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    "odt": ("content.xml",),
}
_NOTE_PARTS = frozenset(("word/footnotes.xml", "word/endnotes.xml"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SPOKEN: Final[Mapping[str, str]] = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_T}tab": "\t",
    f"{_T}line-break": "\n",
    f"{_T}s": " ",
}
_SILENT = frozenset((f"{_W}del", f"{_W}instrText", f"{_W}delText", f"{_W}moveFrom", f"{_T}tracked-changes"))
_LINE_TAGS = frozenset((f"{_W}p", f"{_T}p", f"{_T}h"))
_NOTE_BODY = f"{_T}note-body"
_NOTE = f"{_T}note"
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a part.

    Args:
        part: the file within the archive.
        number: from 1, in the order of the part.
        text: its characters; a tab and a line break count as one.
        setting: whether it is a note, an entry below the heading of a list of references, or running text.
    """

    part: str
    number: int
    text: str
    setting: Setting


def read_paragraphs(content: bytes, language: str) -> Iterator[Paragraph]:
    """The paragraphs of a .docx or .odt file. A note of an .odt file comes before the paragraph that it belongs to.

    Raises:
        SourceError: no such file, a part that is too large after decompression, or broken XML.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in _PARTS[language] if name in archive.NameToInfo]
            if not names:
                raise SourceError(f"this is no .{language} file", hint=f"save it again as .{language}")
            for name in names:
                yield from _of_part(_bytes(archive, name), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        hint = f"save it again as .{language}, without a password"
        raise SourceError(f"this .{language} file is damaged or encrypted", hint=hint) from error


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise SourceError(f"{name} is larger than {MOST_BYTES:,} bytes", hint="split the manuscript")
    return content


def _of_part(content: bytes, part: str) -> Iterator[Paragraph]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{part} is no sound XML: {error.msg}", hint="save the manuscript again") from error
    is_listed = False
    for number, (text, is_note) in enumerate(_lines(root), 1):
        if is_note or part in _NOTE_PARTS:
            yield Paragraph(part, number, text, "note")
        elif is_heading(text):
            is_listed = is_reference_heading(text)
        else:
            yield Paragraph(part, number, text, "list" if is_listed else "text")


def is_heading(text: str) -> bool:
    """Whether a paragraph is the heading of a list of references; others do not end it, as styles are not read."""
    return len(text) <= _LONGEST_HEADING and is_reference_heading(text)


@dataclass(slots=True)
class _Line:
    pieces: list[str]
    is_note: bool


def _lines(root: _Element) -> Iterator[tuple[str, bool]]:
    """The text of each paragraph, and whether it stands in a note; a paragraph in another one is its own."""
    from lxml import etree

    open_lines: list[_Line] = []
    silent = notes = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            silent += tag in _SILENT
            notes += tag == _NOTE_BODY
            if tag in _LINE_TAGS:
                open_lines.append(_Line([], notes > 0))
            if open_lines and not silent:
                open_lines[-1].pieces.append(_SPOKEN.get(tag, "") or _own_text(node, tag))
        else:
            if tag in _LINE_TAGS and open_lines:
                line = open_lines.pop()
                yield "".join(line.pieces), line.is_note
            silent -= tag in _SILENT
            notes -= tag == _NOTE_BODY
            if open_lines and not silent and node.tail and _has_text(node, tag):
                open_lines[-1].pieces.append(node.tail)


def _own_text(node: _Element, tag: str) -> str:
    """The text directly in an element: only that of w:t; in OpenDocument any but the number of a note."""
    if tag.startswith(_W):
        return node.text or "" if tag == f"{_W}t" else ""
    return node.text or "" if tag.startswith(_T) and tag != f"{_T}note-citation" else ""


def _has_text(node: _Element, tag: str) -> bool:
    """Whether the text behind an element belongs to its paragraph."""
    parent = node.getparent()
    return not tag.startswith(_W) and parent is not None and parent.tag != _NOTE
