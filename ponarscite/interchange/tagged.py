"""Files whose lines begin with a tag (RIS, refer and the like) -> references as lists of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ponarscite.interchange.reference import Reference
from ponarscite.record.text import clean


@dataclass(frozen=True, slots=True)
class Tagged:
    """One reference: its fields in order, as (tag, lines of its value), and the line on which it begins."""

    fields: tuple[tuple[str, tuple[str, ...]], ...]
    line: int

    def first(self, *tags: str) -> str:
        """The value of the first of *tags* that has one, on one line; "" when none has."""
        return next((text for tag in tags for text in self.each(tag)), "")

    def key(self, *tags: str) -> str:
        """The citation key in the first of *tags* that has one, as it is; "" when none has."""
        keys = ("".join(lines).strip() for tag in tags for found, lines in self.fields if found == tag)
        return next(filter(None, keys), "")

    def each(self, tag: str) -> Iterator[str]:
        """Every value of a tag, each on one line."""
        texts = (clean(" ".join(lines)) for found, lines in self.fields if found == tag)
        return (text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Stray:
    """A line outside of all references: the first of several tagged ones."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a format.

    Args:
        pattern: matches a line with a tag; its groups are the tag and the value. A line without one continues the value
            above it.
        begin: tag that begins a reference.
        end: tag that ends a reference, "" where it ends with the next one.
    """

    pattern: re.Pattern[str]
    begin: str
    end: str = ""


def tagged_references(
    text: str, tags: Tags, reference_of: Callable[[Tagged], tuple[dict[str, Any], tuple[str, ...]]]
) -> Iterator[Reference]:
    """The references of a text, in order. Raises nothing: a line outside of all references is told.

    Args:
        reference_of: turns the fields of one reference into a CSL-JSON item and the tags that the item does not hold.
    """
    for number, found in enumerate(parse_tagged(text, tags), 1):
        place, where = f"reference {number}", f"line {found.line}"
        if isinstance(found, Stray):
            remark = f"{found.text!r:.60} stands in no reference, and is left out"
            yield Reference(place=place, where=where, remarks=(remark,))
        else:
            item, unread = reference_of(found)
            yield Reference(place=place, item=item, where=where, unread=unread)


def parse_tagged(text: str, tags: Tags) -> Iterator[Tagged | Stray]:
    """The references of a text in order, with the stray lines between them.

    The next reference ends one that has no end of its own. Raises nothing.
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
    """The lines of a text, one by one, without a list of all of them."""
    start = 0
    for match in re.finditer(r"\r\n?|\n", text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _closed(fields: list[tuple[str, list[str]]], line: int) -> Iterator[Tagged]:
    if fields:
        yield Tagged(tuple((tag, tuple(lines)) for tag, lines in fields), line)
