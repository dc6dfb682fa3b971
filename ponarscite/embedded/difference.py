"""Compare the item that Zotero makes of a page with the page's record: right, missing or wrong fields."""

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
"""Fields that no page can provide, or that Zotero makes up."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The comparison of one field.

    Args:
        field: the name of the field in Zotero.
        state: whether the page provides it, and provides it correctly.
        found: the value that Zotero takes from the page, as text; "" for none.
        wanted: the value of the record, as text.
    """

    field: str
    state: State
    found: str
    wanted: str


def differences(item: Mapping[str, Any], record: Record) -> Iterator[Difference]:
    """Compare each field of the record, item type first, with the item that Zotero makes of the page."""
    for field, wanted in to_zotero_item(record).items():
        if field in UNCOMPARED or not wanted:
            continue
        found = item.get(field)
        same = SAME.get(field, _same_text)
        state: State = "missing" if not found else "right" if same(found, wanted) else "wrong"
        words = in_words(found), in_words(wanted)
        if state == "wrong" and words[0] == words[1]:  # only the parts of a name differ
            words = in_parts(found), in_parts(wanted)
        yield Difference(field, state, *words)


def in_words(value: Any) -> str:
    """Return a field as text; creators as names in reading order."""
    if isinstance(value, list):
        return "; ".join(str(from_creator(one)) for one in value)
    return str(value or "")


def in_parts(value: Any) -> str:
    """Return creators with their last names in brackets, "Juan de la [Prueba]"; any other field as text."""
    if not isinstance(value, list):
        return str(value or "")
    return "; ".join(
        f"{one.get('firstName', '')} [{one.get('name') or one.get('lastName', '')}]".strip() for one in value
    )


def _same_text(found: str, wanted: str) -> bool:
    return letters(found) == letters(wanted)


def _same_people(found: list[Any], wanted: list[Any]) -> bool:
    """Whether both lists have the same names in the same order, split into the same parts."""
    return [_parts(one) for one in found] == [_parts(one) for one in wanted]


def _parts(creator: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(letters(creator.get(part, "")) for part in ("name", "firstName", "lastName"))


def _same_date(found: str, wanted: str) -> bool:
    """Whether the dates agree, and the found one is at least as precise."""
    one, other = parse_date(found), parse_date(wanted)
    return one.agrees(other) and len(one.parts) >= len(other.parts)


SAME: Mapping[str, Callable[[Any, Any], bool]] = {
    "creators": _same_people,
    COMMON["issued"]: _same_date,
    COMMON["URL"]: lambda found, wanted: canonical(found) == canonical(wanted),
    COMMON["language"]: lambda found, wanted: found.lower().split("-")[0] == wanted.lower().split("-")[0],
    COMMON["abstract"]: lambda found, wanted: bool(found and wanted),
}
"""Field -> whether two values are equal; other fields are compared by their letters. Any abstract is accepted."""
