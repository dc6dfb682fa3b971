"""The text of a .bib file -> its entries, with macros resolved, and the faults of what cannot be read.

bibtexparser finds where entries and fields begin and end; their values are read here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ponarscite.record.text import clean

if TYPE_CHECKING:
    from bibtexparser import model

LONGEST_MACRO = 2_000  # characters: macros defined by macros grow exponentially
LONGEST_VALUE = 1_000_000  # characters
MOST_PARENTS = 8  # of one entry; each parent may have as many

_LOGGER = logging.getLogger("bibtexparser")
_LOGGER.addHandler(logging.NullHandler())  # its warnings become faults; without a handler, Python prints them

NO_REFERENCES = frozenset(("xdata", "set"))
"""Entry types that are no references, but serve other entries."""

_START = re.compile(r"@(\w{1,40})\s*[{(]\s*([^\s,{}()=]{0,60})")
_PIECE = re.compile(r"[{}\"#\\]")
_DELIMITERS = ("{", '"')
_MACRO = re.compile(r"[^\W\d][\w:.+/*-]{0,100}")
_PARENTS = ("xdata", "crossref")
_NOT_INHERITED = frozenset("xdata crossref ids label keywords options shorthand sortkey abstract url doi".split())
_TITLES = {"article": "journal", "incollection": "booktitle", "inbook": "booktitle", "inproceedings": "booktitle"}
"""Entry type -> field for the title of its parent."""


@dataclass(frozen=True, slots=True)
class Block:
    """One entry, or a place that cannot be read as one.

    Args:
        type: entry type in lower case, "techreport"; "" for a place that cannot be read.
        key: citation key as printed.
        fields: name in lower case -> LaTeX, without enclosing braces or quotes.
        line: line on which it begins, from 1.
        faults: what cannot be read, in words.
        remarks: what is read in another way than it is written, in words.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    line: int
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def parse_blocks(text: str) -> Iterator[Block]:
    """The entries of a .bib file in order, each with the fields that it inherits from others. Raises nothing."""
    blocks = list(_read(text))
    by_key = {block.key.lower(): block for block in reversed(blocks) if block.type}
    for block in blocks:
        if block.type not in NO_REFERENCES:
            yield _with_parents(block, by_key)


def _read(text: str) -> Iterator[Block]:
    from bibtexparser import model

    macros: dict[str, str] = {}
    for found in _split(text):
        line = (found.start_line or 0) + 1
        block, faults = _without_error(found)
        if isinstance(block, model.String):
            macros[block.key.lower()] = resolve(block.value, macros)[:LONGEST_MACRO]
        elif isinstance(block, model.Entry) and block.entry_type:
            yield _entry(block, macros, line, faults)
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


def _entry(entry: model.Entry, macros: Mapping[str, str], line: int, faults: tuple[str, ...]) -> Block:
    fields: dict[str, str] = {}
    undefined: dict[str, None] = {}
    for field in entry.fields:
        key, raw = field.key.lower(), field.value
        if value := resolve(raw, macros):
            fields.setdefault(key, value)
        if key != "month" and ("#" in raw or raw[:1] not in _DELIMITERS):
            undefined |= dict.fromkeys(undefined_in(raw, macros))
    told = tuple(f"the macro {name} is not defined, and its name is read as text" for name in undefined)
    return Block(entry.entry_type.lower(), entry.key, fields, line, faults, told)


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


def _with_parents(block: Block, by_key: Mapping[str, Block], depth: int = 0) -> Block:
    """The entry with the fields that it lacks and its parents have; a circle of parents ends after three steps."""
    keys = (key.strip().lower() for field in _PARENTS for key in block.fields.get(field, "")[:LONGEST_MACRO].split(","))
    fields = dict(block.fields)
    for key in list(dict.fromkeys(filter(None, keys)))[:MOST_PARENTS] if depth < 3 else ():
        if key in by_key:
            parent = _with_parents(by_key[key], by_key, depth + 1)
            fields = {**_inherited(parent, block.type), **fields}
    return replace(block, fields=fields) if len(fields) > len(block.fields) else block


def _inherited(parent: Block, child_type: str) -> dict[str, str]:
    fields = {name: value for name, value in parent.fields.items() if name not in _NOT_INHERITED}
    if parent.type not in NO_REFERENCES and child_type in _TITLES and "title" in fields:
        fields[_TITLES[child_type]] = fields.pop("title")
    return fields
