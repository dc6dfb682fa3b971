"""The steps by which names make equal cites differ: one more name, then initials, then the full given name.

Source: CSL 1.0.2 specification, "Disambiguation", methods (1) and (2); details follow citeproc-js.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

from ponarscite.csl.scope import Disambiguation, RenderedNames

Place = tuple[int, int]
"""Index of a name list in a cite, index of a name in that list."""
T = TypeVar("T")


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


class ListShape(NamedTuple):
    """Properties of a name list on which the steps depend.

    Attributes:
        length: number of names.
        shown: number of those before "et al.".
        level, initials: as in `RenderedNames`.
    """

    length: int
    shown: int
    level: int
    initials: bool


Shape: TypeAlias = tuple[ListShape, ...]
"""The shapes of the name lists of a cite."""


def shape(lists: Iterable[RenderedNames]) -> Shape:
    """The shape of a cite with these name lists."""
    return tuple(ListShape(len(names.persons), names.count, names.level, names.initials) for names in lists)


@dataclass(frozen=True, slots=True)
class Step:
    """An addition to try.

    Args:
        place: the name that is tried; sets that the step splits go on with it.
        changed: the name whose text the step changes.
        names: the disambiguation before the step, with the names that it and earlier steps show.
        level: to which the given name is expanded, 0 if a name is added.
    """

    place: Place
    changed: Place
    names: Disambiguation
    level: int = 0

    @property
    def disambiguation(self) -> Disambiguation:
        """The disambiguation with which the cites are compared."""
        return _with_level(self.names, self.place, self.level) if self.level else self.names


def steps(methods: Methods, shapes: Iterable[Shape], disambiguation: Disambiguation, begin: Place) -> Iterator[Step]:
    """The steps for cites of some shapes, in order; names that one shows stay in the next ones.

    Args:
        disambiguation: with which the cites are equal.
        begin: the name to try first.
    """
    for index, start, lists in _lists(shapes, begin):
        longest = max(names.length for names in lists)
        for name in range(start, longest if methods.add_names else min(longest, 1)):
            place = (index, name)
            shown = _shown(lists, place, disambiguation) if methods.add_names and name else None
            if shown is not None:
                names = _put(disambiguation.names, index, shown, 0)
                disambiguation = Disambiguation(names, disambiguation.givens)
                yield Step(place, (index, shown - 1), disambiguation)
            if methods.expand_given_names:
                for level in _levels(lists, place, disambiguation):
                    yield Step(place, place, disambiguation, level)


def _lists(shapes: Iterable[Shape], begin: Place) -> Iterator[tuple[int, int, list[ListShape]]]:
    """(index, first name to try, shapes) of the name lists from a place on."""
    known = tuple(shapes)
    first, start = begin
    for index in range(first, max(map(len, known))):
        yield index, start, [each[index] for each in known if index < len(each)]
        start = 0


def _shown(lists: Sequence[ListShape], place: Place, disambiguation: Disambiguation) -> int | None:
    """The number of names with one more shown; None if no name is hidden."""
    index, name = place
    count = min(names.shown for names in lists) + name
    hidden = count > _at(disambiguation.names, index) and any(count <= names.length for names in lists)
    return count if hidden else None


def _levels(lists: Sequence[ListShape], place: Place, disambiguation: Disambiguation) -> Iterator[int]:
    """The levels to which a name can be expanded: 1 initials, 2 full given name; none if it is hidden."""
    index, name = place
    shown = _at(disambiguation.names, index)
    if all(name >= max(names.shown, shown) for names in lists):
        return
    least = max(min(names.level for names in lists), _level(disambiguation, place))
    if least == 0 and any(names.initials for names in lists):
        yield 1
    if least < 2:
        yield 2


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
    return Disambiguation(disambiguation.names, _put(disambiguation.givens, index, _put(before, name, level, 0), ()))
