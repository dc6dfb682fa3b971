"""MODS, the format of library catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_xml

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record


def sign(beginning: str) -> bool:
    """Whether an element is `mods` or `modsCollection`, in any envelope."""
    return (
        is_xml(beginning) and "mods" in beginning and bool(re.search(r"<(?:mods:)?mods(?:Collection)?[\s>]", beginning))
    )


def read(text: str) -> Iterator[Reference]:
    """The references of a MODS document."""
    from ponarscite.formats.mods.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as MODS."""
    from ponarscite.formats.mods.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that MODS cannot carry."""
    from ponarscite.formats.mods.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """MODS."""
    return (
        Format(
            name="mods",
            description="MODS 3.7 (.mods), for library catalogues",
            suffixes=(".mods",),
            sign=sign,
            read=read,
            write=write,
            drops=drops,
            empty="MODS has mods elements in the namespace http://www.loc.gov/mods/v3, each with titleInfo/title",
            origin="MODS",
        ),
    )
