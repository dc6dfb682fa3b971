"""JSON, value by value: each value of a text is freed before the next one is decoded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_BETWEEN = re.compile(r"[ \t\n\r,\]}]*")
_NEXT = re.compile(r"\n[ \t]*(?=\{)")


class BrokenJSON:
    """Stands for a place where the text is not JSON."""


def _integer(digits: str) -> int | str:
    """A number; its digits as text from 20 digits on, since Python refuses to convert very long ones."""
    return int(digits) if len(digits) < 20 else digits


_DECODER = json.JSONDecoder(parse_int=_integer)


def values_of(text: str) -> Iterator[tuple[int, Any]]:
    """The values of an array, of {"items": [...]} (Zotero), of one object, or of lines of values, each behind its line.

    Where the text is broken it yields a BrokenJSON, and goes on at the next line that begins with "{". Raises nothing.
    """
    reader = _Reader(text)
    reader.skip(_SPACE)
    while reader.at < len(text):
        try:
            yield from reader.values()
            reader.skip(_SPACE)
        except (ValueError, RecursionError):
            yield reader.mend(), BrokenJSON()
        if reader.is_mended:
            reader.skip(_BETWEEN)


class _Reader:
    """Reads a text from the place `at`, which moves behind each value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.is_mended = False
        self._line, self._counted = 1, 0

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def mend(self) -> int:
        """Move to the next line that begins an object; return the line on which the text broke."""
        while self.at and self.text[self.at - 1].isspace():
            self.at -= 1
        broken = self._line_of(self.at)
        start = _NEXT.search(self.text, self.at)
        self.at = start.end() if start else len(self.text)
        self.is_mended = True
        return broken

    def _line_of(self, place: int) -> int:
        """The line of a place, from 1. Places may not go far back, since what lies between is counted again."""
        self._line += self.text.count("\n", self._counted, place) - self.text.count("\n", place, self._counted)
        self._counted = place
        return self._line

    def _placed(self) -> tuple[int, Any]:
        """The line of the value that comes next, and the value."""
        return self._line_of(self.at), self._value()

    def values(self) -> Iterator[tuple[int, Any]]:
        """Each value of an array, of the "items" of an object, or the value itself."""
        if self._takes("["):
            yield from self._elements("]")
        elif self._takes("{"):
            yield from self._members()
        else:
            self._value()

    def _takes(self, sign: str) -> bool:
        """Whether *sign* comes next; if so, move behind it and the space around it."""
        self.skip(_SPACE)
        found = self.text.startswith(sign, self.at)
        if found:
            self.at += len(sign)
            self.skip(_SPACE)
        return found

    def _expect(self, sign: str) -> None:
        if not self._takes(sign):
            raise ValueError(sign)

    def _value(self) -> Any:
        try:
            value, self.at = _DECODER.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            self.at = error.pos
            raise
        except RecursionError:
            self.at += 1  # so that this place is not tried again
            raise
        return value

    def _elements(self, end: str) -> Iterator[tuple[int, Any]]:
        if self._takes(end):
            return
        yield self._placed()
        while not self._takes(end):
            self._expect(",")
            yield self._placed()

    def _members(self) -> Iterator[tuple[int, Any]]:
        """The items of an object, or the object itself where it has none."""
        line = self._line_of(self.at)
        members: dict[str, Any] = {}
        listed = False
        end = self._takes("}")
        while not end:
            key = self._value()
            if not isinstance(key, str):
                raise ValueError(key)
            self._expect(":")
            if key == "items" and self._takes("["):
                listed = True
                yield from self._elements("]")
            else:
                members[key] = self._value()
            end = self._takes("}")
            if not end:
                self._expect(",")
        if not listed:
            yield line, members
