"""DescriptionRow: a description as a row of the table `testimony`, with the hashes that match it (pure)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ponarscite.library.checksum import sealed
from ponarscite.library.description import Description, identity_text, match_hashes, match_identity, shape_of
from ponarscite.reconcile.packed import pack
from ponarscite.record.record import Identity


@dataclass(frozen=True, slots=True)
class DescriptionRow:
    """A description that is to be inserted.

    Args:
        document: the id of its document, None when it has none.
        identity: under which it is matched with others.
        hashes: the match hashes of this identity and of the links.
        shape: hash of the claims without document, place and line; equal for an episode that many pages mention.
        links: names of links that the user made; descriptions that share one are about one work.
    """

    description: Description
    document: int | None
    identity: Identity
    hashes: set[int]
    shape: int
    links: Sequence[str] = ()

    def columns(self, row_id: int, record: int) -> tuple[Any, ...]:
        """The columns of `testimony` for a row with this id that belongs to the record with that id."""
        about = self.description.about
        return (
            *(row_id, record, self.document, about.role, about.place, self.shape, identity_text(self.identity)),
            *(json.dumps(list(self.links)) if self.links else "[]", sealed(pack(self.description.claims))),
        )


def description_row(
    description: Description, document: int | None = None, links: Sequence[str] = (), identity: Identity | None = None
) -> DescriptionRow:
    """The row of a description.

    Args:
        identity: replaces the identity of the description's record.
    """
    identity = match_identity(description.record) if identity is None else identity
    return DescriptionRow(
        description, document, identity, match_hashes(identity, links), shape_of(description.claims), links
    )


def linked(row: DescriptionRow, links: Sequence[str]) -> DescriptionRow:
    """The row with these links beside its own."""
    links = (*row.links, *links)
    return replace(row, links=links, hashes=match_hashes(row.identity, links))
