"""Deposits with Crossref, which registers DOIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl

if TYPE_CHECKING:
    from ponarscite.record.record import Record


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as one deposit."""
    from ponarscite.formats.crossref.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that a deposit cannot carry."""
    from ponarscite.formats.crossref.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """Deposits with Crossref."""
    return (
        Format(
            name="crossref",
            description="a deposit with Crossref, for editors who give DOIs",
            write=write,
            texts="rich",
            drops=drops,
        ),
    )
