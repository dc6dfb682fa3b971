"""Parquet, a table with a row a record, for programs that compute with many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.errors import RenderError
from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.parquet import HINT

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def ready() -> None:
    """Raise RenderError where pyarrow is missing; it is looked for, and not yet imported."""
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise RenderError("parquet needs the package pyarrow", hint=HINT)


def write(records: Iterable[Record], _: RenderOptions, __: Resources) -> Iterator[bytes]:
    """The records as a Parquet file."""
    ready()
    from ponarscite.formats.parquet.writer import write

    return write(records)


def drops(_: Record) -> Iterable[str]:
    """Nothing: the claims of a record hold all of it."""
    return ()


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Parquet."""
    return (
        Format(
            name="parquet",
            description="Parquet (.parquet), a row a record, for DuckDB, pandas and Spark",
            suffixes=(".parquet",),
            write=write,
            binary=True,
            texts="source",
            drops=drops,
            ready=ready,
            traced=True,
        ),
    )
