"""Input from callers, items and cites, checked and turned into values of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ponarscite.csl.item import Item
from ponarscite.csl.locator import parse_locator
from ponarscite.csl.scope import Cite
from ponarscite.csl.tidy import clean
from ponarscite.errors import RenderError

_POSITIONS = range(4)
"""Values of `position`: first, subsequent, ibid, ibid-with-locator."""


def read_items(items: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Read CSL-JSON items.

    Raises:
        RenderError: an item is not a mapping, or its id is neither text nor number.
    """
    if isinstance(items, Mapping) or not isinstance(items, Iterable):
        raise RenderError("items must be a list of CSL-JSON items")
    return [_item(number, raw) for number, raw in enumerate(items, 1)]


def _item(number: int, raw: Any) -> Item:
    if not isinstance(raw, Mapping):
        raise RenderError(f"item {number} is not a CSL-JSON item: it is a {type(raw).__name__}, not a mapping")
    key = raw.get("id")
    if key is not None and (isinstance(key, bool) or not isinstance(key, str | int | float)):
        raise RenderError(f"item {number} has the id {key!r}", hint="an id is a text or a number")
    return Item(raw)


def read_cites(items: Sequence[Mapping[str, Any]], known: Mapping[str, Item]) -> tuple[Cite, ...]:
    """Read the cites of a citation.

    Args:
        items: mappings as `Processor.cite` describes them.
        known: id -> item.
    Raises:
        RenderError: a cite that is not a mapping, an id that is not *known*, a position other than 0 to 3.
    """
    if isinstance(items, Mapping | str) or not isinstance(items, Iterable):
        raise RenderError("a citation must be a list of cites, each with an id")
    return tuple(_cite(raw, known) for raw in items)


def read_note(note: Any) -> int:
    """A note number. Raises RenderError unless it is a whole number, 0 in the text."""
    if isinstance(note, bool) or not isinstance(note, int) or note < 0:
        raise RenderError(f"a note must be a whole number, 0 in the text, not {note!r}")
    return note


def _cite(raw: Any, known: Mapping[str, Item]) -> Cite:
    if not isinstance(raw, Mapping):
        raise RenderError(f"a cite must be a mapping with an id, not {raw!r}")
    key = read_id(raw.get("id"))
    if key not in known:
        raise RenderError(f"no item has the id {key!r}")
    position = raw.get("position") or 0
    if not isinstance(position, int) or position not in _POSITIONS:
        raise RenderError(f"the cite of item {key!r} has the position {position!r}", hint="positions are 0, 1, 2 and 3")
    label, locator = parse_locator(_text(raw, "label"), _text(raw, "locator"))
    return Cite(
        key,
        locator,
        label,
        _text(raw, "prefix"),
        _text(raw, "suffix"),
        position=position,
        near_note=bool(raw.get("near-note")),
        first_note=_number(raw.get("first-reference-note-number")),
        author_only=bool(raw.get("author-only")),
        suppress_author=bool(raw.get("suppress-author")),
        unsorted=bool(raw.get("unsorted")),
        infix=_text(raw, "infix"),
    )


def read_places(order: Iterable[Any]) -> list[tuple[str, int]]:
    """An order of citations: (id, note number) pairs. Raises RenderError for anything else."""
    places: list[Any] = list(order) if isinstance(order, Iterable) and not isinstance(order, str | Mapping) else [None]
    for place in places:
        if not isinstance(place, Sequence) or isinstance(place, str) or len(place) != 2:
            raise RenderError(f"an order must be a list of pairs, citation id and note, not {place!r}")
    return [(str(name), read_note(note)) for name, note in places]


def read_ids(ids: Iterable[Any]) -> list[str]:
    """Ids of items, each once. Raises RenderError unless they are a list."""
    if isinstance(ids, str) or not isinstance(ids, Iterable):
        raise RenderError(f"uncited items must be a list of ids, not {ids!r}")
    return list(dict.fromkeys(map(read_id, ids)))


def read_id(value: Any) -> str:
    """An id as a string, "" for None."""
    return "" if value is None else clean(str(value))


def _text(raw: Mapping[str, Any], variable: str) -> str:
    """The text or number of a key, "" for anything else."""
    value = raw.get(variable)
    return clean(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _number(value: Any) -> int:
    """A note number, 0 for anything that is not a whole number below a thousand million."""
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() and len(str(value)) < 10 else 0
