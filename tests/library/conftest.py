"""A library in memory, and all of its rows for comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ponarscite import Library, PluginManager


@pytest.fixture
def library(plugins: PluginManager) -> Iterator[Library]:
    with Library(":memory:", plugins) as library:
        yield library


def rows(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal's: equal when two states are exactly the same."""
    from ponarscite.library.schema import ROWS

    found = {place: library._database.rows(f"SELECT * FROM {place} ORDER BY id") for place in ROWS}
    found["meeting"] = library._database.rows("SELECT * FROM meeting ORDER BY hash, testimony")
    found["words"] = library._database.rows("SELECT rowid FROM words WHERE words MATCH 'in OR a OR the' ORDER BY rowid")
    library._database.rows("INSERT INTO words (words) VALUES ('integrity-check')")
    return found
