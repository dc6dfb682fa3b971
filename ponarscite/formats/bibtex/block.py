"""The text of a .bib file -> its entries, with macros resolved, and the faults of what cannot be read.

bibtexparser finds where entries and fields begin and end; their values are read here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ponarscite.formats.bibtex.entry import Block
from ponarscite.formats.bibtex.inheritance import with_parents
from ponarscite.formats.bibtex.types import NO_REFERENCES
from ponarscite.record.text import clean

if TYPE_CHECKING:
    from bibtexparser import model

LONGEST_MACRO = 2_000  # characters: macros defined by macros grow exponentially
LONGEST_VALUE = 1_000_000  # characters
LONGEST_DEFINITIONS = 200_000  # characters

_LOGGER = logging.getLogger("bibtexparser")
_LOGGER.addHandler(logging.NullHandler())  # its warnings become faults; without a handler, Python prints them

_START = re.compile(r"@(\w{1,40})\s*[{(]\s*([^\s,{}()=]{0,60})")
_PIECE = re.compile(r"[{}\"#\\]")
_DELIMITERS = ("{", '"')
_MACRO = re.compile(r"[^\W\d][\w:.+/*-]{0,100}")
_NEXT_FIELD = re.compile(r"\s*;?\s*([A-Za-z][\w:.+/-]{0,60})\s*=\s*")
_BARE = re.compile(r"[^\s#{}\"=,;]+")
_SPACE = re.compile(r"\s*")
_NO_COMMA = re.compile(r"(@\w{1,40}[ \t]*[{(]\s*[^\s,{}()=\"#%]{1,200})(?=\s+[A-Za-z][\w-]{0,40}\s*=\s*[{\"\w])")
MACRO = re.compile(r"@string\s*[{(]", re.IGNORECASE)
_BRACE = re.compile(r"\\.|[{})]", re.DOTALL)


def parse_blocks(text: str) -> Iterator[Block]:
    """The entries of a .bib file in order, each with the fields that it inherits from others. Raises nothing."""
    blocks = list(_read(text))
    by_key = {block.key.lower(): block for block in reversed(blocks) if block.type}
    for block in blocks:
        if block.type not in NO_REFERENCES:
            yield with_parents(block, by_key)


def _read(text: str) -> Iterator[Block]:
    from bibtexparser import model

    macros: dict[str, str] = {}
    mended, lines = _with_commas(text)
    for found in _split(mended):
        line = (found.start_line or 0) + 1
        block, faults = _without_error(found)
        if isinstance(block, model.String):
            macros[block.key.lower()] = resolve(block.value, macros)[:LONGEST_MACRO]
        elif isinstance(block, model.Entry) and block.entry_type:
            remarks = ("a comma is missing after the key",) if line in lines else ()
            yield _entry(block, macros, line, faults, remarks)
        elif isinstance(block, model.Entry):
            yield Block("", "", {}, line, ("an entry without a type",))
        elif faults:
            yield Block("", "", {}, line, faults)


def _split(text: str) -> list[model.Block]:
    from bibtexparser import model
    from bibtexparser.exceptions import ParserStateException
    from bibtexparser.splitter import Splitter

    try:
        return Splitter(text).split().blocks
    except (ParserStateException, IndexError) as error:
        return [model.ParsingFailedBlock(error, start_line=0, raw="")]


def _without_error(block: model.Block) -> tuple[model.Block, tuple[str, ...]]:
    """The block and its faults. A key that is used twice is no fault; a field that is there twice is one."""
    from bibtexparser import model

    if isinstance(block, model.DuplicateBlockKeyBlock):
        return block.ignore_error_block or block, ()
    if isinstance(block, model.DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, model.Entry):
        entry = block.ignore_error_block
        told = [key for key in sorted(block.duplicate_keys) if len({f.value for f in entry.fields if f.key == key}) > 1]
        return entry, tuple(f"{entry.key} has the field {key} twice: the first is read" for key in told)
    if isinstance(block, model.ParsingFailedBlock):
        start = _START.match(block.raw or "")
        what = f"@{start[1]}{{{start[2]}" if start else "what begins here"
        reason = clean(getattr(block.error, "abort_reason", "")) or "it makes no sense"
        return block, (f"{what} cannot be read: {reason}",)
    return block, ()


def _with_commas(text: str) -> tuple[str, frozenset[int]]:
    """The text with a comma after each key that lacks one, and the lines of these keys, from 1."""
    places = [match.end() for match in _NO_COMMA.finditer(text)]
    if not places:
        return text, frozenset()
    lines, line, start = set(), 1, 0
    for match in _NO_COMMA.finditer(text):
        line += text.count("\n", start, match.start())
        start = match.start()
        lines.add(line)
    pieces = (text[begin:end] for begin, end in zip([0, *places], [*places, len(text)], strict=True))
    return ",".join(pieces), frozenset(lines)


def _entry(
    entry: model.Entry, macros: Mapping[str, str], line: int, faults: tuple[str, ...], remarks: tuple[str, ...]
) -> Block:
    fields: dict[str, str] = {}
    undefined: dict[str, None] = {}
    told = [*remarks]
    for field in entry.fields:
        for number, (key, raw, at) in enumerate(_parted(field.key, field.value, (field.start_line or 0) + 1)):
            if value := resolve(raw, macros):
                fields.setdefault(key.lower(), value)
            if number:
                told.append(f"a comma is missing before {key} in line {at}")
            if key.lower() != "month" and ("#" in raw or raw[:1] not in _DELIMITERS):
                undefined |= dict.fromkeys(undefined_in(raw, macros))
    told += [f"the macro {name} is not defined, and its name is read as text" for name in undefined]
    return Block(entry.entry_type.lower(), entry.key, fields, line, faults, tuple(told))


def _parted(key: str, raw: str, line: int) -> Iterator[tuple[str, str, int]]:
    """The field, and those that follow it without a comma between them: (key, raw value, line)."""
    start = 0
    while "=" in raw and (match := _NEXT_FIELD.match(raw, end := _end_of_value(raw, start))):
        yield key, raw[start:end], line
        line += raw.count("\n", start, match.start(1))
        key, start = match[1], match.end()
    yield key, raw[start:], line


def _end_of_value(raw: str, at: int) -> int:
    """The end of the value that begins at a place: pieces in braces or quotes, numbers and macros, joined by "#"."""
    while True:
        at = _end_of_piece(raw, at)
        after = _SPACE.match(raw, at)
        joined = after.end() if after else at
        if raw[joined : joined + 1] != "#":
            return at
        space = _SPACE.match(raw, joined + 1)
        at = space.end() if space else joined + 1


def _end_of_piece(raw: str, at: int) -> int:
    if raw[at : at + 1] not in ("{", '"'):
        bare = _BARE.match(raw, at)
        return bare.end() if bare else len(raw)
    depth = 0
    is_quoted = raw[at] == '"'
    for match in _PIECE.finditer(raw, at + is_quoted):
        if match.start() and raw[match.start() - 1] == "\\":
            continue
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth <= 0 and match[0] == ('"' if is_quoted else "}"):
            return match.end()
    return len(raw)


def definitions_of(text: str) -> str:
    """The macros that a file defines, on one line, so that they can stand before another file."""
    found = (_definition(text, match) for match in MACRO.finditer(text))
    return " ".join(filter(None, found))[:LONGEST_DEFINITIONS]


def _definition(text: str, start: re.Match[str]) -> str:
    """The whole definition of a macro; "" where it does not end within the limit."""
    depth, end = 0, ")" if text[start.end() - 1] == "(" else "}"
    for match in _BRACE.finditer(text, start.end() - (end == "}"), start.end() + LONGEST_MACRO):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] == end and depth <= 0:
            return " ".join(text[start.start() : match.end()].split())
    return ""


def undefined_in(raw: str, macros: Mapping[str, str]) -> Iterator[str]:
    """The macros in a value that no `@string` defines."""
    for piece in map(str.strip, _pieces(raw) if "#" in raw else (raw,)):
        if _MACRO.fullmatch(piece) and piece.lower() not in macros:
            yield piece


def resolve(raw: str, macros: Mapping[str, str]) -> str:
    """The LaTeX of a value: pieces in braces or quotes, numbers and macros, joined by "#".

    An undefined macro, such as those of the months, is replaced by its name.
    """
    if "#" not in raw:
        return _piece(raw, macros)
    value = ""
    for piece in _pieces(raw):
        value += _piece(piece, macros)
        if len(value) > LONGEST_VALUE:
            break
    return value


def _piece(raw: str, macros: Mapping[str, str]) -> str:
    raw = raw.strip()
    if raw[:1] + raw[-1:] in ("{}", '""') and len(raw) > 1:
        return raw[1:-1]
    return macros.get(raw.lower(), raw)


def _pieces(raw: str) -> Iterator[str]:
    """The pieces between each "#" outside of braces and quotes."""
    start, depth, is_quoted, escaped = 0, 0, False, -1
    for match in _PIECE.finditer(raw):
        sign, at = match[0], match.start()
        if at == escaped:
            continue
        if sign == "\\":
            escaped = at + 1
        elif sign == '"':
            is_quoted ^= not depth
        elif sign != "#":
            depth += 1 if sign == "{" else -1
        elif not depth and not is_quoted:
            yield raw[start:at]
            start = at + 1
    yield raw[start:]
