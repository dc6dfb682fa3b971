"""Notebooks: the Markdown cells of an .ipynb file. Source: nbformat 4, section "Markdown cells"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # it is public in all but the stubs
from json.scanner import py_make_scanner  # type: ignore[attr-defined]

from ponarscite.errors import SourceError
from ponarscite.manuscript.edit import Edit, spliced

MOST_CELLS = 100_000
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)
"""A character of a JSON string as it is written."""


class _Placed(str):
    """A string of a JSON text, with the index of its first character and the one behind its last."""

    __slots__ = ("end", "start")
    start: int
    end: int


class _Decoder(json.JSONDecoder):
    """Decodes each value that is a string with its place."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.parse_string = _placed
        self.scan_once = py_make_scanner(self)


def _placed(text: str, at: int, strict: bool = True) -> tuple[str, int]:
    value, end = scanstring(text, at, strict)
    placed = _Placed(value)
    placed.start, placed.end = at, end - 1
    return placed, end


def cells(content: bytes) -> Iterator[tuple[int, str]]:
    """The number, from 1 among all cells, and the text of each Markdown cell.

    Raises:
        SourceError: the content is no notebook.
    """
    for number, lines in _sources(_text(content)):
        yield number, "".join(lines)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_notebook() from error


def _no_notebook() -> SourceError:
    return SourceError("this is no notebook of format 4", hint="save it again as .ipynb")


def _sources(text: str) -> Iterator[tuple[int, list[_Placed]]]:
    """The number of each Markdown cell and the strings of its source."""
    try:
        listed = _Decoder().decode(text)["cells"]
        found = [(n, cell) for n, cell in enumerate(listed[:MOST_CELLS], 1) if cell["cell_type"] == "markdown"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _no_notebook() from error
    for number, cell in found:
        source = cell.get("source", "")
        yield number, [line for line in (source if isinstance(source, list) else [source]) if isinstance(line, _Placed)]


def with_edits(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a notebook with the edits of its cells.

    Raises:
        SourceError: the content is no notebook.
    """
    text = _text(content)
    by_cell: dict[int, list[Edit]] = {}
    for edit in edits:
        by_cell.setdefault(edit.block, []).append(edit)
    written = [
        one
        for number, lines in _sources(text)
        for edit in by_cell.get(number, ())
        for one in _in_file(text, lines, edit)
    ]
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + spliced(text, written).encode()


def _in_file(text: str, lines: list[_Placed], edit: Edit) -> Iterator[Edit]:
    """An edit of a cell as edits of the file: the first string gets the new words, further ones lose the old."""
    at, words = 0, json.dumps(edit.text, ensure_ascii=text.isascii())[1:-1]
    for line in lines:
        start, end = max(edit.start - at, 0), min(edit.end - at, len(line))
        if start < end or (start == end and at <= edit.start < at + len(line)):
            places = [match.start() for match in _CHARACTER.finditer(text, line.start, line.end)] + [line.end]
            yield Edit("", 0, places[start], places[end], words)
            words = ""
        at += len(line)
