"""Packages: a .docx or .odt file with other words at some places; the bytes of all its other files stay as they are.

Source: PKWARE's .ZIP File Format Specification 6.3, 4.3 (records) and 4.4 (fields).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final
from xml.sax.saxutils import escape

from ponarscite.errors import SourceError
from ponarscite.manuscript.edit import Edit
from ponarscite.manuscript.office import Paragraph, Part, Piece, read_parts

_LOCAL: Final = struct.Struct("<4s5H3I2H")
"""A local header without its name: signature, version, flags, method, time, date, CRC-32, sizes, lengths."""

_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_END_SIGN: Final = b"PK\x05\x06"
_DESCRIBED = 0x08
"""The flag of an entry whose sizes stand behind its data."""

_BIG = 0xFFFFFFFF
_SIGNATURES = ("_xmlsignatures/", "META-INF/documentsignatures")
_PRESERVE = b' xml:space="preserve"'

Splice = tuple[int, int, bytes]
"""Start and end in bytes, and what stands there afterwards."""


def with_edits(content: bytes, language: str, edits: Iterable[Edit]) -> bytes:
    """The bytes of the file with the edits of its paragraphs.

    Raises:
        SourceError: a place holds a tab or a line break, or belongs to a field of another program.
    """
    by_part: dict[str, dict[int, list[Edit]]] = {}
    for edit in edits:
        by_part.setdefault(edit.part, {}).setdefault(edit.block, []).append(edit)
    changed = {
        part.name: _changed(part, by_part[part.name]) for part in read_parts(content, language) if part.name in by_part
    }
    return repacked(content, changed)


def is_open(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether the characters of a paragraph can be changed."""
    return all(piece.start >= 0 and not piece.is_locked for piece in pieces_of(paragraph, start, end))


def pieces_of(paragraph: Paragraph, start: int, end: int) -> Iterator[Piece]:
    """The pieces that hold some of the characters of a paragraph."""
    first = max(bisect_right(paragraph.pieces, start, key=lambda piece: piece.at) - 1, 0)
    for piece in islice(paragraph.pieces, first, None):
        if piece.at >= end:
            return
        if piece.at + len(piece.text) > start:
            yield piece


def _changed(part: Part, edits: Mapping[int, list[Edit]]) -> bytes:
    if not part.is_plain:
        raise SourceError(f"{part.name} is not in UTF-8, or declares entities", hint="save the manuscript again")
    splices: list[Splice] = []
    for paragraph in part.paragraphs:
        for edit in sorted(edits.get(paragraph.number, ())):
            splices += _splices(part.content, paragraph, edit)
    return spliced(part.content, splices)


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """Bytes with other ones at some places. Raises SourceError for places that overlap."""
    kept: list[bytes] = []
    done = 0
    for start, end, text in sorted(set(splices)):
        if start < done:
            raise SourceError("two corrections overlap", hint="correct one of the places by hand")
        kept += (content[done:start], text)
        done = end
    return b"".join((*kept, content[done:]))


def _splices(content: bytes, paragraph: Paragraph, edit: Edit) -> Iterator[Splice]:
    """The changes of one edit: the first piece gets the new words, further ones lose the old."""
    if edit.start >= edit.end or not is_open(paragraph, edit.start, edit.end):
        raise SourceError(
            f"{edit.part}, paragraph {edit.block}: the citation holds a tab, a line break or another program's field",
            hint="correct it by hand",
        )
    words = escape(edit.text)
    for piece in pieces_of(paragraph, edit.start, edit.end):
        first, last = max(edit.start - piece.at, 0), min(edit.end - piece.at, len(piece.text))
        yield place(content, piece, first), place(content, piece, last), words.encode()
        if _needs_space(content, piece, first, last, edit.text if words else ""):
            yield _behind_name(content, piece.tag), _behind_name(content, piece.tag), _PRESERVE
        words = ""


def place(content: bytes, piece: Piece, at: int) -> int:
    """The index of the byte at which a character of a piece begins; the end of the piece behind the last one."""
    if at == 0:
        return piece.start
    encoded = piece.text.encode()
    if content.startswith(encoded, piece.start):
        return piece.start + len(piece.text[:at].encode())
    if content.startswith(b"&", piece.start):
        return content.index(b";", piece.start) + 1
    return piece.start + len(b"\r\n")


def _needs_space(content: bytes, piece: Piece, first: int, last: int, words: str) -> bool:
    """Whether Word would drop blanks at the ends of an element, which only a change has put there."""
    tag = content[piece.tag : content.find(b">", piece.tag) + 1]
    left = f"{piece.text[:first]}{words}{piece.text[last:]}"
    return b"xml:space" not in tag and tag.startswith(b"<w:t") and left != left.strip()


def _behind_name(content: bytes, tag: int) -> int:
    """The index behind the name in a start tag."""
    at = tag
    while content[at : at + 1] not in b" \t\r\n/>":
        at += 1
    return at


def refuse_twins(content: bytes) -> None:
    """Raise SourceError for an archive with two files of one name: programs differ in which of them they read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    twins = [name for name, count in Counter(names).items() if count > 1]
    if twins:
        raise SourceError(f"the archive has {twins[0]} twice", hint="save the manuscript again")


def repacked(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The archive with other contents of some files. The others, their headers and their order stay as they are.

    Raises:
        SourceError: it is signed or too large, or has a file twice.
    """
    refuse_twins(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        if any(name.startswith(_SIGNATURES) for name in archive.NameToInfo):
            raise SourceError("the file is signed, and a change would break that", hint="remove the signature first")
        comment = archive.comment
        directory = archive.start_dir
    if any(entry.file_size >= _BIG or entry.header_offset >= _BIG for entry in entries):
        raise SourceError("the archive is too large to be changed", hint="save the manuscript again")
    ends = [*(entry.header_offset for entry in entries[1:]), directory]
    written = [content[: entries[0].header_offset]]
    places: dict[int, tuple[int, Sizes | None]] = {}
    at = len(written[0])
    for entry, end in zip(entries, ends, strict=True):
        raw = content[entry.header_offset : end]
        sizes = None
        if entry.filename in changed:
            raw, sizes = _entry(raw, changed[entry.filename])
        places[entry.header_offset] = at, sizes
        written.append(raw)
        at += len(raw)
    listed = b"".join(_listed(content, directory, len(entries), places))
    record = _END.pack(_END_SIGN, 0, 0, len(entries), len(entries), len(listed), at, len(comment))
    return b"".join((*written, listed, record, comment))


Sizes = tuple[int, int, int]
"""CRC-32, compressed and uncompressed size of an entry."""


def _entry(raw: bytes, content: bytes) -> tuple[bytes, Sizes]:
    """The local header and the data of an entry with other content, compressed as before."""
    sign, version, flags, method, time, date, _crc, _size, _length, name_length, extra_length = _LOCAL.unpack_from(raw)
    behind = raw[_LOCAL.size : _LOCAL.size + name_length + extra_length]
    data = content if method == zipfile.ZIP_STORED else _deflated(content)
    sizes = zlib.crc32(content), len(data), len(content)
    flags &= ~_DESCRIBED
    header = _LOCAL.pack(sign, version, flags, method, time, date, *sizes, name_length, extra_length)
    return header + behind + data, sizes


def _deflated(content: bytes) -> bytes:
    compressor = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


def _listed(content: bytes, at: int, count: int, places: Mapping[int, tuple[int, Sizes | None]]) -> Iterator[bytes]:
    """The central directory, with the new places and sizes."""
    for _ in range(count):
        values = list(_CENTRAL.unpack_from(content, at))
        length = _CENTRAL.size + sum(values[10:13])
        if values[16] not in places:
            raise SourceError("the archive has bytes before its first file", hint="save the manuscript again")
        offset, sizes = places[values[16]]
        if sizes:
            values[3] &= ~_DESCRIBED
            values[7:10] = sizes
        values[16] = offset
        yield _CENTRAL.pack(*values) + content[at + _CENTRAL.size : at + length]
        at += length
