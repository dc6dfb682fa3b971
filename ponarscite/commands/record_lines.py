"""Records as lines, as JSON, or as keys alone: what is printed where there is no terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from ponarscite.record.text import in_reading_order, inert, iso

TYPE_CHECKING = False  # typing's own: to import it takes a twentieth of the time of a search
if TYPE_CHECKING:
    from typing import Any

    Item = Mapping[str, Any]


def pieces(items: Iterable[Item], *, as_json: bool, keys_only: bool) -> Iterator[str]:
    """What is printed of CSL-JSON items, a piece each."""
    if as_json:
        return _array(items)
    if keys_only:
        return (f"{item['id']}\n" for item in items)
    return ("\t".join(cells(item)) + "\n" for item in items)


def cells(item: Item) -> list[str]:
    """Key, date, authors and title of an item."""
    authors = "; ".join(map(in_reading_order, item.get("author", ())))
    found = [item["id"], _date(item.get("issued", {})), authors, item.get("title", "")]
    return found if "".join(found).isprintable() else list(map(inert, found))


def _date(date: Mapping[str, Any]) -> str:
    """A date, a range or the words of one."""
    return "/".join(map(iso, date.get("date-parts", ()))) or str(date.get("literal", ""))


def _array(items: Iterable[Item]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    start = "["
    for item in items:
        yield start + encode(item)
        start = ",\n "
    yield "[]\n" if start == "[" else "]\n"
