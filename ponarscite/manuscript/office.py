"""Word processors: the paragraphs of .docx and .odt files, which of them are notes, and where each character stands.

Sources: ECMA-376, part 1, 17.3 (paragraphs and runs), 17.11 (footnotes), 17.16 (fields); OpenDocument 1.3, part 3, 5.1,
6.3 (notes), 7.1 (bibliography marks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from ponarscite.document.package import members
from ponarscite.errors import SourceError
from ponarscite.manuscript.blocks import is_reference_heading
from ponarscite.manuscript.site import Setting

MOST_NESTED = 100
"""Fields within each other."""

MOST_DEEP = 500
"""Elements within each other. Word and LibreOffice themselves read fewer."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "docx": ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    "odt": ("content.xml",),
}
"""Language -> the files of its archive that hold text."""

_NOTE_PARTS = frozenset(("word/footnotes.xml", "word/endnotes.xml"))
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_T = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_SPOKEN: Final[Mapping[str, str]] = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_T}tab": "\t",
    f"{_T}line-break": "\n",
    f"{_T}s": " ",
}
_SILENT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_T}tracked-changes", f"{_T}note-citation"))
_LINE_TAGS = frozenset((f"{_W}p", f"{_T}p", f"{_T}h"))
_NOTE_BODY = f"{_T}note-body"
_NOTE = f"{_T}note"
_TEXT = f"{_W}t"
_CALLS: Final[Mapping[str, str]] = {f"{_W}footnoteReference": "foot", f"{_W}endnoteReference": "end"}
_CALLED: Final[Mapping[str, str]] = {f"{_W}footnote": "foot", f"{_W}endnote": "end"}
_FIELD = f"{_W}fldChar"
_FIELD_KIND = f"{_W}fldCharType"
_FIELD_CODE = f"{_W}instrText"
_PROGRAM = "ADDIN"
"""The beginning of the code of a field that another program writes: Zotero, Mendeley, EndNote."""

_MARK_STARTS: Final[Mapping[str, tuple[str, str]]] = {
    f"{_T}reference-mark-start": (f"{_T}name", f"{_T}name"),
    f"{_T}bookmark-start": (f"{_T}name", f"{_T}name"),
    f"{_W}bookmarkStart": (f"{_W}name", f"{_W}id"),
}
"""Element that begins a mark -> its attributes with the name, and with what its end names."""

_MARK_ENDS: Final[Mapping[str, str]] = {
    f"{_T}reference-mark-end": f"{_T}name",
    f"{_T}bookmark-end": f"{_T}name",
    f"{_W}bookmarkEnd": f"{_W}id",
}
_MARKED = ("ZOTERO_", "CSL_", "Mendeley", "MENDELEY_", "Citavi")
"""The beginnings of names that other programs give."""

_NAMED: Final[Mapping[str, str]] = {f"{_T}section": f"{_T}name", f"{_W}fldSimple": f"{_W}instr"}
"""Element that another program may keep -> the attribute that tells."""

_CONTROL = f"{_W}sdtPr"
_CONTROL_SIGNS = frozenset((f"{_W}citation", f"{_W}bibliography"))
_CONTROL_TAG, _CONTROL_VALUE = f"{_W}tag", f"{_W}val"
_FOREIGN = frozenset((f"{_T}bibliography-mark",))
_UTF8 = frozenset(("", "utf-8", "us-ascii"))
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a paragraph that stand together in the XML.

    Args:
        at: index of the first in the paragraph.
        text: the characters.
        start: index of the first byte in the part; -1 for an element, such as a tab.
        tag: index of the first byte of the element that holds them.
        is_locked: whether they must not be changed: they are the result of another program's field.
    """

    at: int
    text: str
    start: int
    tag: int
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a part.

    Args:
        part: the file within the archive.
        number: from 1, in the order of the part.
        text: its characters; a tab and a line break count as one.
        setting: whether it is a note, an entry below the heading of a list of references, or running text.
        pieces: the text, piece by piece.
        note: the id of the note that it belongs to, "" for none.
        marks: (index, id) of the notes in it.
        span: indices in the part of the first byte of its start tag and of its end tag.
    """

    part: str
    number: int
    text: str
    setting: Setting
    pieces: tuple[Piece, ...] = ()
    note: str = ""
    marks: tuple[tuple[int, str], ...] = ()
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A file within the archive: its bytes, its paragraphs, and whether its bytes may be changed.

    Args:
        is_plain: whether it is in UTF-8 and declares no entities.
    """

    name: str
    content: bytes
    paragraphs: tuple[Paragraph, ...]
    is_plain: bool


def read_paragraphs(content: bytes, language: str) -> Iterator[Paragraph]:
    """The paragraphs of a .docx or .odt file. A note of an .odt file comes before the paragraph that it belongs to.

    Raises:
        SourceError: no such file, a part that is too large after decompression, or broken XML; a part with more tags
            than any manuscript has, or with fields deep within each other.
    """
    for part in read_parts(content, language):
        yield from part.paragraphs


def read_parts(content: bytes, language: str) -> Iterator[Part]:
    """The parts of a .docx or .odt file that hold text. Raises SourceError as `read_paragraphs` does."""
    names = PARTS[language]
    found = dict(members(content, names.__contains__, f"this .{language} file"))
    if not found:
        raise SourceError(f"this is no .{language} file", hint=f"save it again as .{language}")
    for name in names:
        if name in found:
            yield _part(found[name], name)


def _part(content: bytes, name: str) -> Part:
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except ExpatError as error:
        raise SourceError(f"{name} is no sound XML: {error}", hint="save the manuscript again") from error
    return Part(name, content, tuple(_settled(reader.lines, name)), reader.is_plain)


def _settled(lines: list[_Line], part: str) -> Iterator[Paragraph]:
    """The paragraphs, each with its setting."""
    is_listed = False
    for number, line in enumerate(lines, 1):
        text = "".join(piece.text for piece in line.pieces)
        setting: Setting = "list" if is_listed else "text"
        if line.is_note or part in _NOTE_PARTS:
            setting = "note"
        elif is_heading(text):
            is_listed, setting = is_reference_heading(text), "text"
        yield Paragraph(part, number, text, setting, tuple(line.pieces), line.note, tuple(line.marks), line.span)


def is_heading(text: str) -> bool:
    """Whether a paragraph is the heading of a list of references; others do not end it, as styles are not read."""
    return len(text) <= _LONGEST_HEADING and is_reference_heading(text)


@dataclass(slots=True)
class _Line:
    is_note: bool
    note: str
    pieces: list[Piece] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0
    span: tuple[int, int] = (0, 0)


class _Reader:
    """Collects the paragraphs of a part; one in another is its own. Entities are not expanded.

    Attributes:
        lines: the paragraphs that have ended, in this order.
        is_plain: whether the part is in UTF-8 and declares no entities.
    """

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.is_plain = True
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.StartCdataSectionHandler = self._verbatim
        self.parser.DefaultHandler = _pass
        self._open: list[_Line] = []
        self._tags: list[tuple[str, int]] = []
        self._silent = self._notes = self._count = 0
        self._note = ""
        self._fields: list[str] = []
        self._foreign = 0
        self._marks: set[str] = set()
        self._kept: list[int] = []
        """Depths of the elements that another program keeps."""

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        self.is_plain = self.is_plain and (encoding or "").lower() in _UTF8

    def _document_type(self, *_: object) -> None:
        self.is_plain = False

    def _verbatim(self) -> None:
        self.is_plain = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.replace(_STRICT, _W, 1)
        self._tags.append((tag, self.parser.CurrentByteIndex))
        if len(self._tags) > MOST_DEEP:
            raise SourceError(f"more than {MOST_DEEP} elements lie within each other", hint="save it again")
        self._silent += tag in _SILENT
        self._notes += tag == _NOTE_BODY
        self._mark(tag, attributes)
        if tag in _LINE_TAGS:
            self._open.append(_Line(self._notes > 0, self._note, span=(self.parser.CurrentByteIndex, 0)))
        elif tag in _SPOKEN:
            self._add(_SPOKEN[tag], -1)
        elif tag == _FIELD:
            self._field(_value(attributes, _FIELD_KIND))
        else:
            self._keep(tag, attributes)

    def _keep(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what belongs to another program: marks, sections, fields and content controls."""
        if tag in _MARK_STARTS:
            name, ident = _MARK_STARTS[tag]
            if _value(attributes, name).startswith(_MARKED):
                self._marks.add(_value(attributes, ident))
        elif tag in _MARK_ENDS:
            self._marks.discard(_value(attributes, _MARK_ENDS[tag]))
        elif tag in _NAMED and _is_kept(_value(attributes, _NAMED[tag])):
            self._kept.append(len(self._tags))
        elif len(self._tags) > 2 and self._tags[-2][0] == _CONTROL:
            is_tagged = tag == _CONTROL_TAG and _is_kept(_value(attributes, _CONTROL_VALUE))
            if is_tagged or tag in _CONTROL_SIGNS:
                self._kept.append(len(self._tags) - 2)

    def _mark(self, tag: str, attributes: dict[str, str]) -> None:
        """Note where a note is called, and to which note the paragraphs belong."""
        if tag in _CALLS and self._open:
            self._open[-1].marks.append((self._open[-1].length, _CALLS[tag] + _id(attributes)))
        elif tag in _CALLED:
            self._note = _CALLED[tag] + _id(attributes)
        elif tag == _NOTE_BODY:
            self._count += 1
            self._note = str(self._count)
            if self._open:
                self._open[-1].marks.append((self._open[-1].length, self._note))

    def _end(self, _: str) -> None:
        while self._kept and self._kept[-1] == len(self._tags):
            self._kept.pop()
        tag, _index = self._tags.pop()
        self._silent -= tag in _SILENT
        self._notes -= tag == _NOTE_BODY
        if tag == _NOTE_BODY:
            self._note = ""
        if tag in _LINE_TAGS and self._open:
            line = self._open.pop()
            line.span = line.span[0], self.parser.CurrentByteIndex
            self.lines.append(line)

    def _field(self, kind: str) -> None:
        """Open or close a field; its code follows in text of its own."""
        if kind == "begin":
            self._fields.append("")
            if len(self._fields) > MOST_NESTED:
                raise SourceError(f"more than {MOST_NESTED} fields lie within each other", hint="remove them")
        elif kind == "end" and self._fields:
            self._foreign -= _PROGRAM in self._fields.pop()

    def _characters(self, text: str) -> None:
        tag = self._tags[-1][0] if self._tags else ""
        if tag == _FIELD_CODE and self._fields:
            self._read_code(text)
        elif tag == _TEXT or (tag.startswith(_T) and tag != _NOTE):
            self._add(text, self.parser.CurrentByteIndex)

    def _read_code(self, text: str) -> None:
        """Read on in the code of the innermost field, as far as it tells whose it is."""
        code = self._fields[-1]
        if len(code) < 100:
            self._fields[-1] = code + text[:100]
            self._foreign += (_PROGRAM in self._fields[-1]) - (_PROGRAM in code)

    def _add(self, text: str, start: int) -> None:
        """Add characters to the innermost paragraph."""
        if not self._open or self._silent:
            return
        line = self._open[-1]
        tag, index = self._tags[-1]
        is_locked = bool(self._marks or self._kept) or tag in _FOREIGN or self._foreign > 0
        line.pieces.append(Piece(line.length, text, start, index, is_locked))
        line.length += len(text)


def _id(attributes: dict[str, str]) -> str:
    return _value(attributes, f"{_W}id")


def _value(attributes: dict[str, str], name: str) -> str:
    """The value of an attribute, also in the strict vocabulary of Word; "" for none."""
    return attributes.get(name) or attributes.get(name.replace(_W, _STRICT, 1), "")


def _is_kept(name: str) -> bool:
    return name.lstrip().startswith(_MARKED) or _PROGRAM in name[:100]


def _pass(_: str) -> None:
    """Nothing; with such a handler expat leaves entities as they are."""
