"""Records -> a Parquet file, a row group at a time, so that the memory does not grow with the records.

Two runs give the same bytes: nothing tells the time. Source: Apache Parquet format 2, by pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow
import pyarrow.parquet

from ponarscite.formats.parquet.row import row_of
from ponarscite.interchange.parquet import COLUMNS, SCHEMA, VERSION, Type

if TYPE_CHECKING:
    from ponarscite.record.record import Record

ROWS = 2_000
"""Rows of a row group."""

LETTERS = 4_000_000
"""Characters of claims after which a row group ends before it has so many rows."""

COUNTED = ("key", "role", "type", "series", "number", "url", "doi", "source_file", "source_offset")
"""The columns whose least and greatest value each row group tells, so that readers can pass over it."""


def arrow_type(kind: Type) -> Any:
    """The type of Arrow for a type of a column."""
    if isinstance(kind, list):
        return pyarrow.list_(arrow_type(kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct([(name, arrow_type(one)) for name, one in kind.items()])
    return getattr(pyarrow, kind)()


def schema() -> Any:
    """The schema of the file, with its version."""
    fields = [(column.name, arrow_type(column.type)) for column in COLUMNS]
    return pyarrow.schema(fields, metadata={SCHEMA: str(VERSION)})


class _Sink:
    """A file of which the bytes are taken as they are written."""

    closed = False
    mode = "wb"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self._size

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """Return the bytes that were written since the last call."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def write(records: Iterable[Record]) -> Iterator[bytes]:
    """The file, in pieces of a row group."""
    sink, layout = _Sink(), schema()
    writer = pyarrow.parquet.ParquetWriter(
        sink, layout, compression="zstd", write_statistics=list(COUNTED), write_page_checksum=True, version="2.6"
    )
    with writer:
        for rows in _groups(records):
            writer.write_batch(pyarrow.RecordBatch.from_pylist(rows, schema=layout))
            yield sink.taken()
    yield sink.taken()


def _groups(records: Iterable[Record]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    letters = 0
    for record in records:
        rows.append(row := row_of(record))
        letters += len(row["claims"])
        if len(rows) == ROWS or letters > LETTERS:
            yield rows
            rows, letters = [], 0
    if rows:
        yield rows
