"""EndNote XML, the export format of EndNote."""

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
    """Whether the root element is `xml`, with `records` in it."""
    return is_xml(beginning) and "<records>" in beginning and bool(re.search(r"<xml>\s*<records>", beginning))


def read(text: str) -> Iterator[Reference]:
    """The references of an EndNote XML document."""
    from ponarscite.formats.endnote_xml.reader import references_of

    return references_of(text)


def write(records: Iterable[Record], options: RenderOptions, resources: Resources) -> Iterator[str]:
    """The records as EndNote XML."""
    from ponarscite.formats.endnote_xml.writer import write

    return write(records, options, resources)


def drops(record: Record) -> Iterator[str]:
    """The CSL variables of a record that EndNote XML cannot carry."""
    from ponarscite.formats.endnote_xml.writer import drops

    return drops(record)


@hookimpl
def provide_formats() -> Iterable[Format]:
    """EndNote XML."""
    return (
        Format(
            name="endnote-xml",
            description="EndNote XML (.xml), for EndNote",
            suffixes=(".xml",),
            sign=sign,
            read=read,
            write=write,
            texts="rich",
            drops=drops,
            empty="EndNote XML has record elements in xml/records, each with titles/title",
            origin="EndNote XML",
        ),
    )
