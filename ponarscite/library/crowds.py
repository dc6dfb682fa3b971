"""Crowds: records with very many descriptions. What is remembered of one, so that the next description costs no more.

Without it, each new description would have all others read again, which takes O(n²) for n descriptions of one record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ponarscite.library.database import Database
from ponarscite.library.description import PLACE
from ponarscite.library.description_row import DescriptionRow
from ponarscite.library.row_seal import sound
from ponarscite.record.claim import ROLES

MOST_RECONCILED = 100
"""Descriptions of one record that are reconciled. Of more, one for each shape is taken: corrections first, then the
closest roles, then in a fixed order. The record keeps the claims of all of them."""

MOST_REMEMBERED = 200
"""Crowds that are remembered at a time."""

Order: TypeAlias = tuple[bool, int, int, str, str]
"""The order of descriptions: no correction, role, shape, address of the document, place."""

_COLUMNS = (
    "SELECT place, role, shape, ifnull(address, ''), testimony.id FROM testimony "
    f"LEFT JOIN document ON document.id = document AND {sound('document')}"
)


def representatives(
    database: Database, condition: str, parameters: Sequence[int | str]
) -> dict[int, tuple[Order, int]]:
    """Shape -> (order, id of a description): the first description of each shape, at most MOST_RECONCILED, in order.

    The choice does not depend on when the descriptions came.

    Args:
        condition: selects rows of `testimony`.
    """
    rows = database.rows(f"{_COLUMNS} WHERE {condition}", parameters)
    found: dict[int, tuple[Order, int]] = {}
    for one in sorted((_order(*row[:4]), row[4]) for row in rows):
        found.setdefault(one[0][2], one)
        if len(found) == MOST_RECONCILED:
            break
    return found


def is_crowd(count: int) -> bool:
    """Whether a record has so many descriptions that some represent all of them."""
    return count > MOST_RECONCILED


def _order(place: str, role: str, shape: int, address: str) -> Order:
    return place != PLACE, ROLES.index(role), shape, address, place


@dataclass(slots=True)
class Crowd:
    """What is remembered of a record with more than MOST_RECONCILED descriptions.

    Args:
        chosen: its representatives.
        is_changed: whether they have changed since the record was written.
        number: the match hash that all of its descriptions have while no other record shares any of theirs; None where
            this is not known.
    """

    chosen: dict[int, tuple[Order, int]]
    is_changed: bool = True
    number: int | None = None

    @property
    def descriptions(self) -> list[int]:
        """The ids of the representatives."""
        return [description for _, description in self.chosen.values()]

    def take(self, order: Order, description: int, hashes: set[int]) -> None:
        """Note one more description."""
        if self.number not in hashes:
            self.number = None
        shape = order[2]
        if shape not in self.chosen and len(self.chosen) == MOST_RECONCILED:
            last = max(self.chosen, key=lambda one: self.chosen[one][0])
            if self.chosen[last][0] < order:
                return
            del self.chosen[last]
        if shape not in self.chosen or order < self.chosen[shape][0]:
            self.chosen[shape] = order, description
            self.is_changed = True


class Crowds:
    """The crowds of a library that were met last. Whatever changes descriptions other than by adding one forgets them.

    After a rollback, an undo and a change by another process, all are forgotten.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, Crowd] = {}
        self._epoch = database.epoch

    def of(self, record: int) -> Crowd | None:
        """The crowd of a record; None for a record with few descriptions. Call it inside a transaction."""
        self._check()
        if (known := self._known.get(record)) is not None:
            return known
        sql = "SELECT 1 FROM testimony WHERE record = ? LIMIT 1 OFFSET ?"
        if not self._database.row(sql, (record, MOST_RECONCILED)):
            return None
        if len(self._known) >= MOST_REMEMBERED:
            del self._known[next(iter(self._known))]
        crowd = self._known[record] = Crowd(representatives(self._database, "record = ?", (record,)))
        return crowd

    def take(self, record: int, row: DescriptionRow, description: int) -> None:
        """Note a description that was added to a record."""
        self._check()
        if (crowd := self._known.get(record)) is None:
            return
        sql = f"SELECT address FROM document WHERE id = ? AND {sound('document')}"
        found = self._database.row(sql, (row.document,)) if row.document is not None else None
        about = row.description.about
        crowd.take(_order(about.place, about.role, row.shape, found[0] if found else ""), description, row.hashes)

    def forget(self, *records: int | None) -> None:
        """Forget the crowds of these records, whose descriptions have changed."""
        for record in records:
            self._known.pop(record or 0, None)

    def _check(self) -> None:
        if self._epoch != self._database.epoch:
            self._known.clear()
            self._epoch = self._database.epoch
