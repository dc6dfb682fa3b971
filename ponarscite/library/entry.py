"""Entry: a testimony as the table of testimonies has it, with what it is met by (pure)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ponarscite.library.description import Testimony, hashes, identity_text, known_as, shape_of
from ponarscite.reconcile.packed import pack
from ponarscite.record.record import Identity


@dataclass(frozen=True, slots=True)
class Entry:
    """A testimony that is to be entered.

    Args:
        document: the id of its document, None when it has none.
        identity: under which it meets others.
        keys: of this identity and the bonds, as numbers.
        shape: what is said, whoever says it and wherever: equal for one episode in the margins of many pages.
        bonds: names of what a user has merged.
    """

    testimony: Testimony
    document: int | None
    identity: Identity
    keys: set[int]
    shape: int
    bonds: Sequence[str] = ()

    def row(self, number: int, record: int) -> tuple[Any, ...]:
        """The columns of `testimony`."""
        about = self.testimony.about
        return (
            *(number, record, self.document, about.role, about.place, self.shape, identity_text(self.identity)),
            *(json.dumps(list(self.bonds)) if self.bonds else "[]", pack(self.testimony.claims)),
        )


def entry(
    testimony: Testimony, document: int | None = None, bonds: Sequence[str] = (), identity: Identity | None = None
) -> Entry:
    """The entry of a testimony; *identity* is another one than the record has that it makes."""
    identity = known_as(testimony.draft) if identity is None else identity
    return Entry(testimony, document, identity, hashes(identity, bonds), shape_of(testimony.claims), bonds)
