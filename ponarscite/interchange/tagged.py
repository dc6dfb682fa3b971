"""Files of lines that begin with a tag, RIS and Refer alike: text -> references as lists of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ponarscite.interchange.reference import Reference
from ponarscite.record.text import clean


@dataclass(frozen=True, slots=True)
class Tagged:
    """One reference: its fields in order, as (tag, the lines of its value), and the line it begins on."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]
    line: int

    def first(self, *tags: str) -> str:
        """The value of the first of *tags* that says something, on one line."""
        return next((text for tag in tags for text in self.each(tag)), "")

    def each(self, tag: str) -> Iterator[str]:
        """Every value of a tag, each on one line."""
        texts = (clean(" ".join(lines)) for found, lines in self.fields if found == tag)
        return (text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Stray:
    """The first of the lines with a tag that stand outside any reference."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Tags:
    """How a format marks its lines.

    Args:
        pattern: a line with a tag; its groups are the tag and the value. Other lines go on with the value above them.
        begin: the tag that begins a reference.
        end: the tag that ends one, "" where only the next one does.
    """

    pattern: re.Pattern[str]
    begin: str
    end: str = ""


def tagged_references(text: str, tags: Tags, item_of: Callable[[Tagged], dict[str, Any]]) -> Iterator[Reference]:
    """The references of a text, in order. Raises nothing: a line outside any reference is told as a fault.

    Args:
        item_of: one reference as a CSL-JSON item.
    """
    for number, found in enumerate(parse_tagged(text, tags), 1):
        place, where = f"reference {number}", f"line {found.line}"
        if isinstance(found, Stray):
            yield Reference(place=place, where=where, faults=(f"{found.text!r:.60} stands in no reference",))
        else:
            yield Reference(place=place, item=item_of(found), where=where)


def parse_tagged(text: str, tags: Tags) -> Iterator[Tagged | Stray]:
    """The references of a text, one after the other, with the stray lines between them.

    A reference that never ends is ended by the next one. Raises nothing.
    """
    fields: list[tuple[str, list[str]]] = []
    start, is_stray = 0, False
    for number, line in enumerate(_lines(text), 1):
        match = tags.pattern.match(line)
        tag = match[1] if match else ""
        if tag and tag in (tags.begin, tags.end):
            yield from _closed(fields, start)
            fields, start, is_stray = [], number, False
        if match and (fields or tag == tags.begin):
            fields.append((tag, [match[2]]))
        elif match and tag != tags.end and not is_stray:
            is_stray = True
            yield Stray(clean(line), number)
        elif fields and line.strip():
            fields[-1][1].append(line.strip())
    yield from _closed(fields, start)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, one by one: no list of them all."""
    start = 0
    for match in re.finditer(r"\r\n?|\n", text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _closed(fields: list[tuple[str, list[str]]], line: int) -> Iterator[Tagged]:
    if fields:
        yield Tagged(tuple((tag, tuple(lines)) for tag, lines in fields), line)
