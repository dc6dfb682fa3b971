"""RIS, the format that reference managers exchange."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ponarscite.hookspecs import Format, RenderOptions, Resources, hookimpl
from ponarscite.interchange.beginning import is_plain

if TYPE_CHECKING:
    from ponarscite.interchange.reference import Reference
    from ponarscite.record.record import Record


def sign(beginning: str) -> bool:
    """Whether a line is the type of a reference: "TY  - RPRT". Other lines may come before it."""
    return is_plain(beginning) and bool(re.search(r"^TY {1,2}- ?[A-Z]{3,8}[ \t]*\r?$", beginning, re.MULTILINE))


def read(text: str) -> Iterator[Reference]:
    """The references of an RIS file."""
    from ponarscite.formats.ris.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as RIS."""
    from ponarscite.formats.ris.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that RIS cannot carry."""
    from ponarscite.formats.ris.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """RIS."""
    return (
        Format(
            name="ris",
            description="RIS (.ris), for reference managers",
            suffixes=(".ris",),
            media_types=("research-info-systems",),
            sign=sign,
            read=read,
            write=write,
            drops=drops,
            empty='an RIS file has references, each from "TY  - RPRT" to "ER  - ", with a title in TI',
            origin="RIS",
        ),
    )
