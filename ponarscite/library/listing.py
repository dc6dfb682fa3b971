"""Records as a search lists them: what is stored of each as CSL-JSON, without the claims behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.library.database import Database, readable

if TYPE_CHECKING:
    from typing import Any


def items(database: Database, numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """The records with these ids as CSL-JSON items, as `to_item` makes them. Raises LibraryError."""
    for number in numbers:
        row = database.row("SELECT key, item FROM record WHERE id = ?", (number,))
        if row is None:
            continue  # removed since it was found
        with database.told(), readable():
            item = {"id": row[0], **json.loads(row[1])}
        item.pop("custom", None)  # what CSL has no variable for
        yield item
