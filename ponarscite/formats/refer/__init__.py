"""ENW, the import format of EndNote: refer with more tags."""

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
    """Whether a line is a reference type, "%0 Report", and the next one has a tag, too."""
    return is_plain(beginning) and bool(re.search(r"^%0 [A-Z][\w -]{1,40}\r?\n%\S ", beginning, re.MULTILINE))


def read(text: str) -> Iterator[Reference]:
    """The references of an ENW file."""
    from ponarscite.formats.refer.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as ENW."""
    from ponarscite.formats.refer.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that ENW cannot carry."""
    from ponarscite.formats.refer.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """ENW."""
    return (
        Format(
            name="enw",
            description="EndNote's import file (.enw), refer with more tags",
            suffixes=(".enw",),
            media_types=("endnote-refer",),
            sign=sign,
            read=read,
            write=write,
            drops=drops,
            empty='an ENW file has references, each beginning with "%0 Report" or the like, with a title in %T',
            origin="Refer",
        ),
    )
