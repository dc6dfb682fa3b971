"""Records as lines, as JSON, or as keys alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from ponarscite.commands.json_text import json_text
from ponarscite.errors import LibraryError
from ponarscite.record.text import date_text, in_reading_order, inert

Item: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item."""


def pieces(items: Iterable[Item], *, as_json: bool, keys_only: bool) -> Iterator[str]:
    """The text to print for CSL-JSON items, one piece an item."""
    if as_json:
        return _array(items)
    if keys_only:
        return (f"{item['id']}\n" for item in items)
    return ("\t".join(cells(item)) + "\n" for item in items)


def cells(item: Item) -> list[str]:
    """Key, date, authors and title of an item, the title without rich text."""
    try:
        authors = "; ".join(map(in_reading_order, item.get("author", ())))
        found = [item["id"], date_text(item.get("issued", {})), authors, unmarked(item.get("title", ""))]
        return found if "".join(found).isprintable() else list(map(inert, found))
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # a library made by somebody else
        raise LibraryError(
            f"record {inert(item['id'])} of the library is damaged: {error}",
            hint="take the last backup, or restore a dump into a new file",
        ) from error


def unmarked(text: str) -> str:
    """The text without rich text, for people."""
    if "<" not in text and "$" not in text:
        return text
    from ponarscite.record.richtext import plain  # few texts need it

    return plain(text)


def _array(items: Iterable[Item]) -> Iterator[str]:
    start = "["
    for item in items:
        yield start + json_text(item, indented=False)
        start = ",\n "
    yield "[]\n" if start == "[" else "]\n"
