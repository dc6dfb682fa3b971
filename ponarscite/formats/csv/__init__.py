"""CSV, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as CSV."""
    from ponarscite.formats.csv.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that have no column."""
    from ponarscite.formats.csv.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """CSV."""
    return (
        Format(name="csv", description="CSV (.csv), for spreadsheets", suffixes=(".csv",), write=write, drops=drops),
    )
