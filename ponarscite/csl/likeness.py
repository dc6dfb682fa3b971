"""Likeness: items whose cites look alike are told apart by more names, more of given names, conditions.

The names of a group are gone through from the first to the last: each is added where "et al." hid it, then its given
name is said as initials and in full. What parts the group stays, for each of the parts, which then go on alone; what
does not part it is taken back. Source: CSL 1.0.2 specification, "Disambiguation"; citeproc-js where it is silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ponarscite.csl.person import Person
from ponarscite.csl.scope import NO_DETAIL, Detail, Shown

Look = Callable[[str, Detail], tuple[str, int]]
"""(id, detail) -> the text of the cite, and how many conditions it asks for."""
Ids = tuple[str, ...]
Place = tuple[int, int]
"""A list of names, and a name in it."""
T = TypeVar("T")
MOST_CONDITIONS = 100


@dataclass(frozen=True, slots=True)
class Means:
    """What a style lets tell cites apart.

    Args:
        names: whether names are added.
        givens: whether given names are expanded, cite by cite.
        conditions: whether it asks ``disambiguate="true"`` anywhere; year suffixes go before that.
        suffixes: whether years have suffixes in the end.
    """

    names: bool = False
    givens: bool = False
    conditions: bool = False
    suffixes: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """Items that look alike.

    Args:
        ids: of the items.
        detail: what is said more of each.
        place: the next name to be looked at.
    """

    ids: Ids
    detail: Detail = NO_DETAIL
    place: Place = (0, 0)


class Likeness:
    """The search within one group.

    Args:
        means: of the style.
        lists: id -> the lists of names in its cite.
        look: renders a cite.
    """

    def __init__(self, means: Means, lists: Mapping[str, Sequence[Shown]], look: Look) -> None:
        self.means = means
        self.lists = lists
        self.look = look

    def classes(self, ids: Ids) -> Iterator[Class]:
        """The group in its parts: one item each, or several that remain alike."""
        open_classes = [Class(ids)]
        while open_classes:
            group = open_classes.pop()
            parts = self._parted(group) if len(group.ids) > 1 else None
            if parts:
                open_classes.extend(reversed(parts))
            elif len(group.ids) > 1 and self.means.conditions and not self.means.suffixes:
                yield from self._conditioned(group)
            else:
                yield group

    def parts(self, ids: Ids, detail: Detail = NO_DETAIL) -> list[Ids]:
        """The items whose cites are equal, together."""
        return _grouped((each, self.look(each, detail)[0]) for each in ids)

    def _parted(self, group: Class) -> list[Class] | None:
        """The parts of a group after the first step that parts it; None when no name does."""
        detail = group.detail
        for place in self._places(group):
            added = self._with_name(group.ids, place, detail)
            if added is not None:
                detail = added
                last = (place[0], detail.names[place[0]] - 1)
                if parts := self._split(group.ids, detail, place, last):
                    return parts
            for level in self._levels(group.ids, place, detail):
                if parts := self._split(group.ids, _with_level(detail, place, level), place, place):
                    return parts
        return None

    def _places(self, group: Class) -> Iterator[Place]:
        """The names from that place on, as far as any item has them; the first alone where none are added."""
        first, begin = group.place
        for index in range(first, max(len(self.lists[each]) for each in group.ids)):
            longest = max(len(self._persons(each, index)) for each in group.ids)
            yield from ((index, name) for name in range(begin, longest if self.means.names else min(longest, 1)))
            begin = 0

    def _persons(self, id: str, index: int) -> tuple[Person, ...]:
        lists = self.lists[id]
        return lists[index].persons if index < len(lists) else ()

    def _with_name(self, ids: Ids, place: Place, detail: Detail) -> Detail | None:
        """The detail that shows one name more than at the name before; None where nothing is hidden."""
        index, name = place
        if not self.means.names or not name:
            return None
        shown = [lists[index] for lists in self._having(ids, index)]
        count = min(one.count for one in shown) + name
        if count <= _at(detail.names, index) or all(count > len(one.persons) for one in shown):
            return None
        return replace(detail, names=_put(detail.names, index, count, 0))

    def _levels(self, ids: Ids, place: Place, detail: Detail) -> Iterator[int]:
        """How much more of a given name may be said, if the people there have different ones."""
        index, name = place
        if not self.means.givens or self._alike(ids, place):
            return
        shown = [lists[index] for lists in self._having(ids, index)]
        if all(name >= max(one.count, _at(detail.names, index)) for one in shown):
            return
        least = max(min(one.level for one in shown), _level(detail, place))
        if least == 0 and any(one.initials for one in shown):
            yield 1
        if least < 2:
            yield 2

    def _having(self, ids: Ids, index: int) -> Iterator[Sequence[Shown]]:
        return (self.lists[each] for each in ids if index < len(self.lists[each]))

    def _alike(self, ids: Ids, place: Place) -> bool:
        """Whether all name the same person there, in lists of equal length: then nothing there parts them."""
        index, name = place
        found = {(persons[name : name + 1], len(persons)) for persons in (self._persons(each, index) for each in ids)}
        return len(found) == 1

    def _split(self, ids: Ids, detail: Detail, place: Place, changed: Place) -> list[Class] | None:
        """The items by their cites, if they name different people where the detail has *changed*."""
        if self._alike(ids, changed):
            return None
        groups = self.parts(ids, detail)
        return [Class(part, detail, place) for part in groups] if len(groups) > 1 else None

    def _conditioned(self, group: Class) -> Iterator[Class]:
        """The group with as many conditions as each item needs."""
        resolved: list[Class] = []
        left, detail = group.ids, group.detail
        for count in range(1, MOST_CONDITIONS):
            tried = replace(group.detail, condition=count)
            seen = {each: self.look(each, tried) for each in left}
            if all(asked < count for _, asked in seen.values()):
                break
            detail = tried
            groups = _grouped((each, text) for each, (text, _) in seen.items())
            resolved += [Class(part, detail) for part in groups if len(part) == 1]
            left = tuple(each for part in groups if len(part) > 1 for each in part)
            if not left:
                break
        yield from resolved
        if left:
            yield Class(left, detail)


def _grouped(texts: Iterable[tuple[str, str]]) -> list[Ids]:
    groups: dict[str, list[str]] = {}
    for each, text in texts:
        groups.setdefault(text, []).append(each)
    return [tuple(ids) for ids in groups.values()]


def _at(numbers: Sequence[int], index: int) -> int:
    return numbers[index] if index < len(numbers) else 0


def _level(detail: Detail, place: Place) -> int:
    index, name = place
    return _at(detail.givens[index], name) if index < len(detail.givens) else 0


def _put(row: tuple[T, ...], index: int, value: T, filler: T) -> tuple[T, ...]:
    """The row with a value in that place, made longer where it is too short."""
    longer = [*row, *[filler] * (index + 1 - len(row))]
    longer[index] = value
    return tuple(longer)


def _with_level(detail: Detail, place: Place, level: int) -> Detail:
    index, name = place
    before = detail.givens[index] if index < len(detail.givens) else ()
    return replace(detail, givens=_put(detail.givens, index, _put(before, name, level, 0), ()))
