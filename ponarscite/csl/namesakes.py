"""Namesakes: the given names of all people of one family name, and how much of them tells each from the others.

Source: CSL 1.0.2 specification, "Disambiguation" (givenname-disambiguation-rule "all-names", "primary-name" and their
forms with initials).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ponarscite.csl.initials import initialize
from ponarscite.csl.person import Person

Bearers = dict[str, dict[str, set[str]]]
"""Initials -> given name -> ids of the items that name this person."""


class Namesakes:
    """People by their names. Each change looks only at those who bear the same family name.

    Args:
        with_initials: whether given names are never told apart by more than initials.
        with_particles: whether "dos Smith" and "Smith" are two family names.
    """

    def __init__(self, *, with_initials: bool, with_particles: bool = False) -> None:
        self._with_particles = with_particles
        self._highest = 1 if with_initials else 2
        self._families: dict[str, Bearers] = {}

    def add(self, id: str, persons: Iterable[Person]) -> set[str]:
        """Take in the people whom an item names; gives the items whose people are now told apart otherwise."""
        moved: set[str] = set()
        for person in filter(_counts, persons):
            bearers = self._families.setdefault(self._family(person), {})
            initials, given = _initials(person), _plain(person.given)
            same = bearers.setdefault(initials, {})
            if not same and len(bearers) == 2:
                moved.update(_ids(bearers.values()))
            if given not in same and len(same) == 1:
                moved.update(_ids([same]))
            same.setdefault(given, set()).add(id)
        return moved - {id}

    def remove(self, id: str, persons: Iterable[Person]) -> set[str]:
        """Forget that an item names them; gives the items as `add`."""
        moved: set[str] = set()
        for person in filter(_counts, persons):
            bearers = self._families.get(self._family(person), {})
            initials, given = _initials(person), _plain(person.given)
            same = bearers.get(initials, {})
            same.get(given, set()).discard(id)
            if given in same and not same[given]:
                del same[given]
                moved.update(_ids([same]) if len(same) == 1 else ())
                if not same:
                    del bearers[initials]
                    moved.update(_ids(bearers.values()) if len(bearers) == 1 else ())
        return moved - {id}

    def level(self, person: Person) -> int:
        """How much of a person's given name is said: 0 as the style has it, 1 initials, 2 all."""
        if not _counts(person):
            return 0
        bearers = self._families.get(self._family(person), {})
        if len(bearers.get(_initials(person), ())) > 1 and self._highest == 2:
            return 2
        return 1 if len(bearers) > 1 else 0

    def _family(self, person: Person) -> str:
        return f"{person.non_dropping} {person.family}" if self._with_particles else person.family


def among_themselves(persons: Sequence[Person], levels: tuple[int, ...]) -> tuple[int, ...]:
    """The levels of people in one list, raised from 0 where they are namesakes of each other."""
    if len({person.family for person in persons}) == len(persons):
        return levels
    namesakes = Namesakes(with_initials=False)
    namesakes.add("", persons)
    known = (*levels, *[0] * (len(persons) - len(levels)))
    return tuple(level or namesakes.level(person) for level, person in zip(known, persons, strict=True))


def _counts(person: Person) -> bool:
    return bool(person.family and person.given)


def _plain(given: str) -> str:
    return given.replace(".", " ").replace(" ", "")


def _initials(person: Person) -> str:
    return initialize(person.given, "", names_too=True, hyphen=False)


def _ids(groups: Iterable[dict[str, set[str]]]) -> Iterator[str]:
    return (each for group in groups for ids in group.values() for each in ids)
