"""The sort keys of cs:sort.

Source: CSL 1.0.2 specification, "Sorting". Items with an empty key come last, ascending and descending.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from ponarscite.csl.citation_label import citation_label
from ponarscite.csl.compiler import Shape
from ponarscite.csl.datevalue import sort_key
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Area, Engine
from ponarscite.csl.group import listed
from ponarscite.csl.item import DATES, NAMES, NUMBERS, Item
from ponarscite.csl.richtext import parse
from ponarscite.csl.scope import UNAMBIGUOUS, Cite, Disambiguation, Scope, Step
from ponarscite.csl.tree import PLAIN, Node, plain
from ponarscite.errors import RenderError

Value: TypeAlias = Any
"""A citation number or a string to be compared with those of the same cs:key."""
Placed: TypeAlias = tuple[int, Value]
"""0 and a value, or `_LAST`."""
ItemKey: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""CSL-JSON item -> a value to sort by."""
_LAST = (1, "")
"""The key of an item without a value."""
_NAMES_AS_KEY = {"form": "long", "et-al-min": "1000000"}
"""Attributes of cs:name for a name variable that is a sort key itself (CSL 1.0.2, "Sorting Variables")."""
_FORCED = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}
"""Attribute of cs:key -> attribute of cs:name that it overrides."""
_OF_CITE = frozenset(("locator", "first-reference-note-number"))
"""Variables that a cite has, not its item."""
_FIRST_NUMBER = re.compile(r"\d+")


class Descending:
    """A value in reversed order."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __lt__(self, other: Descending) -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and bool(other.value == self.value)

    __hash__ = None  # type: ignore[assignment]  # compared only, never hashed


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """An item to be sorted, with its cite and its citation number."""

    item: Item
    cite: Cite
    number: int
    disambiguation: Disambiguation = UNAMBIGUOUS


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A compiled cs:key.

    Args:
        value: gives the value of an item, "" if it has none.
        descending: whether larger values come first.
    """

    value: Callable[[Subject], Value]
    descending: bool


class FurtherKeys:
    """The values of an item for all cs:key elements but the first, compared one by one and computed when first needed.

    Attributes:
        id: of the item.
        rank: decides if all values are equal.
    """

    __slots__ = ("_keys", "_of", "_values", "id", "rank")

    def __init__(self, keys: Sequence[Key], subject: Subject, rank: int) -> None:
        self._keys = keys
        self._of = subject
        self._values: list[Placed] = []
        self.id = subject.item.id
        self.rank = rank

    def __lt__(self, other: FurtherKeys) -> bool:
        mine_known, theirs_known = self._values, other._values
        for number in range(1, len(self._keys)):
            mine = mine_known[number - 1] if number <= len(mine_known) else self._next()
            theirs = theirs_known[number - 1] if number <= len(theirs_known) else other._next()
            if mine != theirs:
                return mine < theirs
        return self.rank < other.rank

    def _next(self) -> Placed:
        """The first value that is not known yet."""
        value = _placed(self._keys[len(self._values) + 1], self._of)
        self._values.append(value)
        return value


class SortKey(NamedTuple):
    """The sort key of an item: a tuple, since most comparisons end at its first value, in C.

    Attributes:
        place, value: of the first cs:key, as in `Placed`; 0 and "" if there is none.
        further: the other values.
    """

    place: int
    value: Value
    further: FurtherKeys

    @property
    def id(self) -> str:
        """The id of the item."""
        return self.further.id

    @property
    def rank(self) -> int:
        """The rank of the item, which decides if all values are equal."""
        return self.further.rank


def made_key(keys: Sequence[Key], subject: Subject, rank: int) -> SortKey:
    """The sort key of an item, comparable with others made with the same keys."""
    place, value = _placed(keys[0], subject) if keys else (0, "")
    return SortKey(place, value, FurtherKeys(keys, subject, rank))


class Sorter:
    """Sorts items by the cs:sort of an area.

    Attributes:
        keys: the compiled cs:key elements; () without cs:sort.
        numbered: whether citation numbers are part of the keys.
        reads_cite: whether the keys of an item depend on its cite: its locator or its position.
    """

    def __init__(self, engine: Engine, area: Area) -> None:
        self._engine = engine
        self._area = area
        sort = area.element.find("sort")
        self.keys = tuple(self._key(key) for key in sort.all("key")) if sort else ()
        self.numbered = bool(self.keys) and "citation-number" in area.variables
        self.reads_cite = sort is not None and any(map(_reads_cite, engine.elements(sort)))

    def key(self, subject: Subject, rank: int) -> SortKey:
        """The sort key of an item, comparable with others of the same area."""
        return made_key(self.keys, subject, rank)

    def _key(self, element: Element) -> Key:
        descending = element.get("sort") == "descending"
        variable = element.get("variable")
        if not variable:
            macro = self._engine.style.macros.get(element.get("macro"))
            return Key(self._rendered(macro, _forced(element, self._area)) if macro else _nothing, descending)
        if variable in NAMES:
            names = Element("names", {"variable": variable, "delimiter": ", "}, (Element("name"),))
            return Key(self._rendered(Element("macro", children=(names,)), _NAMES_AS_KEY), descending)
        return Key(self._of_variable(variable), descending)

    def _of_variable(self, variable: str) -> Callable[[Subject], Value]:
        if variable == "citation-number":
            return lambda subject: subject.number
        if variable == "type":
            return lambda subject: subject.item.type
        if variable in DATES:
            return lambda subject: _date(subject.item, variable)
        return self._of_text(variable)

    def _of_text(self, variable: str) -> Callable[[Subject], Value]:
        from ponarscite.csl.collation import collator

        collated = collator(self._engine.locale.language)
        is_number = variable in NUMBERS

        def value(subject: Subject) -> Value:
            item = subject.item
            text = citation_label(item) if variable == "citation-label" else item.texts.get(variable, "").strip()
            found = _FIRST_NUMBER.search(text) if is_number else None
            return collated(found[0] if found else plain(Node(PLAIN, parse(text))) if text else "")

        return value

    def _rendered(self, macro: Element, forced: dict[str, str]) -> Callable[[Subject], Value]:
        """A function that gives the text of a macro as sort key, names in sort order."""
        from ponarscite.csl.collation import collator

        collated = collator(self._engine.locale.language)
        steps: dict[Shape, Step] = {}

        def value(subject: Subject) -> Value:
            item = subject.item
            shape = Shape(item.type, item.present & self._area.variables)
            step = steps.get(shape)
            if step is None:
                compiler = self._engine.compiler(self._area, shape, forced=forced)
                step = steps[shape] = listed(compiler.body(macro))
            node = step(Scope(item, subject.cite, subject.disambiguation, subject.number))
            return collated(plain(node)) if isinstance(node, Node) else ""

        return value


class CallerSorter:
    """Sorts items by a key of the caller; attributes and methods as in `Sorter`.

    Args:
        key: gives a value for a CSL-JSON item, None to put it last.
    """

    numbered = False

    def __init__(self, key: ItemKey) -> None:
        self.keys = (Key(lambda subject: _called(key, subject.item), descending=False),)

    def key(self, subject: Subject, rank: int) -> SortKey:
        """The sort key of an item."""
        return made_key(self.keys, subject, rank)


def _called(key: ItemKey, item: Item) -> Value:
    """The value that a key of the caller gives, "" for None. Raises RenderError if it fails."""
    try:
        value = key(item.raw)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise RenderError(f"the order of the bibliography fails for item {item.id!r}: {reason}") from error
    return "" if value is None else value


def _forced(key: Element, area: Area) -> dict[str, str]:
    """The attributes that a key sets on cs:name; those of the area as well, which here override cs:name."""
    wishes = {own: key.get(name) or area.options.get(own, "") for name, own in _FORCED.items()}
    return {own: wish for own, wish in wishes.items() if wish}


def _placed(key: Key, subject: Subject) -> Placed:
    """The value of an item with its place: items with a value before those without."""
    value = key.value(subject)
    if value == "":
        return _LAST
    return (0, Descending(value) if key.descending else value)


def _reads_cite(element: Element) -> bool:
    """Whether what an element prints depends on the cite, not on its item alone."""
    named = (*element.get("variable").split(), *element.get("is-numeric").split())
    tested = element.attributes.keys() & {"locator", "position"}
    return bool(tested) or not _OF_CITE.isdisjoint(named)


def _nothing(subject: Subject) -> Value:  # noqa: ARG001  # the signature of a key
    return ""


def _date(item: Item, variable: str) -> Value:
    date = item.dates.get(variable)
    return sort_key(date) if date else ""
