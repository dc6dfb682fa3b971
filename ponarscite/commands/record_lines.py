"""Records as lines, as JSON, or as keys alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

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
    authors = "; ".join(map(in_reading_order, item.get("author", ())))
    found = [item["id"], date_text(item.get("issued", {})), authors, unmarked(item.get("title", ""))]
    return found if "".join(found).isprintable() else list(map(inert, found))


def unmarked(text: str) -> str:
    """The text without rich text, for people."""
    if "<" not in text and "$" not in text:
        return text
    from ponarscite.record.richtext import plain  # few texts need it

    return plain(text)


def _array(items: Iterable[Item]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    start = "["
    for item in items:
        yield start + encode(item)
        start = ",\n "
    yield "[]\n" if start == "[" else "]\n"
