"""The steps by which names make equal cites differ: one more name, then initials, then the full given name.

Source: CSL 1.0.2 specification, "Disambiguation", methods (1) and (2); details follow citeproc-js.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeVar

from ponarscite.csl.list_style import Origin
from ponarscite.csl.person import has_others
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
        level: as in `RenderedNames`.
        initials: whether the style sets initialize-with.
        origin: of the style; None if who is in the list decides how it ends.
    """

    length: int
    shown: int
    level: int
    initials: bool
    origin: Origin | None


Shape: TypeAlias = tuple[ListShape, ...]
"""The shapes of the name lists of a cite."""


def shape(lists: Iterable[RenderedNames]) -> Shape:
    """The shape of a cite with these name lists."""
    return tuple(map(_list_shape, lists))


def _list_shape(names: RenderedNames) -> ListShape:
    style, persons = names.style, names.persons
    initials = style.name.initialize_with is not None
    origin = style.origin if style.ends_by_length and not has_others(persons) else None
    return ListShape(len(persons), names.count, style.name.level, initials, origin)


@dataclass(frozen=True, slots=True)
class Step:
    """An addition to try.

    Args:
        place: the name that is tried; sets that the step splits go on with it.
        changed: the name whose text the step changes.
        names: the disambiguation before the step, with the names that it and earlier steps show.
        level: to which the given name is expanded, 0 if a name is added.
        by_name: whether cites that were equal before the step differ after it exactly if the texts of `changed` do.
    """

    place: Place
    changed: Place
    names: Disambiguation
    level: int = 0
    by_name: bool = False

    @property
    def shown_level(self) -> int:
        """The level of the given name of `changed` after the step."""
        return self.level or _level(self.names, self.changed)

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
    known = tuple(shapes)
    for index, start, lists in _lists(known, begin):
        longest = max(names.length for names in lists)
        for name in range(start, longest if methods.add_names else min(longest, 1)):
            place = (index, name)
            shown = _shown(lists, place, disambiguation) if methods.add_names and name else None
            if shown is not None:
                step = _showing(known, place, shown, disambiguation)
                disambiguation = step.names
                yield step
            if methods.expand_given_names:
                yield from _expanding(known, place, disambiguation)


def _showing(shapes: Sequence[Shape], place: Place, shown: int, disambiguation: Disambiguation) -> Step:
    """The step that shows some names of a list; the text of the last of them decides if it shows one more."""
    index, last = place[0], shown - 1
    by_name = _alike(shapes, (index, last)) and _count(shapes[0], index, disambiguation) == last
    names = _put(disambiguation.names, index, shown, 0)
    return Step(place, (index, last), Disambiguation(names, disambiguation.givens), by_name=by_name)


def _expanding(shapes: Sequence[Shape], place: Place, disambiguation: Disambiguation) -> Iterator[Step]:
    """The steps that expand the given name at a place; its text decides if all cites show it."""
    index, name = place
    by_name = _alike(shapes, place) and _count(shapes[0], index, disambiguation) > name
    lists = [each[index] for each in shapes if index < len(each)]
    for level in _levels(lists, place, disambiguation):
        yield Step(place, place, disambiguation, level, by_name)


def _lists(shapes: Sequence[Shape], begin: Place) -> Iterator[tuple[int, int, list[ListShape]]]:
    """(index, first name to try, shapes) of the name lists from a place on."""
    first, start = begin
    for index in range(first, max(map(len, shapes))):
        yield index, start, [each[index] for each in shapes if index < len(each)]
        start = 0


def _count(shape: Shape, index: int, disambiguation: Disambiguation) -> int:
    """The number of names that a list shows, if it has as many."""
    return max(shape[index].shown, _at(disambiguation.names, index))


def _alike(shapes: Sequence[Shape], place: Place) -> bool:
    """Whether cites of these shapes differ in nothing but names, if they are shown up to a name.

    They have that name, in a list of one origin, after which all of them go on, or all end.
    """
    index, name = place
    lists = [each[index] for each in shapes if index < len(each)]
    first = lists[0]
    return (
        len(lists) == len(shapes)
        and first.origin is not None
        and all(
            (names.origin, names.shown) == (first.origin, first.shown)
            and names.length > name
            and (names.length == name + 1) == (first.length == name + 1)
            for names in lists
        )
    )


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
