"""What Zotero makes of a page against what the page is about: what is right, what is missing, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ponarscite.interchange.zotero_fields import COMMON
from ponarscite.interchange.zotero_item import from_creator, to_zotero_item
from ponarscite.record.date import parse_date
from ponarscite.record.record import Record
from ponarscite.record.text import letters
from ponarscite.series.url import canonical

State: TypeAlias = Literal["right", "missing", "wrong"]

UNCOMPARED = frozenset(("tags", "extra", "accessDate", "shortTitle"))
"""What no page can give a reference manager, or what it makes up itself."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an item.

    Args:
        field: as Zotero calls it.
        state: whether the page gives it.
        found: what Zotero makes of the page, for people; "" for nothing.
        wanted: what it should be.
    """

    field: str
    state: State
    found: str
    wanted: str


def differences(item: Mapping[str, Any], record: Record) -> Iterator[Difference]:
    """Each field that the record has, its item type first, compared with the item that the page becomes."""
    for field, wanted in to_zotero_item(record).items():
        if field in UNCOMPARED or not wanted:
            continue
        found = item.get(field)
        same = SAME.get(field, _same_text)
        state: State = "missing" if not found else "right" if same(found, wanted) else "wrong"
        yield Difference(field, state, in_words(found), in_words(wanted))


def in_words(value: Any) -> str:
    """A field for people: a text, or names in reading order."""
    if isinstance(value, list):
        return "; ".join(str(from_creator(one)) for one in value)
    return str(value or "")


def _same_text(found: str, wanted: str) -> bool:
    return letters(found) == letters(wanted)


def _same_people(found: list[Any], wanted: list[Any]) -> bool:
    """Whether the same names stand in the same order, each split where it should be."""
    return [_parts(one) for one in found] == [_parts(one) for one in wanted]


def _parts(creator: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(letters(creator.get(part, "")) for part in ("name", "firstName", "lastName"))


def _same_date(found: str, wanted: str) -> bool:
    """Whether it is the same date, and not less precise."""
    one, other = parse_date(found), parse_date(wanted)
    return one.agrees(other) and len(one.parts) >= len(other.parts)


SAME: Mapping[str, Callable[[Any, Any], bool]] = {
    "creators": _same_people,
    COMMON["issued"]: _same_date,
    COMMON["URL"]: lambda found, wanted: canonical(found) == canonical(wanted),
    COMMON["language"]: lambda found, wanted: found.lower().split("-")[0] == wanted.lower().split("-")[0],
    COMMON["abstract"]: lambda found, wanted: bool(found and wanted),
}
"""Field -> when two values are the same; texts are when their letters are. Of an abstract, any is good enough."""
