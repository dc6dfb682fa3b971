"""Disambiguation of one set of ambiguous cites: show more names, expand names, then use conditions.

The names of the cites are taken from first to last. Each is shown if "et al." hid it, then its given name is expanded
to initials and to the full given name. A step that makes any cites differ stays, and each resulting set goes on by
itself; any other step is undone. Source: CSL 1.0.2 specification, "Disambiguation", methods (1) to (3); details follow
citeproc-js.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from ponarscite.csl.person import Person
from ponarscite.csl.scope import UNAMBIGUOUS, Disambiguation, RenderedNames

RenderCite = Callable[[str, Disambiguation], tuple[str, int]]
"""(id, disambiguation) -> text of the item's cite, and number of its conditions disambiguate="true"."""
Ids = tuple[str, ...]
Place = tuple[int, int]
"""Index of a name list in a cite, index of a name in that list."""
T = TypeVar("T")
MOST_CONDITIONS = 100
"""Conditions disambiguate="true" of one cite that are tried."""


@dataclass(frozen=True, slots=True)
class Methods:
    """The disambiguation methods that a style activates.

    Args:
        add_names: disambiguate-add-names.
        expand_given_names: disambiguate-add-givenname, for ambiguous cites only (rule "by-cite").
        conditions: whether the citations have a condition disambiguate="true".
        year_suffixes: disambiguate-add-year-suffix. As in citeproc-js, such a style leaves its conditions alone.
    """

    add_names: bool = False
    expand_given_names: bool = False
    conditions: bool = False
    year_suffixes: bool = False


@dataclass(frozen=True, slots=True)
class CiteSet:
    """Items with equal cites.

    Args:
        ids: of the items.
        disambiguation: with which their cites are equal.
        place: the name that is tried next.
    """

    ids: Ids
    disambiguation: Disambiguation = UNAMBIGUOUS
    place: Place = (0, 0)

    def __hash__(self) -> int:
        """Of few of its values, as large sets are looked up often."""
        return hash((self.ids[0], len(self.ids), self.place))


Splits: TypeAlias = dict[CiteSet, tuple[CiteSet, ...]]
"""A set of cites -> the sets into which it is split, itself alone if it stays; from the whole set on."""


def unsplit(splits: Splits) -> list[CiteSet]:
    """The sets that stay, in order."""
    return [cites for cites, parts in splits.items() if parts[0] == cites]


class CiteDisambiguation:
    """The search for additions that make the cites of a set differ.

    Args:
        methods: that the style activates.
        lists: id -> the name lists of the item's cite.
        render_cite: renders a cite with given additions.
    """

    def __init__(self, methods: Methods, lists: Mapping[str, Sequence[RenderedNames]], render_cite: RenderCite) -> None:
        self._methods = methods
        self._lists = lists
        self._render_cite = render_cite
        self._known: dict[Place, list[Ids]] = {}  # results of `_bearers` for the set that is being split

    def resolve(self, ids: Ids, before: Splits) -> Splits:
        """Split a set of ambiguous cites until each set holds one item, or several that stay ambiguous.

        Args:
            before: the result for a set of which these items are a superset, so that only sets with new items are split
                anew.
        """
        splits: Splits = {}
        pending = [CiteSet(ids)]
        while pending:
            cites = pending.pop()
            parts = (cites,) if cites.disambiguation.condition else before.get(cites) or self._parts(cites)
            splits[cites] = parts
            if parts[0] != cites:
                pending.extend(reversed(parts))
        return splits

    def _parts(self, cites: CiteSet) -> tuple[CiteSet, ...]:
        """The sets into which a set is split; itself alone if nothing makes its cites differ."""
        if len(cites.ids) == 1:
            return (cites,)
        if parts := self._split_by_names(cites):
            return tuple(parts)
        if self._methods.conditions and not self._methods.year_suffixes:
            return tuple(self._split_by_conditions(cites))
        return (cites,)

    def _split_by_names(self, cites: CiteSet) -> list[CiteSet] | None:
        """The sets after the first step that makes cites differ; None if no name does."""
        self._known.clear()
        disambiguation = cites.disambiguation
        for place in self._places(cites):
            added = self._with_name(cites.ids, place, disambiguation)
            if added is not None:
                disambiguation = added
                last = (place[0], disambiguation.names[place[0]] - 1)
                if parts := self._split(cites.ids, disambiguation, place, last):
                    return parts
            for level in self._levels(cites.ids, place, disambiguation):
                if parts := self._split(cites.ids, _with_level(disambiguation, place, level), place, place):
                    return parts
        return None

    def _places(self, cites: CiteSet) -> Iterator[Place]:
        """The names from `cites.place` to the end of the longest list; without add_names the first of each list."""
        first, begin = cites.place
        for index in range(first, max(len(self._lists[each]) for each in cites.ids)):
            longest = max(len(self._persons(each, index)) for each in cites.ids)
            yield from ((index, name) for name in range(begin, longest if self._methods.add_names else min(longest, 1)))
            begin = 0

    def _persons(self, id: str, index: int) -> tuple[Person, ...]:
        lists = self._lists[id]
        return lists[index].persons if index < len(lists) else ()

    def _with_name(self, ids: Ids, place: Place, disambiguation: Disambiguation) -> Disambiguation | None:
        """The disambiguation with one more name shown; None if no name is hidden."""
        index, name = place
        if not self._methods.add_names or not name:
            return None
        lists = [lists[index] for lists in self._having(ids, index)]
        count = min(names.count for names in lists) + name
        if count <= _at(disambiguation.names, index) or all(count > len(names.persons) for names in lists):
            return None
        return replace(disambiguation, names=_put(disambiguation.names, index, count, 0))

    def _levels(self, ids: Ids, place: Place, disambiguation: Disambiguation) -> Iterator[int]:
        """The levels to which a name can be expanded: 1 initials, 2 full given name; none if all share the name."""
        index, name = place
        if not self._methods.expand_given_names or self._same_name(ids, place):
            return
        lists = [lists[index] for lists in self._having(ids, index)]
        if all(name >= max(names.count, _at(disambiguation.names, index)) for names in lists):
            return
        least = max(min(names.level for names in lists), _level(disambiguation, place))
        if least == 0 and any(names.initials for names in lists):
            yield 1
        if least < 2:
            yield 2

    def _having(self, ids: Ids, index: int) -> Iterator[Sequence[RenderedNames]]:
        """The name lists of each item that has a list of that index."""
        return (self._lists[each] for each in ids if index < len(self._lists[each]))

    def _same_name(self, ids: Ids, place: Place) -> bool:
        """Whether all items have the same name at a place, in lists of equal length: showing it changes nothing."""
        return len(self._bearers(ids, place)) == 1

    def _bearers(self, ids: Ids, place: Place) -> list[Ids]:
        """Group the items by their name at a place, none if their list is shorter, and the length of that list."""
        known = self._known.get(place)
        if known is None:
            index, name = place
            lists = ((each, self._persons(each, index)) for each in ids)
            known = _grouped((each, (persons[name : name + 1], len(persons))) for each, persons in lists)
            self._known[place] = known
        return known

    def _split(self, ids: Ids, disambiguation: Disambiguation, place: Place, changed: Place) -> list[CiteSet] | None:
        """Group the items by their cites; None if all stay equal.

        Args:
            place: the name that the resulting sets try next.
            changed: the name whose text the disambiguation changes. As the cites were equal before, those of items
                that share it stay equal, and one of them is rendered.
        """
        bearers = self._bearers(ids, changed)
        if len(bearers) == 1:
            return None
        texts = {each: self._render_cite(group[0], disambiguation)[0] for group in bearers for each in group}
        groups = _grouped((each, texts[each]) for each in ids)
        return [CiteSet(part, disambiguation, place) for part in groups] if len(groups) > 1 else None

    def _split_by_conditions(self, cites: CiteSet) -> Iterator[CiteSet]:
        """Let more and more conditions disambiguate="true" hold, for each item as few as make its cite unique."""
        resolved: list[CiteSet] = []
        left, disambiguation = cites.ids, cites.disambiguation
        for count in range(1, MOST_CONDITIONS):
            tried = replace(cites.disambiguation, condition=count)
            rendered = {each: self._render_cite(each, tried) for each in left}
            if all(conditions < count for _, conditions in rendered.values()):
                break
            disambiguation = tried
            groups = _grouped((each, text) for each, (text, _) in rendered.items())
            resolved += [CiteSet(part, disambiguation) for part in groups if len(part) == 1]
            left = tuple(each for part in groups if len(part) > 1 for each in part)
            if not left:
                break
        yield from resolved
        if left:
            yield CiteSet(left, disambiguation)


def _grouped(pairs: Iterable[tuple[str, Hashable]]) -> list[Ids]:
    """The ids of (id, value) pairs, grouped by equal value."""
    groups: dict[Hashable, list[str]] = {}
    for each, value in pairs:
        groups.setdefault(value, []).append(each)
    return [tuple(ids) for ids in groups.values()]


def _at(numbers: Sequence[int], index: int) -> int:
    return numbers[index] if index < len(numbers) else 0


def _level(disambiguation: Disambiguation, place: Place) -> int:
    index, name = place
    return _at(disambiguation.givens[index], name) if index < len(disambiguation.givens) else 0


def _put(row: tuple[T, ...], index: int, value: T, filler: T) -> tuple[T, ...]:
    """The row with *value* at *index*, filled up with *filler* if it is shorter."""
    longer = [*row, *[filler] * (index + 1 - len(row))]
    longer[index] = value
    return tuple(longer)


def _with_level(disambiguation: Disambiguation, place: Place, level: int) -> Disambiguation:
    index, name = place
    before = disambiguation.givens[index] if index < len(disambiguation.givens) else ()
    return replace(disambiguation, givens=_put(disambiguation.givens, index, _put(before, name, level, 0), ()))
