"""Rivals: descriptions that share keys with a new one. They tell at once whether it differs from all of them (pure)."""

from __future__ import annotations

from collections.abc import Iterator

from ponarscite.reconcile.partition import ENTRY, Candidate, fields_of, signs, wanted

MOST_FIELDS = 64
"""Fields that are compared. Families of many authors would make very many of them."""


class Rivals:
    """A growing collection of descriptions. What it is asked takes about the same time however many they are.

    A description that differs from all others with a key of its own kind is a work of its own, and they stay the works
    that they were: each of them differs from it, so none differs from more or fewer than another one (partition.py).
    """

    __slots__ = ("_count", "_lacking", "_signs", "is_current")

    def __init__(self) -> None:
        self.is_current = True
        """False once descriptions have changed otherwise than by `add`."""
        self._count = 0
        self._lacking: dict[str, int] = {}
        self._signs: set[int] = set()

    @property
    def size(self) -> int:
        """The number of distinct values of all fields, about 80 bytes each."""
        return len(self._signs)

    def add(self, one: Candidate) -> None:
        """Add a description.

        The descriptions without a field are an integer, its n-th bit for the n-th description.
        """
        fields = {field: values for field, values in fields_of(one).items() if not field.startswith(ENTRY)}
        for field in fields:
            if len(self._lacking) < MOST_FIELDS:
                self._lacking.setdefault(field, (1 << self._count) - 1)
        for field in self._lacking.keys() - fields.keys():
            self._lacking[field] |= 1 << self._count
        for field, values in fields.items():
            self._signs.update(hash((field, sign)) for value in values for sign in signs(field, value))
        self._count += 1

    def all_differ(self, one: Candidate) -> bool:
        """Whether each has a field in which no description agrees with this one. False where that is not certain."""
        left = (1 << self._count) - 1
        for field in self._apart(one):
            left &= self._lacking[field]
        return not left

    def _apart(self, one: Candidate) -> Iterator[str]:
        """The fields in which no description agrees with this one."""
        for field, values in fields_of(one).items():
            if field in self._lacking:
                looked_for = (hash((field, sign)) for value in values for sign in wanted(field, value))
                if self._signs.isdisjoint(looked_for):
                    yield field
