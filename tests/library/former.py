"""Library files as earlier versions wrote them."""

from __future__ import annotations

from typing import Any

import pytest

from ponarscite import Record
from ponarscite.library import database, row_seal, schema
from ponarscite.library.record_row import record_row
from ponarscite.library.record_table import RecordTable

CHECKED = 5
"""Version since which a record has a checksum."""

SEALED = 6
"""Version since which a document, a key, a tag and a pair of distinct records have one, too."""

FOUND_BY_DOI = 7
"""Version since which a record has a column for its DOI."""


def as_version(patch: pytest.MonkeyPatch, version: int) -> None:
    """Write and read libraries of this version, as long as the patch holds."""
    patch.setattr(database, "MIGRATIONS", schema.MIGRATIONS[:version])
    if version < SEALED:
        patch.setattr(row_seal, "SEALED", set())
        for table in row_seal.COLUMNS:
            patch.setitem(schema.ROWS, table, schema.ROWS[table][:-1])
    if version < FOUND_BY_DOI:
        _without(patch, 1 if version >= CHECKED else 2)
    if version < CHECKED:
        _without_checksum(patch)


def _without(patch: pytest.MonkeyPatch, columns: int) -> None:
    """Leave out the last columns of a record: DOI and checksum."""
    patch.setitem(schema.ROWS, "record", schema.ROWS["record"][:-columns])
    patch.setattr("ponarscite.library.record_table.record_row", lambda *values: record_row(*values)[:-columns])


def _without_checksum(patch: pytest.MonkeyPatch) -> None:
    read = RecordTable.read

    def read_without(table: RecordTable, record_id: int) -> Record:
        rows = table._database.row

        def without(sql: str, parameters: Any = ()) -> tuple[Any, ...] | None:
            return rows(sql.replace(", checksum", ""), parameters)

        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(table._database, "row", without)
            return read(table, record_id)

    patch.setattr("ponarscite.library.description_row.sealed", bytes)
    patch.setattr(RecordTable, "read", read_without)
