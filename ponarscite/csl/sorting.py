"""Sorting: the keys of cs:sort.

Source: CSL 1.0.2 specification, "Sorting". Items without a value come last, whatever the direction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ponarscite.csl.compiler import Shape
from ponarscite.csl.datevalue import sort_key
from ponarscite.csl.element import Element
from ponarscite.csl.engine import Area, Engine
from ponarscite.csl.group import listed
from ponarscite.csl.item import DATES, NAMES, NUMBERS, Item
from ponarscite.csl.richtext import parse
from ponarscite.csl.scope import Cite, Scope, Step
from ponarscite.csl.tree import PLAIN, Node, plain
from ponarscite.csl.trigraph import label

Value: TypeAlias = Any
"""A string, or a citation number; those of one key compare with each other."""
_LAST = (1, "")
"""The key of an item without a value."""
_NAMES_AS_KEY = {"form": "long", "et-al-min": "1000000"}
_FORCED = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}
"""Attributes of cs:key -> what they set of all names below it."""
_FIRST_NUMBER = re.compile(r"\d+")


class Descending:
    """A value that sorts the other way round."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __lt__(self, other: Descending) -> bool:
        return bool(other.value < self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Descending) and bool(other.value == self.value)

    __hash__ = None  # type: ignore[assignment]  # never in a set


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What is sorted: an item, its cite, its citation number."""

    item: Item
    cite: Cite
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A cs:key: what gives its value, and whether it descends."""

    value: Callable[[Subject], Value]
    descending: bool


class SortKey:
    """The place of an item among others: keys are compared one by one, and made when they are asked for.

    Attributes:
        id: of the item.
        rank: what decides where all keys are equal.
    """

    __slots__ = ("_keys", "_of", "_values", "id", "rank")

    def __init__(self, keys: Sequence[Key], subject: Subject, rank: int) -> None:
        self._keys = keys
        self._of = subject
        self._values: list[tuple[int, Value]] = []
        self.id = subject.item.id
        self.rank = rank

    def __lt__(self, other: SortKey) -> bool:
        for number in range(len(self._keys)):
            mine, theirs = self._value(number), other._value(number)
            if mine != theirs:
                return mine < theirs
        return self.rank < other.rank

    def _value(self, number: int) -> tuple[int, Value]:
        values = self._values
        if number == len(values):
            key = self._keys[number]
            values.append(_placed(key, key.value(self._of)))
        return values[number]


class Sorter:
    """What orders the items of an area.

    Attributes:
        keys: of its cs:sort; () where the style does not sort it.
        numbered: whether citation numbers are among what is sorted by.
    """

    def __init__(self, engine: Engine, area: Area) -> None:
        self._engine = engine
        self._area = area
        sort = area.element.find("sort")
        self.keys = tuple(self._key(key) for key in sort.all("key")) if sort else ()
        self.numbered = bool(self.keys) and "citation-number" in area.variables

    def key(self, subject: Subject, rank: int) -> SortKey:
        """The sort key of an item, to be compared with others of the same area; the *rank* decides in the end."""
        return SortKey(self.keys, subject, rank)

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
        from ponarscite.csl.collate import collator

        collated = collator(self._engine.locale.language)
        is_number = variable in NUMBERS

        def value(subject: Subject) -> Value:
            text = label(subject.item) if variable == "citation-label" else subject.item.texts.get(variable, "").strip()
            found = _FIRST_NUMBER.search(text) if is_number else None
            return collated(found[0] if found else plain(Node(PLAIN, parse(text))) if text else "")

        return value

    def _rendered(self, macro: Element, forced: dict[str, str]) -> Callable[[Subject], Value]:
        """What a macro says of an item, names with the family name first."""
        from ponarscite.csl.collate import collator

        collated = collator(self._engine.locale.language)
        steps: dict[Shape, Step] = {}

        def value(subject: Subject) -> Value:
            item = subject.item
            shape = Shape(item.type, item.present & self._area.variables)
            step = steps.get(shape)
            if step is None:
                compiler = self._engine.compiler(self._area, shape, forced=forced)
                step = steps[shape] = listed(compiler.body(macro))
            node = step(Scope(item, subject.cite, number=subject.number))
            return collated(plain(node)) if isinstance(node, Node) else ""

        return value


def _forced(key: Element, area: Area) -> dict[str, str]:
    """What a key says of names; else what the area does, which holds here before what cs:name says."""
    wishes = {own: key.get(name) or area.options.get(own, "") for name, own in _FORCED.items()}
    return {own: wish for own, wish in wishes.items() if wish}


def _placed(key: Key, value: Value) -> tuple[int, Value]:
    if value == "":
        return _LAST
    return (0, Descending(value) if key.descending else value)


def _nothing(subject: Subject) -> Value:  # noqa: ARG001  # every key takes a subject
    return ""


def _date(item: Item, variable: str) -> Value:
    date = item.dates.get(variable)
    return sort_key(date) if date else ""
