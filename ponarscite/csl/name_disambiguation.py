"""Global name disambiguation: how much of each given name tells the bearers of one family name apart.

Source: CSL 1.0.2 specification, "Disambiguation" (givenname-disambiguation-rule "all-names", "primary-name" and both
"-with-initials" rules). These rules expand names in all cites of a document, ambiguous or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ponarscite.csl.initials import initialize
from ponarscite.csl.person import Person

Bearers = dict[str, dict[str, set[str]]]
"""The bearers of one family name: initials -> given name -> ids of the items that name this person."""


class NameDisambiguator:
    """The people named in a document, by family name; adding or removing one looks only at bearers of that name.

    Args:
        with_initials: whether initials are the most that may be added to a name.
        with_particles: whether a non-dropping particle makes another family name: "dos Smith", "Smith".
    """

    def __init__(self, *, with_initials: bool, with_particles: bool = False) -> None:
        self._with_particles = with_particles
        self._highest = 1 if with_initials else 2
        self._families: dict[str, Bearers] = {}

    def add(self, id: str, persons: Iterable[Person]) -> set[str]:
        """Add the people whom an item names; return the ids of other items in which `level` may now differ."""
        affected: set[str] = set()
        for person in filter(_has_both_names, persons):
            bearers = self._families.setdefault(self._family(person), {})
            initials, given = _initials(person), _plain(person.given)
            same_initials = bearers.setdefault(initials, {})
            if not same_initials and len(bearers) == 2:
                affected.update(_ids(bearers.values()))
            if given not in same_initials and len(same_initials) == 1:
                affected.update(_ids([same_initials]))
            same_initials.setdefault(given, set()).add(id)
        return affected - {id}

    def remove(self, id: str, persons: Iterable[Person]) -> set[str]:
        """Remove the people whom an item names; return ids as `add` does."""
        affected: set[str] = set()
        for person in filter(_has_both_names, persons):
            bearers = self._families.get(self._family(person), {})
            initials, given = _initials(person), _plain(person.given)
            same_initials = bearers.get(initials, {})
            same_initials.get(given, set()).discard(id)
            if given in same_initials and not same_initials[given]:
                del same_initials[given]
                affected.update(_ids([same_initials]) if len(same_initials) == 1 else ())
                if not same_initials:
                    del bearers[initials]
                    affected.update(_ids(bearers.values()) if len(bearers) == 1 else ())
        return affected - {id}

    def level(self, person: Person) -> int:
        """Part of a given name to show: 0 as the style has it, 1 initials, 2 the full given name."""
        if not _has_both_names(person):
            return 0
        bearers = self._families.get(self._family(person), {})
        if len(bearers.get(_initials(person), ())) > 1 and self._highest == 2:
            return 2
        return 1 if len(bearers) > 1 else 0

    def _family(self, person: Person) -> str:
        return f"{person.non_dropping} {person.family}" if self._with_particles else person.family


def levels_within_list(persons: Sequence[Person], levels: tuple[int, ...]) -> tuple[int, ...]:
    """The levels of the names in one list, raised from 0 for people of that list who share a family name.

    Args:
        persons: the names of the list.
        levels: their levels so far; a missing one counts as 0.
    """
    if len({person.family for person in persons}) == len(persons):
        return levels
    disambiguator = NameDisambiguator(with_initials=False)
    disambiguator.add("", persons)
    known = (*levels, *[0] * (len(persons) - len(levels)))
    return tuple(level or disambiguator.level(person) for level, person in zip(known, persons, strict=True))


def _has_both_names(person: Person) -> bool:
    return bool(person.family and person.given)


def _plain(given: str) -> str:
    """A given name for comparison: "J. R." equals "J.R."."""
    return given.replace(".", " ").replace(" ", "")


def _initials(person: Person) -> str:
    return initialize(person.given, "", names_too=True, hyphen=False)


def _ids(groups: Iterable[dict[str, set[str]]]) -> Iterator[str]:
    return (each for group in groups for ids in group.values() for each in ids)
